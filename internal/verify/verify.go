// Package verify checks a built site against itself: that every quote stands where its data
// says, every id leads somewhere, and no file is another than the sums tell.
package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"timeline/internal/export"
)

// A Finding is one thing that does not hold.
type Finding struct {
	File string `json:"file"` // relative to the site, slash-separated
	What string `json:"what"`
	Fix  string `json:"fix"`
}

func (f Finding) String() string { return f.File + ": " + f.What + ": " + f.Fix }

// A Result is what was checked and what does not hold, in the order of the checks.
type Result struct {
	Files      int       `json:"files"`
	Statements int       `json:"statements"`
	Links      int       `json:"links"`
	Findings   []Finding `json:"findings"`
}

const (
	sumsFile     = "SHA256SUMS"
	timelineFile = "data/timeline.json"
	marker       = ".timeline-site"
)

// Advice of findings.
const (
	rebuild = "build the site anew, and keep what was changed by hand elsewhere"
	origin  = "compare the site with the one that was built: somebody or something has changed it"
)

// Site checks the site in files. reports, where it is not nil, is the content folder that it
// is said to be made of: its files must have the sums that the site names. An error means
// that nothing could be checked.
func Site(files, reports fs.FS) (*Result, error) {
	v := &verifier{files: files, data: map[string][]byte{}, Result: &Result{Findings: []Finding{}}}
	if err := v.read(); err != nil {
		return nil, err
	}
	v.sums()
	raw, ok := v.data[timelineFile]
	if !ok {
		v.find(timelineFile, "is not there", rebuild)
	} else if t, err := export.ReadTimeline(bytes.NewReader(raw)); err != nil {
		v.find(timelineFile, err.Error(), rebuild)
	} else {
		v.positions(t)
		v.ids(t)
		v.reports(t, reports)
	}
	v.links()
	return v.Result, nil
}

type verifier struct {
	files fs.FS
	data  map[string][]byte // by path
	*Result
}

func (v *verifier) find(file, what, fix string) {
	v.Findings = append(v.Findings, Finding{file, what, fix})
}

// maxFile bounds the bytes of one file that is looked at.
const maxFile = 2 << 30

func (v *verifier) read() error {
	err := fs.WalkDir(v.files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			v.find(name, "is no plain file", "take it away: a site has none of these")
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Size() > maxFile {
			v.find(name, fmt.Sprintf("has %d bytes, and is not looked at", info.Size()), origin)
			return nil
		}
		data, err := fs.ReadFile(v.files, name)
		if err != nil {
			return err
		}
		v.data[name] = data
		return nil
	})
	if err != nil {
		return err
	}
	v.Files = len(v.data)
	if _, ok := v.data[sumsFile]; !ok {
		if _, ok := v.data[timelineFile]; !ok {
			return errors.New("this is no built site: it has neither " + sumsFile + " nor " + timelineFile)
		}
	}
	return nil
}

// names are the files that were read, sorted.
func (v *verifier) names() []string {
	out := make([]string, 0, len(v.data))
	for name := range v.data {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func (v *verifier) sums() {
	listed := map[string]bool{}
	for n, line := range strings.Split(strings.TrimSuffix(string(v.data[sumsFile]), "\n"), "\n") {
		sum, name, ok := strings.Cut(line, "  ")
		if !ok || len(sum) != 64 {
			if line != "" {
				v.find(sumsFile, fmt.Sprintf("line %d is no sum and name", n+1), origin)
			}
			continue
		}
		if listed[name] {
			v.find(sumsFile, fmt.Sprintf("line %d names %s again", n+1, name), origin)
		}
		listed[name] = true
		data, ok := v.data[name]
		if !ok {
			v.find(name, "is not there, and "+sumsFile+" names it", origin)
			continue
		}
		if got := sha256.Sum256(data); hex.EncodeToString(got[:]) != sum {
			v.find(name, "is not the file that was built: its SHA-256 is another", origin)
		}
	}
	for _, name := range v.names() {
		if name != sumsFile && name != marker && !listed[name] {
			v.find(name, "is not named in "+sumsFile, origin)
		}
	}
}

// positions checks that every quote and expression stands where it is said to, counted in
// code points.
func (v *verifier) positions(t export.Timeline) {
	texts := map[string][]rune{}
	for _, s := range t.Sources {
		name := "data/text/" + s.ID + ".txt"
		data, ok := v.data[name]
		switch {
		case !ok:
			v.find(name, "is not there: the text of source "+s.ID, rebuild)
			continue
		case !utf8.Valid(data):
			v.find(name, "is no UTF-8", origin)
		}
		texts[s.ID] = []rune(string(data))
	}
	for _, s := range t.Statements {
		v.Statements++
		text, ok := texts[s.Source]
		if !ok {
			continue // told above, or as an id that leads nowhere
		}
		for _, x := range [...]struct {
			what, words string
			start, end  int
		}{{"quote", s.Quote, s.Start, s.End}, {"expression", s.Expression.Text, s.Expression.Start, s.Expression.End}} {
			switch {
			case x.start < 0 || x.end < x.start || x.end > len(text):
				v.find(timelineFile, fmt.Sprintf("the %s of %s stands at %d to %d, outside its text of %d code points", x.what, s.ID, x.start, x.end, len(text)), origin)
			case string(text[x.start:x.end]) != x.words:
				v.find(timelineFile, fmt.Sprintf("the %s of %s is %q, and at its place stands %q", x.what, s.ID, short(x.words), short(string(text[x.start:x.end]))), origin)
			}
		}
	}
}

// short cuts what is shown in a finding.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// ids checks that every id names something, once, and that what has a page of its own has
// it.
func (v *verifier) ids(t export.Timeline) {
	bad := func(format string, a ...any) { v.find(timelineFile, fmt.Sprintf(format, a...), rebuild) }
	known := func(kind string, ids []string) map[string]bool {
		out := map[string]bool{}
		for _, id := range ids {
			if id == "" || out[id] {
				bad("the %s id %q comes twice, or is none", kind, id)
			}
			out[id] = true
		}
		return out
	}
	page := func(folder, id string) {
		if name := path.Join(folder, id+".html"); v.data[name] == nil {
			v.find(name, "is not there", rebuild)
		}
	}
	var sources, statements, events, discrepancies []string
	for _, s := range t.Sources {
		sources = append(sources, s.ID)
		page("sources", s.ID)
	}
	for _, s := range t.Statements {
		statements = append(statements, s.ID)
	}
	for _, e := range t.Events {
		events = append(events, e.ID)
	}
	for _, d := range t.Discrepancies {
		discrepancies = append(discrepancies, d.ID)
		page("discrepancies", d.ID)
	}
	source, statement, event := known("source", sources), known("statement", statements), known("event", events)
	known("discrepancy", discrepancies)
	cites := func(what string, ids []string) {
		for _, id := range ids {
			if !statement[id] {
				bad("%s cites %s, and there is no such statement", what, id)
			}
		}
	}
	told := func(what, id string) {
		if !event[id] {
			bad("%s names %s, and there is no such event", what, id)
		}
	}
	for _, s := range t.Statements {
		if !source[s.Source] {
			bad("%s is of source %q, and there is none", s.ID, s.Source)
		}
		if s.Event != nil {
			told(s.ID, *s.Event)
		}
	}
	for _, e := range t.Events {
		cites(e.ID, e.Statements)
	}
	for _, id := range t.Order {
		told("the order", id)
		page("events", id)
	}
	for n, tie := range t.Ties {
		for _, id := range tie {
			told(fmt.Sprintf("tie %d", n+1), id)
		}
	}
	for n, a := range t.Agreements {
		told(fmt.Sprintf("agreement %d", n+1), a.Event)
		cites(fmt.Sprintf("agreement %d", n+1), a.Statements)
	}
	for _, d := range t.Discrepancies {
		if d.Event != "" {
			told(d.ID, d.Event)
		}
		for _, x := range d.Versions {
			cites(d.ID, x.Statements)
		}
	}
}

// reports checks the files of the content folder against the sums of the sources.
func (v *verifier) reports(t export.Timeline, reports fs.FS) {
	if reports == nil {
		return
	}
	for _, s := range t.Sources {
		data, err := fs.ReadFile(reports, s.Path)
		if err != nil {
			v.find(timelineFile, fmt.Sprintf("the report %q of source %s cannot be read: %v", s.Path, s.ID, err), "name the content folder that the site was built from")
			continue
		}
		if got := sha256.Sum256(data); hex.EncodeToString(got[:]) != s.SHA256 {
			v.find(timelineFile, fmt.Sprintf("the report %q is not the file that source %s was read from: its SHA-256 is another", s.Path, s.ID), "build the site anew, or bring the report back")
		}
	}
}

// links checks that every link inside the site leads to a file, and to a place in it.
func (v *verifier) links() {
	type page struct {
		ids   map[string]bool
		links []string
	}
	pages := map[string]page{}
	for _, name := range v.names() {
		if path.Ext(name) != ".html" {
			continue
		}
		p := page{ids: map[string]bool{}}
		z := html.NewTokenizer(bytes.NewReader(v.data[name]))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
				continue
			}
			tag, more := z.TagName()
			refers := string(tag) == "a" || string(tag) == "link" || string(tag) == "script" || string(tag) == "img"
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				switch k := string(key); {
				case k == "id":
					p.ids[string(value)] = true
				case refers && (k == "href" || k == "src"):
					p.links = append(p.links, string(value))
				}
			}
		}
		pages[name] = p
	}
	for _, name := range v.names() {
		for _, link := range pages[name].links {
			if i := strings.IndexAny(link, ":/?#"); i >= 0 && link[i] == ':' || strings.HasPrefix(link, "//") {
				continue // elsewhere, which nobody asks
			}
			v.Links++
			to, fragment, _ := strings.Cut(link, "#")
			to, _, _ = strings.Cut(to, "?")
			target := name
			if to != "" {
				target = path.Join(path.Dir(name), to)
			}
			if _, ok := v.data[target]; !ok {
				v.find(name, fmt.Sprintf("links to %q, and there is no such file", short(link)), rebuild)
				continue
			}
			if p, ok := pages[target]; ok && fragment != "" && !p.ids[fragment] {
				v.find(name, fmt.Sprintf("links to %q, and there is no such place in %s", short(link), target), rebuild)
			}
		}
	}
}
