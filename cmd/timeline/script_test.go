package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// programs are what this binary is, by the name it is called by.
var programs = map[string]func(){
	"timeline": func() { os.Exit(run(os.Args[1:])) },
}

func TestMain(m *testing.M) { testscript.Main(m, programs) }

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "sametree": sameTree, "id": id, "binary": binary, "unescape": unescape,
		},
	})
}

// status STATUS COMMAND... runs a command and checks its exit status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status STATUS COMMAND [ARG ...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		m := regexp.MustCompile(`exit status (\d+)`).FindStringSubmatch(err.Error())
		if m == nil {
			ts.Fatalf("%v", err)
		}
		got = m[1]
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// sametree DIR DIR checks that two folders hold the same files.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: sametree DIR DIR")
	}
	read := func(dir string) map[string]string {
		out := map[string]string{}
		dir = ts.MkAbs(dir)
		ts.Check(filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(p)
			rel, _ := filepath.Rel(dir, p)
			out[rel] = string(b)
			return err
		}))
		return out
	}
	a, b := read(args[0]), read(args[1])
	var differ []string
	for n := range a {
		if b[n] != a[n] {
			differ = append(differ, n)
		}
	}
	for n := range b {
		if _, ok := a[n]; !ok {
			differ = append(differ, n)
		}
	}
	if len(a) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	if (len(differ) > 0) != neg {
		ts.Fatalf("different files: %v", differ)
	}
}

// id VAR PATTERN FILE sets VAR to the first match of the pattern's group.
func id(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: id VAR PATTERN FILE")
	}
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile(args[2]))
	if len(m) < 2 {
		ts.Fatalf("no match for %s in %s", args[1], args[2])
	}
	ts.Setenv(args[0], m[1])
}

// binary FILE writes bytes that are no text.
func binary(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat("\x00\xff\xfe\x01", 64)), 0o644))
}

// unescape FILE puts the characters in the place of escapes such as \x1b and \u202e in
// lines without quotes.
func unescape(ts *testscript.TestScript, neg bool, args []string) {
	lines := strings.Split(ts.ReadFile(args[0]), "\n")
	for i, l := range lines {
		if !strings.Contains(l, `"`) {
			s, err := strconv.Unquote(`"` + l + `"`)
			ts.Check(err)
			lines[i] = s
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "\n")), 0o644))
}
