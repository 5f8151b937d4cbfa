package site_test

import (
	"io/fs"
	"testing"

	timeline "timeline"
	"timeline/internal/build"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/site"
)

func assets(t *testing.T) site.Assets {
	t.Helper()
	templates, err := fs.Sub(timeline.Templates, "templates")
	if err != nil {
		t.Fatal(err)
	}
	static, err := fs.Sub(timeline.Static, "static")
	if err != nil {
		t.Fatal(err)
	}
	return site.Assets{Templates: templates, Static: static}
}

func render(t *testing.T, s *build.Story) map[string][]byte {
	t.Helper()
	files, err := site.Render(s, assets(t))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		if out[f.Path] != nil {
			t.Errorf("%s is written twice", f.Path)
		}
		out[f.Path] = f.Data
	}
	return out
}

// TestWrite writes the site of the made-up story to disk, as build does.
func TestWrite(t *testing.T) {
	files, err := site.Render(exporttest.Story(), assets(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := publish.Folder(t.TempDir()+"/public", files, false); err != nil {
		t.Fatal(err)
	}
}
