package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// program is this test binary, run as the program; see TestMain.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: exe, Args: append([]string{"timeline"}, args...), Env: []string{"TERM=xterm", "HOME=" + t.TempDir()}}
}

// rescue lays out two reports that differ.
func rescue(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	for name, text := range map[string]string{
		"harbour.md":  "---\ntitle: \"Ferry \\e[31maground\\e[0m\"\ndate: 2025-06-13\n---\n\nThe ferry Alba ran aground off Lisbon on Thursday, June 12, 2025. The rescue began around 16:30 GMT, the harbour office said.\n",
		"gazette.txt": "Rescue of the Alba\n\nThe ferry Alba ran aground near Lisbon on Thursday, 12 June 2025. The rescue began at about 6pm local time in Lisbon, an hour after the alarm.\n",
	} {
		name = filepath.Join(dir, "sources", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// onTerminal runs the program with its standard output on a terminal of a width.
func onTerminal(t *testing.T, width uint16, env string, args ...string) string {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: width}); err != nil {
		t.Fatal(err)
	}
	cmd := program(t, args...)
	cmd.Stdout = slave
	if env != "" {
		cmd.Env = append(cmd.Env, env)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	out, err := io.ReadAll(master)
	if err != nil && !errors.Is(err, syscall.EIO) { // which is how a terminal ends
		t.Fatal(err)
	}
	cmd.Wait() //nolint:errcheck // check ends with a status of its own
	return strings.ReplaceAll(string(out), "\r\n", "\n")
}

// TestOnTerminal looks at what a terminal gets: colour, unless NO_COLOR is set, no line that
// is wider than it, and no control sequence but those of colour.
func TestOnTerminal(t *testing.T) {
	dir := rescue(t)
	colour := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	for _, args := range [][]string{
		{"review", "list", "--content", dir},
		{"review", "show", "--content", dir, "d-start"},
		{"check", "--content", dir},
		{"explain", "--content", dir, "harbour"},
		{"review", "list", "--content", dir, "--csv"},
		{"review", "list", "--content", dir, "--json"},
	} {
		name := strings.Join(args[:2], " ")
		machine := slices.Contains(args, "--csv") || slices.Contains(args, "--json")
		out := onTerminal(t, 72, "", args...)
		painted := len(colour.FindAllString(out, -1)) > 0
		if want := !machine && args[0] != "explain"; painted != want {
			t.Errorf("%s: in colour: %v, want %v\n%q", name, painted, want, out)
		}
		plain := colour.ReplaceAllString(out, "")
		if strings.ContainsAny(plain, "\x1b\r") || len(out) == 0 {
			t.Errorf("%s: %q", name, out)
		}
		if args[0] == "review" && !machine {
			for _, l := range strings.Split(plain, "\n") {
				if len([]rune(l)) > 72 {
					t.Errorf("%s: %q is wider than the terminal", name, l)
				}
			}
		}
		bare := onTerminal(t, 72, "NO_COLOR=1", args...)
		if strings.Contains(bare, "\x1b") {
			t.Errorf("%s: with NO_COLOR: %q", name, bare)
		}
	}
	if out := onTerminal(t, 72, "", "review", "show", "--content", dir, "d-start"); !strings.Contains(out, "\x1b[1;4m16:30\x1b[0m \x1b[1;4mGMT\x1b[0m") || !strings.Contains(out, `\x1b[31maground`) {
		t.Errorf("the time words are not marked, or the title is not escaped:\n%s", out)
	}
}

// TestRuleWithoutRight writes no ruling where nobody may write, and says so.
func TestRuleWithoutRight(t *testing.T) {
	dir := rescue(t)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755) //nolint:errcheck // only for the removal
	cmd := program(t, "review", "rule", "d-start", "--content", dir, "--verdict", "range-kept", "--reason", "Both are rounded.", "--reviewer", "Ann Lee")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	done := make(chan error)
	go func() {
		// The user of a container may write everywhere, unless this right is dropped. It is
		// the thread's, which ends with the goroutine, and is handed to the program.
		runtime.LockOSThread()
		if os.Geteuid() == 0 {
			if err := unix.Prctl(unix.PR_CAPBSET_DROP, unix.CAP_DAC_OVERRIDE, 0, 0, 0); err != nil {
				done <- err
				return
			}
		}
		done <- cmd.Run()
	}()
	err := <-done
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Fatalf("%v, want status %d: %s", err, exitFailed, stdout.String())
	}
	if got := stderr.String(); !strings.Contains(got, "the ruling cannot be written into "+filepath.Join(dir, "rulings")) || !strings.Contains(got, "permission denied") || !strings.Contains(got, "--dry-run") {
		t.Errorf("told is %q", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "rulings")); err == nil || stdout.Len() > 0 {
		t.Errorf("something was written: %q", stdout.String())
	}
}
