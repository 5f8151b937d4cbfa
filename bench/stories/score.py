#!/usr/bin/env python3
"""Score the program on the stories of this folder.

  score.py TIMELINE SCORER [-v] [STORY...]

TIMELINE is the built program, SCORER the file score_story.py. Each story is a folder of reports with a gold.json in
the form of that scorer: it is laid out as content, built and scored, one line a story, then the means. Discrepancies are
summed. Exit status 1 when a mean falls below FLOORS.
"""
import importlib.util, os, subprocess, sys, tempfile

FLOORS = {'found': 95, 'resolved': 73, 'grouped': 66}
MOST_FALSE = 6

def main():
    args = [a for a in sys.argv[1:] if a != '-v']
    if len(args) < 2:
        sys.exit(__doc__)
    program, scorer, wanted = os.path.abspath(args[0]), args[1], args[2:]
    spec = importlib.util.spec_from_file_location('score_story', scorer)
    story = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(story)
    here = os.path.dirname(os.path.abspath(__file__))
    results = []
    for name in sorted(os.listdir(here)):
        gold = os.path.join(here, name, 'gold.json')
        if not os.path.exists(gold) or wanted and name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as work:
            story.prepare(os.path.join(here, name), work)
            site = os.path.join(work, 'site')
            subprocess.run([program, 'build', '--content', os.path.join(work, 'content'), '--out', site],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            results.append(story.score(gold, site, '-v' in sys.argv))
    if not results:
        sys.exit('no story found')
    mean = {k: sum(r[k] for r in results) / len(results) for k in FLOORS}
    total = {}
    for k in ('major', 'minor', 'false'):
        a, b = zip(*(map(int, r[k].split('/')) for r in results))
        total[k] = (sum(a), sum(b))
    listed = sum(int(r['listed'].split()[0]) for r in results)
    match = sum(int(r['listed'].split('(')[1].split()[0]) for r in results)
    print('mean of %d stories      found %.1f  resolved %.1f  grouped %.1f   major %d/%d minor %d/%d  false %d/%d  listed %d (%d match)' % (
        len(results), mean['found'], mean['resolved'], mean['grouped'], *total['major'], *total['minor'], *total['false'], listed, match))
    low = [k for k in FLOORS if mean[k] < FLOORS[k]]
    if not wanted and (low or total['false'][0] > MOST_FALSE):
        sys.exit('below what was reached: ' + ', '.join(low or ['false alarms']))

main()
