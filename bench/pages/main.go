// Command pages measures how well package content finds the story in saved web
// pages, beside go-readability, go-trafilatura and all the words of the body.
//
//	go run ./pages -articles DIR    each folder in DIR holds source.html and what is wanted of it, expected.html
//	                                and expected-metadata.json, as in the test-pages of go-readability
//	go run ./pages -snippets DIR    DIR is the module go-trafilatura, whose comparison data name words that
//	                                the story of a page has and words that it has not
//
// The pages are in two halves, by a hash of their names. One half is for
// tuning; of the other, which is held out, only the figures are printed.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"slices"
	"text/tabwriter"
)

func main() {
	articles := flag.String("articles", "", "a folder of pages with their expected articles")
	snippets := flag.String("snippets", "", "a folder of pages with words to find and words to leave")
	worst := flag.Int("worst", 20, "how many of the worst pages to list")
	show := flag.String("show", "", "print what was found in this page")
	flag.Parse()
	if err := run(os.Stdout, *articles, *snippets, *worst, *show); err != nil {
		fmt.Fprintln(os.Stderr, "pages:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, articles, snippets string, worst int, show string) error {
	var pages []page
	var err error
	switch {
	case articles != "":
		pages, err = readArticles(articles)
	case snippets != "":
		pages, err = readSnippets(snippets)
	default:
		return errors.New("name a folder of pages with -articles or -snippets")
	}
	if err != nil {
		return err
	}
	if show != "" {
		i := slices.IndexFunc(pages, func(p page) bool { return p.name == show })
		if i < 0 || heldOut(show) {
			return fmt.Errorf("%s is no page for tuning", show)
		}
		for _, e := range extractors {
			fmt.Fprintf(out, "=== %s\n%s\n", e.name, e.extract(pages[i].src))
		}
		if pages[i].want != "" {
			fmt.Fprintf(out, "=== expected\n%s\n", pages[i].want)
		}
		got := about(pages[i].src)
		for _, f := range fields {
			if want := pages[i].about[f]; want != "" && !same(f, got[f], want) {
				fmt.Fprintf(out, "=== %s is %q, not %q\n", f, got[f], want)
			}
		}
		for _, w := range pages[i].with {
			fmt.Fprintf(out, "=== to find: %s\n", w)
		}
		for _, w := range pages[i].without {
			fmt.Fprintf(out, "=== to leave: %s\n", w)
		}
		return nil
	}
	report(out, pages, worst)
	return nil
}

// heldOut reports whether a page is in the half that nobody looks at.
func heldOut(name string) bool {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()%2 == 1
}

// A line is the score of one page by every extractor.
type line struct {
	name   string
	scores []score // as extractors
}

func report(out io.Writer, pages []page, worst int) {
	var lines []line
	for _, p := range pages {
		l := line{name: p.name}
		for _, e := range extractors {
			l.scores = append(l.scores, p.score(e.extract(p.src)))
		}
		lines = append(lines, l)
	}
	for _, half := range []struct {
		name string
		in   func(name string) bool
	}{
		{"tuning", func(name string) bool { return !heldOut(name) }},
		{"held out", heldOut},
		{"all", func(string) bool { return true }},
	} {
		w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintf(w, "%s\tpages\tprecision\trecall\tF1\tpooled F1\t\n", half.name)
		for i, e := range extractors {
			s := mean(lines, i, half.in)
			fmt.Fprintf(w, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t\n", e.name, s.pages, s.precision, s.recall, s.f1, s.pooled)
		}
		w.Flush()
		titles(out, pages, half.in)
		fmt.Fprintln(out)
	}
	lines = slices.DeleteFunc(lines, func(l line) bool { return heldOut(l.name) })
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.scores[0].f1(), b.scores[0].f1()) })
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "the worst\tprecision\trecall\t")
	for _, e := range extractors {
		fmt.Fprintf(w, "F1 %s\t", e.name)
	}
	fmt.Fprintln(w)
	for _, l := range lines[:min(worst, len(lines))] {
		fmt.Fprintf(w, "%s\t%.3f\t%.3f\t", l.name, l.scores[0].precision(), l.scores[0].recall())
		for _, s := range l.scores {
			fmt.Fprintf(w, "%.3f\t", s.f1())
		}
		fmt.Fprintln(w)
	}
	w.Flush()
}

// A summary is the score of many pages: the means of their scores, and the F1
// of all as if they were one.
type summary struct {
	pages                         int
	precision, recall, f1, pooled float64
}

func mean(lines []line, extractor int, in func(name string) bool) (s summary) {
	var sum score
	for _, l := range lines {
		if !in(l.name) {
			continue
		}
		x := l.scores[extractor]
		s.pages++
		s.precision += x.precision()
		s.recall += x.recall()
		s.f1 += x.f1()
		sum.both, sum.found, sum.wanted = sum.both+x.both, sum.found+x.found, sum.wanted+x.wanted
	}
	n := float64(max(1, s.pages))
	return summary{s.pages, s.precision / n, s.recall / n, s.f1 / n, sum.f1()}
}

// titles prints how often the metadata is what is expected.
func titles(out io.Writer, pages []page, in func(name string) bool) {
	hits, of := make([]int, len(fields)), make([]int, len(fields))
	for _, p := range pages {
		if p.about == nil || !in(p.name) {
			continue
		}
		got := about(p.src)
		for i, f := range fields {
			if p.about[f] == "" {
				continue
			}
			of[i]++
			if same(f, got[f], p.about[f]) {
				hits[i]++
			}
		}
	}
	for i, f := range fields {
		if of[i] > 0 {
			fmt.Fprintf(out, "  %s %d of %d", f, hits[i], of[i])
		}
	}
	fmt.Fprintln(out)
}
