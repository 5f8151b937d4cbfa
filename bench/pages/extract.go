package main

import (
	"bytes"
	"net/url"
	"strings"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"timeline/internal/content"
)

// An extractor returns the text of the story of a page, without captions.
type extractor struct {
	name    string
	extract func(src []byte) string
}

// extractors are the contenders, ours first.
var extractors = []extractor{
	{"timeline", story},
	{"readability", func(src []byte) string {
		root, err := html.Parse(bytes.NewReader(src))
		if err != nil {
			return ""
		}
		a, err := readability.FromDocument(root, address)
		if err != nil || a.Node == nil {
			return ""
		}
		return nodeText(a.Node, atom.Figcaption)
	}},
	{"trafilatura", func(src []byte) string {
		root, err := html.Parse(bytes.NewReader(src))
		if err != nil {
			return ""
		}
		r, err := trafilatura.ExtractDocument(root, trafilatura.Options{OriginalURL: address, EnableFallback: true, ExcludeComments: true})
		if err != nil || r.ContentNode == nil {
			return ""
		}
		return nodeText(r.ContentNode, atom.Figcaption)
	}},
	{"body", func(src []byte) string {
		root, err := html.Parse(bytes.NewReader(src))
		if err != nil {
			return ""
		}
		return nodeText(root)
	}},
}

var address = &url.URL{Scheme: "http", Host: "fakehost", Path: "/test/page.html"}

// story returns what package content reads, without the title: the others keep
// it apart too.
func story(src []byte) string {
	s, _ := content.ReadSource("page.html", src)
	if s.Text == nil {
		return ""
	}
	t := s.Text.Text
	return t[:s.TitleSpan.Start] + t[s.TitleSpan.End:]
}

// about returns the metadata that package content reads.
func about(src []byte) map[string]string {
	s, _ := content.ReadSource("page.html", src)
	m := map[string]string{"title": s.Title, "byline": s.Author, "siteName": s.Outlet, "language": s.Language}
	if len(s.Published) > 0 {
		m["publishedTime"] = s.Published[0].Text
	}
	return m
}

// same reports whether a field is what is expected: a time by its instant or, if
// either cannot be read, by its day; words regardless of capitals and marks.
func same(field, got, want string) bool {
	if field == "publishedTime" {
		a, errA := time.Parse(time.RFC3339, got)
		b, errB := time.Parse(time.RFC3339, want)
		if errA == nil && errB == nil {
			return a.Equal(b)
		}
		return len(got) >= 10 && len(want) >= 10 && got[:10] == want[:10]
	}
	return strings.Join(words(got), " ") == strings.Join(words(want), " ")
}
