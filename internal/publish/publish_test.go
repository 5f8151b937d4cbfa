package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestFolderReplacesItsOwn(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "public")
	if err := Folder(out, Of([]File{{"index.html", []byte("one")}, {"a/b.html", []byte("deep")}}), false); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(out, "a", "b.html")); got != "deep" {
		t.Errorf("a/b.html = %q, want %q", got, "deep")
	}
	if err := Folder(out, Of([]File{{"index.html", []byte("two")}}), false); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(out, "index.html")); got != "two" {
		t.Errorf("index.html = %q, want %q", got, "two")
	}
	if _, err := os.Stat(filepath.Join(out, "a")); err == nil {
		t.Error("a file of the old site is still there")
	}
	if got := names(t, parent); len(got) != 1 {
		t.Errorf("left over beside the site: %v", got)
	}
}

func TestFolderLeavesOthersAlone(t *testing.T) {
	out := t.TempDir()
	mine := filepath.Join(out, "thesis.txt")
	if err := os.WriteFile(mine, []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := Folder(out, Of([]File{{"index.html", nil}}), false)
	if !errors.Is(err, ErrForeign) {
		t.Fatalf("err = %v, want ErrForeign", err)
	}
	if got := read(t, mine); got != "years of work" {
		t.Errorf("the file holds %q", got)
	}
	file := filepath.Join(out, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Folder(file, Of(nil), false); err == nil {
		t.Error("a file was taken for a folder")
	}
	if err := Folder(out, Of([]File{{"index.html", []byte("x")}}), true); err != nil {
		t.Errorf("with force: %v", err)
	}
}

func TestFolderFailsWhole(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "public")
	if err := Folder(out, Of([]File{{"index.html", []byte("old")}}), false); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"../escape.html", "/abs.html", "a/../../b", `c:\x`} {
		if err := Folder(out, Of([]File{{"index.html", []byte("new")}, {bad, nil}}), false); err == nil {
			t.Errorf("%q was written", bad)
		}
	}
	// A name that is a file and a folder at once cannot be written.
	if err := Folder(out, Of([]File{{"index.html", []byte("new")}, {"x", nil}, {"x/y", nil}}), false); err == nil {
		t.Error("x and x/y were both written")
	}
	if got := read(t, filepath.Join(out, "index.html")); got != "old" {
		t.Errorf("after failed builds index.html = %q, want the old one", got)
	}
	if got := names(t, parent); len(got) != 1 {
		t.Errorf("left over beside the site: %v", got)
	}
}
