package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	dateparser "github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-dateparser/date"
	"github.com/olebedev/when"
)

// A find is a time in a text, in bytes.
type find struct {
	start, end  int
	kind, value string
}

// runEngine speaks the protocol for one of the Go libraries.
func runEngine(name string, r io.Reader, w io.Writer) error {
	engines := map[string]func(text string, base time.Time) ([]find, error){
		"when":       findWhen,
		"dateparser": findDateparser,
	}
	engine, ok := engines[name]
	if !ok {
		return fmt.Errorf("no engine %q: want when or dateparser", name)
	}
	docs, err := decode[document](r)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	for _, d := range docs {
		found, err := engine(d.Text, publication(d.DCT))
		if err != nil {
			return fmt.Errorf("%s: %w", d.ID, err)
		}
		if err := enc.Encode(tagged{d.ID, d.Text, inCodePoints(d.Text, found)}); err != nil {
			return err
		}
	}
	return nil
}

// publication reads a dct, which is a day or a moment. It returns a fixed day
// where there is none: these libraries would take today.
func publication(dct string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, dct); err == nil {
			return t.UTC().Truncate(24 * time.Hour)
		}
	}
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
}

// findWhen gives the library one sentence at a time and then what is left of
// it, since one call finds one time. An error of the library costs it the
// sentence: "at A.M." is one.
func findWhen(text string, base time.Time) ([]find, error) {
	var found []find
	for at := 0; at < len(text); {
		end := sentenceEnd(text, at)
		for at < end {
			r, err := when.EN.Parse(text[at:end], base)
			if err != nil || r == nil || r.Text == "" {
				break
			}
			start := at + r.Index
			kind, value := "DATE", r.Time.Format(time.DateOnly)
			if !r.Time.Equal(r.Time.Truncate(24 * time.Hour)) {
				kind, value = "TIME", r.Time.Format("2006-01-02T15:04")
			}
			found = append(found, find{start, start + len(r.Text), kind, value})
			at = start + len(r.Text)
		}
		at = end
	}
	return found, nil
}

// sentenceEnd returns the offset behind the sentence that starts at from: a
// full stop and a blank, or a line's end.
func sentenceEnd(text string, from int) int {
	end := len(text)
	for _, mark := range []string{". ", "\n"} {
		if i := strings.Index(text[from:end], mark); i >= 0 {
			end = from + i + len(mark)
		}
	}
	return end
}

var dateparsers dateparser.Parser

// findDateparser searches the whole text in English. The library returns words
// without their place, so they are looked for in order.
func findDateparser(text string, base time.Time) ([]find, error) {
	cfg := &dateparser.Configuration{CurrentTime: base, PreferredDateSource: dateparser.Past, ReturnTimeAsPeriod: true}
	results, err := dateparsers.SearchWithLanguage(cfg, "en", text)
	if err != nil {
		return nil, err
	}
	var found []find
	at := 0
	for _, r := range results {
		i := strings.Index(text[at:], r.Text)
		if i < 0 || r.Text == "" {
			continue
		}
		start := at + i
		at = start + len(r.Text)
		kind, value := valueOf(r.Date)
		found = append(found, find{start, at, kind, value})
	}
	return found, nil
}

// valueOf writes a date of go-dateparser as TIMEX3.
func valueOf(d date.Date) (kind, value string) {
	switch {
	case d.Period.IsTime():
		return "TIME", d.Time.Format("2006-01-02T15:04")
	case d.Period == date.Month:
		return "DATE", d.Time.Format("2006-01")
	case d.Period == date.Year:
		return "DATE", d.Time.Format("2006")
	}
	return "DATE", d.Time.Format(time.DateOnly)
}

// inCodePoints turns finds, which are in order and do not overlap, into the
// protocol's form.
func inCodePoints(text string, found []find) []timex {
	out := make([]timex, 0, len(found))
	at, points := 0, 0
	for _, f := range found {
		points += utf8.RuneCountInString(text[at:f.start])
		words := text[f.start:f.end]
		n := utf8.RuneCountInString(words)
		out = append(out, timex{Start: points, End: points + n, Text: words, Type: f.kind, Value: f.value})
		at, points = f.end, points+n
	}
	return out
}
