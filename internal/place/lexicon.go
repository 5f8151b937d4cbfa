package place

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.txt
var wordText string

//go:embed firstnames.txt
var firstNames string

// A class is a set of words in words.txt, which says what each is for.
type class uint32

const (
	never class = 1 << iota
	word
	person
	weak
	titleWord
	local
	street
	organisation
	team
	cityClub
	clubBefore
	ofOrganisation
	lead
	speech
	inPlace
	toPlace
	ofPlace
	partOf
	office
)

var classes = map[string]class{
	"never": never, "word": word, "person": person, "weak": weak, "title": titleWord, "local": local, "street": street,
	"organisation": organisation, "team": team, "cityclub": cityClub, "before": clubBefore, "of": ofOrganisation, "lead": lead,
	"speech": speech, "in": inPlace, "to": toPlace, "off": ofPlace, "part": partOf, "office": office,
}

// lex holds the classes of every word of words.txt.
type lex map[string]class

var lexicon = sync.OnceValue(func() lex {
	l := make(lex, 4096)
	var now class
	for line := range strings.Lines(wordText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			now = classes[strings.Trim(line, "[]")]
		default:
			for _, w := range strings.Fields(line) {
				l[Fold(strings.ReplaceAll(w, "_", " "))] |= now
			}
		}
	}
	return l
})

func (l lex) is(c class, folded string) bool { return l[folded]&c != 0 }

// isFirstName reports whether people are called so, by a sorted list.
func isFirstName(folded string) bool {
	rest := firstNames[seek(firstNames, folded+"\n"):]
	return strings.HasPrefix(rest, folded) && rest[len(folded)] == '\n'
}
