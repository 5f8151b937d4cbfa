package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"path"
	"strings"

	"golang.org/x/text/encoding/ianaindex"
)

// isMail reports whether a file is a message, saved as such: a mail, or a page
// that a browser saved in one file (MHTML).
func isMail(ext string) bool { return ext == ".eml" || ext == ".mht" || ext == ".mhtml" }

// A letter is a message as far as a report needs it.
type letter struct {
	header mail.Header
	body   []byte // UTF-8
	html   bool
	parts  int
	limits Limits
}

// readMail reads a report from a message: the text is that of its HTML part if
// it is a saved page or has no other, else of its plain part. Offsets of the
// text count in the decoded part, since most parts are encoded; the digest is
// that of the file. Nothing that a message links to is fetched, and what is
// attached is not read.
func readMail(file string, src []byte, limits Limits) (Source, []Problem) {
	fail := func(what string) (Source, []Problem) {
		return Source{Path: file}, []Problem{{File: file, Line: 1, What: what, Fix: "save its text as .txt, .md or .html", Fatal: true}}
	}
	m, err := mail.ReadMessage(bytes.NewReader(src))
	if err != nil {
		return fail("the message cannot be read (" + err.Error() + ")")
	}
	l := &letter{header: m.Header, limits: limits}
	page := isMHTML(file)
	if err := l.part(textproto.MIMEHeader(m.Header), m.Body, page, 0); err != nil {
		var over *overflow
		if errors.As(err, &over) {
			return Source{Path: file}, []Problem{*Over(file, 1, over.what, over.key, int64(over.limit))}
		}
		return fail("the message cannot be read (" + err.Error() + ")")
	}
	if len(l.body) == 0 {
		return fail("the message has no text of its own")
	}
	inner := strings.TrimSuffix(file, path.Ext(file)) + ".txt"
	if l.html {
		inner = strings.TrimSuffix(file, path.Ext(file)) + ".html"
	}
	p := checkReport(inner, l.body)
	if p == nil {
		p = limits.lines(inner, l.body)
	}
	if p != nil {
		p.File, p.Line, p.Col = file, 1, 0
		return Source{Path: file}, []Problem{*p}
	}
	s, problems := readSource(inner, l.body, limits)
	sum := sha256.Sum256(src)
	s.Path, s.SHA256 = file, hex.EncodeToString(sum[:])
	for i := range problems {
		problems[i].File, problems[i].Line, problems[i].Col = file, 0, 0
	}
	l.apply(&s, page)
	return s, problems
}

func isMHTML(file string) bool { return strings.ToLower(path.Ext(file)) != ".eml" }

// apply sets what the header tells of the source and its text does not.
func (l *letter) apply(s *Source, page bool) {
	word := new(mime.WordDecoder)
	text := func(key string) string {
		v, err := word.DecodeHeader(l.header.Get(key))
		if err != nil {
			v = l.header.Get(key)
		}
		return strings.Join(strings.Fields(v), " ")
	}
	if page {
		// The date of a saved page is that of saving.
		s.Retrieved = text("Date")
		for _, key := range []string{"Snapshot-Content-Location", "Content-Location"} {
			if u := text(key); s.URL == "" && (strings.HasPrefix(u, "http://") || strings.HasPrefix(u, "https://")) {
				s.URL = u
				if d := dateInPath(u); d != "" {
					s.Published = append(s.Published, Stamp{Basis: URL, Text: d})
				}
			}
		}
		if s.Title == "" {
			s.Title = text("Subject")
		}
		return
	}
	if t := text("Subject"); t != "" {
		s.Title = t
	}
	if a, err := (&mail.AddressParser{WordDecoder: word}).Parse(l.header.Get("From")); err == nil {
		if s.Author == "" {
			s.Author = a.Name
		}
		if s.Outlet == "" {
			s.Outlet = a.Name
			if s.Outlet == "" {
				s.Outlet = a.Address
			}
		}
	}
	if d := text("Date"); d != "" {
		s.Published = append(s.Published, Stamp{Basis: Meta, Text: d})
	}
	sortStamps(s.Published)
}

// part takes in one part of a message: the first of the wanted kind counts.
func (l *letter) part(h textproto.MIMEHeader, body io.Reader, page bool, depth int) error {
	switch l.parts++; {
	case l.parts > l.limits.Parts:
		return &overflow{what: "the message has many parts", key: "parts", limit: l.limits.Parts}
	case depth > l.limits.Nesting:
		return &overflow{what: "parts lie deep inside each other", key: "nesting", limit: l.limits.Nesting}
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind, params = "text/plain", nil
	}
	if disposition, _, _ := mime.ParseMediaType(h.Get("Content-Disposition")); disposition == "attachment" {
		return nil
	}
	if strings.HasPrefix(kind, "multipart/") {
		if params["boundary"] == "" {
			return errors.New("a part without a boundary")
		}
		r := multipart.NewReader(body, params["boundary"])
		for {
			p, err := r.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if err := l.part(p.Header, p, page, depth+1); err != nil {
				return err
			}
		}
	}
	html := kind == "text/html"
	if !html && kind != "text/plain" {
		return nil
	}
	// The plain part of a mail is the better one, the first page of a saved page.
	if len(l.body) > 0 && (page || !l.html || html) || page && !html {
		return nil
	}
	b, err := decoded(h.Get("Content-Transfer-Encoding"), params["charset"], body, l.limits.Decoded)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(b)) > 0 {
		l.body, l.html = b, html
	}
	return nil
}

// decoded is the body of a part as UTF-8, with LF ends of lines.
func decoded(encoding, charset string, body io.Reader, most int) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "", "7bit", "8bit", "binary":
	default:
		return nil, fmt.Errorf("the transfer encoding %q is not known", encoding)
	}
	if charset != "" && !strings.EqualFold(charset, "utf-8") && !strings.EqualFold(charset, "us-ascii") {
		e, err := ianaindex.MIME.Encoding(charset)
		if err != nil || e == nil {
			return nil, fmt.Errorf("the character set %q is not known", charset)
		}
		body = e.NewDecoder().Reader(body)
	}
	b, err := io.ReadAll(io.LimitReader(body, int64(most)+1))
	if len(b) > most {
		return nil, &overflow{what: "a part of the message is large once it is decoded", key: "decoded", limit: most}
	}
	return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), err
}

func (o *overflow) Error() string { return o.what }
