package export

import (
	"fmt"
	"html"
	"strings"

	"timeline/internal/event"
	"timeline/internal/when"
)

// timelineJS is the file that TimelineJS 3 reads, as its documentation has it
// (https://timeline.knightlab.com/docs/json-format.html). Its texts are HTML.
type timelineJSFile struct {
	Title  timelineJSSlide   `json:"title"`
	Events []timelineJSSlide `json:"events"`
	Scale  string            `json:"scale"`
}

type timelineJSSlide struct {
	ID          string          `json:"unique_id,omitempty"`
	Start       *timelineJSDate `json:"start_date,omitempty"`
	End         *timelineJSDate `json:"end_date,omitempty"`
	DisplayDate string          `json:"display_date,omitempty"`
	Group       string          `json:"group,omitempty"`
	Text        timelineJSText  `json:"text"`
}

type timelineJSDate struct {
	Year   int  `json:"year"`
	Month  int  `json:"month,omitempty"`
	Day    int  `json:"day,omitempty"`
	Hour   *int `json:"hour,omitempty"`
	Minute *int `json:"minute,omitempty"`
}

type timelineJSText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

// timelineJS writes the events. A day has no hour, a month no day; times are in UTC, and
// the words beside say so and how exact they are. An event whose start is open has no
// place in it.
func (b *book) timelineJS() ([]byte, error) {
	f := timelineJSFile{Title: timelineJSSlide{Text: timelineJSText{Headline: html.EscapeString(b.title)}}, Events: []timelineJSSlide{}, Scale: "human"}
	for _, e := range b.ordered() {
		x := b.Bounds[e.ID]
		if e.Phase == event.Lasts || !x.Start.Bounded() || x.Start.Empty() {
			continue
		}
		z := when.UTC
		if x.Granularity >= when.Day {
			if own, err := when.LoadZone(e.Zone); err == nil {
				z = own // a day is one of its place
			}
		}
		s := timelineJSSlide{ID: e.ID, Start: timelineJSAt(z.Local(x.Start.From), x.Granularity), Group: string(e.Status)}
		s.DisplayDate = displayed(x.Start, x.Granularity, x.Approximate, z)
		if last := x.Start.To.Add(-1); x.Granularity >= when.Day && z.Local(last).Date() != z.Local(x.Start.From).Date() && x.Granularity < when.Month {
			s.End = timelineJSAt(z.Local(last), x.Granularity)
		}
		var quotes []string
		for _, id := range e.Statements {
			if q, ok := b.quotes[id]; ok {
				quotes = append(quotes, "<p>“"+html.EscapeString(q.quote)+"” ("+html.EscapeString(q.Label)+")</p>")
			}
		}
		s.Text = timelineJSText{html.EscapeString(e.Title), strings.Join(quotes, "")}
		f.Events = append(f.Events, s)
	}
	return recordLines(f)
}

func timelineJSAt(c when.Civil, g when.Granularity) *timelineJSDate {
	d := c.Date()
	out := &timelineJSDate{Year: d.Year}
	if g < when.Year {
		out.Month = d.Month
	}
	if g < when.Month {
		out.Day = d.Day
	}
	if g < when.Day {
		h, m, _ := c.Clock()
		out.Hour, out.Minute = &h, &m
	}
	return out
}

// displayed tells an interval in words.
func displayed(iv when.Interval, g when.Granularity, about bool, z when.Zone) string {
	from, to := z.Local(iv.From), z.Local(iv.To.Add(-1))
	day := func(c when.Civil) string {
		d := c.Date()
		return fmt.Sprintf("%d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	clock := func(c when.Civil) string {
		h, m, _ := c.Clock()
		return fmt.Sprintf("%02d:%02d", h, m)
	}
	switch {
	case g >= when.Day && from.Date() == to.Date():
		return day(from)
	case g >= when.Day:
		return day(from) + " to " + day(to)
	}
	words := clock(from)
	if iv.To-iv.From > 60 {
		words += "–" + clock(z.Local(iv.To))
	}
	if about {
		words = "about " + words
	}
	return words + " UTC, " + day(from)
}
