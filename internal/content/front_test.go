package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadFront(t *testing.T) {
	known := []string{"title", "date", "draft", "statements", "timezone"}
	for _, tt := range []struct {
		name, in string
		want     map[string]Field
		body     string
	}{
		{"none", "Text.\n", nil, "Text.\n"},
		{"empty", "---\n---\nText.\n", nil, "Text.\n"},
		{"comment only", "---\n# nothing\n---\nText.\n", nil, "Text.\n"},
		{
			"yaml", "---\ntitle: \"A: b\"\ndate: 2025-12-03\ndraft: yes\nstatements: [s1, s2]\ntimezone:\n---\r\nText.\n",
			map[string]Field{
				"title": {Text: "A: b", Line: 2}, "date": {Text: "2025-12-03", Line: 3}, "draft": {Text: "yes", Line: 4},
				"statements": {List: []string{"s1", "s2"}, Line: 5}, "timezone": {Line: 6},
			},
			"Text.\n",
		},
		{
			"toml", "+++\n# a comment\ntitle = \"A\"\ndate = 2025-12-03 10:00:00\n\nstatements = [\n 's1',\n 's2',\n]\ndraft = true\n+++\nText.\n",
			map[string]Field{
				"title": {Text: "A", Line: 3}, "date": {Text: "2025-12-03 10:00:00", Line: 4},
				"statements": {List: []string{"s1", "s2"}, Line: 6}, "draft": {Text: "true", Line: 10},
			},
			"Text.\n",
		},
		{"windows line ends", "---\r\ntitle: A\r\n---\r\nText.", map[string]Field{"title": {Text: "A", Line: 2}}, "Text."},
		{"byte order mark", "\ufeff---\ntitle: A\n---\nText.", map[string]Field{"title": {Text: "A", Line: 2}}, "Text."},
		{"no text", "---\ntitle: A\n---", map[string]Field{"title": {Text: "A", Line: 2}}, ""},
		{"a rule", "---\nText.\n", nil, "---\nText.\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			front, problems := ReadFront("a.md", []byte(tt.in), known...)
			if len(problems) > 0 {
				t.Errorf("unexpected problems: %v", problems)
			}
			if tt.want == nil {
				tt.want = map[string]Field{}
			}
			if diff := cmp.Diff(tt.want, front.Fields); diff != "" {
				t.Errorf("fields: (-want +got)\n%s", diff)
			}
			if got := tt.in[front.Body:]; got != tt.body {
				t.Errorf("body %q, want %q", got, tt.body)
			}
		})
	}
}

// TestProblems lists what can be wrong with one report and the very words that
// its writer is told.
func TestProblems(t *testing.T) {
	for _, tt := range []struct {
		name, file, in string
		want           []string
	}{
		{"misspelt key", "a.md", "---\ntitle: A\ntittle: B\n---\nText.", []string{`a.md:3: unknown front matter key "tittle": did you mean "title"?`}},
		{"another program's key", "a.md", "---\noutlet: B\n---\nText.", []string{`a.md:2: unknown front matter key "outlet": did you mean "publisher"?`}},
		{"misspelt key, toml", "a.md", "+++\n\nauther = 'B'\n+++\nText.", []string{`a.md:3: unknown front matter key "auther": did you mean "author"?`}},
		{
			"strange key", "a.md", "---\nmood: fine\n---\nText.",
			[]string{`a.md:2: unknown front matter key "mood": known keys are archive_url, author, date, dateline, draft, language, publisher, retrieved, timezone, title, updated, url`},
		},
		{"unclosed", "a.md", "---\ntitle: A\nText.", []string{`a.md:1: the front matter does not end: close it with a line "---"`}},
		{"unclosed, toml", "a.txt", "+++\ntitle = 'A'\n", []string{`a.txt:1: the front matter does not end: close it with a line "+++"`}},
		{"lone carriage returns", "a.md", "---\n\r\r000\n---\nText.", []string{`a.md:2: the front matter is not a list of keys: write one "key: value" a line`}},
		{"no keys", "a.md", "---\njust words\n---\nText.", []string{`a.md:2: the front matter is not a list of keys: write one "key: value" a line`}},
		{"nested", "a.md", "---\ntitle: A\ndate: {a: b}\n---\nText.", []string{`a.md:3: the value of "date" is not plain: write one value or a list of values`}},
		{"nested list", "a.md", "---\nauthor: [[a]]\n---\nText.", []string{`a.md:2: the list "author" holds more than plain values: write one value or a list of values`}},
		{"list for one", "a.md", "---\ntitle: [a, b]\n---\nText.", []string{`a.md:2: title: a list stands for one value: write one value`}},
		{"address", "a.md", "---\nurl: www.x.example\n---\nText.", []string{`a.md:2: url: "www.x.example" is not a web address: write it in full, with http:// or https://`}},
		{"script for an address", "a.md", "---\narchive_url: javascript:alert(1)\n---\nText.", []string{`a.md:2: archive_url: "javascript:alert(1)" is not a web address: write it in full, with http:// or https://`}},
		{"zone", "a.md", "---\ntimezone: Moscow\n---\nText.", []string{`a.md:2: timezone: "Moscow" is not a time zone: write an IANA name, such as "Europe/Kyiv", or an offset, such as "+03:00"`}},
		{"host's zone", "a.md", "---\ntimezone: Local\n---\nText.", []string{`a.md:2: timezone: "Local" is not a time zone: write an IANA name, such as "Europe/Kyiv", or an offset, such as "+03:00"`}},
		{"language", "a.md", "---\nlanguage: english\n---\nText.", []string{`a.md:2: language: "english" is not a language tag: write one such as "en" or "pt-BR"`}},
		{"draft", "a.md", "---\ndraft: maybe\n---\nText.", []string{`a.md:2: draft: "maybe" is neither true nor false: write true or false`}},
		{
			"two at once", "a.md", "---\nfoo: 1\nlanguage: english\n---\nText.",
			[]string{
				`a.md:2: unknown front matter key "foo": known keys are archive_url, author, date, dateline, draft, language, publisher, retrieved, timezone, title, updated, url`,
				`a.md:3: language: "english" is not a language tag: write one such as "en" or "pt-BR"`,
			},
		},
		{"nested lists", "a.md", strings.Repeat("1. ", 201), []string{"a.md:1: quotes or lists inside each other: more than the limit of 200: look whether it is what it seems to be; if so, raise nesting under [limits] in timeline.toml"}},
		{"many links in many paragraphs", "a.md", strings.Repeat("[a](b)\n\n", 6000), nil},
		{"nested too deep", "a.md", "---\ntitle: A\n---\nText.\n" + strings.Repeat("> - ", 101), []string{"a.md:5: quotes or lists inside each other: more than the limit of 200: look whether it is what it seems to be; if so, raise nesting under [limits] in timeline.toml"}},
		{"too many links", "a.md", "Text.\n\n" + strings.Repeat("[a](", 5001), []string{"a.md:3: more than 5000 links in a paragraph, or definitions of links: take some of the marks away"}},
		{"no words", "a.txt", " \n…\n", []string{"a.txt: the report has no words: remove the file or put its text in"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := ReadSource(tt.file, []byte(tt.in))
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestSyntaxProblems checks the place of an error that a parser words.
func TestSyntaxProblems(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"yaml", "---\ntitle: A\ndate: [1, 2\n---\nText.", "a.md:"},
		{"yaml tabs", "---\ntitle: A\n\tdate: b\n---\nText.", "a.md:3: the front matter cannot be read: "},
		{"yaml twice", "---\ntitle: A\ntitle: B\n---\nText.", "a.md:3: "},
		{"yaml alias", "---\ntitle: &a A\nauthor: *a\n---\nText.", "a.md:3: "},
		{"toml", "+++\ntitle = 'A'\ndate = = 3\n+++\nText.", "a.md:3: the TOML cannot be read: "},
		{"toml twice", "+++\ntitle = 'A'\ntitle = 'B'\n+++\nText.", "a.md:3: the TOML cannot be read: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := ReadSource("a.md", []byte(tt.in))
			if len(problems) == 0 {
				t.Fatal("no problem")
			}
			p := problems[0]
			if got := p.String(); !strings.HasPrefix(got, tt.want) || !p.Fatal || strings.Contains(got, "\n") {
				t.Errorf("got %q, want %q...", got, tt.want)
			}
		})
	}
}

func TestCheckText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"ascii", "abc\n", ""},
		{"utf-8", "Київ — “x”\n", ""},
		{"byte order mark", "\ufeffabc", ""},
		{"the replacement character itself", "a\ufffdb", ""},
		{"latin-1", "ok\nZ\xfcrich\n", "a.txt:2: byte 4 (0xFC) is not UTF-8: save the file as UTF-8; it looks like Latin-1 or Windows-1252 now"},
		{"utf-16", "\xff\xfea\x00", "a.txt:1: the file is UTF-16: save it as UTF-8"},
		{"utf-16, big end first", "\xfe\xff\x00a", "a.txt:1: the file is UTF-16: save it as UTF-8"},
		{"nul", "one\ntwo\x00", "a.txt:2: the file holds a NUL byte, so it is no text: save it as UTF-8"},
		{"pdf", "%PDF-1.7\n\x00", "a.txt:1: the file is a PDF document, whatever its name says: save its text as .txt, .md or .html"},
		{"cut rune", "ab\xe2\x80", "a.txt:1: byte 2 (0xE2) is not UTF-8: save the file as UTF-8; it looks like Latin-1 or Windows-1252 now"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if p := checkText("a.txt", []byte(tt.in)); p != nil {
				got = p.String()
			}
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestSuggest(t *testing.T) {
	for _, tt := range []struct{ key, want string }{
		{"published", `did you mean "date"?`},
		{"modified", `did you mean "updated"?`},
		{"titel", `did you mean "title"?`},
		{"Date", `did you mean "date"?`},
		{"timzone", `did you mean "timezone"?`},
		{"tz", `did you mean "timezone"?`},
		{"archiveurl", `did you mean "archive_url"?`},
		{"xyzzy", "known keys are archive_url, author, date, dateline, draft, language, publisher, retrieved, timezone, title, updated, url"},
	} {
		if got := suggest(tt.key, sourceKeys); got != tt.want {
			t.Errorf("suggest(%q) = %q, want %q", tt.key, got, tt.want)
		}
	}
}

// FuzzFront checks that no front matter makes the reader fail, and that the
// body is always the end of the file.
func FuzzFront(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: a\n---\nb", "+++\na.b = 1\n[c]\n'd e' = [1, {f = 2}]\n+++\n", "---\n- a\n---\n", "---\na: !!binary x\n---\n",
		"+++\na = '''\nb'''\nc = 1979-05-27T07:32:00-08:00\n+++", "---\n? [a]\n: b\n---\n", "---\na: *b\n---\n", "+++\n\"\\u00e9\" = 1\n+++\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		front, problems := ReadFront("a.md", []byte(src), "title", "a")
		if front.Body < 0 || front.Body > len(src) {
			t.Fatalf("body at %d of %q", front.Body, src)
		}
		n := strings.Count(src, "\n") + 1
		for _, p := range problems {
			if p.Line < 1 || p.Line > n || !p.Fatal {
				t.Fatalf("problem %+v of %q", p, src)
			}
		}
		for k, f := range front.Fields {
			if k != "title" && k != "a" || f.Line < 2 || f.Line > n {
				t.Fatalf("field %q %+v of %q", k, f, src)
			}
		}
		ReadConfig("timeline.toml", []byte(src))
	})
}
