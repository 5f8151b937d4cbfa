package publish

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writesInto is set in a process that this test starts to be killed.
const writesInto = "TIMELINE_TEST_WRITES_INTO"

// edition is a site of many files that all tell which one it is.
func edition(n int) []File {
	var out []File
	for i := range 60 {
		out = append(out, File{fmt.Sprintf("d%d/f%d.html", i%7, i), bytes.Repeat([]byte(fmt.Sprintf("edition %06d\n", n)), 200)})
	}
	return out
}

// TestKilled kills a process that writes one site after the other, 300 times at random
// moments: the folder is always one of them, whole, and nothing else is left beside it by
// the next one that is let to its end.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(writesInto); dir != "" {
		for n := os.Getpid() * 1000 % 1_000_000; ; n = (n + 1) % 1_000_000 {
			if err := Folder(filepath.Join(dir, "public"), Of(edition(n)), false); err != nil {
				fmt.Println("error", err)
				os.Exit(1)
			}
		}
	}
	if testing.Short() {
		t.Skip("short: no process is started")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	if err := Folder(out, Of(edition(0)), false); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6)) //nolint:gosec // no secret
	seen := map[string]bool{}
	for range 300 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestKilled$")
		cmd.Env = append(os.Environ(), writesInto+"="+dir)
		var said bytes.Buffer
		cmd.Stdout = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(15_000+r.IntN(45_000)) * time.Microsecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		if said.Len() > 0 {
			t.Fatalf("it failed: %s", said.String())
		}
		seen[whole(t, out)] = true
	}
	if len(seen) < 30 {
		t.Errorf("only %d editions were seen: the processes were killed too soon", len(seen))
	}
	if err := Folder(out, Of(edition(7)), false); err != nil {
		t.Fatal(err)
	}
	if got := whole(t, out); got != "edition 000007" {
		t.Errorf("the folder is %s", got)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("left over beside the site: %v", got)
	}
}

// whole is the edition that a folder is, of which every file must be.
func whole(t *testing.T, dir string) string {
	t.Helper()
	first := ""
	for _, f := range edition(0) {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatalf("the site is not whole: %v", err)
		}
		line, _, _ := strings.Cut(string(data), "\n")
		if first == "" {
			first = line
		}
		if line != first || string(data) != strings.Repeat(line+"\n", 200) {
			t.Fatalf("%s is of %q, and of %d bytes; the site is %q", f.Path, line, len(data), first)
		}
	}
	return first
}

// TestLeftOver clears away what processes that died left beside the site, puts back an old
// site that one of them had taken away, and leaves alone what a process that lives works on.
func TestLeftOver(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	dead, alive := filepath.Join(dir, ".public"+staging+"1"), filepath.Join(dir, ".public"+staging+"2")
	for _, d := range []string{filepath.Join(dead, oldFolder), filepath.Join(alive, newFolder)} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(filepath.Join(dead, oldFolder), Of(edition(3))); err != nil {
		t.Fatal(err)
	}
	unlock, err := lock(filepath.Join(alive, lockFile))
	if err != nil {
		t.Fatal(err)
	}
	if err := tidy(dir, "public"); err != nil {
		t.Fatal(err)
	}
	if got := whole(t, out); got != "edition 000003" {
		t.Errorf("the old site that was put back is %q", got)
	}
	if got := strings.Join(names(t, dir), " "); got != filepath.Base(alive)+" public" {
		t.Errorf("beside it are %s", got)
	}
	unlock()
	if err := Folder(out, Of(edition(4)), false); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(names(t, dir), " "); got != "public" {
		t.Errorf("beside it are %s", got)
	}
}
