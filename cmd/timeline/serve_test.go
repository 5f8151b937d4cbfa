package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestServe starts the server, asks it for its page, is told that its port is taken, and
// ends it as an editor does. What it wrote is nothing.
func TestServe(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.MkdirAll(filepath.Join(dir, "sources"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "sources", "a.txt"), []byte("The ferry Alba left Lisbon on June 12, 2025.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	// The test binary under this name is the program; see TestMain.
	serve := func(args []string) *exec.Cmd {
		return &exec.Cmd{Path: self, Args: append([]string{"timeline", "serve", "--content", dir}, args...), Env: []string{"HOME=" + t.TempDir()}}
	}
	start := func(args ...string) (addr string, end func() (int, string)) {
		t.Helper()
		cmd := serve(args)
		var complaints bytes.Buffer
		cmd.Stderr = &complaints
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, _ := bufio.NewReader(out).ReadString('\n')
		m := regexp.MustCompile(`^open http://(\S+:\d+)/ \(interrupt to stop\)\n$`).FindStringSubmatch(line)
		if m == nil {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			t.Fatalf("it says %q and %s", line, complaints.String())
		}
		return m[1], func() (int, string) {
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait() // the status tells
			return cmd.ProcessState.ExitCode(), complaints.String()
		}
	}
	addr, end := start("--addr", "127.0.0.1:0")
	if !strings.HasPrefix(addr, "127.0.0.1:") || strings.HasSuffix(addr, ":0") {
		t.Errorf("it listens on %s", addr)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+addr+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || !strings.Contains(string(body), "Alba") {
		t.Errorf("the page is %.200s, %v", body, err)
	}
	status := func(args ...string) (int, string) {
		out, err := serve(args).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			t.Errorf("%v ends with %v", args, err)
			return 0, string(out)
		}
		return exit.ExitCode(), string(out)
	}
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--addr", addr}, exitFailed, addr + " is taken: stop what runs there, or name another port with --addr 127.0.0.1:0"},
		{[]string{"--addr", "0.0.0.0:0"}, exitUsage, "others could reach it and write into the content folder: add --public if that is meant"},
		{[]string{"--addr", "[::]:0"}, exitUsage, "add --public"},
		{[]string{"--addr", "8080"}, exitUsage, "write an address and a port, such as 127.0.0.1:4000"},
		{[]string{"--addr", "example.org:80"}, exitUsage, "write an address and a port"},
		{[]string{"--addr", "127.0.0.1:0", "--content", filepath.Join(dir, "none")}, exitFailed, "there is no such folder"},
	} {
		if code, out := status(tt.args...); code != tt.code || !strings.Contains(out, tt.want) {
			t.Errorf("%v ends with %d: %s", tt.args, code, out)
		}
	}
	if code, out := end(); code != exitDone {
		t.Errorf("interrupted it ends with %d: %s", code, out)
	}
	_, end = start("--addr", "0.0.0.0:0", "--public")
	if code, out := end(); code != exitDone || !strings.Contains(out, "whoever reaches this address can write rulings and edits") {
		t.Errorf("a public server ends with %d and says %q", code, out)
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != 1 {
		t.Errorf("the content folder has %v, %v", list, err)
	}
	if beside, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(beside) != 1 {
		t.Errorf("beside it are %v, %v", beside, err)
	}
}
