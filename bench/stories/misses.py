#!/usr/bin/env python3
"""Sort what score.py -v prints into classes of error, with counts.

  score.py TIMELINE SCORER -v | misses.py

A wrong time is put in the first class that fits its best reading.
"""
import collections, re, sys
from datetime import datetime

CLASSES = ['some hours: another zone or half of the day', 'the width', 'the day', 'open on one side', 'the year', 'far away', 'no time']

def instant(s):
    return None if s == 'None' else datetime.strptime(s, '%Y-%m-%dT%H:%M:%SZ')

def classify(gold, got):
    if got == (None, None):
        return 'no time'
    if None in got:
        return 'open on one side'
    if None in gold:
        return 'far away'
    a, b = ((x - y).total_seconds() / 3600 for x, y in zip(got, gold))
    if abs(a) > 250 * 24:
        return 'the year'
    if abs(a) <= 14 and a == b:
        return 'some hours: another zone or half of the day'
    if abs(a) <= 14 and abs(b) <= 14:
        return 'the width'
    return 'the day' if abs(a) <= 72 else 'far away'

counts = collections.Counter()
for line in sys.stdin:
    m = re.match(r'\s*wrong time .*gold (\S+)/(\S+)\s+got (.*)', line)
    if m:
        gold = instant(m[1]), instant(m[2])
        readings = (tuple(map(instant, r.strip().split('/'))) for r in m[3].split(' or '))
        counts['wrong time: ' + min((classify(gold, r) for r in readings), key=CLASSES.index)] += 1
    elif m := re.match(r'\s*(not found|discrepancy missed \(\w+, [\w-]+\))', line):
        counts[m[1]] += 1
for name, n in counts.most_common():
    print('%4d  %s' % (n, name))
