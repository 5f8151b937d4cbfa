package site_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestSearch finds quotes, titles and disagreements from disk.
func TestSearch(t *testing.T) {
	b := newBrowser(t)
	root := "file://" + filepath.ToSlash(rendered(t)) + "/"
	hits := `document.querySelectorAll('#hits li').length`
	for _, tt := range []struct {
		query string
		least bool   // whether something is found
		first string // a part of the address that the first result leads to
	}{
		{"", false, ""},
		{"tug", true, "index.html#"},
		{"TÜG", true, "index.html#"},
		{"tug nosuchword", false, ""},
		{"<script>", true, ""},
		{"<img src=x onerror=alert(1)>", true, ""},
	} {
		b.open(root + "search.html?q=" + strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", "Ü", "%C3%9C").Replace(tt.query))
		if got := b.eval(`document.querySelector('[name=q]').value`); got != tt.query {
			t.Errorf("the address asks for %q, the field has %q", tt.query, got)
		}
		if got := b.eval(hits); (got != "0") != tt.least {
			t.Errorf("%q: %s results", tt.query, got)
		}
		if tt.first != "" {
			href := b.eval(`document.querySelector('#hits a').getAttribute('href')`)
			if !strings.Contains(href, tt.first) {
				t.Errorf("%q leads first to %s", tt.query, href)
			}
			b.open(root + href)
			if got := b.eval(`document.getElementById(location.hash.slice(1)) !== null`); got != "true" {
				t.Errorf("%s leads nowhere", href)
			}
		}
		if got := b.eval(`document.querySelectorAll('#hits script, #hits img').length`); got != "0" {
			t.Errorf("%q: %s elements come from a source", tt.query, got)
		}
	}
	b.quiet()
}
