package content

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// unpack writes a txtar archive into a new folder and returns it. A file whose
// name ends in a slash is a folder.
func unpack(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		folder := filepath.Dir(name)
		if strings.HasSuffix(f.Name, "/") {
			folder = name
		}
		if err := os.MkdirAll(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		if folder != name {
			if err := os.WriteFile(name, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// seen is what a test compares of a folder.
type seen struct {
	Sources, Pages, Rulings, Edits, Problems, LeftOut []string
}

func seenOf(f *Folder) seen {
	var s seen
	for _, src := range f.Sources {
		s.Sources = append(s.Sources, src.ID+" "+src.Path+" "+src.Label())
	}
	for _, p := range f.Pages {
		s.Pages = append(s.Pages, p.ID+" "+p.Title+" "+p.HTML)
	}
	for _, r := range f.Rulings {
		s.Rulings = append(s.Rulings, r.Path)
	}
	for _, e := range f.Edits {
		s.Edits = append(s.Edits, e.Path)
	}
	for _, p := range f.Problems {
		s.Problems = append(s.Problems, p.String())
	}
	s.LeftOut = f.LeftOut
	return s
}

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		name, archive, dir string
		want               seen
	}{
		{
			"bare folder", `
-- b.txt --
Second report

It fell.
-- a.md --
# First report
It stood.
-- deep/c.HTML --
<p>Third.</p>
-- data.json --
{}
-- .hidden.txt --
no
-- public/index.html --
no
`, "", seen{Sources: []string{"a a.md First report", "b b.txt Second report", "deep-c deep/c.HTML deep-c"}},
		},
		{
			"laid out", `
-- content/sources/a.txt --
A report

It fell.
-- content/sources/b.pdf --
x
-- content/rulings/r1.md --
x
-- content/edits/e1.md --
x
-- content/pages/about.md --
---
title: About us
---
We *are*.
-- content/pages/notes.md --
# Notes *one*

Text.
-- content/pages/bad.md --
Nothing.
-- content/loose.txt --
Not a report.
-- timeline.toml --
title = "T"
`, "content", seen{
				Sources: []string{"a sources/a.txt A report"},
				Pages:   []string{"about About us <p>We <em>are</em>.</p>\n", "notes Notes one <p>Text.</p>\n"},
				Rulings: []string{"rulings/r1.md"}, Edits: []string{"edits/e1.md"},
				Problems: []string{
					`pages/bad.md:1: the page has no title: begin it with front matter that holds title: or with a line "# Title"`,
					"sources/b.pdf: not a format that is read: convert it to .txt, .md, .html, .eml or .mhtml",
				},
				LeftOut: []string{"pages/bad.md", "sources/b.pdf"},
			},
		},
		{
			"names that collide", `
-- sources/Zürich 1.txt --
One.
-- sources/zurich-1.md --
Two.
-- sources/2025/zurich-1.md --
Three.
-- sources/Київ.txt --
Four.
-- sources/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.txt --
Five.
`, "", seen{Sources: []string{
				"2025-zurich-1 sources/2025/zurich-1.md 2025-zurich-1",
				"zurich-1 sources/Zürich 1.txt zurich-1",
				"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-4455c8c7 sources/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.txt aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-4455c8c7",
				"zurich-1-8c0ef606 sources/zurich-1.md zurich-1-8c0ef606",
				"05f6a08a sources/Київ.txt 05f6a08a",
			}},
		},
		{
			"bad files beside good ones", `
-- a.txt --
Good.
-- b.md --
---
titel: x
---
Bad.
-- c.txt/ --
-- d.docx --
x
-- e.txt --
Good.
`, "", seen{
				Sources: []string{"a a.txt a", "e e.txt e"},
				Problems: []string{
					`b.md:2: unknown front matter key "titel": did you mean "title"?`,
					"c.txt: a folder, though named like a report: rename the folder",
					"d.docx: not a format that is read: convert it to .txt, .md, .html, .eml or .mhtml",
					"e.txt: the same bytes as a.txt: remove one of them",
				},
				LeftOut: []string{"b.md", "c.txt", "d.docx"},
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(unpack(t, tt.archive), tt.dir)
			for _, jobs := range []int{1, 8} {
				f, err := Read(context.Background(), dir, Options{Jobs: jobs})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tt.want, seenOf(f)); diff != "" {
					t.Errorf("%d jobs: (-want +got)\n%s", jobs, diff)
				}
			}
		})
	}
}

// TestReadNothing lists the cases in which nothing can be built.
func TestReadNothing(t *testing.T) {
	for _, tt := range []struct{ name, archive, dir, config, want string }{
		{"missing", "", "none", "", "DIR/none: there is no such folder: name the folder that holds the reports with --content, or run init"},
		{"a file", "-- a.txt --\nx\n", "a.txt", "", "DIR/a.txt: not a folder: name the folder that holds the reports, not one of them"},
		{"empty", "", "", "", "DIR: no report was found: put .txt, .md or .html files into it"},
		{"empty sources", "-- sources/ --\n", "", "", "DIR: no report was found: put .txt, .md or .html files into DIR/sources"},
		{"the folder above", "-- content/sources/.keep --\n", "", "", "DIR: no report was found: name DIR/content"},
		{"only bad files", "-- a.md --\n---\nfoo: x\n---\n", "", "", "a.md: the report has no words: remove the file or put its text in\na.md:2: unknown front matter key \"foo\": known keys are archive_url, author, date, dateline, draft, language, publisher, retrieved, timezone, title, updated, url\nDIR: no report could be used (1 left out): put the files right"},
		{"no configuration", "-- a.txt --\nx\n", "", "DIR/other.toml", "DIR/other.toml: there is no such configuration: name an existing file with --config"},
		{"bad configuration", "-- a.txt --\nx\n-- timeline.toml --\n\nhome_zon = 'UTC'\n", "", "", "DIR/timeline.toml:2: unknown key \"home_zon\": did you mean \"home_zone\"?"},
		{"bad configuration above", "-- content/a.txt --\nx\n-- timeline.toml --\nfoo = 1\n", "content", "", "DIR/timeline.toml:1: unknown key \"foo\": known keys are base_url, home_zone, language, limits, max_file_size, outlets, text, title, unreviewed, widths"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := unpack(t, tt.archive)
			_, err := Read(context.Background(), filepath.Join(dir, tt.dir), Options{Config: strings.ReplaceAll(tt.config, "DIR", dir)})
			if err == nil {
				t.Fatal("no error")
			}
			got := strings.ReplaceAll(filepath.ToSlash(err.Error()), filepath.ToSlash(dir), "DIR")
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestReadConfigPlace checks that a folder has the configuration that belongs
// to it and no other.
func TestReadConfigPlace(t *testing.T) {
	dir := unpack(t, `
-- timeline.toml --
title = "above"
-- content/a.txt --
x
-- other/a.txt --
x
-- own/a.txt --
x
-- own/timeline.toml --
title = "own"
`)
	for _, tt := range []struct{ dir, config, want string }{
		{"content", "", "above"}, {"other", "", ""}, {"own", "", "own"}, {"own", "timeline.toml", "above"},
	} {
		config := ""
		if tt.config != "" {
			config = filepath.Join(dir, tt.config)
		}
		f, err := Read(context.Background(), filepath.Join(dir, tt.dir), Options{Config: config})
		if err != nil {
			t.Fatal(err)
		}
		if f.Config.Title != tt.want || f.Config.Limits != DefaultLimits() || f.Config.Text != DefaultText {
			t.Errorf("%s: configuration %+v, want title %q", tt.dir, f.Config, tt.want)
		}
	}
}

func TestReadStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, unpack(t, "-- a.txt --\nx\n"), Options{}); err != context.Canceled {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestReadConfig(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     Config
		problems []string
	}{
		{"empty", "", Config{Text: "full", Unreviewed: "mark", Limits: DefaultLimits()}, nil},
		{
			"all", `
title = "The bridge"
language = "en"
home_zone = "Europe/Oslo"
base_url = "https://x.example/t/"
text = "quotes"
unreviewed = "withhold"
max_file_size = 1_000_000
widths.around = "10m"
[outlets."The Courier"]
zone = "Europe/Oslo"
domains = ["courier.example", "c.example"]
[outlets]
Acme = {zone = "UTC"}
`, Config{
				Title: "The bridge", Language: "en", HomeZone: "Europe/Oslo", BaseURL: "https://x.example/t/", Text: "quotes", Unreviewed: "withhold",
				Limits: sized(1_000_000), Widths: map[string]string{"around": "10m"},
				Outlets: map[string]Outlet{"The Courier": {Zone: "Europe/Oslo", Domains: []string{"courier.example", "c.example"}}, "Acme": {Zone: "UTC"}},
			}, nil,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, problems := ReadConfig("t.toml", []byte(tt.in))
			got.File = ""
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			for _, p := range problems {
				t.Errorf("unexpected problem: %v", p)
			}
		})
	}
}

func TestConfigProblems(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"titel = 'x'", `t.toml:1: unknown key "titel": did you mean "title"?`},
		{"\n\n[widht]\nx = 1", `t.toml:4: unknown key "widht": did you mean "widths"?`},
		{"home_zone = 'EST5'", `t.toml:1: "EST5" is not a time zone: write an IANA name, such as "Europe/Kyiv"`},
		{"home_zone = 'Local'", `t.toml:1: "Local" is not a time zone: write an IANA name, such as "Europe/Kyiv"`},
		{"home_zone = '../../etc/passwd'", `t.toml:1: "../../etc/passwd" is not a time zone: write an IANA name, such as "Europe/Kyiv"`},
		{"base_url = 'x.example'", `t.toml:1: "x.example" is not a web address: write it in full, with http:// or https://`},
		{"language = 'English'", `t.toml:1: "English" is not a language tag: write one such as "en" or "pt-BR"`},
		{"text = 'half'", `t.toml:1: text is "half": write "full" or "quotes"`},
		{"max_file_size = '16MB'", `t.toml:1: max_file_size "16MB" is not a count of bytes: write a whole number, such as 16777216`},
		{"max_file_size = -1", `t.toml:1: max_file_size "-1" is not a count of bytes: write a whole number, such as 16777216`},
		{"title = ['a']", `t.toml:1: "title" takes one value: write title = "..."`},
		{"outlets = 'x'", `t.toml:1: "outlets" is not an outlet: write a table: [outlets."Name"] with zone = "Europe/London"`},
		{"[outlets.A]\nzon = 'UTC'", `t.toml:2: unknown key "zon" of outlet "A": did you mean "zone"?`},
		{"[outlets.A]\nzone = 'Oslo'", `t.toml:2: "Oslo" is not a time zone: write an IANA name, such as "Europe/Kyiv"`},
		{"widths = 3", `t.toml:1: "widths" is not a width: write a table: [widths] with around = "15m"`},
		{"title = 'a'\ntitle = 'b'", `t.toml:2: the TOML cannot be read: key title is already defined: correct it`},
	} {
		_, problems := ReadConfig("t.toml", []byte(tt.in))
		if len(problems) != 1 {
			t.Errorf("%q: problems %v, want one", tt.in, problems)
			continue
		}
		if got := problems[0].String(); got != tt.want {
			t.Errorf("%q:\ngot  %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestOutletOf(t *testing.T) {
	c := Config{Outlets: map[string]Outlet{"Courier": {Domains: []string{"courier.example"}}, "Acme": {Domains: []string{"Acme.example"}}}}
	for _, tt := range []struct{ address, want string }{
		{"https://courier.example/a", "Courier"},
		{"https://www.courier.example/a", "Courier"},
		{"https://acme.example:8080/", "Acme"},
		{"https://notcourier.example/a", ""},
		{"", ""},
		{"://", ""},
	} {
		if got := c.OutletOf(tt.address); got != tt.want {
			t.Errorf("OutletOf(%q) = %q, want %q", tt.address, got, tt.want)
		}
	}
}

// sized are the default limits with another size of files.
func sized(n int64) Limits {
	l := DefaultLimits()
	l.FileSize = n
	return l
}

// TestUniqueNames has names that would be one file, or none, on some disk: case, letters that
// look alike once their marks are gone, devices of Windows, and names made to meet the hash of
// another.
func TestUniqueNames(t *testing.T) {
	names := []string{"Con.txt", "con.md", "NUL.txt", "lpt1.html", "A b.txt", "a-b.txt", "á b.md", "...txt", "---.txt", strings.Repeat("x", 300) + ".txt", strings.Repeat("x", 301) + ".txt", "дом.txt", "com10.txt"}
	// What "con.md" is called, taken by a file of that name.
	first := map[string]bool{}
	unique("Con.txt", first)
	names = append([]string{unique("con.md", first) + ".txt"}, names...)
	taken := map[string]bool{}
	seen := map[string]string{}
	for _, n := range names {
		id := unique(n, taken)
		if before, ok := seen[strings.ToLower(id)]; ok {
			t.Errorf("%q and %q are both %s", before, n, id)
		}
		seen[strings.ToLower(id)] = n
		if id == "" || len(id) > 140 || devices[id] || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(id, "-") || strings.HasSuffix(id, "-") {
			t.Errorf("%q is called %q", n, id)
		}
	}
}
