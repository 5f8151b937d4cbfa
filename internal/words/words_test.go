package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// load returns the tables of all languages, English first.
func load(t *testing.T) (english *Table, others []*Table) {
	t.Helper()
	for _, l := range Languages() {
		table, err := Load(l)
		if err != nil {
			t.Fatal(err)
		}
		if l == Default {
			english = table
		} else {
			others = append(others, table)
		}
	}
	if english == nil || len(others) == 0 {
		t.Fatalf("languages: %v", Languages())
	}
	return english, others
}

var (
	verb = regexp.MustCompile(`%[0-9]*(?:\[[0-9]+\])?[a-z]`)
	tag  = regexp.MustCompile(`<[^>]*>`)
)

// verbs returns the verbs of a text: numbered ones each once and in any order,
// those without a number as they come.
func verbs(s string) []string {
	var numbered, bare []string
	for _, v := range verb.FindAllString(s, -1) {
		if strings.Contains(v, "[") {
			numbered = append(numbered, v)
		} else {
			bare = append(bare, v)
		}
	}
	slices.Sort(numbered)
	return append(slices.Compact(numbered), bare...)
}

// TestSameKeys finds keys that a language lacks or has alone, and texts whose
// verbs or tags differ from one language to another.
func TestSameKeys(t *testing.T) {
	english, others := load(t)
	for _, o := range others {
		for _, k := range english.Keys() {
			got, ok := o.texts[k]
			if !ok {
				t.Errorf("%s lacks %s", o.Language, k)
				continue
			}
			want := english.texts[k]
			if g, w := verbs(got), verbs(want); !slices.Equal(g, w) && !strings.HasSuffix(k, ".one") {
				t.Errorf("%s: %s has the verbs %q, in English %q", o.Language, k, g, w)
			}
			if g, w := tag.FindAllString(got, -1), tag.FindAllString(want, -1); !slices.Equal(slices.Sorted(slices.Values(g)), slices.Sorted(slices.Values(w))) {
				t.Errorf("%s: %s has the tags %q, in English %q", o.Language, k, g, w)
			}
		}
		for _, k := range o.Keys() {
			if _, ok := english.texts[k]; !ok {
				t.Errorf("%s has %s, English has not", o.Language, k)
			}
		}
		for k, l := range english.lists {
			if len(o.lists[k]) != len(l) {
				t.Errorf("%s: %s has %d entries, in English %d", o.Language, k, len(o.lists[k]), len(l))
			}
		}
		if len(o.lists) != len(english.lists) {
			t.Errorf("%s has %d lists, English %d", o.Language, len(o.lists), len(english.lists))
		}
	}
}

// TestTexts checks what holds for the texts of every language by itself.
func TestTexts(t *testing.T) {
	english, others := load(t)
	for _, l := range append(others, english) {
		for _, k := range l.Keys() {
			s := l.texts[k]
			if s == "" || s != strings.TrimSpace(s) {
				t.Errorf("%s: %s is %q: no text, or blanks around it", l.Language, k, s)
			}
			if strings.ContainsAny(s, "<>&") && !strings.HasPrefix(k, "method-page.") {
				t.Errorf("%s: %s has a tag, and is shown as it stands", l.Language, k)
			}
			for _, x := range tag.FindAllString(s, -1) {
				if !regexp.MustCompile(`^</?(b|i|code|a)>$|^<a href="[a-z/.]+">$`).MatchString(x) {
					t.Errorf("%s: %s has the tag %s", l.Language, k, x)
				}
			}
			base, one := strings.CutSuffix(k, ".one")
			if plural := strings.HasPrefix(k, "count.") || strings.HasPrefix(k, "span."); plural && !one && !strings.HasSuffix(k, ".other") {
				t.Errorf("%s: %s has one form", l.Language, k)
			}
			if !one {
				continue
			}
			other, ok := l.texts[base+".other"]
			if !ok {
				t.Errorf("%s: %s has no form for several", l.Language, base)
			}
			for _, v := range verbs(s) {
				if !slices.Contains(verbs(other), v) {
					t.Errorf("%s: %s has the verb %s, which the form for several has not", l.Language, k, v)
				}
			}
		}
		for list, n := range map[string]int{"months": 12, "months-short": 12, "weekdays": 7, "weekdays-short": 7} {
			if len(l.lists[list]) != n {
				t.Errorf("%s: %d %s", l.Language, len(l.lists[list]), list)
			}
		}
	}
}

func TestLoad(t *testing.T) {
	for _, tt := range []struct{ tag, language, err string }{
		{"", "en", ""},
		{"en-GB", "en", ""},
		{"de", "de", ""},
		{"DE-at", "de", ""},
		{"fr", "", `the interface has no texts in "fr": it speaks de, en`},
		{"words", "", `the interface has no texts in "words": it speaks de, en`},
	} {
		table, err := Load(tt.tag)
		switch {
		case tt.err != "":
			if err == nil || err.Error() != tt.err {
				t.Errorf("%q: %v, want %s", tt.tag, err, tt.err)
			}
		case err != nil:
			t.Errorf("%q: %v", tt.tag, err)
		case table.Language != tt.language:
			t.Errorf("%q is %s, want %s", tt.tag, table.Language, tt.language)
		}
	}
}

func TestText(t *testing.T) {
	german, err := Load("de")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ got, want string }{
		{german.Text("search"), "Suche"},
		{german.Text("no-such-key"), "[no-such-key]"},
		{german.Text("shown-some"), "%d von %d Einträgen"},
		{german.Text("number-of", 2, 7), "2 von 7"},
		{german.Plural("count.report", 1), "1 Bericht"},
		{german.Plural("count.report", 0), "0 Berichte"},
		{german.Plural("span.h-min", 1, 20), "1 Std. 20 Min."},
		{german.Item("months", 11), "Dezember"},
		{german.Item("months", 12), "[months 12]"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	english, _ := Load("")
	if got := english.Plural("count.differ-ruled", 2, 1); got != "The reports differ on 2 points; an editor has ruled on 1." {
		t.Error(got)
	}
}
