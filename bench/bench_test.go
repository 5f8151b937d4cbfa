package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/markusmobius/go-dateparser/date"
)

func TestEngines(t *testing.T) {
	const in = `{"id":"a","dct":"2025-12-03","text":"É. We met yesterday. It was on 5 May 2024 – they say. We meet again tomorrow."}` + "\n"
	tests := []struct{ engine, words, value string }{
		{"when", "yesterday", "2025-12-02"},
		{"when", "tomorrow", "2025-12-04"},
		{"dateparser", "yesterday", "2025-12-02"},
		{"dateparser", "on 5 May 2024", "2024-05-05"},
	}
	for _, tt := range tests {
		t.Run(tt.engine+" "+tt.words, func(t *testing.T) {
			var out bytes.Buffer
			if err := runEngine(tt.engine, strings.NewReader(in), &out); err != nil {
				t.Fatal(err)
			}
			got := parse(t, out.Bytes())
			for _, x := range got.Timex {
				if s := string([]rune(got.Text)[x.Start:x.End]); s != x.Text {
					t.Errorf("text at %d-%d is %q, want %q", x.Start, x.End, s, x.Text)
				}
				if x.Text == tt.words {
					if x.Value != tt.value {
						t.Errorf("value of %q is %s, want %s", x.Text, x.Value, tt.value)
					}
					return
				}
			}
			t.Errorf("%q not found in %v", tt.words, got.Timex)
		})
	}
}

func TestEngineUnknown(t *testing.T) {
	if err := runEngine("sundial", strings.NewReader(""), &bytes.Buffer{}); err == nil {
		t.Error("no error for an unknown engine")
	}
}

func TestInCodePoints(t *testing.T) {
	const text = "ä noon, – midnight"
	at := func(words string) find {
		i := strings.Index(text, words)
		return find{start: i, end: i + len(words), kind: "TIME", value: "x"}
	}
	for _, got := range inCodePoints(text, []find{at("noon"), at("midnight")}) {
		if s := string([]rune(text)[got.Start:got.End]); s != got.Text {
			t.Errorf("text at %d-%d is %q, want %q", got.Start, got.End, s, got.Text)
		}
	}
}

func TestValueOf(t *testing.T) {
	at := time.Date(2025, 12, 3, 14, 5, 0, 0, time.UTC)
	tests := []struct {
		period      date.Period
		kind, value string
	}{
		{date.Minute, "TIME", "2025-12-03T14:05"},
		{date.Day, "DATE", "2025-12-03"},
		{date.Month, "DATE", "2025-12"},
		{date.Year, "DATE", "2025"},
	}
	for _, tt := range tests {
		kind, value := valueOf(date.Date{Period: tt.period, Time: at})
		if kind != tt.kind || value != tt.value {
			t.Errorf("%v: got %s %s, want %s %s", tt.period, kind, value, tt.kind, tt.value)
		}
	}
}

func TestSentenceEnd(t *testing.T) {
	tests := []struct {
		text string
		from int
		want int
	}{
		{"One. Two.", 0, 5},
		{"One. Two.", 5, 9},
		{"One\nTwo. Three", 0, 4},
		{"No end", 0, 6},
	}
	for _, tt := range tests {
		if got := sentenceEnd(tt.text, tt.from); got != tt.want {
			t.Errorf("sentenceEnd(%q, %d) = %d, want %d", tt.text, tt.from, got, tt.want)
		}
	}
}

func TestMadeUp(t *testing.T) {
	docs := madeUp(100_000)
	size, seen := 0, map[string]bool{}
	for _, d := range docs {
		size += len(d.Text)
		if seen[d.Text] {
			t.Errorf("%s has the text of another document", d.ID)
		}
		seen[d.Text] = true
		if !utf8.ValidString(d.Text) || strings.Contains(d.Text, "#") {
			t.Errorf("%s is not ready to be read: %.80q", d.ID, d.Text)
		}
	}
	if size < 100_000 {
		t.Errorf("%d bytes made up, want 100000", size)
	}
}

func TestReport(t *testing.T) {
	results := []result{
		{contender: contender{name: "timeline"}, seconds: 0.5, found: 10, score: &score{0.8, 0.9, 0.7}},
		{contender: contender{name: "slow"}, seconds: 5, found: 4},
		{contender: contender{name: "absent", err: errors.New("not here")}},
	}
	var out strings.Builder
	if err := report(&out, results, 1_000_000); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	want := []string{
		"contender MB/s timeline is faster by times found strict F1 relaxed F1 value F1",
		"timeline 2.00 1.0 10 80.0 90.0 70.0",
		"slow 0.20 10.0 4 - - -",
		"left out: absent: not here",
	}
	if len(lines) != len(want) {
		t.Fatalf("got %d lines, want %d:\n%s", len(lines), len(want), out.String())
	}
	for i := range want {
		if got := strings.Join(strings.Fields(lines[i]), " "); got != want[i] {
			t.Errorf("line %d is %q, want %q", i, got, want[i])
		}
	}
}

func TestReportWithoutTimeline(t *testing.T) {
	failed := errors.New("exit status 1")
	err := report(&strings.Builder{}, []result{{contender: contender{name: "timeline", err: failed}}}, 1)
	if !errors.Is(err, failed) {
		t.Errorf("error is %v, want %v", err, failed)
	}
}

// parse reads an output of one document.
func parse(t *testing.T, output []byte) tagged {
	t.Helper()
	docs, err := decode[tagged](bytes.NewReader(output))
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, error %v; want one", len(docs), err)
	}
	return docs[0]
}
