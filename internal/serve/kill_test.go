package serve_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"timeline/internal/content"
	"timeline/internal/review"
	"timeline/internal/serve"
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

// TestServerKilled kills a whole server at random moments while editors post rulings: what it
// answered as saved is there, whole, and the next server starts over what is left.
func TestServerKilled(t *testing.T) {
	if dir := os.Getenv(servedUntilKilled); dir != "" {
		s, err := serve.New(t.Context(), serve.Options{Content: dir, Assets: assets(t), Today: func() string { return "2025-06-20" }})
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("http://" + l.Addr().String() + "/")
		_ = s.Run(t.Context(), l)
		os.Exit(0)
	}
	if testing.Short() {
		t.Skip("short: no process is started")
	}
	d := &desk{t: t, dir: filepath.Join(t.TempDir(), "content"), log: &lines{}}
	d.write("sources/a.txt", harbour)
	d.write("sources/b.txt", gazette)
	r := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // no secret
	saved := map[string]bool{}
	for round := range 12 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestServerKilled$")
		cmd.Env = append(os.Environ(), servedUntilKilled+"="+d.dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		if !in.Scan() || !strings.HasPrefix(in.Text(), "http://") {
			t.Fatalf("round %d: the server says %q", round, in.Text())
		}
		d.root = in.Text()
		_, form := d.question()
		var kill *time.Timer
		begun := time.Now()
		for n := 0; ; n++ {
			form.Set("reason", fmt.Sprintf("Round %d, post %d. %s The end.", round, n, strings.Repeat("A long reason. ", 1000)))
			form.Set("once", fmt.Sprintf("%032x", round*1000+n))
			to, ok := post(t, d.root, form)
			if !ok {
				break // it is dead
			}
			saved[to] = true
			if n == 0 { // a machine may be slow: the moment is counted in posts
				kill = time.AfterFunc(time.Duration(r.Int64N(5*int64(time.Since(begun)))), func() { _ = cmd.Process.Kill() })
			}
		}
		kill.Stop()
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	}
	files := map[string]bool{}
	for _, x := range d.rulings() {
		files[x.Path] = true
		if !strings.HasSuffix(x.Reason, "The end.") {
			t.Errorf("%s is not whole", x.Path)
		}
	}
	for file := range saved {
		if !files[file] {
			t.Errorf("%s was answered as saved and is not there", file)
		}
	}
	if len(saved) < 12 {
		t.Errorf("only %d were saved", len(saved))
	}
}

// servedUntilKilled is set in a process that serves until it is killed.
const servedUntilKilled = "TIMELINE_TEST_SERVES"

// post saves a ruling and returns the file that the server names; ok is false where it does
// not answer.
func post(t *testing.T, root string, form url.Values) (file string, ok bool) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, root+"-/rule", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", strings.TrimSuffix(root, "/"))
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := c.Do(req)
	if err != nil {
		return "", false
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther {
		b, _ := io.ReadAll(resp.Body)
		t.Fatalf("%s: %.300s", resp.Status, b)
	}
	to, err := url.Parse(resp.Header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	return to.Query().Get("saved"), true
}
