package content

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

var updateHTML = flag.Bool("update-html", false, "write what is read from testdata/html into its .txt files")

// TestPages checks the text of pages of many shapes: each file in testdata/html
// beside the text that a reader would call its story.
func TestPages(t *testing.T) {
	for _, pattern := range []string{"*.html", "*.mhtml"} {
		files, err := filepath.Glob(filepath.Join("testdata", "html", pattern))
		if err != nil || len(files) == 0 {
			t.Fatal("no pages", err)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				src, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				var s Source
				var problems []Problem
				if filepath.Ext(file) == ".mhtml" {
					s, problems = readMail(file, src, DefaultLimits())
				} else {
					s, problems = ReadSource(file, src)
					checkMap(t, s, string(src))
				}
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				got := s.Text.Text + "\n"
				golden := strings.TrimSuffix(file, filepath.Ext(file)) + ".txt"
				if *updateHTML {
					if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			})
		}
	}
}

// TestCharsets checks that pages in other character sets are read, and that each
// byte of their text leads to the bytes of the file.
func TestCharsets(t *testing.T) {
	const body = "<article><h1>Café</h1><p>Die Brücke – „alt“ – öffnete um 8 Uhr.</p>\n<p>Straße</p></article>"
	const want = "Café\n\nDie Brücke – „alt“ – öffnete um 8 Uhr.\n\nStraße"
	encode := func(e encoding.Encoding, s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, tt := range []struct{ name, in, want string }{
		{"windows-1252", encode(charmap.Windows1252, "<meta charset=windows-1252>"+body), want},
		{"latin1 is windows-1252", encode(charmap.Windows1252, `<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">`+body), want},
		{"xml declaration", encode(charmap.Windows1252, `<?xml version="1.0" encoding="iso-8859-1"?>`+body), want},
		{"utf-16, little end", encode(utf16le, body), want},
		{"utf-16, big end, no mark", encode(utf16be, body), want},
		{"koi8-r", encode(charmap.KOI8R, "<meta charset=koi8-r><p>Мост открыт в 8:00.</p>"), "Мост открыт в 8:00."},
		{"iso-8859-2", encode(charmap.ISO8859_2, "<meta charset=iso-8859-2><p>Most otwarto w środę.</p>"), "Most otwarto w środę."},
		{"shift_jis", encode(japanese.ShiftJIS, "<meta charset=shift_jis><p>橋は8時に開いた。</p>"), "橋は8時に開いた。"},
		{"gbk", encode(simplifiedchinese.GBK, "<meta charset=gbk><p>大桥于8点开放。</p>"), "大桥于8点开放。"},
		{"utf-8 whatever it says", "<meta charset=windows-1252>" + body, want},
		{"one broken byte", "<meta charset=utf-8>" + strings.Replace(body, "alt", "al\xfft", 1) + strings.Repeat(" ", 100), strings.Replace(want, "alt", "al\ufffdt", 1)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if p := checkReport("a.html", []byte(tt.in)); p != nil {
				t.Fatal(p)
			}
			s, problems := ReadSource("a.html", []byte(tt.in))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			checkMap(t, s, tt.in)
			if diff := cmp.Diff(tt.want, s.Text.Text); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if i := strings.Index(s.Text.Text, "Uhr"); i >= 0 && !strings.HasPrefix(tt.name, "utf-16") {
				if at := s.FileOffset(i); tt.in[at:at+3] != "Uhr" {
					t.Errorf("Uhr leads to %q", tt.in[at:at+3])
				}
			}
			if i := strings.Index(s.Text.Text, "Straße"); i >= 0 {
				if line, _ := s.Line(i); line != 2 {
					t.Errorf("Straße is on line %d, want 2", line)
				}
			}
		})
	}
	for _, tt := range []struct{ name, in string }{
		{"nothing declared", "<p>Caf\xe9</p>"},
		{"an unknown set", "<meta charset=martian><p>Caf\xe9</p>"},
		{"not the declared one", "<meta charset=utf-8><p>\xe9\xe8\xe9\xe8\xe9\xe8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if checkReport("a.html", []byte(tt.in)) == nil {
				t.Error("no problem")
			}
		})
	}
}

// TestHostilePages checks that a page made to be slow is read within bounds:
// the tree is no deeper and no wider than it may be, so that every look upwards
// and every pass is bounded too.
func TestHostilePages(t *testing.T) {
	const tail = "<p>The bridge fell at noon on Tuesday, and nobody was hurt.</p>"
	for _, tt := range []struct{ name, in string }{
		{"unclosed divisions", strings.Repeat("<div>", 200_000) + tail},
		{"unclosed links", strings.Repeat("<a href=x>", 100_000) + tail},
		{"closed divisions", strings.Repeat("<div>", 100_000) + tail + strings.Repeat("</div>", 100_000)},
		{"end tags alone", strings.Repeat("</div></p></a>", 50_000) + tail},
		{"lists in lists", strings.Repeat("<ul><li>", 50_000) + tail},
		{"tables in tables", strings.Repeat("<table><tr><td>", 50_000) + tail},
		{"custom elements", strings.Repeat("<x-y>", 100_000) + tail},
		{"one long attribute", "<div class='" + strings.Repeat("a-b ", 2_500_000) + "'>" + tail},
		{"many attributes", "<div " + strings.Repeat("a=b ", 500_000) + ">" + tail},
		{"an unclosed tag", tail + "<div " + strings.Repeat("a='b ", 200_000)},
		{"an unclosed comment", tail + "<!--" + strings.Repeat("<!--", 200_000)},
		{"an unclosed script", tail + strings.Repeat("<script>", 100_000)},
		{"headings", strings.Repeat("<h1>a</h1><h6>b</h6>", 50_000) + tail},
		{"times", strings.Repeat("<time datetime=2025>a</time>", 50_000) + tail},
		{"ampersands", "<p>" + strings.Repeat("&", 300_000) + "</p>" + tail},
		{"labels in each other", strings.Repeat("<div>Related", 100_000) + tail},
		{"breaks", strings.Repeat("a<br><br>", 100_000) + tail},
		{"figures", strings.Repeat("<figure><figcaption>", 100_000) + tail},
	} {
		t.Run(tt.name, func(t *testing.T) {
			limits := DefaultLimits()
			root, over := parsePage([]byte(tt.in), 0, limits)
			count, deep := 0, 0
			var walk func(e *element)
			walk = func(e *element) {
				count++
				deep = max(deep, e.depth)
				for _, c := range e.children {
					walk(c)
				}
			}
			walk(root)
			if count > limits.Elements+1 || deep > limits.Nesting {
				t.Errorf("%d elements, %d deep", count, deep)
			}
			s, problems := ReadSource("a.html", []byte(tt.in))
			if over != nil {
				if len(problems) == 0 || !problems[len(problems)-1].Fatal || !strings.Contains(problems[len(problems)-1].What, "more than the limit of") {
					t.Errorf("it passes a limit, and the problems are %v", problems)
				}
				return
			}
			checkMap(t, s, tt.in)
		})
	}
}

// FuzzPage checks that any bytes that are taken for a page give a text in UTF-8
// that leads back to the file.
func FuzzPage(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "html", "*.html"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, s := range []string{
		"\xff\xfe<\x00p\x00>\x00a\x00\xe4\x00", "\x00<\x00p\x00>\xd8\x3d\xde\x00", "<meta charset=gbk><p>\xb4\xf3a", "<meta charset=koi8-r>\xcd\r\n\xcf",
		"<p>&copy;&copy2020&#x80;&#0;&#xD800;&nbsp", "<pre>a\n\n b\n</pre><q>c</q>", "<table><caption>a</caption><tr><td><p>b<td>c</table>",
		"<template shadowrootmode=open><h1>a</h1><p>b<br><br>c</template>", "<span>a</span><span>B</span>", "<h1>a</h1><div>b</div><h2>c</h2><nav>d",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if checkReport("a.html", src) != nil {
			return
		}
		s, _ := ReadSource("a.html", src)
		checkMap(t, s, string(src))
	})
}
