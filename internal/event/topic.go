package event

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"timeline/internal/statement"
	"timeline/internal/when"
)

// oneTopic is up to how many reports a folder is taken for what it is meant to be: the
// reports of one story.
const oneTopic = 200

// commonMark is how many reports may share a name or a day before it says nothing of any
// two of them.
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
// Two reports are linked when they share more names, days and lengths than chance gives: of n
// reports, k share such a mark; that a report shares several with some other by accident is
// expected n times the product of k/n often. Below one in e that is a link, if the two share a
// day that they tell or came out within 60 days: the same people are in the news again and
// again. Linked reports are of one topic. A report that is linked to none joins the topic of
// that with which it shares most, and stands alone where it shares nothing.
func Topics(reports []Report) []int {
	n := len(reports)
	topic := make([]int, n)
	if n <= oneTopic {
		return topic
	}
	bearers := map[string][]int{} // by mark: the reports, in order
	marks := make([][]string, n)
	for i := range reports {
		marks[i] = marksOf(&reports[i])
		for _, m := range marks[i] {
			bearers[m] = append(bearers[m], i)
		}
	}
	f := newForest(n)
	enough := math.Log(float64(n)) + 1
	type share struct {
		weight float64
		day    bool
	}
	shared := make([]share, n) // with the report at hand
	var with []int
	linked := make([]bool, n)
	best, most := make([]int, n), make([]float64, n) // by report: the other with which it shares most
	for i := range reports {
		with = with[:0]
		for _, m := range marks[i] {
			in := bearers[m]
			if len(in) > commonMark {
				continue
			}
			weight := math.Log(float64(n) / float64(len(in)))
			k, _ := slices.BinarySearch(in, i)
			for _, j := range in[k+1:] {
				if shared[j].weight == 0 {
					with = append(with, j)
				}
				shared[j].weight += weight
				shared[j].day = shared[j].day || strings.HasPrefix(m, dayPrefix)
			}
		}
		slices.Sort(with)
		for _, j := range with {
			s := shared[j]
			shared[j] = share{}
			if !s.day && reports[i].Published.Gap(reports[j].Published) > farApart {
				continue
			}
			if s.weight >= enough {
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
	number := map[int]int{}
	for i := range topic {
		r := f.find(i)
		k, ok := number[r]
		if !ok {
			k = len(number)
			number[r] = k
		}
		topic[i] = k
	}
	return topic
}

// marksOf are what a report is known by: the names of who takes part and where, the days that
// it tells, and the lengths; each once and in order.
func marksOf(r *Report) []string {
	out := slices.Clone(r.Names)
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.Act.Stamp() {
			continue
		}
		if l := &s.Time.Length; lasts(s) && l.Min == l.Max {
			out = append(out, lengthPrefix+strconv.FormatInt(l.Min, 10))
		}
		out = append(out, s.Act.Names...)
		if s.Place != "" {
			out = append(out, s.Place)
		}
		if t := &s.Time; t.Known && !t.IsDuration && t.Granularity <= when.Day && t.Stated.Bounded() {
			// A day of another zone lies on two of UTC, and shares one with its neighbours.
			out = append(out, dayMark(t.Stated.From))
			if last := dayMark(t.Stated.To - 1); last != out[len(out)-1] {
				out = append(out, last)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const (
	dayPrefix    = "day "
	lengthPrefix = "length "
)

// dayMark is the day of an instant, in UTC.
func dayMark(t when.Instant) string {
	return dayPrefix + strconv.FormatInt(int64(math.Floor(float64(t)/86400)), 10)
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
