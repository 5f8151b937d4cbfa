package content

import (
	"strings"
	"testing"
)

func TestReadMail(t *testing.T) {
	const plain = "From: Ann Lee <ann@example.org>\nSubject: =?utf-8?q?The_caf=C3=A9?=\nDate: Wed, 3 Dec 2025 09:14:00 +0100\n" +
		"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nThe caf=E9 opened at 8 a.m. on Tues=\nday.\n"
	const both = "From: ann@example.org\nSubject: Two forms\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n" +
		"--b\nContent-Type: text/html\n\n<p>In HTML.</p>\n--b\nContent-Type: text/plain\n\nIn plain words.\n--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nNot me.\n--b--\n"
	const page = "From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/2025/12/03/ferry.html\nSubject: Ferry\nDate: Thu, 4 Dec 2025 10:00:00 -0000\n" +
		"MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n" +
		"Content-Location: https://example.org/2025/12/03/ferry.html\n\nPGh0bWw+PGhlYWQ+PHRpdGxlPkZlcnJ5PC90aXRsZT48L2hlYWQ+PGJvZHk+PGFydGljbGU+PGgxPkZlcnJ5PC9oMT48cD5UaGUgZmVy\ncnkgbGVmdCBhdCBub29uIG9uIFR1ZXNkYXkuPC9wPjwvYXJ0aWNsZT48L2JvZHk+PC9odG1sPg==\n--x--\n"
	for _, tt := range []struct {
		name, file, src                  string
		text, title, outlet, url, stamps string
	}{
		{"a mail", "m.eml", plain, "The café opened at 8 a.m. on Tuesday.", "The café", "Ann Lee", "", "Wed, 3 Dec 2025 09:14:00 +0100"},
		{"the plain part of two", "m.eml", both, "In plain words.", "Two forms", "ann@example.org", "", ""},
		{"a saved page", "p.mhtml", page, "The ferry left at noon on Tuesday.", "Ferry", "", "https://example.org/2025/12/03/ferry.html", "2025-12-03"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, problems := readMail(tt.file, []byte(strings.ReplaceAll(tt.src, "\n", "\r\n")), DefaultLimits())
			for _, p := range problems {
				t.Error(p)
			}
			if s.Text == nil || !strings.Contains(s.Text.Text, tt.text) {
				t.Fatalf("text = %v, want it to hold %q", s.Text, tt.text)
			}
			var stamps []string
			for _, p := range s.Published {
				stamps = append(stamps, p.Text)
			}
			if got := strings.Join(stamps, " | "); s.Title != tt.title || s.Outlet != tt.outlet || s.URL != tt.url || got != tt.stamps {
				t.Errorf("title %q, outlet %q, url %q, stamps %q; want %q, %q, %q, %q", s.Title, s.Outlet, s.URL, got, tt.title, tt.outlet, tt.url, tt.stamps)
			}
			if s.Path != tt.file || len(s.SHA256) != 64 {
				t.Errorf("path %q, digest %q", s.Path, s.SHA256)
			}
		})
	}
}

func TestBadMail(t *testing.T) {
	for name, src := range map[string]string{
		"no header":           "just words\n",
		"no boundary":         "Content-Type: multipart/mixed\n\nx",
		"an unknown encoding": "Content-Type: text/plain\nContent-Transfer-Encoding: x-uu\n\nx",
		"an unknown charset":  "Content-Type: text/plain; charset=x-klingon\n\nx",
		"no text":             "Content-Type: image/png\n\nx",
		"cut short":           "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n",
	} {
		if _, problems := readMail("m.eml", []byte(src), DefaultLimits()); len(problems) == 0 || !problems[0].Fatal || problems[0].Fix == "" {
			t.Errorf("%s: problems = %v, want one that leaves the file out and says what to do", name, problems)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte("From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b--\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		s, problems := readMail("m.eml", src, DefaultLimits())
		if len(problems) == 0 && (s.Text == nil || s.Text.Text == "") {
			t.Fatal("neither text nor a problem")
		}
	})
}
