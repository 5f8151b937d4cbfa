package export

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"timeline/internal/event"
	"timeline/internal/when"
)

// calendar writes the events as iCalendar (RFC 5545). A time of day is a moment in UTC, a
// day or more is a date of its place without a time of day. What is planned is TENTATIVE,
// what was called off or denied CANCELLED. An event whose start is open has no place in a
// calendar and is left out; docs/data.md says so. Nothing depends on a clock: DTSTAMP is
// when the newest of its reports was published.
func (k *book) calendar() ([]byte, error) {
	var c lines
	c.put("BEGIN:VCALENDAR")
	c.put("VERSION:2.0")
	c.put("PRODID:-//timeline//timeline//EN")
	c.put("CALSCALE:GREGORIAN")
	c.text("X-WR-CALNAME", k.title)
	for _, e := range k.ordered() {
		b := k.Bounds[e.ID]
		if e.Phase == event.Lasts || !b.Start.Bounded() || b.Start.Empty() {
			continue
		}
		c.put("BEGIN:VEVENT")
		c.put("UID:" + identifier("event", e.ID))
		c.put("DTSTAMP:" + stamped(k.newest(e.Statements)))
		from, to := b.Start.From, b.Start.To
		if b.End.Bounded() && b.End.From > from && !b.End.Empty() {
			to = b.End.From
		}
		if b.Granularity >= when.Day {
			z, err := when.LoadZone(e.Zone)
			if err != nil {
				z = when.UTC
			}
			first, last := z.Local(from).Date(), z.Local(max(to, b.Start.To).Add(-1)).Date().AddDays(1)
			c.put("DTSTART;VALUE=DATE:" + dateDigits(first))
			c.put("DTEND;VALUE=DATE:" + dateDigits(last))
		} else {
			c.put("DTSTART:" + stamped(from))
			if to-from > 60 {
				c.put("DTEND:" + stamped(to))
			}
		}
		c.text("SUMMARY", e.Title)
		var body []string
		if b.Approximate {
			body = append(body, "The time is approximate.")
		}
		for _, id := range e.Statements {
			if q, ok := k.quotes[id]; ok {
				body = append(body, "“"+q.quote+"” ("+q.Label+")")
			}
		}
		for i := range k.Discrepancies {
			if d := &k.Discrepancies[i]; d.Event == e.ID {
				body = append(body, "Sources differ: "+d.Finding)
			}
		}
		c.text("DESCRIPTION", strings.Join(body, "\n"))
		if e.Place != "" {
			c.text("LOCATION", e.Place)
		}
		switch e.Status {
		case event.StatusPlanned, event.StatusHypothetical, event.StatusDisputed:
			c.put("STATUS:TENTATIVE")
		case event.StatusCancelled, event.StatusDenied:
			c.put("STATUS:CANCELLED")
		default:
			c.put("STATUS:CONFIRMED")
		}
		c.put("TRANSP:TRANSPARENT")
		if k.base != "" {
			c.put("URL:" + k.base + "/events/" + e.ID + ".html")
		}
		c.put("END:VEVENT")
	}
	c.put("END:VCALENDAR")
	return c.Bytes(), nil
}

// A lines writes content lines: at most 75 octets each, the rest on lines that begin with
// a blank, never within a code point.
type lines struct{ bytes.Buffer }

func (l *lines) put(s string) {
	room := 75
	for len(s) > room {
		n := room
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		l.WriteString(s[:n] + "\r\n ")
		s, room = s[n:], 74
	}
	l.WriteString(s + "\r\n")
}

// text writes a property whose value is text, with its marks escaped.
func (l *lines) text(name, value string) {
	value = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, strings.ReplaceAll(value, "\r\n", "\n"))
	l.put(name + ":" + icsMarks.Replace(value))
}

func stamped(t when.Instant) string {
	return time.Unix(int64(t), 0).UTC().Format("20060102T150405Z")
}

func dateDigits(d when.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// icsMarks escapes what has a meaning in a text of iCalendar (RFC 5545, 3.3.11).
var icsMarks = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)
