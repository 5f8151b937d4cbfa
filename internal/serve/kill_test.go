package serve_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"timeline/internal/content"
	"timeline/internal/review"
)

// killed is set in a process that this test starts to be killed.
const killed = "TIMELINE_TEST_SAVES_INTO"

// TestKilled kills a program that saves rulings, at random moments: no file that can be seen
// is ever half written, and what was reported as saved is there.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(killed); dir != "" {
		for n := 0; ; n++ {
			r := review.Ruling{
				Discrepancy: "d-start", Verdict: review.Unresolved, Reviewer: fmt.Sprint("Editor ", n), Date: "2025-06-20",
				Reason: strings.Repeat("A long reason, so that its writing takes a while. ", 2000) + "The end.",
			}
			file, err := r.Save(dir)
			if err != nil {
				fmt.Println("error", err)
				os.Exit(1)
			}
			fmt.Println(file)
		}
	}
	if testing.Short() {
		t.Skip("short: no process is started")
	}
	dir := t.TempDir()
	reported := map[string]bool{}
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // no secret
	for range 50 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestKilled$")
		cmd.Env = append(os.Environ(), killed+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		if in.Scan() { // it saves
			reported[in.Text()] = true
		}
		kill := time.AfterFunc(time.Duration(r.IntN(20_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		for in.Scan() {
			reported[in.Text()] = true
		}
		kill.Stop()
		_ = cmd.Wait() // it was killed
	}
	list, err := os.ReadDir(filepath.Join(dir, "rulings"))
	if err != nil {
		t.Fatal(err)
	}
	whole := map[string]bool{}
	for _, e := range list {
		if strings.HasPrefix(e.Name(), ".") {
			continue // never read
		}
		data, err := os.ReadFile(filepath.Join(dir, "rulings", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		rs, ps := review.Read([]content.File{{Path: e.Name(), Data: data}})
		if len(rs) != 1 || len(ps) > 0 || !strings.HasSuffix(rs[0].Reason, "The end.") {
			t.Errorf("%s is not whole: %d rulings, %v", e.Name(), len(rs), ps)
		}
		whole["rulings/"+e.Name()] = true
	}
	for file := range reported {
		if !whole[file] {
			t.Errorf("%s was reported as saved and is not there", file)
		}
	}
	if len(reported) < 50 {
		t.Errorf("only %d were saved", len(reported))
	}
}
