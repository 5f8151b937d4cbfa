package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"timeline/internal/build"
	"timeline/internal/export/exporttest"
)

// TestCompiled draws every page of some stories with the compiled templates and with
// html/template: the bytes are the same. No template of the program is left uncompiled.
func TestCompiled(t *testing.T) {
	stories := map[string]*build.Story{"ferry": exporttest.Story(), "nothing": {}}
	example, err := build.Read(context.Background(), build.Options{Dir: "../../content"})
	if err != nil {
		t.Fatal(err)
	}
	stories["example"] = example
	// Whatever a source brings is written as html/template writes it.
	data, err := os.ReadFile("testdata/hostile/payloads.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for n, line := range strings.Split(string(data), "\n") {
		value, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		link, err := json.Marshal("https://example.org/" + line)
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("---\ntitle: %s\npublisher: %s\nauthor: %s\nurl: %s\ndate: 2025-06-13\n---\n\nThe ferry Alba, %s, ran aground at 16:%02d GMT on Thursday, %s said.\n", value, value, value, link, line, n%60, line)
		for _, name := range []string{fmt.Sprintf("%02d.md", n), fmt.Sprintf("%02d.txt", n)} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if stories["hostile"], err = build.Read(context.Background(), build.Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	for name, s := range stories {
		compareCompiled(t, name, s)
	}
}

func compareCompiled(t *testing.T, name string, s *build.Story) {
	t.Helper()
	a := Assets{Templates: os.DirFS("../../templates"), Static: os.DirFS("../../static")}
	v, fast, err := prepare(s, a)
	if err != nil {
		t.Fatal(err)
	}
	_, slow, err := prepare(s, a)
	if err != nil {
		t.Fatal(err)
	}
	slow.uncompiled = true
	sums := map[string][sha256.Size]byte{}
	want := map[string][]byte{}
	pages := v.pages()
	for f, err := range slow.draw(pages, sums) {
		if err != nil {
			t.Fatal(err)
		}
		want[f.Path] = f.Data
	}
	for f, err := range fast.draw(pages, sums) {
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(f.Data, want[f.Path]) {
			at := 0
			for at < min(len(f.Data), len(want[f.Path])) && f.Data[at] == want[f.Path][at] {
				at++
			}
			t.Errorf("%s: %s differs at byte %d:\n%q\n%q", name, f.Path, at, f.Data[max(0, at-60):min(len(f.Data), at+60)], want[f.Path][max(0, at-60):min(len(want[f.Path]), at+60)])
		}
	}
	for _, p := range pages {
		whole := "layout.html"
		if p.Moved != "" {
			whole = p.template
		}
		if fast.programs[p.template+" "+whole] == nil {
			t.Errorf("%s is not compiled", p.template)
		}
	}
}
