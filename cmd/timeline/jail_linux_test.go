package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// jailed is set in a process that is to be killed when it opens a socket or starts a process.
const jailed = "TIMELINE_TEST_JAILED"

func init() {
	programs["opens-a-socket"] = func() {
		l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
		fmt.Println("it was let through", l, err)
	}
	programs["starts-a-process"] = func() {
		out, err := exec.CommandContext(context.Background(), "/bin/true").Output()
		fmt.Println("it was let through", out, err)
	}
	if os.Getenv(jailed) != "" {
		if err := jail(); err != nil {
			fmt.Println("no jail:", err)
			os.Exit(9)
		}
	}
}

// jail has the kernel kill this process, all threads of it, when it opens a socket, sets up a
// ring that could, starts a process or becomes another program.
func jail() error {
	arch, ok := map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}[runtime.GOARCH]
	if !ok {
		return errors.ErrUnsupported
	}
	const (
		load  = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		bits  = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
		ret   = unix.BPF_RET | unix.BPF_K
	)
	denied := append([]uint32{
		unix.SYS_SOCKET, unix.SYS_SOCKETPAIR, unix.SYS_CONNECT, unix.SYS_BIND, unix.SYS_LISTEN, unix.SYS_ACCEPT, unix.SYS_ACCEPT4,
		unix.SYS_IO_URING_SETUP, unix.SYS_EXECVE, unix.SYS_EXECVEAT, unix.SYS_PTRACE,
	}, forks...)
	code := []unix.SockFilter{
		{Code: load, K: 4}, // the architecture
		{Code: equal, K: arch, Jt: 1},
		{Code: ret, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: load, K: 0}, // the number of the call
	}
	for _, n := range denied {
		code = append(code, unix.SockFilter{Code: equal, K: n, Jf: 1}, unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_KILL_PROCESS})
	}
	code = append(code,
		// What clone3 makes cannot be seen from here; who is told that there is none uses clone.
		unix.SockFilter{Code: equal, K: unix.SYS_CLONE3, Jf: 1},
		unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)},
		unix.SockFilter{Code: equal, K: unix.SYS_CLONE, Jf: 3},
		unix.SockFilter{Code: load, K: 16}, // its flags: a thread is no process
		unix.SockFilter{Code: bits, K: unix.CLONE_THREAD, Jt: 1},
		unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_KILL_PROCESS},
		unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_ALLOW})
	prog := unix.SockFprog{Len: uint16(len(code)), Filter: &code[0]} //nolint:gosec // some fifty
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	if _, _, e := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog))); e != 0 { //nolint:gosec // so the call wants it
		return e
	}
	return nil
}

// inJail runs a program in the jail, and returns what it says and whether it was killed.
func inJail(t *testing.T, name string, stdin string, args ...string) (out string, killed bool, status int) {
	t.Helper()
	cmd := program(t, args...)
	cmd.Args[0] = name
	cmd.Env = append(cmd.Env, jailed+"=1")
	cmd.Stdin = strings.NewReader(stdin)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		w, ok := exit.Sys().(syscall.WaitStatus)
		return said.String(), ok && w.Signaled() && w.Signal() == syscall.SIGSYS, exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return said.String(), false, 0
}

// TestNoSocketNoProcess runs the commands that read what others wrote where the kernel kills
// them at the first socket and the first process. That it does is tried first.
func TestNoSocketNoProcess(t *testing.T) {
	for _, name := range []string{"opens-a-socket", "starts-a-process"} {
		switch out, killed, status := inJail(t, name, ""); {
		case status == 9:
			t.Skipf("this system has no jail: %s", out)
		case !killed:
			t.Fatalf("a program that %s is not killed: %d, %s", strings.ReplaceAll(name, "-", " "), status, out)
		}
	}
	dir := rescue(t)
	out := filepath.Join(t.TempDir(), "public")
	shard := filepath.Join(t.TempDir(), "shard")
	for _, c := range []struct {
		stdin  string
		status int
		args   []string
	}{
		{"", 0, []string{"build", "--content", dir, "--out", out}},
		{"", 0, []string{"build", "--content", dir, "--out", out}}, // over the first
		{"", 0, []string{"extract", "--content", dir}},
		{"", 0, []string{"extract", "--content", dir, "--shard", "1/1"}},
		{"{\"id\":1,\"dct\":\"2025-06-12\",\"text\":\"They left yesterday at noon.\"}\n", 0, []string{"extract", "--timex"}},
		{"", 3, []string{"check", "--content", dir}},
		{"", 0, []string{"export", "--content", dir, "--format", "events.csv"}},
		{"", 0, []string{"verify", "--content", dir, out}},
		{"", 0, []string{"diff", out, out}},
		{"", 0, []string{"review", "list", "--content", dir}},
	} {
		said, killed, status := inJail(t, "timeline", c.stdin, c.args...)
		if killed {
			t.Errorf("timeline %s opens a socket or starts a process", strings.Join(c.args, " "))
		} else if status != c.status {
			t.Errorf("timeline %s: status %d: %s", strings.Join(c.args, " "), status, said)
		}
		if len(c.args) > 3 && c.args[3] == "--shard" {
			if err := os.WriteFile(shard, []byte(said), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if said, killed, status := inJail(t, "timeline", "", "merge", shard); killed || status != 0 {
		t.Errorf("timeline merge: status %d: %s", status, said)
	}
}
