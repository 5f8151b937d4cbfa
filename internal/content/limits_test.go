package content

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// overLimits are files that pass one limit each, as [limits] of a configuration sets it, with
// what the problem names: the line and the limit.
var overLimits = []struct {
	name, file, limit, text, want string
}{
	{"a file", "a.txt", "file_size = 30", strings.Repeat("word ", 7), "a.txt: the file has 35 bytes: more than the limit of 30"},
	{"a line", "a.txt", "line = 20", "Short.\n\nThis line is much longer.\n", "a.txt:3: the line has 25 bytes: more than the limit of 20"},
	{"the last line", "a.txt", "line = 20", "Short.\nThis line is much longer.", "a.txt:2: the line has 25 bytes"},
	{"a line of a page", "a.html", "line = 40", "<p>Short.</p>\n<p>This line of a page is very much longer.</p>", "a.html:2: the line has"},
	{"a line of a ruling", "rulings/a.md", "line = 20", "---\nverdict: unresolved\nreason: much too long for it\n---\n", "rulings/a.md:3: the line has"},
	{"a front matter", "a.md", "front_matter = 50", "---\ntitle: " + strings.Repeat("a", 50) + "\n---\nText.\n", "a.md:1: the front matter has 66 bytes: more than the limit of 50"},
	{"aliases", "a.md", "aliases = 1", "---\ntitle: &a Fire\nauthor: *a\npublisher: *a\n---\nText.\n", "a.md:3: the front matter has 2 aliases: more than the limit of 1"},
	{"an alias by itself", "a.md", "line = 1000", "---\ntitle: &a Fire\nauthor: *a\n---\nText.\n", "a.md:3: the front matter has 1 aliases: more than the limit of 0"},
	{"quotes in each other", "a.md", "nesting = 5", "Text.\n\n> > > > > > deep\n", "a.md:3: quotes or lists inside each other: more than the limit of 5"},
	{"elements in each other", "a.html", "nesting = 5", "<p>Text.</p>\n" + strings.Repeat("<div>", 6) + "deep", "a.html:2: elements lie deep inside each other: more than the limit of 5"},
	{"tags", "a.html", "elements = 10", strings.Repeat("<b>a</b>\n", 10), "a.html:3: the page has many tags and texts: more than the limit of 10"},
	{"parts", "a.eml", "parts = 3", message(4), "a.eml:1: the message has many parts: more than the limit of 3"},
	{"parts in each other", "a.eml", "nesting = 1", nested(3), "a.eml:1: parts lie deep inside each other: more than the limit of 1"},
	{"a decoded part", "a.eml", "decoded = 100", "Subject: S\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat("word ", 30))) + "\n", "a.eml:1: a part of the message is large once it is decoded: more than the limit of 100"},
	{"a line of a part", "a.eml", "line = 100", "Subject: S\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat("word ", 30))) + "\n", "a.eml:1: the line has 150 bytes"},
}

// message is a mail of some parts.
func message(n int) string {
	s := "Subject: S\nContent-Type: multipart/mixed; boundary=x\n\n"
	for i := range n {
		s += fmt.Sprintf("--x\nContent-Type: text/plain\n\nPart %d.\n", i)
	}
	return s + "--x--\n"
}

// nested is a mail whose parts lie n deep in each other.
func nested(n int) string {
	s := "Subject: S\n"
	for i := range n {
		s += fmt.Sprintf("Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n", i, i)
	}
	s += "Content-Type: text/plain\n\nDeep.\n"
	for i := range n {
		s += fmt.Sprintf("--x%d--\n", n-1-i)
	}
	return s
}

// TestLimits reads files that pass a limit: each is left out, with a problem that names the
// line, the limit and the key that raises it; and is read when the limit is raised.
func TestLimits(t *testing.T) {
	for _, c := range overLimits {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write := func(name, text string) {
				name = filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			write(c.file, c.text)
			write("other.txt", "Words.\n")
			write(ConfigName, "[limits]\n"+c.limit+"\n")
			f, err := Read(context.Background(), dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			key, _, _ := strings.Cut(c.limit, " ")
			if c.name == "an alias by itself" {
				key = "aliases"
			}
			if len(f.Problems) != 1 || len(f.LeftOut) != 1 || f.LeftOut[0] != c.file {
				t.Fatalf("problems %v, left out %v", f.Problems, f.LeftOut)
			}
			if got := f.Problems[0].String(); !strings.HasPrefix(got, c.want) || !strings.Contains(got, "raise "+key+" under [limits] in timeline.toml") {
				t.Errorf("%s", got)
			}
			write(ConfigName, "[limits]\n"+key+" = 1_000_000\n")
			if f, err := Read(context.Background(), dir, Options{}); err != nil || len(f.LeftOut) > 0 && !strings.HasPrefix(c.file, "rulings") {
				t.Errorf("with the limit raised: %v, %v", f.Problems, err)
			}
		})
	}
}

func TestLimitKeys(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[limits]\nlines = 5\n", `unknown limit "lines"`},
		{"[limits]\nline = 'many'\n", `limits.line is "many", no limit`},
		{"[limits]\nline = 0\n", `limits.line is "0", no limit`},
		{"[limits]\nparts = -1\n", `limits.parts is "-1", no limit`},
		{"limits = 5\n", `"limits" is not a limit`},
		{"[limits]\nline = [1]\n", `"limits.line" is not a limit`},
		{"[limits]\naliases = 0\nfile_size = 5_000\n", ""},
	} {
		_, problems := ReadConfig("t.toml", []byte(c.text))
		got := ""
		if len(problems) > 0 {
			got = problems[0].What
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	for _, k := range limitKeys {
		a, b := DefaultLimits(), DefaultLimits()
		if what, _ := b.set(k, "77"); what != "" || a == b {
			t.Errorf("%s changes nothing: %s", k, what)
		}
	}
}
