package publish

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// stopped is a sequence that ends with an error behind some files.
func stopped(files []File, err error) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for f := range Of(files) {
			if !yield(f, nil) {
				return
			}
		}
		yield(File{}, err)
	}
}

// TestStopped has a site that cannot be drawn to its end: the folder stays as it was, and
// nothing is left beside it.
func TestStopped(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	if err := Folder(out, Of(edition(1)), false); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("a template is broken")
	for _, n := range []int{0, 1, 30, 60} {
		if err := Folder(out, stopped(edition(2)[:n], broken), false); !errors.Is(err, broken) {
			t.Errorf("after %d files: %v", n, err)
		}
		if got := whole(t, out); got != "edition 000001" {
			t.Errorf("after %d files the folder is %s", n, got)
		}
		if got := strings.Join(names(t, dir), " "); got != "public" {
			t.Errorf("after %d files: beside it are %s", n, got)
		}
	}
	if err := Folder(out, Of(append(edition(2)[:30:30], File{"../out.html", nil})), false); err == nil || whole(t, out) != "edition 000001" {
		t.Errorf("a path out of the site: %v", err)
	}
}

// TestFull fills the disk. The site fits into it once and not twice: what is written beside
// it fails, the site stays whole, what was begun is cleared away, and when there is room again
// the next one succeeds.
func TestFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=400k"); err != nil {
		t.Skipf("this test mounts a small disk, which it may not: %v", err)
	}
	defer syscall.Unmount(dir, 0) //nolint:errcheck // it goes with the test
	out := filepath.Join(dir, "public")
	if err := Folder(out, Of(edition(1)), false); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := Folder(out, Of(edition(2)), false); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("the disk is not full: %v", err)
		}
		if got := whole(t, out); got != "edition 000001" {
			t.Errorf("the folder is %s", got)
		}
		if got := strings.Join(names(t, dir), " "); got != "public" {
			t.Errorf("beside it are %s", got)
		}
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=4m"); err != nil {
		t.Fatal(err)
	}
	if err := Folder(out, Of(edition(3)), false); err != nil {
		t.Fatal(err)
	}
	if got := whole(t, out); got != "edition 000003" {
		t.Errorf("the folder is %s", got)
	}
}

// TestTooLarge writes files that are larger than the process may write, as a quota has it.
func TestTooLarge(t *testing.T) {
	if dir := os.Getenv(writesInto); dir != "" {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1000, Max: 1000}); err != nil {
			t.Fatal(err)
		}
		fmt.Println(errors.Is(Folder(filepath.Join(dir, "public"), Of(edition(2)), false), syscall.EFBIG))
		os.Exit(0)
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	if err := Folder(out, Of(edition(1)), false); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestTooLarge$")
	cmd.Env = append(os.Environ(), writesInto+"="+dir)
	said, err := cmd.Output()
	if err != nil || string(said) != "true\n" {
		t.Errorf("files beyond the limit: %v, %q", err, said)
	}
	if got := whole(t, out); got != "edition 000001" {
		t.Errorf("the folder is %s", got)
	}
	if got := strings.Join(names(t, dir), " "); got != "public" {
		t.Errorf("beside it are %s", got)
	}
}
