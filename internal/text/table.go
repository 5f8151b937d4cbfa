package text

import (
	"slices"
	"strings"
)

// A Set is a set of words that is made once and never changes. Rules ask it for every word
// of a text, and most words are in none: those it turns away without a look at all of
// their letters. The zero Set is empty.
type Set struct{ index }

// NewSet returns the set of the words of a list, which white space parts.
func NewSet(list string) Set { return SetOf(strings.Fields(list)) }

// SetOf returns the set of words.
func SetOf(words []string) Set { return Set{newIndex(words)} }

// Has reports whether w is in the set.
func (s *Set) Has(w string) bool { return s.find(w) >= 0 }

// A Table holds a value for each of its words, and like [Set] turns the others away at
// little cost. It is made once and never changes. The zero Table is empty.
type Table[V any] struct {
	index
	values []V
}

// NewTable returns the table of a map.
func NewTable[V any](m map[string]V) Table[V] {
	words := make([]string, 0, len(m))
	for w := range m {
		words = append(words, w)
	}
	slices.Sort(words)
	t := Table[V]{newIndex(words), make([]V, len(words))}
	for i, w := range words {
		t.values[i] = m[w]
	}
	return t
}

// Get returns the value of w, the zero value where there is none.
func (t *Table[V]) Get(w string) V {
	v, _ := t.Find(w)
	return v
}

// Find returns the value of w, and whether there is one.
func (t *Table[V]) Find(w string) (v V, ok bool) {
	if i := t.find(w); i >= 0 {
		return t.values[i], true
	}
	return v, false
}

// Words returns the words of the table, in order. They are not to be changed.
func (t *Table[V]) Words() []string { return t.words }

// Has reports whether w has a value.
func (t *Table[V]) Has(w string) bool { return t.find(w) >= 0 }

// An index is a hash table with open addressing. Its hash reads four letters and the
// length, which tell words apart well enough; at least three slots of four are empty.
type index struct {
	words []string
	slots []uint16 // one more than the number of the word; 0 for none
	shift uint8
}

func newIndex(words []string) index {
	x := index{words: words, shift: 32}
	size := 1
	for size < 4*len(words) || size < 8 {
		size *= 2
		x.shift--
	}
	x.slots = make([]uint16, size)
	for i, w := range words {
		if x.find(w) >= 0 {
			continue // told twice
		}
		at := spread(w) >> x.shift
		for x.slots[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		x.slots[at] = uint16(i + 1)
	}
	return x
}

func (x *index) find(w string) int {
	if w == "" || len(x.slots) == 0 {
		return -1
	}
	at := spread(w) >> x.shift
	for x.slots[at] != 0 {
		if i := int(x.slots[at]) - 1; x.words[i] == w {
			return i
		}
		at = (at + 1) & uint32(len(x.slots)-1)
	}
	return -1
}

// spread is the hash of a word that is not empty.
func spread(w string) uint32 {
	n := len(w)
	return (uint32(w[0]) + uint32(w[n/3])<<7 + uint32(w[2*n/3])<<14 + uint32(w[n-1])<<21 + uint32(n)*0x2c1b3c6d) * 0x9E3779B1
}
