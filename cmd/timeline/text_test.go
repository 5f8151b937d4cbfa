package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProgress(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b}
	for n := 1; n <= 4; n++ {
		p.step("reading", n, 4)
	}
	p.step("reconciling", 0, 1)
	p.done()
	shown := b.String()
	if i, j := strings.Index(shown, "reading"), strings.LastIndex(shown, "reconciling"); i < 0 || j < i {
		t.Errorf("the stages are not shown in order: %q", shown)
	}
	if !strings.Contains(shown, "%") || strings.Contains(shown, "\n") {
		t.Errorf("the bar tells no share of the work, or leaves lines behind: %q", shown)
	}

	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p = newProgress(f)
	p.step("reading", 1, 4)
	p.done()
	if i, err := f.Stat(); err != nil || i.Size() != 0 {
		t.Errorf("a file that is no terminal got %d bytes (%v)", i.Size(), err)
	}
}
