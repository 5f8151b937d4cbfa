package verify_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	timeline "timeline"
	"timeline/internal/build"
	"timeline/internal/publish"
	"timeline/internal/site"
	"timeline/internal/verify"
)

// built is the site of the example, as a file system that can be spoilt.
func built(t testing.TB) fstest.MapFS {
	t.Helper()
	story, err := build.Read(t.Context(), build.Options{Dir: "../../content"})
	if err != nil {
		t.Fatal(err)
	}
	templates, err := fs.Sub(timeline.Templates, "templates")
	if err != nil {
		t.Fatal(err)
	}
	static, err := fs.Sub(timeline.Static, "static")
	if err != nil {
		t.Fatal(err)
	}
	files, err := publish.Collect(site.Render(story, site.Assets{Templates: templates, Static: static}))
	if err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, f := range files {
		out[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return out
}

// reports is the content folder of the example.
func reports(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	content := os.DirFS("../../content")
	if err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBuiltSiteHolds(t *testing.T) {
	r, err := verify.Site(built(t), reports(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		t.Error(f)
	}
	if r.Statements < 20 || r.Links < 500 || r.Files < 40 {
		t.Errorf("only %d statements, %d links and %d files are looked at", r.Statements, r.Links, r.Files)
	}
}

// TestEachFault spoils one thing of a site at a time: each is found, and named.
func TestEachFault(t *testing.T) {
	whole, content := built(t), reports(t)
	text, page, event := "", "", ""
	for name := range whole {
		switch {
		case strings.HasPrefix(name, "data/text/"):
			text = max(text, name)
		case strings.HasPrefix(name, "events/"):
			event = max(event, name)
		case strings.HasPrefix(name, "discrepancies/d-start"):
			page = max(page, name)
		}
	}
	edit := func(name, old, with string) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			s := string(f[name].Data)
			if !strings.Contains(s, old) {
				t.Fatalf("%s has no %q", name, old)
			}
			f[name] = &fstest.MapFile{Data: []byte(strings.Replace(s, old, with, 1))}
		}
	}
	for _, tt := range []struct {
		name  string
		spoil func(fstest.MapFS)
		file  string
		want  string
	}{
		{"a letter of a text", func(f fstest.MapFS) {
			data := []byte(strings.ToUpper(string(f[text].Data)))
			f[text] = &fstest.MapFile{Data: data}
		}, "data/timeline.json", "and at its place stands"},
		{"a letter before all quotes", func(f fstest.MapFS) {
			f[text] = &fstest.MapFile{Data: append([]byte("é"), f[text].Data...)}
		}, "data/timeline.json", "and at its place stands"},
		{"a byte of a style", edit("static/style.css", "body", "bodY"), "static/style.css", "its SHA-256 is another"},
		{"a quote", edit("data/timeline.json", `"quote":"`, `"quote":"not `), "data/timeline.json", `is "not `},
		{"a position", edit("data/timeline.json", `"start":0`, `"start":999999`), "data/timeline.json", "outside its text"},
		{"an id in the order", edit("data/timeline.json", "\"order\": [\n\"e-", "\"order\": [\n\"x-"), "data/timeline.json", "the order names x-"},
		{"a cited id", edit("data/timeline.json", "\"statements\":[\"s-", "\"statements\":[\"x-"), "data/timeline.json", "and there is no such statement"},
		{"another version of the format", edit("data/timeline.json", `"timeline/1"`, `"timeline/9"`), "data/timeline.json", `its schema is "timeline/9"`},
		{"no JSON", edit("data/timeline.json", "{", "["), "data/timeline.json", "invalid character"},
		{"a sum", edit("SHA256SUMS", "0", "1"), "", "its SHA-256 is another"},
		{"a line of the sums", edit("SHA256SUMS", "  ", " "), "SHA256SUMS", "is no sum and name"},
		{"a page that is gone", func(f fstest.MapFS) { delete(f, page) }, page, "is not there"},
		{"an event that is gone", func(f fstest.MapFS) { delete(f, event) }, event, "is not there"},
		{"a text that is gone", func(f fstest.MapFS) { delete(f, text) }, text, "is not there"},
		{"a file of somebody else", func(f fstest.MapFS) { f["notes.txt"] = &fstest.MapFile{Data: []byte("x")} }, "notes.txt", "is not named in SHA256SUMS"},
		{"a link to another place", func(f fstest.MapFS) {
			f["events/x.html"] = &fstest.MapFile{Data: []byte(`<a href="../index.html#e-nothing">x</a><a href="../nothing.html">y</a><a href="https://example.org/#z">z</a>`)}
		}, "events/x.html", `links to "../index.html#e-nothing"`},
		{"a folder for a file", func(f fstest.MapFS) { f["index.html"] = &fstest.MapFile{Mode: fs.ModeNamedPipe} }, "index.html", "is no plain file"},
		{"a report", nil, "data/timeline.json", "is not the file that source"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			site, from := fstest.MapFS{}, fstest.MapFS{}
			for name, f := range whole {
				site[name] = f
			}
			for name, f := range content {
				from[name] = f
				if tt.spoil == nil && strings.HasPrefix(name, "sources/") {
					from[name] = &fstest.MapFile{Data: append([]byte("\n"), f.Data...)}
				}
			}
			if tt.spoil != nil {
				tt.spoil(site)
			}
			r, err := verify.Site(site, from)
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, f := range r.Findings {
				found = found || strings.Contains(f.What, tt.want) && (tt.file == "" || f.File == tt.file)
				if f.File == "" || f.Fix == "" {
					t.Errorf("a finding without file or way out: %+v", f)
				}
			}
			if !found {
				t.Errorf("%q is not found in %s; found are %v", tt.want, tt.file, r.Findings)
			}
		})
	}
	if _, err := verify.Site(fstest.MapFS{"x.txt": &fstest.MapFile{}}, nil); err == nil {
		t.Error("a folder that is no site is taken for one")
	}
}
