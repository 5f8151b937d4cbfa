package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/words"
)

// A language is what the interface speaks. A view, its pages and its drawings
// share one; nothing of it is global.
type language struct {
	*words.Table
	tag string // BCP 47, as it was asked for
}

// newLanguage returns the language of a BCP 47 tag, English for none.
func newLanguage(tag string) (language, error) {
	t, err := words.Load(tag)
	if err != nil {
		return language{}, err
	}
	if tag == "" {
		tag = words.Default
	}
	return language{t, tag}, nil
}

// english reports whether the interface speaks the language of the texts that
// the packages below compute: findings, explanations, reasons.
func (l language) english() bool { return l.Language == words.Default }

// word returns the text of a key, its verbs filled with args. An unknown key
// shows as the key in brackets; a test finds it.
func (l language) word(key string, args ...any) string { return l.Text(key, args...) }

// count writes a number with its noun: "1 source", "3 sources". Noun is a key
// under count.
func (l language) count(n int, noun string, args ...any) string {
	return l.Plural("count."+noun, int64(n), args...)
}

// capital writes the first letter of s large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	var b strings.Builder
	b.WriteRune(unicode.ToUpper(r))
	b.WriteString(s[n:])
	return b.String()
}
