package statement

import "strings"

// Stem takes the ending of an inflected English word off, so that forms of one
// word mostly meet: "nominated", "nominating" and "nomination" in "nominat".
// It is for words that no table of classes knows.
func Stem(w string) string {
	if l, ok := irregular.Find(w); ok {
		w = l
	}
	for _, e := range [...]struct{ from, to string }{
		{"ifications", "ify"},
		{"ification", "ify"},
		{"ations", "at"},
		{"ation", "at"},
		{"itions", "it"},
		{"ition", "it"},
		{"tions", "t"},
		{"tion", "t"},
		{"sions", "s"},
		{"sion", "s"},
		{"ments", ""},
		{"ment", ""},
		{"nesses", ""},
		{"ness", ""},
		{"ings", ""},
		{"ing", ""},
		{"ies", "y"},
		{"sses", "ss"},
		{"ied", "y"},
		{"ed", ""},
		{"als", ""},
		{"al", ""},
		{"ances", ""},
		{"ance", ""},
		{"ences", ""},
		{"ence", ""},
		{"ures", ""},
		{"ure", ""},
		{"es", ""},
		{"s", ""},
	} {
		base, ok := strings.CutSuffix(w, e.from)
		if !ok || len(base) < 3 || e.from == "s" && strings.HasSuffix(w, "ss") {
			continue
		}
		w = base + e.to
		if n := len(w); (e.from == "ed" || e.from == "ing" || e.from == "ings") && n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
			w = w[:n-1]
		}
		break
	}
	return strings.TrimSuffix(w, "e")
}
