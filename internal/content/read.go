package content

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"

	"github.com/yuin/goldmark/ast"
	gmtext "github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"
)

// Options say how to read a folder. The zero Options are the defaults.
type Options struct {
	Config string // the configuration file; empty looks for timeline.toml where it belongs
	Jobs   int    // how many files to read at once; 0 is one a core
}

// sourceKeys are the front matter keys of a report.
var sourceKeys = []string{
	"title", "date", "updated", "author", "publisher", "url", "archive_url", "retrieved", "language", "timezone", "dateline", "draft",
}

// Read reads the content folder dir.
//
// A folder with a subfolder sources is read as laid out by init: sources,
// rulings, edits and pages. In any other folder every .txt, .md and .html file,
// at any depth, is a report. The configuration is looked for beside a folder
// named content, and in any other folder itself.
//
// The error is not nil only when there is nothing to build: the folder is
// missing or without a usable report, or the configuration is wrong. Of several
// problems with the configuration the error joins all. The Folder is returned
// as far as it could be read in every case but the first.
func Read(ctx context.Context, dir string, opts Options) (*Folder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Problem{File: dir, What: "there is no such folder", Fix: "name the folder that holds the reports with --content, or run init", Fatal: true}
	case err != nil:
		return nil, fmt.Errorf("%s: %w", dir, err)
	case !info.IsDir():
		return nil, Problem{File: dir, What: "not a folder", Fix: "name the folder that holds the reports, not one of them", Fatal: true}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	defer root.Close()

	f := &Folder{Root: dir}
	if err := f.config(dir, opts.Config); err != nil {
		return f, err
	}
	entries := f.list(root)

	results := make([]result, len(entries))
	jobs := opts.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(jobs, max(1, len(entries))) {
		wg.Go(func() {
			for i := range next {
				results[i] = f.read(root, entries[i])
			}
		})
	}
	for i := range entries {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return f, err
	}
	f.gather(entries, results)
	if len(f.Sources) == 0 {
		return f, f.nothing(root)
	}
	return f, nil
}

// nothing says why a folder without a report has none.
func (f *Folder) nothing(root *os.Root) error {
	p := Problem{File: f.Root, What: "no report was found", Fix: "put .txt, .md or .html files into it", Fatal: true}
	if info, err := root.Stat("sources"); err == nil && info.IsDir() {
		p.Fix = "put .txt, .md or .html files into " + filepath.ToSlash(filepath.Join(f.Root, "sources"))
	} else if info, err := root.Stat("content"); err == nil && info.IsDir() {
		p.Fix = "name " + filepath.ToSlash(filepath.Join(f.Root, "content"))
	}
	if len(f.LeftOut) == 0 {
		return p
	}
	// Nothing else will tell what is wrong with the files.
	p.What = fmt.Sprintf("no report could be used (%d left out)", len(f.LeftOut))
	p.Fix = "put the files right"
	const most = 20
	all := []error{}
	for _, q := range f.Problems[:min(len(f.Problems), most)] {
		all = append(all, q)
	}
	if n := len(f.Problems) - most; n > 0 {
		all = append(all, fmt.Errorf("%d more problems of this kind", n))
	}
	return errors.Join(append(all, p)...)
}

// config finds and reads the configuration.
func (f *Folder) config(dir, named string) error {
	f.Config = Config{Text: DefaultText, Limits: DefaultLimits()}
	file := named
	if file == "" {
		file = filepath.Join(dir, ConfigName)
		if abs, err := filepath.Abs(dir); err == nil && filepath.Base(abs) == "content" {
			file = filepath.Join(dir, "..", ConfigName)
		}
	}
	src, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if named == "" {
			return nil
		}
		return Problem{File: named, What: "there is no such configuration", Fix: "name an existing file with --config", Fatal: true}
	}
	if err != nil {
		return fmt.Errorf("the configuration cannot be read: %w", err)
	}
	name := filepath.ToSlash(file)
	if p := checkText(name, src); p != nil {
		return *p
	}
	c, problems := ReadConfig(name, bytes.TrimPrefix(src, bom))
	f.Config = c
	var errs []error
	for _, p := range problems {
		errs = append(errs, p)
	}
	return errors.Join(errs...)
}

// A kind is what a file of the folder is.
type kind uint8

const (
	report kind = iota
	page
	ruling
	edit
)

type entry struct {
	path string
	kind kind
}

// list returns the files to read, in the order of their paths. What stands in
// the way is a Problem.
func (f *Folder) list(root *os.Root) []entry {
	kinds := map[string]kind{"pages": page, "rulings": ruling, "edits": edit}
	laidOut := false
	if info, err := root.Stat("sources"); err == nil && info.IsDir() {
		laidOut = true
		kinds["sources"] = report
	}
	var out []entry
	var walk func(dir string, k kind)
	walk = func(dir string, k kind) {
		list, err := fs.ReadDir(root.FS(), dir)
		if err != nil {
			f.leave(dir, "the folder cannot be read ("+reason(err)+")", "give yourself the right to read it")
			return
		}
		for _, e := range list {
			name := path.Join(dir, e.Name())
			if strings.HasPrefix(e.Name(), ".") || e.Name() == ConfigName {
				continue
			}
			k := k
			if dir == "." {
				inner, special := kinds[e.Name()]
				if laidOut && !special {
					continue
				}
				if special {
					k = inner
				} else if e.IsDir() && slices.Contains([]string{"public", "static", "templates", "node_modules"}, e.Name()) {
					continue
				}
			}
			ext := strings.ToLower(path.Ext(name))
			if e.IsDir() {
				if readable(k, ext) {
					f.leave(name, "a folder, though named like a report", "rename the folder")
					continue
				}
				walk(name, k)
				continue
			}
			if !readable(k, ext) {
				if k == report && !laidOut && !documents[ext] {
					continue // a bare folder may hold anything
				}
				f.leave(name, "not a format that is read", "convert it to "+wanted(k))
				continue
			}
			info, err := root.Stat(name)
			switch {
			case err != nil && e.Type()&fs.ModeSymlink != 0:
				f.leave(name, "a link that leads nowhere or out of the folder", "copy the file into the folder")
			case err != nil:
				f.leave(name, "the file cannot be read ("+reason(err)+")", "give yourself the right to read it")
			case info.IsDir():
				f.leave(name, "a link to a folder", "copy the folder")
			case !info.Mode().IsRegular():
				f.leave(name, "not a regular file", "copy its content into a file")
			case info.Size() > f.Config.Limits.FileSize:
				p := Over(name, 0, fmt.Sprintf("the file has %d bytes", info.Size()), "file_size", f.Config.Limits.FileSize)
				f.leave(name, p.What, p.Fix)
			default:
				out = append(out, entry{name, k})
			}
		}
	}
	walk(".", report)
	sort.Slice(out, func(i, j int) bool { return out[i].path < out[j].path })
	return out
}

// leave records a file that cannot be used.
func (f *Folder) leave(file, what, fix string) {
	f.Problems = append(f.Problems, Problem{File: file, What: what, Fix: fix, Fatal: true})
	f.LeftOut = append(f.LeftOut, file)
}

// documents are formats that people keep reports in and that are not read.
var documents = map[string]bool{
	".pdf": true, ".doc": true, ".docx": true, ".rtf": true, ".odt": true, ".epub": true,
	".warc": true, ".webarchive": true,
}

func readable(k kind, ext string) bool {
	switch ext {
	case ".md", ".markdown":
		return true
	case ".txt", ".html", ".htm", ".eml", ".mht", ".mhtml":
		return k == report
	}
	return false
}

func wanted(k kind) string {
	if k == report {
		return ".txt, .md, .html, .eml or .mhtml"
	}
	return ".md"
}

// reason returns why a system call failed, without the names of files.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// A result is one file as read.
type result struct {
	ok       bool
	source   Source
	page     Page
	file     File
	problems []Problem
}

// read reads one file.
func (f *Folder) read(root *os.Root, e entry) (r result) {
	src, err := readAll(root, e.path, f.Config.Limits.FileSize)
	if err != nil {
		r.problems = []Problem{{
			File: e.path, What: "the file cannot be read (" + reason(err) + ")", Fix: "give yourself the right to read it", Fatal: true,
		}}
		return r
	}
	if isMail(strings.ToLower(path.Ext(e.path))) && e.kind == report {
		r.source, r.problems = readMail(e.path, src, f.Config.Limits)
		r.ok = !slices.ContainsFunc(r.problems, func(p Problem) bool { return p.Fatal })
		return r
	}
	check := checkText
	if e.kind == report {
		check = checkReport
	}
	if p := check(e.path, src); p != nil {
		r.problems = []Problem{*p}
		return r
	}
	if p := f.Config.Limits.lines(e.path, src); p != nil {
		r.problems = []Problem{*p}
		return r
	}
	switch e.kind {
	case ruling, edit:
		r.file = File{e.path, src}
	case page:
		r.page, r.problems = readPage(e.path, src)
	default:
		r.source, r.problems = readSource(e.path, src, f.Config.Limits)
	}
	r.ok = !slices.ContainsFunc(r.problems, func(p Problem) bool { return p.Fatal })
	return r
}

func readAll(root *os.Root, name string, limit int64) ([]byte, error) {
	file, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	src, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(src)) > limit {
		err = errors.New("it grew while it was read")
	}
	return src, err
}

// gather puts the results into the folder, in order, and gives out the IDs.
func (f *Folder) gather(entries []entry, results []result) {
	taken := make(map[string]bool)
	pages := make(map[string]bool)
	hashes := make(map[string]string)
	for i, r := range results {
		f.Problems = append(f.Problems, r.problems...)
		name := entries[i].path
		if !r.ok {
			f.LeftOut = append(f.LeftOut, name)
			continue
		}
		switch entries[i].kind {
		case page:
			r.page.ID = unique(strings.TrimPrefix(name, "pages/"), pages)
			f.Pages = append(f.Pages, r.page)
		case ruling:
			f.Rulings = append(f.Rulings, r.file)
		case edit:
			f.Edits = append(f.Edits, r.file)
		default:
			s := r.source
			s.ID = unique(strings.TrimPrefix(name, "sources/"), taken)
			if s.Outlet == "" && s.URL != "" {
				s.Outlet = f.Config.OutletOf(s.URL)
			}
			if first, ok := hashes[s.SHA256]; ok {
				f.Problems = append(f.Problems, Problem{File: name, What: "the same bytes as " + first, Fix: "remove one of them"})
			} else {
				hashes[s.SHA256] = name
			}
			f.Problems = append(f.Problems, s.impostors()...)
			f.Sources = append(f.Sources, s)
		}
	}
	sort.Strings(f.LeftOut)
	sort.SliceStable(f.Problems, func(i, j int) bool {
		a, b := f.Problems[i], f.Problems[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line
	})
}

// devices are names that no file of Windows may have, whatever stands behind a dot.
var devices = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
}

// unique returns the slug of a path's stem, with a hash of the path behind it
// where the slug is taken, empty, cut or no name of a file everywhere. The first of two in the order of their
// paths keeps the plain slug.
func unique(name string, taken map[string]bool) string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	id := slug(stem)
	if id == "" || taken[id] || len(id) > maxSlug || devices[id] {
		sum := sha256.Sum256([]byte(name))
		plain := strings.TrimRight(id[:min(len(id), maxSlug)], "-")
		hash := hex.EncodeToString(sum[:])
		id = strings.TrimLeft(plain+"-"+hash[:8], "-")
		for n := 2; taken[id]; n++ { // a file may be named like the hash of another
			id = strings.TrimLeft(fmt.Sprintf("%s-%s-%d", plain, hash[:8], n), "-")
		}
	}
	taken[id] = true
	return id
}

const maxSlug = 64

// slug returns the letters a-z and the digits of s in lower case, accents
// dropped, with a hyphen for every run of anything else.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r)
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return b.String()
}

// checkText returns what keeps a file from being read as text, nil if nothing
// does.
func checkText(file string, src []byte) *Problem {
	p := &Problem{File: file, Fix: "save it as UTF-8", Fatal: true}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		p.Line, p.Col, p.What = 1, 1, "the file is UTF-16"
		return p
	}
	for _, magic := range []struct{ prefix, what string }{
		{"%PDF-", "a PDF document"},
		{"PK\x03\x04", "a ZIP archive or office document"},
		{"\x89PNG", "a PNG image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"GIF8", "a GIF image"},
		{"\x1f\x8b", "compressed with gzip"},
		{"{\\rtf", "an RTF document"},
	} {
		if bytes.HasPrefix(src, []byte(magic.prefix)) {
			p.Line, p.Col, p.What, p.Fix = 1, 1, "the file is "+magic.what+", whatever its name says", "save its text as .txt, .md or .html"
			return p
		}
	}
	lines := lineStarts(src)
	if i := bytes.IndexByte(src, 0); i >= 0 {
		p.Line, p.Col = position(lines, i)
		p.What = "the file holds a NUL byte, so it is no text"
		return p
	}
	if utf8.Valid(src) {
		return nil
	}
	i := 0
	for i < len(src) {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	p.Line, p.Col = position(lines, i)
	p.What = fmt.Sprintf("byte %d (0x%02X) is not UTF-8", i, src[i])
	p.Fix = "save the file as UTF-8; it looks like Latin-1 or Windows-1252 now"
	return p
}

// ReadSource reads one report from the bytes of its file, which must be UTF-8 or,
// of a page, what the page declares.
// The ID is left empty: it depends on the other files.
func ReadSource(file string, src []byte) (Source, []Problem) {
	return readSource(file, src, DefaultLimits())
}

func readSource(file string, src []byte, limits Limits) (Source, []Problem) {
	sum := sha256.Sum256(src)
	s := Source{Path: file, SHA256: hex.EncodeToString(sum[:])}
	ext := strings.ToLower(path.Ext(file))
	var back []run
	if isPage(file) {
		var decoded []byte
		if decoded, back = decodePage(src); back != nil {
			src = decoded
		}
	}
	front, problems := readFront(file, src, limits.Aliases, sourceKeys)
	problems = append(problems, s.front(file, front)...)
	if front.Body > limits.FrontMatter {
		s.Text = text.New("")
		return s, []Problem{*Over(file, 1, fmt.Sprintf("the front matter has %d bytes", front.Body), "front_matter", int64(limits.FrontMatter))}
	}
	hard := hardProblem(file, src, front.Body, limits.Nesting)
	switch {
	case isPage(file):
		if p := readHTML(&s, src, front.Body, limits); p != nil {
			s.Text = text.New("")
			return s, append(problems, *p)
		}
		s.mapBack(src, back)
	case (ext == ".md" || ext == ".markdown") && hard == nil:
		readMarkdown(&s, src, front.Body)
	case ext == ".md" || ext == ".markdown":
		problems = append(problems, *hard)
		readPlain(&s, src, front.Body)
	default:
		readPlain(&s, src, front.Body)
	}
	scanHead(&s)
	if s.TitleSpan.Empty() && s.Title != "" {
		for _, l := range lines(s.Text.Text) {
			if l.Of(s.Text.Text) == s.Title {
				s.TitleSpan = l
				break
			}
		}
	}
	if s.Outlet == "" {
		s.Outlet = closingCredit(s.Text.Text)
	}
	if d := dateInPath(s.URL); d != "" {
		s.Published = append(s.Published, Stamp{Basis: URL, Text: d})
	}
	if base := path.Base(file); allDigits(base[:min(len(base), 4)]) && dateInPath("file:///"+base) != "" {
		d := dateInPath("file:///" + base)
		s.Published = append(s.Published, Stamp{Basis: FileName, Text: d})
	}
	sortStamps(s.Published)
	sortStamps(s.Modified)
	if !strings.ContainsFunc(s.Text.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		problems = append(problems, Problem{File: file, What: "the report has no words", Fix: "remove the file or put its text in"})
	}
	return s, problems
}

// hardProblem returns what tooHard finds in the Markdown behind body, nil if
// nothing.
func hardProblem(file string, src []byte, body, depth int) *Problem {
	line, deep := tooHard(src[body:], depth)
	if line == 0 {
		return nil
	}
	line += bytes.Count(src[:body], []byte("\n"))
	if deep {
		return Over(file, line, "quotes or lists inside each other", "nesting", int64(depth))
	}
	return &Problem{File: file, Line: line, What: fmt.Sprintf("more than %d links in a paragraph, or definitions of links", maxLinks), Fix: "take some of the marks away", Fatal: true}
}

func sortStamps(stamps []Stamp) {
	sort.SliceStable(stamps, func(i, j int) bool { return stamps[i].Basis < stamps[j].Basis })
}

// front takes over what the front matter says.
func (s *Source) front(file string, f Front) []Problem {
	var problems []Problem
	bad := func(key, what, fix string) bool {
		if what != "" {
			problems = append(problems, Problem{File: file, Line: f.Fields[key].Line, What: key + ": " + what, Fix: fix, Fatal: true})
		}
		return what != ""
	}
	for _, key := range sourceKeys {
		field, ok := f.Fields[key]
		if !ok {
			continue
		}
		if field.List != nil && key != "author" {
			bad(key, "a list stands for one value", "write one value")
			continue
		}
		v := strings.TrimSpace(field.Text)
		var what, fix string
		switch key {
		case "title":
			s.Title = v
		case "date":
			if v != "" {
				s.Published = append(s.Published, Stamp{Basis: FrontMatter, Text: v})
			}
		case "updated":
			if v != "" {
				s.Modified = append(s.Modified, Stamp{Basis: FrontMatter, Text: v})
			}
		case "author":
			s.Author = v
			if field.List != nil {
				s.Author = strings.Join(field.List, ", ")
			}
		case "publisher":
			s.Outlet = v
		case "url":
			what, fix = checkURL(v)
			s.URL = v
		case "archive_url":
			what, fix = checkURL(v)
			s.Archive = v
		case "retrieved":
			s.Retrieved = v
		case "language":
			what, fix = checkLanguage(v)
			s.Language = v
		case "timezone":
			what, fix = checkOffset(v)
			s.Timezone = v
		case "dateline":
			s.Dateline = v
		case "draft":
			if v != "true" && v != "false" && v != "" {
				what, fix = fmt.Sprintf("%q is neither true nor false", v), "write true or false"
			}
			s.Draft = v == "true"
		}
		bad(key, what, fix)
	}
	return problems
}

// dateInPath returns the date in an address as YYYY-MM-DD, empty if none:
// /2025/12/03/, /2025/dec/3/, /20251203/, /2025-12-03-slug.
func dateInPath(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "?")
	rest, _, _ = strings.Cut(rest, "#")
	parts := strings.Split(rest, "/")[1:]
	for i, p := range parts {
		if i+2 < len(parts) {
			if d := dateOf(p, monthOf(parts[i+1]), parts[i+2]); d != "" {
				return d
			}
		}
		if len(p) >= 8 && allDigits(p[:8]) && (len(p) == 8 || p[8] < '0' || p[8] > '9') {
			if d := dateOf(p[:4], p[4:6], p[6:8]); d != "" {
				return d
			}
		}
		for j := 0; j+10 <= len(p); j++ {
			w := p[j : j+10]
			if w[4] == '-' && w[7] == '-' && (j == 0 || p[j-1] < '0' || p[j-1] > '9') && (j+10 == len(p) || p[j+10] < '0' || p[j+10] > '9') {
				if d := dateOf(w[:4], w[5:7], w[8:]); d != "" {
					return d
				}
			}
		}
	}
	return ""
}

// monthOf returns the figures of a month that is written by name, and what is none
// as it is.
func monthOf(s string) string {
	if m := slices.Index(monthNames, strings.ToLower(s[:min(3, len(s))])); m >= 0 && len(s) >= 3 && len(s) <= 9 {
		return fmt.Sprintf("%02d", m+1)
	}
	return s
}

var monthNames = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")

// dateOf puts a date together from its figures; empty where they are none of a date
// from 1000 on.
func dateOf(year, month, day string) string {
	if len(year) != 4 || len(month) > 2 || len(day) > 2 || !allDigits(year) || !allDigits(month) || !allDigits(day) || month == "" || day == "" {
		return ""
	}
	d := fmt.Sprintf("%s-%02s-%02s", year, month, day)
	if d[0] != '1' && d[0] != '2' || d[5:7] < "01" || d[5:7] > "12" || d[8:] < "01" || d[8:] > "31" {
		return ""
	}
	return d
}

// readPage reads one of the editor's own pages. A heading at its top is its
// title where the front matter has none, and is then left out of its HTML.
func readPage(file string, src []byte) (Page, []Problem) {
	front, problems := ReadFront(file, src, "title", "draft")
	p := Page{Path: file, Title: front.Get("title"), Draft: front.Get("draft") == "true"}
	if p := hardProblem(file, src, front.Body, maxDepth); p != nil {
		return Page{}, append(problems, *p)
	}
	body := src[front.Body:]
	doc := markdown.Parser().Parse(gmtext.NewReader(body))
	if h, ok := doc.FirstChild().(*ast.Heading); ok && h.Level == 1 && p.Title == "" {
		w := &mdWalker{builder: &builder{src: body}, src: body}
		w.inlines(h)
		p.Title = strings.TrimSpace(string(w.buf))
		doc.RemoveChild(doc, h)
	}
	var out bytes.Buffer
	if err := markdown.Renderer().Render(&out, body, doc); err != nil {
		problems = append(problems, Problem{File: file, What: "the page cannot be rendered: " + err.Error(), Fix: "simplify it", Fatal: true})
	}
	p.HTML = out.String()
	if p.Title == "" {
		problems = append(problems, Problem{
			File: file, Line: 1, What: "the page has no title",
			Fix: `begin it with front matter that holds title: or with a line "# Title"`, Fatal: true,
		})
	}
	return p, problems
}
