package main

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestCheck(t *testing.T) {
	tests := []struct {
		name string
		body string // of a/page.html
		want []string
	}{
		{"nothing", ``, nil},
		{"relative link", `<a href="../index.html">`, nil},
		{"relative link with a query", `<a href="../index.html?zone=utc">`, nil},
		{"fragment of another page", `<a href="../index.html#top">`, nil},
		{"own fragment", `<p id="x"><a href="#x">`, nil},
		{"empty fragment is the top", `<a href="#">`, nil},
		{"escaped fragment", `<p id="ä b"><a href="#%C3%A4%20b">`, nil},
		{"text fragment", `<a href="../index.html#:~:text=noon">`, nil},
		{"fragment of what is no page", `<a href="../pic.svg#layer">`, nil},
		{"other host", `<a href="https://example.org/x">`, nil},
		{"canonical names another host", `<link rel="canonical" href="https://example.org/">`, nil},
		{"mail", `<a href="mailto:desk@example.org">`, nil},
		{"image in place", `<img src="data:image/png;base64,AA">`, nil},
		{"drawing's own part", `<svg><path id="p"/><use href="#p"/></svg>`, nil},
		{"label", `<label for="f">x</label><input id="f">`, nil},

		{"missing page", `<a href="none.html">`, []string{`a/page.html: a href="none.html": no such file`}},
		{"missing picture", `<img src="none.png">`, []string{`a/page.html: img src="none.png": no such file`}},
		{"above the site", `<a href="../../index.html">`, []string{`a/page.html: a href="../../index.html": no such file`}},
		{"missing fragment", `<a href="../index.html#no">`, []string{`a/page.html: a href="../index.html#no": no such id on that page`}},
		{"missing own fragment", `<a href="#no">`, []string{`a/page.html: a href="#no": no such id on that page`}},
		{"missing part of a drawing", `<svg><use href="#no"/></svg>`, []string{`a/page.html: use href="#no": no such id on that page`}},
		{"folder", `<a href="../">`, []string{`a/page.html: a href="../": no such file`}},
		{"absolute", `<a href="/index.html">`, []string{`a/page.html: a href="/index.html": absolute path: breaks from disk and under a sub-path`}},
		{"script of another host", `<script src="https://example.org/x.js"></script>`, []string{`a/page.html: script src="https://example.org/x.js": loaded from another host`}},
		{"other host without a scheme", `<img src="//example.org/x.png">`, []string{`a/page.html: img src="//example.org/x.png": loaded from another host`}},
		{"link without a scheme", `<a href="//example.org/">`, []string{`a/page.html: a href="//example.org/": no scheme`}},
		{"script in a link", `<a href="javascript:go()">`, []string{`a/page.html: a href="javascript:go()": scheme not allowed`}},
		{"data in a link", `<a href="data:text/html,x">`, []string{`a/page.html: a href="data:text/html,x": scheme not allowed`}},
		{"no URL", `<a href="http://[">`, []string{`a/page.html: a href="http://[": not a URL`}},
		{"id twice", `<p id="x"><p id="x">`, []string{`a/page.html: id "x" stands twice`}},
		{"label of nothing", `<label for="f">x</label>`, []string{`a/page.html: label for="f": no such id on this page`}},
		{"one of two labels missing", `<p id="x"><svg aria-labelledby="x y"></svg>`, []string{`a/page.html: svg aria-labelledby="y": no such id on this page`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			site := fstest.MapFS{
				"index.html":  {Data: []byte(`<h1 id="top">x</h1>`)},
				"pic.svg":     {Data: []byte(`<svg/>`)},
				"a/page.html": {Data: []byte(tt.body)},
			}
			pages, got, err := check(site)
			if err != nil || pages != 2 {
				t.Fatalf("check: %d pages, error %v; want 2 pages", pages, err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
