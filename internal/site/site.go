// Package site draws a story as a static site: pages, drawings and data files
// that open from a file server, from a folder below one, or from disk.
//
// [Render] is the whole of it. It touches no file: the caller writes what it
// returns. Everything that comes from a source is text and stays text; see
// markup.go for the one place where HTML is made.
package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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

// Render draws every file of the site. The same story gives the same bytes.
func Render(story *build.Story, a Assets) ([]publish.File, error) {
	files, err := export.Files(story, a.Since)
	if err != nil {
		return nil, err
	}
	l, err := newLanguage(story.Config.Language)
	if err != nil {
		return nil, err
	}
	set := templates{fs: a.Templates, functions: functions(l), constants: constantsOf(l), parsed: map[string]*template.Template{}}
	v := newView(story, l)
	if a.Since != nil {
		v.changes, v.frame.HasChanges = export.Compare(*a.Since, export.From(story)), true
	}
	pages, x := v.pages()
	found, err := v.searchIndex(x)
	if err != nil {
		return nil, err
	}
	files = append(files, found)
	done, err := set.draw(pages)
	if err != nil {
		return nil, err
	}
	files = append(files, done...)
	static, err := statics(a.Static)
	if err != nil {
		return nil, err
	}
	files = append(files, static...)
	return append(files, sums(files)), nil
}

// sums is the SHA-256 of every file, in the form that sha256sum -c reads.
func sums(files []publish.File) publish.File {
	lines := make([]string, 0, len(files))
	for _, f := range files {
		lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(f.Data), f.Path))
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
	return publish.File{Path: "SHA256SUMS", Data: []byte(strings.Join(lines, ""))}
}

// pages is the list of all pages, with the timeline among them.
func (v *view) pages() ([]*page, *index) {
	x := v.index()
	pages := []*page{
		{Path: "index.html", template: "index.html", Title: v.frame.Site, Nav: "timeline", Body: x},
		{Path: "search.html", template: "search.html", Title: v.word("search"), Nav: "search", Scripts: []string{"data/search.js", "static/search.js"}},
		{Path: "discrepancies.html", template: "discrepancies.html", Title: v.word("discrepancies"), Nav: "discrepancies", Scripts: []string{"static/list.js"}, Body: v.discrepancyList()},
		{Path: "agreements.html", template: "agreements.html", Title: v.word("agreements"), Nav: "agreements", Body: v.agreementList()},
		{Path: "sources.html", template: "sources.html", Title: v.word("sources"), Nav: "sources", Body: v.sourceList()},
		{Path: "chronology.html", template: "chronology.html", Title: v.word("chronology"), Body: v.chronology()},
		{Path: "method.html", template: "method.html", Title: v.word("method"), Nav: "method", Body: v.method()},
		{Path: "404.html", template: "404.html", Title: v.word("page-missing")},
	}
	if v.frame.HasChanges {
		pages = append(pages, &page{Path: "changes.html", template: "changes.html", Title: v.word("changes-since"), Nav: "changes-since", Body: v.changes})
	}
	for i := range v.story.Sources {
		s := v.source(i)
		pages = append(pages, &page{Path: "sources/" + s.ID + ".html", template: "source.html", Title: s.Title, Nav: "sources", Body: s})
	}
	pages = append(pages, v.events(x)...)
	taken := map[string]bool{}
	for i := range v.story.Discrepancies {
		taken[v.story.Discrepancies[i].ID] = true
	}
	for i := range v.story.Discrepancies {
		d := v.discrepancy(i)
		pages = append(pages, &page{Path: "discrepancies/" + d.ID + ".html", template: "discrepancy.html", Title: d.Question, Nav: "discrepancies", Scripts: []string{"static/rule.js"}, Body: d})
		for _, old := range v.story.Discrepancies[i].Aliases {
			if !taken[old] {
				taken[old] = true
				pages = append(pages, &page{Path: "discrepancies/" + old + ".html", template: "moved.html", Title: d.Question, Nav: "discrepancies", Moved: d.ID + ".html"})
			}
		}
	}
	for i, p := range v.story.Pages {
		if !p.Draft {
			pages = append(pages, &page{Path: v.own[i], template: "page.html", Title: p.Title, Nav: v.own[i], Body: rendered(p.HTML)})
		}
	}
	for _, p := range pages {
		p.frame = v.frame
	}
	return pages, x
}

// reserved are the names that an editor's page cannot have at the root.
var reserved = map[string]bool{"index": true, "discrepancies": true, "agreements": true, "sources": true, "chronology": true, "method": true, "search": true, "changes": true, "404": true}

// PagePath is the path of an editor's page in the site.
func PagePath(p content.Page) string {
	if reserved[p.ID] {
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
	s.parsed[name] = t
	return t, nil
}

// draw fills the templates of pages, on every core. Of several errors it returns that of the
// first page.
func (s templates) draw(pages []*page) ([]publish.File, error) {
	for _, p := range pages {
		if _, err := s.page(p.template); err != nil {
			return nil, err
		}
	}
	files, errs := make([]publish.File, len(pages)), make([]error, len(pages))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pages); i = int(next.Add(1)) - 1 {
				p := pages[i]
				var out bytes.Buffer
				if err := s.parsed[p.template].ExecuteTemplate(&out, "layout.html", p); err != nil {
					errs[i] = fmt.Errorf("templates/%s: drawing %s: %w", p.template, p.Path, err)
				}
				files[i] = publish.File{Path: p.Path, Data: out.Bytes()}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// statics returns the files of static/, in the order of their paths.
func statics(f fs.FS) ([]publish.File, error) {
	var out []publish.File
	err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(f, name)
		if err != nil {
			return err
		}
		out = append(out, publish.File{Path: path.Join("static", name), Data: data})
		return nil
	})
	return out, err
}
