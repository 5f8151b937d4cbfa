// Package words holds the texts of the interface: one embedded file a language,
// en.toml and its translations.
//
// [Load] returns the table of a language and [Languages] lists those there are.
// Every file has the same keys, and each text the same verbs in every language;
// the tests see to it. The package knows nothing of stories or pages.
package words

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Default is the language of an interface that asks for none.
const Default = "en"

//go:embed *.toml
var files embed.FS

// A Table is the texts of one language.
type Table struct {
	Language string // as the file is named: "de"
	texts    map[string]string
	lists    map[string][]string
}

// Languages returns the supported languages, in the order of their tags.
func Languages() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the folder is embedded
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
	}
	return out
}

// Base returns the supported language that a BCP 47 tag asks for: "de" for
// "de-AT", [Default] for none.
func Base(tag string) (language string, ok bool) {
	if tag == "" {
		return Default, true
	}
	language, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return language, slices.Contains(Languages(), language)
}

// Load returns the texts for a BCP 47 tag.
func Load(tag string) (*Table, error) {
	language, ok := Base(tag)
	if !ok {
		return nil, fmt.Errorf("the interface has no texts in %q: it speaks %s", tag, strings.Join(Languages(), ", "))
	}
	src, err := files.ReadFile(language + ".toml")
	if err != nil {
		return nil, err
	}
	t := &Table{Language: language, texts: map[string]string{}, lists: map[string][]string{}}
	var all map[string]any
	if err := toml.Unmarshal(src, &all); err != nil {
		return nil, fmt.Errorf("%s.toml: %w", language, err)
	}
	if err := t.add("", all); err != nil {
		return nil, fmt.Errorf("%s.toml: %w", language, err)
	}
	return t, nil
}

// add puts in the keys of a table of the file, with their path.
func (t *Table) add(prefix string, keys map[string]any) error {
	for k, v := range keys {
		switch v := v.(type) {
		case string:
			t.texts[prefix+k] = v
		case map[string]any:
			if err := t.add(prefix+k+".", v); err != nil {
				return err
			}
		case []any:
			for _, x := range v {
				s, ok := x.(string)
				if !ok {
					return fmt.Errorf("%s%s holds what is no text", prefix, k)
				}
				t.lists[prefix+k] = append(t.lists[prefix+k], s)
			}
		default:
			return fmt.Errorf("%s%s is no text", prefix, k)
		}
	}
	return nil
}

// Text returns the text of a key, its verbs filled with args. Without args it
// is returned as it stands. An unknown key is a defect of the caller and shows
// as the key in brackets.
func (t *Table) Text(key string, args ...any) string {
	s, ok := t.texts[key]
	switch {
	case !ok:
		return "[" + key + "]"
	case len(args) == 0, !strings.Contains(s, "%"):
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Plural returns the form of a key for n things: key.one or key.other. N is the
// first value of its verbs, args are the others.
func (t *Table) Plural(key string, n int64, args ...any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return t.Text(key+form, append([]any{n}, args...)...)
}

// Item returns entry i of a list.
func (t *Table) Item(list string, i int) string {
	if l := t.lists[list]; i >= 0 && i < len(l) {
		return l[i]
	}
	return fmt.Sprintf("[%s %d]", list, i)
}

// Keys returns the keys of all texts, sorted. Lists are not among them.
func (t *Table) Keys() []string {
	out := make([]string, 0, len(t.texts))
	for k := range t.texts {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
