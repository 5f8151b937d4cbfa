package storygen

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Templates are the words of stories: what happens in each kind of story, in
// which sentences reports tell it, and how they word a time. Use
// [ParseTemplates]; testdata/templates.md tells the format.
type Templates struct {
	Domains []Domain
	Forms   map[FormKind][]string
}

// A Domain is one kind of story: a launch, a trial.
type Domain struct {
	Name      string
	Names     map[string][]string // by slot: the names to draw from
	Slots     []string            // the slots of Names, in order of the file
	Places    []string
	Headlines []string
	Fill      []string // sentences that tell no time and no happening
	Acts      []Act
}

// An Act is one happening of a domain and the sentences that tell it.
type Act struct {
	Name     string
	After    string // the act that it follows; empty for the first
	AfterEnd bool   // counted from the end of that act, not from its start
	Wait     Span   // from there to its start; for the first the hour of the day
	Lasts    Span   // zero where it has no end of its own
	Counts   [2]int // what {n} may be; 0, 0 where nothing is counted
	Lines    map[LineKind][]string
}

// A Span is the least and the most that a stretch of time may be.
type Span struct{ Min, Max time.Duration }

// A LineKind is what a sentence tells of an act.
type LineKind string

// The kinds of sentences.
const (
	LineStart  LineKind = "start"
	LineEnd    LineKind = "end"
	LineLength LineKind = "length"
	LinePlan   LineKind = "plan"
	LineOff    LineKind = "off"
	LineLag    LineKind = "lag"
	LineCount  LineKind = "count"
)

// A FormKind is a way in which reports tell a time.
type FormKind string

// The forms: by which clock, how exactly.
const (
	FormLocal     FormKind = "local"
	FormGMT       FormKind = "gmt"
	FormBoth      FormKind = "both"
	FormAbout     FormKind = "about"
	FormAboutGMT  FormKind = "aboutgmt"
	FormAfter     FormKind = "after"
	FormAfterGMT  FormKind = "aftergmt"
	FormBefore    FormKind = "before"
	FormBeforeGMT FormKind = "beforegmt"
	FormDay       FormKind = "day"
	FormMorning   FormKind = "morning"
	FormAfternoon FormKind = "afternoon"
	FormEvening   FormKind = "evening"
	FormNight     FormKind = "night"
	FormEarly     FormKind = "early"
	FormLate      FormKind = "late"
)

// slot matches the parts of a sentence that are filled in.
var slot = regexp.MustCompile(`\{(\w+)\}`)

// the slots that the generator fills, beside the names of a domain.
var given = map[string]bool{
	"when": true, "When": true, "at": true, "length": true, "lag": true, "n": true, "place": true,
	"clock": true, "gmt": true, "day": true, "date": true,
}

// ParseTemplates reads a file of templates. Its errors name the line.
func ParseTemplates(name, text string) (*Templates, error) {
	t := &Templates{Forms: map[FormKind][]string{}}
	var d *Domain
	var a *Act
	forms := false
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		fail := func(what string) error { return fmt.Errorf("%s:%d: %s: %q", name, n+1, what, line) }
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		switch key {
		case "domain":
			t.Domains = append(t.Domains, Domain{Name: rest, Names: map[string][]string{}})
			d, a, forms = &t.Domains[len(t.Domains)-1], nil, false
			continue
		case "forms":
			d, a, forms = nil, nil, true
			continue
		}
		if forms {
			t.Forms[FormKind(key)] = append(t.Forms[FormKind(key)], rest)
			continue
		}
		if d == nil {
			return nil, fail("outside of a domain")
		}
		switch key {
		case "names":
			slot, values, ok := strings.Cut(rest, ":")
			if !ok {
				return nil, fail("names want a colon")
			}
			slot = strings.TrimSpace(slot)
			d.Names[slot], d.Slots = list(values), append(d.Slots, slot)
		case "place":
			d.Places = append(d.Places, list(rest)...)
		case "headline":
			d.Headlines = append(d.Headlines, rest)
		case "fill":
			d.Fill = append(d.Fill, rest)
		case "event":
			act, err := parseAct(rest)
			if err != nil {
				return nil, fail(err.Error())
			}
			d.Acts = append(d.Acts, act)
			a = &d.Acts[len(d.Acts)-1]
		case "counts":
			lo, hi, _ := strings.Cut(rest, "..")
			var err1, err2 error
			if a == nil {
				return nil, fail("outside of an event")
			}
			a.Counts[0], err1 = strconv.Atoi(lo)
			a.Counts[1], err2 = strconv.Atoi(hi)
			if err1 != nil || err2 != nil || a.Counts[0] > a.Counts[1] {
				return nil, fail("counts want LO..HI")
			}
		case string(LineStart), string(LineEnd), string(LineLength), string(LinePlan), string(LineOff), string(LineLag), string(LineCount):
			if a == nil {
				return nil, fail("outside of an event")
			}
			for _, m := range slot.FindAllStringSubmatch(rest, -1) {
				if !given[m[1]] && d.Names[m[1]] == nil {
					return nil, fail("no such slot: " + m[1])
				}
			}
			a.Lines[LineKind(key)] = append(a.Lines[LineKind(key)], rest)
		default:
			return nil, fail("unknown word")
		}
	}
	return t, nil
}

func list(s string) []string {
	var out []string
	for _, v := range strings.Split(s, "|") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// actHead is the head of an act: "rollout first 9h..11h", "flight 10m..40m after
// end of liftoff lasts 3h..9h".
var actHead = regexp.MustCompile(`^(\w+) (first )?(\w+)\.\.(\w+)(?: after (end of )?(\w+))?(?: lasts (\w+)\.\.(\w+))?$`)

func parseAct(s string) (Act, error) {
	m := actHead.FindStringSubmatch(s)
	if m == nil {
		return Act{}, fmt.Errorf("no head of an event")
	}
	a := Act{Name: m[1], After: m[6], AfterEnd: m[5] != "", Lines: map[LineKind][]string{}}
	for _, x := range [...]struct {
		text string
		to   *time.Duration
	}{{m[3], &a.Wait.Min}, {m[4], &a.Wait.Max}, {m[7], &a.Lasts.Min}, {m[8], &a.Lasts.Max}} {
		if x.text == "" {
			continue
		}
		v, err := length(x.text)
		if err != nil {
			return a, err
		}
		*x.to = v
	}
	if (m[2] == "") == (a.After == "") {
		return a, fmt.Errorf("an event is the first or comes after another")
	}
	return a, nil
}

// length reads "40m", "3h", "2d".
func length(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour, err
	}
	return time.ParseDuration(s)
}
