package reconcile

import (
	"hash/fnv"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// shingle is the number of words of a passage that two sources must share to
// the letter to be held copies of one another, and copies is how many such
// passages they must share: about two sentences of agency text. Names and set
// phrases stay below it.
const (
	shingle = 8
	copies  = 12
)

// Voices finds near-duplicate passages across sources and returns, by source,
// the first source that it shares them with (itself where it shares none).
// Sources with one voice count once. ids must be sorted.
func Voices(ids []string, texts map[string]string) map[string]string {
	where := map[uint64][]int{}
	for i, id := range ids {
		seen := map[uint64]bool{}
		for _, h := range shingles(texts[id]) {
			if !seen[h] {
				seen[h] = true
				where[h] = append(where[h], i)
			}
		}
	}
	shared := map[[2]int]int{}
	for _, in := range where {
		for x, a := range in {
			for _, b := range in[x+1:] {
				shared[[2]int{a, b}]++
			}
		}
	}
	parent := make([]int, len(ids))
	for i := range parent {
		parent[i] = i
	}
	var pairs [][2]int
	for p, n := range shared {
		if n >= copies {
			pairs = append(pairs, p)
		}
	}
	sort.Slice(pairs, func(i, j int) bool {
		return pairs[i][0] < pairs[j][0] || pairs[i][0] == pairs[j][0] && pairs[i][1] < pairs[j][1]
	})
	for _, p := range pairs {
		a, b := root(parent, p[0]), root(parent, p[1])
		parent[max(a, b)] = min(a, b)
	}
	out := make(map[string]string, len(ids))
	for i, id := range ids {
		out[id] = ids[root(parent, i)]
	}
	return out
}

func root(parent []int, i int) int {
	for parent[i] != i {
		i = parent[i]
	}
	return i
}

func shingles(s string) []uint64 {
	s = strings.ReplaceAll(norm.NFC.String(s), "\u00ad", "") // soft hyphens
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []uint64
	for i := 0; i+shingle <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingle] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		out = append(out, h.Sum64())
	}
	return out
}
