package reconcile

import (
	"cmp"
	"slices"
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
	type passage struct {
		hash uint64
		in   int
	}
	var all []passage
	for i, id := range ids {
		for _, h := range shingles(texts[id]) {
			all = append(all, passage{h, i})
		}
	}
	slices.SortFunc(all, func(a, b passage) int { return cmp.Or(cmp.Compare(a.hash, b.hash), a.in-b.in) })
	all = slices.Compact(all)
	shared := map[[2]int]int{}
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].hash == all[from].hash {
			to++
		}
		in := all[from:to]
		for x, a := range in {
			// What very many share is met with the next alone: copies are linked in a chain.
			for _, b := range in[x+1 : min(len(in), x+1+most(len(in)))] {
				shared[[2]int{a.in, b.in}]++
			}
		}
		from = to
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

// most is with how many others each of n sources is compared that share a passage.
func most(n int) int {
	if n > 32 {
		return 1
	}
	return n
}

// shingles are the hashes of the passages of a text, in order.
func shingles(s string) []uint64 {
	s = strings.ReplaceAll(norm.NFC.String(s), "\u00ad", "") // soft hyphens
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) < shingle {
		return nil
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		h := uint64(14695981039346656037) // FNV-1a
		for k := range len(w) {
			h = (h ^ uint64(w[k])) * 1099511628211
		}
		hashes[i] = h
	}
	out := make([]uint64, 0, len(words)-shingle+1)
	for i := 0; i+shingle <= len(hashes); i++ {
		h := uint64(0)
		for _, w := range hashes[i : i+shingle] {
			h = (h ^ w) * 0x9e3779b97f4a7c15
			h ^= h >> 29
		}
		out = append(out, h)
	}
	return out
}
