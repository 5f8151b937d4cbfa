// Coref measures package event on ECB+, a corpus of news whose events are marked:
// it groups the marked mentions of each subtopic and writes the clusters for the
// corpus's own scorer.
//
//	go run ./internal/event/coref -split dev ../shared/corpora/ecbplus > /tmp/system.jsonl
//	python3 ../shared/corpora/ecbplus/score.py /tmp/system.jsonl --split dev
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"timeline/internal/event"
	"timeline/internal/place"
	"timeline/internal/statement"
	"timeline/internal/text"
)

// A document is a line of docs.jsonl: sentences of tokens.
type document struct {
	Doc       string     `json:"doc"`
	Subtopic  string     `json:"subtopic"`
	Split     string     `json:"split"`
	Sentences [][]string `json:"sentences"`
}

// A mention is a line of mentions.jsonl: tokens of one sentence.
type mention struct {
	ID       string `json:"id"`
	Doc      string `json:"doc"`
	Subtopic string `json:"subtopic"`
	Split    string `json:"split"`
	Kind     string `json:"kind"`
	Sent     int    `json:"sent"`
	Toks     []int  `json:"toks"`
}

func main() {
	split := flag.String("split", "dev", "the part of the corpus: train or dev")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: coref [-split dev] CORPUS > system.jsonl")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *split); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir, split string) error {
	var docs []document
	var mentions []mention
	if err := read(filepath.Join(dir, "docs.jsonl"), func(b []byte) error {
		var d document
		err := json.Unmarshal(b, &d)
		docs = append(docs, d)
		return err
	}); err != nil {
		return err
	}
	if err := read(filepath.Join(dir, "mentions.jsonl"), func(b []byte) error {
		var m mention
		err := json.Unmarshal(b, &m)
		if m.Kind == "event" && m.Split == split {
			mentions = append(mentions, m)
		}
		return err
	}); err != nil {
		return err
	}
	texts := map[string]*laid{}
	for _, d := range docs {
		if d.Split == split {
			texts[d.Doc] = lay(d)
		}
	}
	sort.SliceStable(mentions, func(i, j int) bool {
		a, b := mentions[i], mentions[j]
		if a.Subtopic != b.Subtopic {
			return a.Subtopic < b.Subtopic
		}
		if a.Doc != b.Doc {
			return a.Doc < b.Doc
		}
		return texts[a.Doc].span(a).Start < texts[b.Doc].span(b).Start
	})
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	enc := json.NewEncoder(w)
	for first := 0; first < len(mentions); {
		end := first
		var sts []statement.Statement
		for end < len(mentions) && mentions[end].Subtopic == mentions[first].Subtopic {
			m := mentions[end]
			t := texts[m.Doc]
			st := statement.Mention(statement.Input{Source: m.Doc, Text: t.text, Places: t.places}, t.sentences[m.Sent], t.span(m))
			st.ID = "s-" + m.ID
			sts = append(sts, st)
			end++
		}
		g := event.Group(sts, event.Fixed{})
		for i := range sts {
			if err := enc.Encode(map[string]string{"id": mentions[first+i].ID, "cluster": fmt.Sprintf("%s/%d", mentions[first].Subtopic, g.Of[i])}); err != nil {
				return err
			}
		}
		first = end
	}
	return nil
}

func read(file string, line func([]byte) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for n := 1; sc.Scan(); n++ {
		if err := line(sc.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return sc.Err()
}

// A laid is a document written as running text.
type laid struct {
	text      string
	sentences []text.Span
	tokens    [][]text.Span
	places    []place.Mention
}

func lay(d document) *laid {
	l := &laid{}
	var b strings.Builder
	for _, s := range d.Sentences {
		start := b.Len()
		var toks []text.Span
		for i, w := range s {
			if i > 0 && !glued[w] {
				b.WriteByte(' ')
			}
			if w == "``" || w == "''" {
				w = `"`
			}
			toks = append(toks, text.Span{Start: b.Len(), End: b.Len() + len(w)})
			b.WriteString(w)
		}
		l.sentences = append(l.sentences, text.Span{Start: start, End: b.Len()})
		l.tokens = append(l.tokens, toks)
		b.WriteByte('\n')
	}
	l.text = b.String()
	l.places = place.Find(l.text)
	return l
}

// glued are the tokens that the corpus cuts from the word before them.
var glued = map[string]bool{",": true, ".": true, "'s": true, "n't": true, "'": true, "?": true, "!": true, ";": true, ":": true, ")": true, "%": true}

func (l *laid) span(m mention) text.Span {
	toks := l.tokens[m.Sent]
	s := text.Span{Start: toks[m.Toks[0]].Start, End: toks[m.Toks[0]].End}
	for _, t := range m.Toks {
		s.Start, s.End = min(s.Start, toks[t].Start), max(s.End, toks[t].End)
	}
	return s
}
