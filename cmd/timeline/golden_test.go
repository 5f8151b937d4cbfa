package main

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"timeline/internal/build"
	"timeline/internal/publish"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestExample compares the site of the built-in example, file by file, with
// testdata/golden. After a change that is meant, look at it and run
//
//	go test ./cmd/timeline -run Example -update
func TestExample(t *testing.T) {
	const golden = "testdata/golden"
	dir := filepath.Join("..", "..", "content")
	story, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range story.Problems {
		t.Errorf("the example has a problem: %s", p)
	}
	files, err := publish.Collect(render(story, dir, nil))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := publish.Folder(golden, publish.Of(files), true); err != nil {
			t.Fatal(err)
		}
	}
	got := map[string][]byte{}
	for _, f := range files {
		got[f.Path] = f.Data
	}
	seen := 0
	err = filepath.WalkDir(golden, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".timeline-site" {
			return err
		}
		rel, _ := filepath.Rel(golden, p)
		want, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		seen++
		data, ok := got[filepath.ToSlash(rel)]
		switch {
		case !ok:
			t.Errorf("%s is not written any more", rel)
		case string(data) != string(want):
			t.Errorf("%s differs from the golden file at byte %d", rel, firstDifference(data, want))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen != len(files) {
		t.Errorf("%d golden files, %d written", seen, len(files))
	}
}

func firstDifference(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// TestExampleShows checks that the example still shows what it is there for.
func TestExampleShows(t *testing.T) {
	story, err := build.Read(context.Background(), build.Options{Dir: filepath.Join("..", "..", "content")})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int64{}
	for _, d := range story.Discrepancies {
		kinds[string(d.Kind)+" "+string(d.Severity)] = d.Gap
	}
	if gap, ok := kinds["time minor"]; !ok || gap != 30*60 {
		t.Errorf("the start clash of 30 minutes is missing: %v", kinds)
	}
	if _, ok := kinds["status major"]; !ok {
		t.Errorf("the status clash is missing: %v", kinds)
	}
	inferred, across := false, false
	for _, s := range story.Sources {
		inferred = inferred || s.Published.Basis == "inferred" && s.Published.EDTF == "2025-12-03"
	}
	zone := map[string]string{}
	for _, s := range story.Statements {
		zone[s.ID] = s.Time.Zone
	}
	for _, a := range story.Agreements {
		zones := map[string]bool{}
		for _, id := range a.Statements {
			zones[zone[id]] = true
		}
		across = across || len(zones) > 1
	}
	if !inferred {
		t.Error("no publication day is inferred")
	}
	if !across {
		t.Error("no agreement reaches across zones")
	}
	if len(story.Rulings) == 0 || story.Rulings[0].Orphan || story.Rulings[0].Stale {
		t.Errorf("the ruling does not fit its discrepancy: %+v", story.Rulings)
	}
}
