// Command errors tells what a tagger gets wrong, by class of expression: it
// reads a gold file and a system file in the protocol of "timeline extract
// --timex" and prints a table, and with -list the errors of one class.
//
//	go run ./errors [-list CLASS] GOLD SYSTEM
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
)

// A document is one line of either file.
type document struct {
	ID    string  `json:"id"`
	DCT   string  `json:"dct"`
	Text  string  `json:"text"`
	Timex []timex `json:"timex"`
}

// A timex is one expression; its offsets are code points, half-open.
type timex struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

// A class of expressions is told by the value, else by the words.
type class struct {
	name         string
	value, words *regexp.Regexp
}

const (
	months = `jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?`
	days   = `(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?s?`
)

// classes are tried in this order.
var classes = []class{
	{"past, present, future reference", rx(`_REF$`), nil},
	{"holiday", nil, rx(`\b(christmas|xmas|easter|thanksgiving|new year|holiday|ramadan|halloween|(?:\w+ )?day (?:of|eve))\b`)},
	{"set", rx(`^(XXXX-|P\dD$)`), rx(`\b(every|each|daily|weekly|monthly|quarterly|yearly|annually|per|\w+days)\b`)},
	{"quarter, fiscal year", rx(`Q[1-4X]$|^FY`), rx(`quarter|fiscal`)},
	{"decade, century", rx(`^(BC)?\d{2,3}$`), rx(`centur|decade ago|\d0s`)},
	{"season", rx(`-(SP|SU|FA|WI)$`), nil},
	{"weekend", rx(`-WE$`), nil},
	{"clock time, zone", rx(`T\d`), nil},
	{"part of day", rx(`T(MO|MI|AF|EV|NI|DT|XX)$`), nil},
	{"vague duration", rx(`^PT?X`), nil},
	{"counted duration", rx(`^P`), nil},
	{"explicit date", nil, rx(`(?i)\b(` + months + `)\b\.?,? *\d|\d(st|nd|rd|th)? (of )?(` + months + `)|\d+[-/]\d+[-/]\d+`)},
	{"weekday", nil, rx(`(?i)\b(` + days + `)\b`)},
	{"bare month", nil, rx(`(?i)\b(` + months + `)\b`)},
	{"year", rx(`^\d{4}(-XX-XX)?$`), rx(`\d{4}`)},
	{"today, yesterday, tomorrow", nil, rx(`(?i)today|yesterday|tomorrow|tmr|tdy`)},
	{"relative unit", nil, rx(`(?i)year|month|week|day|ago|earlier|later|period|time`)},
}

func rx(s string) *regexp.Regexp {
	if !strings.HasPrefix(s, "(?i)") {
		s = "(?i)" + s
	}
	return regexp.MustCompile(s)
}

func classOf(t timex) string {
	for _, c := range classes {
		if c.value != nil && c.value.MatchString(t.Value) || c.words != nil && c.words.MatchString(t.Text) {
			return c.name
		}
	}
	return "other"
}

// A row counts one class.
type row struct{ gold, exact, overlap, right, missed, spurious int }

func main() {
	list := flag.String("list", "", "list the errors of this `class`")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: errors [-list CLASS] GOLD SYSTEM")
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), flag.Arg(1), *list); err != nil {
		fmt.Fprintln(os.Stderr, "errors:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, goldName, systemName, list string) error {
	gold, err := read(goldName)
	if err != nil {
		return err
	}
	system, err := read(systemName)
	if err != nil {
		return err
	}
	found := map[string][]timex{}
	for _, d := range system {
		found[d.ID] = d.Timex
	}
	rows := map[string]*row{"all": {}}
	at := func(name string) *row {
		if rows[name] == nil {
			rows[name] = &row{}
		}
		return rows[name]
	}
	tell := func(name, what string, d document, t timex, got string) {
		if name == list {
			text := []rune(d.Text)
			fmt.Fprintf(w, "%s\t%s %q %s %s\n\t...%s...\n", d.ID, what, t.Text, t.Value, got,
				strings.Join(strings.Fields(string(text[max(0, t.Start-50):min(len(text), t.End+30)])), " "))
		}
	}
	for _, d := range gold {
		used := map[int]bool{}
		for _, g := range d.Timex {
			name := classOf(g)
			best, at2 := -1, 0
			for i, s := range found[d.ID] {
				if n := min(s.End, g.End) - max(s.Start, g.Start); n > 0 && !used[i] && (best < 0 || n > at2) {
					best, at2 = i, n
				}
			}
			for _, r := range []*row{at(name), at("all")} {
				r.gold++
				if best < 0 {
					r.missed++
					continue
				}
				s := found[d.ID][best]
				if s.Start == g.Start && s.End == g.End {
					r.exact++
				} else {
					r.overlap++
				}
				if strings.EqualFold(s.Value, g.Value) {
					r.right++
				}
			}
			if best < 0 {
				tell(name, "missed", d, g, "")
				continue
			}
			used[best] = true
			if s := found[d.ID][best]; !strings.EqualFold(s.Value, g.Value) || s.Text != g.Text {
				tell(name, "wrong", d, g, fmt.Sprintf("got %q %s", s.Text, s.Value))
			}
		}
		for i, s := range found[d.ID] {
			if !used[i] {
				name := classOf(s)
				at(name).spurious++
				at("all").spurious++
				tell(name, "spurious", d, s, "")
			}
		}
	}
	if list != "" {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 1, ' ', 0)
	fmt.Fprintln(t, "| class\t| gold\t| exact span\t| other span\t| right value\t| missed\t| spurious\t|")
	fmt.Fprintln(t, "| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t|")
	names := []string{}
	for name := range rows {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		last := func(name string) int {
			if name == "all" {
				return 1
			}
			return 0
		}
		return cmp.Or(last(a)-last(b), rows[b].gold-rows[a].gold, strings.Compare(a, b))
	})
	for _, name := range names {
		r := rows[name]
		fmt.Fprintf(t, "| %s\t| %d\t| %d\t| %d\t| %d\t| %d\t| %d\t|\n", name, r.gold, r.exact, r.overlap, r.right, r.missed, r.spurious)
	}
	return t.Flush()
}

func read(name string) ([]document, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []document
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<26)
	for n := 1; in.Scan(); n++ {
		var d document
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		all = append(all, d)
	}
	return all, in.Err()
}
