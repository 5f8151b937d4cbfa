package event

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/place"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// oneTopic is up to how many reports a folder is taken for what it is meant to be: the
// reports of one story.
const oneTopic = 200

// commonMark is how many reports may share a mark before it says nothing of any two of them.
const commonMark = 500

// A Report is what the cutting into topics looks at.
type Report struct {
	Statements []statement.Statement
	Names      []string      // those of its title, see [statement.Names]
	Published  when.Interval // [when.Always] where it is not known
}

// Topics cuts the reports of a large folder into topics, in the sense of topic detection and
// tracking: a topic is a happening with all that leads to it and follows from it, and the
// reports that tell of them. What statements are grouped and set against each other for holds
// within one topic: that two reports say "the meeting" is a sign that they mean one meeting
// where they tell one story, and none where they do not.
//
// The result is, by report, the number of its topic, counted from 0 in the order of the
// reports. A folder of up to 200 reports is one topic.
//
// Two reports are linked when they share more than chance gives of what reports are known by:
// names, places, the days that they tell and the lengths. Of n reports, k bear a mark; that a
// report shares several marks with some other by accident is expected n times the product of
// k/n often. Below one in e that is a link, if a name or a place is among them, and if the two
// share a day or came out within 60 days: the same people are in the news again and again. Of
// places, days and lengths only the rarest counts, for a town is told with its country, and a
// day with the next. Linked reports are of one topic. A report that is linked to none joins
// the topic of that with which it shares most, and stands alone where it shares nothing.
func Topics(reports []Report) []int {
	n := len(reports)
	if n <= oneTopic {
		return make([]int, n)
	}
	marks, bearers := marked(reports)
	f := newForest(n)
	enough := math.Log(float64(n)) + 1
	shared := make([]share, n) // with the report at hand
	var with []int
	linked := make([]bool, n)
	best, most := make([]int, n), make([]float64, n) // by report: the other with which it shares most
	for i := range reports {
		with = with[:0]
		for _, m := range marks[i] {
			in := bearers[m.id]
			if len(in) > commonMark {
				continue
			}
			weight := math.Log(float64(n) / float64(len(in)))
			k, _ := slices.BinarySearch(in, i)
			for _, j := range in[k+1:] {
				if shared[j].weight == 0 {
					with = append(with, j)
				}
				shared[j].add(m.kind, weight)
			}
		}
		slices.Sort(with)
		for _, j := range with {
			s := shared[j]
			shared[j] = share{}
			if s.rarest[dayMark] == 0 && reports[i].Published.Gap(reports[j].Published) > farApart {
				continue
			}
			if s.weight >= enough && s.rarest[nameMark]+s.rarest[placeMark] > 0 {
				f.join(i, j)
				linked[i], linked[j] = true, true
			}
			if s.weight > most[i] {
				most[i], best[i] = s.weight, j
			}
			if s.weight > most[j] {
				most[j], best[j] = s.weight, i
			}
		}
	}
	for i := range reports {
		if !linked[i] && most[i] > 0 {
			f.join(i, best[i])
		}
	}
	topic, number := make([]int, n), map[int]int{}
	for i := range topic {
		k, ok := number[f.find(i)]
		if !ok {
			k = len(number)
			number[f.find(i)] = k
		}
		topic[i] = k
	}
	return topic
}

// A share is what two reports have in common: the sum of the weights of their marks, each the
// logarithm of how seldom it is, and the greatest of each kind.
type share struct {
	weight float64
	rarest [4]float64
}

func (s *share) add(kind uint8, weight float64) {
	if kind == nameMark {
		s.weight += weight
	} else {
		s.weight += max(0, weight-s.rarest[kind])
	}
	s.rarest[kind] = max(s.rarest[kind], weight)
}

// A mark is something that reports are known by.
type mark struct {
	id   int
	kind uint8
}

// The kinds of marks.
const (
	nameMark = iota
	placeMark
	dayMark
	lengthMark
)

// marked finds the marks of every report, each once, and the reports that bear each mark, in
// order.
func marked(reports []Report) (marks [][]mark, bearers [][]int) {
	type key struct {
		kind  uint8
		words string
	}
	ids := map[key]int{}
	places := map[string]bool{} // names that are those of places, and those that are not
	marks = make([][]mark, len(reports))
	for i := range reports {
		add := func(kind uint8, words string) {
			k, ok := ids[key{kind, words}]
			if !ok {
				k = len(bearers)
				ids[key{kind, words}] = k
				bearers = append(bearers, nil)
			}
			if in := bearers[k]; len(in) == 0 || in[len(in)-1] != i {
				bearers[k] = append(in, i)
				marks[i] = append(marks[i], mark{k, kind})
			}
		}
		name := func(normal, shown string) {
			at, ok := places[shown]
			if !ok {
				at = len(place.Lookup(shown)) > 0
				places[shown] = at
			}
			if at {
				add(placeMark, strings.ToLower(shown))
			} else {
				add(nameMark, normal)
			}
		}
		for _, n := range reports[i].Names {
			first, size := utf8.DecodeRuneInString(n)
			name(n, string(unicode.ToUpper(first))+n[size:]) // no place is known without its capital
		}
		for k := range reports[i].Statements {
			s := &reports[i].Statements[k]
			if s.Act.Stamp() {
				continue
			}
			for _, n := range s.Act.Names {
				name(n, cmp.Or(s.Act.Shown[n], n))
			}
			if s.Place != "" {
				add(placeMark, strings.ToLower(s.Place))
			}
			switch t := &s.Time; {
			case lasts(s) && t.Length.Min == t.Length.Max:
				add(lengthMark, strconv.FormatInt(t.Length.Min, 10))
			case t.Known && !t.IsDuration && t.Granularity <= when.Day && t.Stated.Bounded():
				// A day of another zone lies on two of UTC, and shares one with its neighbours.
				for _, at := range [...]when.Instant{t.Stated.From, t.Stated.To - 1} {
					add(dayMark, strconv.FormatInt(int64(math.Floor(float64(at)/86400)), 10))
				}
			}
		}
	}
	return marks, bearers
}

// A forest is a union-find structure: which of some things were put together.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

// find returns the least of those that i was put together with.
func (f forest) find(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(a, b int) {
	a, b = f.find(a), f.find(b)
	f[max(a, b)] = min(a, b)
}
