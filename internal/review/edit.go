package review

import (
	"fmt"
	"slices"
	"strings"

	"timeline/internal/content"
)

// An Edit is a change that an editor makes to the timeline, beside what rulings decide.
// It says what it is about by ids, and by a digest what stood there when it was made.
type Edit struct {
	Path       string // the file, relative to the content folder
	Line       int    // of its first key, for messages
	Kind       EditKind
	Events     []string // merge: two and more; split, retitle, retime, hide: one; approve: one and more
	Statements []string // split: those that become an event of their own
	Source     string   // source: its id; add: the one that Quote stands in
	Digest     string   // of the quotes of the events, or the SHA-256 of the source; empty when the file has none
	Title      string   // retitle, add
	Time       string   // retime, add: EDTF, in UTC or with an offset; a day or more is one of Zone
	End        string   // retime, add: when it ended, where that is told; as Time
	Zone       string   // add, retime: of a day that is told without one; source: that its times are in. An IANA name
	Place      string   // add
	Quote      string   // add: words of Source, as they stand there
	Citation   string   // add: where else it is told, as readers shall see it
	Published  string   // source: when it was published, EDTF
	CopyOf     string   // source: the id of the source that it copies
	Reviewer   string
	Date       string // YYYY-MM-DD
	Reason     string // Markdown
	ReasonHTML string // rendered in safe mode
	Applied    bool   // it fits the story
}

// An EditKind is what an edit does.
type EditKind string

// The kinds of edits.
const (
	Merge   EditKind = "merge"   // these events are one
	Split   EditKind = "split"   // these statements of an event are another
	Retitle EditKind = "retitle" // an event has another title
	Retime  EditKind = "retime"  // an event was at another time
	Hide    EditKind = "hide"    // an event is left out
	Add     EditKind = "add"     // there was an event that no source tells in words that are read
	Amend   EditKind = "source"  // a source's zone, time of publication or origin
	Approve EditKind = "approve" // an editor has looked at these events
)

// editKinds are the kinds with the keys that each must have beside those of all.
var editKinds = []struct {
	kind EditKind
	need []string
}{
	{Merge, []string{"events"}},
	{Split, []string{"events", "statements"}},
	{Retitle, []string{"events", "title"}},
	{Retime, []string{"events", "time"}},
	{Hide, []string{"events"}},
	{Add, []string{"title", "time"}},
	{Amend, []string{"source"}},
	{Approve, []string{"events"}},
}

// EditKinds are the names of all kinds, in the order of the documentation.
func EditKinds() []EditKind {
	out := make([]EditKind, 0, len(editKinds))
	for _, k := range editKinds {
		out = append(out, k.kind)
	}
	return out
}

// A slot is one key of the front matter of an edit with the place of its value.
type slot struct {
	key  string
	one  *string
	list *[]string
}

// slots are the keys of an edit in the order in which they are written.
func (e *Edit) slots() []slot {
	return []slot{
		{"edit", (*string)(&e.Kind), nil},
		{"events", nil, &e.Events},
		{"statements", nil, &e.Statements},
		{"source", &e.Source, nil},
		{"title", &e.Title, nil},
		{"time", &e.Time, nil},
		{"end", &e.End, nil},
		{"zone", &e.Zone, nil},
		{"place", &e.Place, nil},
		{"quote", &e.Quote, nil},
		{"citation", &e.Citation, nil},
		{"published", &e.Published, nil},
		{"copy_of", &e.CopyOf, nil},
		{"reviewer", &e.Reviewer, nil},
		{"date", &e.Date, nil},
		{"digest", &e.Digest, nil},
	}
}

// Check says what is missing or wrong with e by itself; nil where nothing is. Whether it
// fits the story shows when it is built.
func (e *Edit) Check() error {
	i := slices.IndexFunc(editKinds, func(k struct {
		kind EditKind
		need []string
	},
	) bool {
		return k.kind == e.Kind
	})
	if i < 0 {
		return &Fault{fmt.Sprintf("%q is no edit", string(e.Kind)), "use one of " + strings.Join(kindNames(), ", ")}
	}
	for _, s := range e.slots() {
		if !slices.Contains(editKinds[i].need, s.key) {
			continue
		}
		if s.one != nil && *s.one == "" || s.list != nil && len(*s.list) == 0 {
			return &Fault{"no " + s.key + " given", "put `" + s.key + ":` in the front matter"}
		}
	}
	switch {
	case e.Kind == Merge && len(e.Events) < 2:
		return &Fault{"one event cannot be merged", "name two or more in `events:`"}
	case (e.Kind == Split || e.Kind == Retitle || e.Kind == Retime || e.Kind == Hide) && len(e.Events) != 1:
		return &Fault{fmt.Sprintf("%d events named", len(e.Events)), "name one in `events:`"}
	case e.Kind == Amend && e.Zone == "" && e.Published == "" && e.CopyOf == "":
		return &Fault{"nothing to change", "give `zone:`, `published:` or `copy_of:`"}
	case e.Kind == Add && (e.Source == "") != (e.Quote == ""):
		return &Fault{"a quote needs its source, and a source its quote", "give both `source:` and `quote:`, or neither"}
	case e.Reviewer == "":
		return &Fault{"no reviewer", "put `reviewer:` with a name in the front matter"}
	case !day.MatchString(e.Date):
		return &Fault{fmt.Sprintf("%q is no date", e.Date), "put `date:` as YYYY-MM-DD in the front matter"}
	case strings.TrimSpace(e.Reason) == "" && e.Kind != Approve:
		return &Fault{"no reason", "write the reason below the front matter"}
	}
	return nil
}

func kindNames() []string {
	var out []string
	for _, k := range editKinds {
		out = append(out, string(k.kind))
	}
	return out
}

// A Fault is what is wrong with a ruling or an edit, and the way out.
type Fault struct{ What, Fix string }

func (f *Fault) Error() string { return f.What + ": " + f.Fix }

// ReadEdits reads edits, one a file, in the order of their paths. What is wrong with a
// file is a problem, and leaves that edit out.
func ReadEdits(files []content.File) ([]Edit, []content.Problem) {
	var out []Edit
	var problems []content.Problem
	var keys []string
	for _, s := range new(Edit).slots() {
		keys = append(keys, s.key)
	}
	keys = append(keys, "event")
	for _, f := range files {
		front, ps := content.ReadFront(f.Path, f.Data, keys...)
		problems = append(problems, ps...)
		e := Edit{Path: f.Path, Line: 1}
		for _, s := range e.slots() {
			switch field := front.Fields[s.key]; {
			case s.one != nil:
				*s.one = field.Text
			case field.List != nil:
				*s.list = field.List
			case field.Text != "":
				*s.list = strings.Fields(strings.ReplaceAll(field.Text, ",", " "))
			}
		}
		if one := front.Get("event"); one != "" {
			e.Events = append(e.Events, one)
		}
		if field, ok := front.Fields["edit"]; ok {
			e.Line = field.Line
		}
		e.Reason = strings.TrimSpace(string(f.Data[front.Body:]))
		if slices.ContainsFunc(ps, func(p content.Problem) bool { return p.Fatal }) {
			continue
		}
		if err := e.Check(); err != nil {
			problems = append(problems, problem(f.Path, e.Line, err))
			continue
		}
		e.ReasonHTML = content.Markdown([]byte(e.Reason))
		out = append(out, e)
	}
	return out, problems
}

func problem(file string, line int, err error) content.Problem {
	p := content.Problem{File: file, Line: line, What: err.Error(), Fatal: true}
	if f, ok := err.(*Fault); ok { //nolint:errorlint // it is made here and not wrapped
		p.What, p.Fix = f.What, f.Fix
	}
	return p
}
