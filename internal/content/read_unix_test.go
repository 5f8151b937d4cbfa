//go:build unix

package content

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadObstacles puts things in the way that an archive cannot hold.
func TestReadObstacles(t *testing.T) {
	dir := unpack(t, "-- in/a.txt --\nGood.\n-- in/big.txt --\nMuch too long a report.\n-- out/secret.txt --\nNo.\n-- in/sub/b.txt --\nGood too.\n-- in/timeline.toml --\nmax_file_size = 20\n")
	in := filepath.Join(dir, "in")
	for _, l := range [][2]string{{"../out/secret.txt", "escape.txt"}, {"nowhere.txt", "broken.txt"}, {"sub", "linked"}, {"sub", "linked.txt"}, {"sub/b.txt", "inside.txt"}} {
		if err := os.Symlink(l[0], filepath.Join(in, l[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(in, "pipe.txt"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(in, "latin.txt"), []byte("Z\xfcrich"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Read(context.Background(), in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := seen{
		Sources: []string{"a a.txt a", "inside inside.txt inside", "sub-b sub/b.txt sub-b"},
		Problems: []string{
			"big.txt: the file has 24 bytes: more than the limit of 20: look whether it is what it seems to be; if so, raise file_size under [limits] in timeline.toml",
			"broken.txt: a link that leads nowhere or out of the folder: copy the file into the folder",
			"escape.txt: a link that leads nowhere or out of the folder: copy the file into the folder",
			"latin.txt:1: byte 1 (0xFC) is not UTF-8: save the file as UTF-8; it looks like Latin-1 or Windows-1252 now",
			"linked.txt: a link to a folder: copy the folder",
			"pipe.txt: not a regular file: copy its content into a file",
			"sub/b.txt: the same bytes as inside.txt: remove one of them",
		},
		LeftOut: []string{"big.txt", "broken.txt", "escape.txt", "latin.txt", "linked.txt", "pipe.txt"},
	}
	if diff := cmp.Diff(want, seenOf(f)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReadUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root reads everything")
	}
	dir := unpack(t, "-- a.txt --\nGood.\n-- b.txt --\nBad.\n")
	if err := os.Chmod(filepath.Join(dir, "b.txt"), 0); err != nil {
		t.Fatal(err)
	}
	f, err := Read(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"b.txt: the file cannot be read (permission denied): give yourself the right to read it"}, seenOf(f).Problems); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
