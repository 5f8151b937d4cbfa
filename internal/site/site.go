// Package site draws a story as a static site: pages, drawings and data files
// that open from a file server, from a folder below one, or from disk.
//
// [Render] is the whole of it. It writes no file: the caller does. Everything that comes from a source is text and stays text; see
// markup.go for the one place where HTML is made.
package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"iter"
	"maps"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"text/template/parse"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/export"
	"timeline/internal/publish"
)

// Assets are what a site is drawn from beside its story: the files of its look, of which
// Templates is rooted in templates/ and Static in static/, and an earlier build, where the
// site shall tell what is another since.
type Assets struct {
	Templates, Static fs.FS
	Since             *export.Timeline // nil for none
}

// A page is one HTML file before it is drawn.
type page struct {
	Path     string // relative to the site
	template string // file in templates/
	Title    string
	Nav      string   // key of the entry of the menu it belongs to
	Scripts  []string // that only this page needs, relative to the site
	Moved    string   // where the page has gone; empty for one that is here
	Body     any
	body     func() any // makes Body when the page is drawn
	*frame
}

// A frame is what all pages share.
type frame struct {
	Site       string
	Language   string
	Open       int // disagreements without a ruling
	HasAgree   bool
	HasChanges bool
	Own        []link // the editor's pages
}

// A link is a place to go to, relative to the root of the site.
type link struct {
	Href, Text string
}

// Root leads from the page to the root of the site: "" or "../".
func (p *page) Root() string { return strings.Repeat("../", strings.Count(p.Path, "/")) }

// Heading is the title of the page in the head of the document.
func (p *page) Heading() string {
	if p.Title == "" || p.Title == p.Site {
		return p.Site
	}
	return p.Title + " – " + p.Site
}

// Render draws the files of the site, one after the other: no more than some hundred of them
// are held at a time. The same story gives the same files in the same order. After an error
// there are no more.
func Render(story *build.Story, a Assets) iter.Seq2[publish.File, error] {
	return func(yield func(publish.File, error) bool) {
		v, set, err := prepare(story, a)
		if err != nil {
			yield(publish.File{}, err)
			return
		}
		sums := map[string][sha256.Size]byte{}
		pass := func(f publish.File, err error) bool {
			if err == nil {
				if _, ok := sums[f.Path]; !ok {
					sums[f.Path] = sha256.Sum256(f.Data)
				}
			}
			return yield(f, err) && err == nil
		}
		for f, err := range joined(
			export.Files(story, a.Since),
			v.searchIndex(),
			set.draw(v.pages(), sums),
			statics(a.Static),
		) {
			if !pass(f, err) {
				return
			}
		}
		yield(sumsFile(sums), nil)
	}
}

// joined is several sequences one after the other, up to the first error.
func joined(all ...iter.Seq2[publish.File, error]) iter.Seq2[publish.File, error] {
	return func(yield func(publish.File, error) bool) {
		for _, files := range all {
			for f, err := range files {
				if !yield(f, err) || err != nil {
					return
				}
			}
		}
	}
}

func prepare(story *build.Story, a Assets) (*view, templates, error) {
	l, err := newLanguage(story.Config.Language)
	if err != nil {
		return nil, templates{}, err
	}
	v := newView(story, l)
	if a.Since != nil {
		v.changes, v.frame.HasChanges = export.Compare(*a.Since, export.From(story)), true
		for i := range a.Since.Discrepancies {
			v.before[a.Since.Discrepancies[i].ID] = true
		}
	}
	return v, templates{fs: a.Templates, functions: functions(l), constants: constantsOf(l), parsed: map[string]*template.Template{}, programs: map[string]*program{}}, nil
}

// sumsFile is the SHA-256 of every file, in the form that sha256sum -c reads.
func sumsFile(sums map[string][sha256.Size]byte) publish.File {
	var out bytes.Buffer
	for _, path := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&out, "%x  %s\n", sums[path], path)
	}
	return publish.File{Path: "SHA256SUMS", Data: out.Bytes()}
}

// pages is the list of all pages.
func (v *view) pages() []*page {
	only := func(body any) func() any { return func() any { return body } }
	pages := []*page{
		{Path: "search.html", template: "search.html", Title: v.word("search"), Nav: "search", Scripts: []string{"data/search.js", "static/search.js"}, body: only(nil)},
		{Path: "method.html", template: "method.html", Title: v.word("method"), Nav: "method", body: func() any { return v.method() }},
		{Path: "404.html", template: "404.html", Title: v.word("page-missing"), body: only(nil)},
	}
	if len(v.periods) > 1 {
		f := v.front()
		pages = append(pages, &page{Path: "index.html", template: "periods.html", Title: v.frame.Site, Nav: "timeline", body: only(f)})
		of := *f
		of.Rows = slices.Clone(f.Rows)
		for i, p := range v.periods {
			of.Rows[i].Href = chronPath(p)
		}
		pages = append(pages, &page{Path: "chronology.html", template: "chronologies.html", Title: v.word("chronology"), body: only(&of)})
	}
	for _, p := range v.periods {
		title, chron := v.frame.Site, v.word("chronology")
		if !p.whole() {
			title, chron = p.Name, chron+", "+p.Name
		}
		pages = append(pages,
			&page{Path: p.Path, template: "index.html", Title: title, Nav: "timeline", body: func() any { return v.index(p) }},
			&page{Path: chronPath(p), template: "chronology.html", Title: chron, body: func() any { return v.chronology(p) }})
	}
	for _, t := range v.turned("discrepancies", len(v.story.Discrepancies)) {
		pages = append(pages, &page{Path: t.path, template: "discrepancies.html", Title: v.word("discrepancies"), Nav: "discrepancies", Scripts: []string{"static/list.js"}, body: func() any { return v.discrepancyList(t) }})
	}
	for _, t := range v.turned("agreements", len(v.story.Agreements)) {
		pages = append(pages, &page{Path: t.path, template: "agreements.html", Title: v.word("agreements"), Nav: "agreements", body: func() any { return v.agreementList(t) }})
	}
	for _, t := range v.turned("sources", len(v.story.Sources)) {
		pages = append(pages, &page{Path: t.path, template: "sources.html", Title: v.word("sources"), Nav: "sources", body: func() any { return v.sourceList(t) }})
	}
	if v.frame.HasChanges {
		pages = append(pages, &page{Path: "changes.html", template: "changes.html", Title: v.word("changes-since"), Nav: "changes-since", body: only(v.changes)})
	}
	for i := range v.story.Sources {
		s := &v.story.Sources[i]
		pages = append(pages, &page{Path: "sources/" + s.ID + ".html", template: "source.html", Title: cmp.Or(s.Title, s.Label), Nav: "sources", body: func() any { return v.source(i) }})
	}
	for _, list := range [...][]*listed{v.listed, v.undated} {
		for i, l := range list {
			var before, after *listed
			if l.on.Valid() && i > 0 {
				before = list[i-1]
			}
			if l.on.Valid() && i+1 < len(list) {
				after = list[i+1]
			}
			pages = append(pages, &page{Path: "events/" + l.event.ID + ".html", template: "event.html", Title: l.event.Title, Nav: "timeline", body: func() any { return v.eventPage(l, before, after) }})
		}
	}
	taken := map[string]bool{}
	for i := range v.story.Discrepancies {
		taken[v.story.Discrepancies[i].ID] = true
	}
	for i := range v.story.Discrepancies {
		d := &v.story.Discrepancies[i]
		question := cmp.Or(d.Question, v.word("differ"))
		pages = append(pages, &page{Path: "discrepancies/" + d.ID + ".html", template: "discrepancy.html", Title: question, Nav: "discrepancies", Scripts: []string{"static/rule.js"}, body: func() any { return v.discrepancy(i) }})
		for _, old := range d.Aliases {
			if !taken[old] && (len(v.story.Topics) < 2 || v.before[old]) {
				taken[old] = true
				pages = append(pages, &page{Path: "discrepancies/" + old + ".html", template: "moved.html", Title: question, Nav: "discrepancies", Moved: d.ID + ".html", body: only(nil)})
			}
		}
	}
	for i, p := range v.story.Pages {
		if !p.Draft {
			pages = append(pages, &page{Path: v.own[i], template: "page.html", Title: p.Title, Nav: v.own[i], body: only(rendered(p.HTML))})
		}
	}
	for _, p := range pages {
		p.frame = v.frame
	}
	return pages
}

// reserved are the names that an editor's page cannot have at the root.
var reserved = map[string]bool{"index": true, "discrepancies": true, "agreements": true, "sources": true, "chronology": true, "method": true, "search": true, "changes": true, "404": true}

// PagePath is the path of an editor's page in the site.
func PagePath(p content.Page) string {
	list, no, _ := strings.Cut(p.ID, "-")
	if _, err := strconv.Atoi(no); reserved[p.ID] || reserved[list] && err == nil { // sources-2.html
		return p.ID + "-page.html"
	}
	return p.ID + ".html"
}

// functions are what templates can call beside the built-in functions, in one
// language: t and count for its texts, rich for a text with tags, computed and
// english for what the packages below compute in English, told for what is put
// together from words of sources.
func functions(l language) template.FuncMap {
	return template.FuncMap{
		"t": l.word, "count": l.count, "rich": l.rich, "computed": l.computed, "english": l.englishAttr, "told": l.told, "capital": capital, "nav": nav, "choice": func(name, label string, values []link) choice { return choice{name, label, values} },
	}
}

// A choice is a control that offers values.
type choice struct {
	Name, Label string
	Values      []link
}

// A tab is an entry of the menu.
type tab struct {
	Root, Href, Key string
	Here            bool
	Count           int
}

func nav(p *page, href, key string) tab {
	t := tab{Root: p.Root(), Href: href, Key: key, Here: p.Nav == key}
	if key == "discrepancies" {
		t.Count = p.Open
	}
	return t
}

// A templates parses each page once, with the layout and the shared parts.
type templates struct {
	fs        fs.FS
	functions template.FuncMap
	constants constants
	parsed    map[string]*template.Template
	programs  map[string]*program // by page and whole template: those that are compiled

	uncompiled bool // for tests: everything is left to html/template
}

func (s templates) page(name string) (*template.Template, error) {
	if t := s.parsed[name]; t != nil {
		return t, nil
	}
	t, err := template.New(name).Funcs(s.functions).ParseFS(s.fs, "layout.html", "parts.html", name)
	if err != nil {
		return nil, fmt.Errorf("templates/%s: %w", name, err)
	}
	for _, part := range t.Templates() {
		if part.Tree != nil {
			s.constants.fold(part.Tree.Root)
		}
	}
	if !s.uncompiled {
		c := &compiler{functions: s.functions, done: map[string]*program{}, tree: func(name string) *parse.Tree {
			if part := t.Lookup(name); part != nil {
				return part.Tree
			}
			return nil
		}}
		for _, whole := range [...]string{"layout.html", name} {
			p, err := c.template(whole, place{})
			if err != nil && !errors.Is(err, errUncompiled) {
				return nil, fmt.Errorf("templates/%s: %w", name, err)
			}
			if err == nil {
				s.programs[name+" "+whole] = p
			}
		}
	}
	s.parsed[name] = t
	return t, nil
}

// batch is how many pages are drawn before they are passed on.
const batch = 256

// draw fills the templates of pages, on every core, and notes their sums. Of several errors
// of a batch it returns that of the first page.
func (s templates) draw(pages []*page, sums map[string][sha256.Size]byte) iter.Seq2[publish.File, error] {
	return func(yield func(publish.File, error) bool) {
		for _, p := range pages {
			if _, err := s.page(p.template); err != nil {
				yield(publish.File{}, err)
				return
			}
		}
		type drawn struct {
			file publish.File
			sum  [sha256.Size]byte
			err  error
		}
		for of := range slices.Chunk(pages, batch) {
			done := make([]drawn, len(of))
			var next atomic.Int64
			var wg sync.WaitGroup
			for range min(runtime.GOMAXPROCS(0), len(of)) {
				wg.Go(func() {
					for i := int(next.Add(1)) - 1; i < len(of); i = int(next.Add(1)) - 1 {
						data, err := s.fill(*of[i])
						done[i] = drawn{publish.File{Path: of[i].Path, Data: data}, sha256.Sum256(data), err}
					}
				})
			}
			wg.Wait()
			for _, d := range done {
				sums[d.file.Path] = d.sum
				if !yield(d.file, d.err) || d.err != nil {
					return
				}
			}
		}
	}
}

// fill draws one page.
func (s templates) fill(p page) ([]byte, error) {
	p.Body = p.body()
	var out bytes.Buffer
	name := "layout.html"
	if p.Moved != "" {
		name = p.template
	}
	if run := s.programs[p.template+" "+name]; run != nil {
		if err := (*run)(&machine{out: &out}, reflect.ValueOf(&p)); err != nil {
			return nil, fmt.Errorf("templates/%s: drawing %s: %w", p.template, p.Path, err)
		}
		return visible(out.Bytes()), nil
	}
	if err := s.parsed[p.template].ExecuteTemplate(&out, name, &p); err != nil {
		return nil, fmt.Errorf("templates/%s: drawing %s: %w", p.template, p.Path, err)
	}
	return visible(out.Bytes()), nil
}

// statics are the files of static/, in the order of their paths.
func statics(f fs.FS) iter.Seq2[publish.File, error] {
	return func(yield func(publish.File, error) bool) {
		err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(f, name)
			if err == nil && !yield(publish.File{Path: path.Join("static", name), Data: data}, nil) {
				err = fs.SkipAll
			}
			return err
		})
		if err != nil {
			yield(publish.File{}, err)
		}
	}
}
