package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"timeline/internal/verify"
)

// TestKilledBuild kills `timeline build` 300 times at random moments, while an editor changes
// the content: the site is always a whole one, the content is as the editor left it, and the
// next build that is let to its end clears away what the others left.
func TestKilledBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no process is started")
	}
	dir := rescue(t)
	top := filepath.Dir(dir)
	report := filepath.Join(dir, "sources", "post.txt")
	out := filepath.Join(top, "public")
	change := func(n int) string {
		text := fmt.Sprintf("Edition %d\n\nPublished June 14, 2025\n\nThe ferry Alba was refloated at %d:15 GMT on Friday.\n", n, n%24)
		if err := os.WriteFile(report, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return text
	}
	build := func() error { return program(t, "build", "--content", dir, "--out", out).Run() }
	change(0)
	begun := time.Now()
	if err := build(); err != nil {
		t.Fatal(err)
	}
	takes := time.Since(begun)
	r := rand.New(rand.NewPCG(3, 9)) //nolint:gosec // no secret
	seen := map[string]bool{}
	for n := 1; n <= 300; n++ {
		text := change(n)
		cmd := program(t, "build", "--content", dir, "--out", out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(takes) * 5 / 4)))
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed, or done
		site := os.DirFS(out)
		got, err := verify.Site(site, nil)
		if err != nil || len(got.Findings) > 0 {
			t.Fatalf("build %d: the site is not whole: %v, %v", n, err, got)
		}
		shown, err := fs.ReadFile(site, "data/text/post.txt")
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := bytes.Cut(shown, []byte("\n"))
		seen[string(title)] = true
		if now, err := os.ReadFile(report); err != nil || string(now) != text {
			t.Fatalf("build %d: the report is %q: %v", n, now, err)
		}
	}
	if len(seen) < 10 || len(seen) > 290 {
		t.Errorf("%d editions were seen: the builds were killed too soon or too late", len(seen))
	}
	if err := build(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range left {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "content public" {
		t.Errorf("beside the site are %s", got)
	}
}
