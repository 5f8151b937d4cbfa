package event

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"timeline/internal/statement"
	"timeline/internal/when"
)

// report is one that tells a day and names some.
func report(day int, names ...string) Report {
	from := when.Instant(day) * 86400
	s := statement.Statement{Act: statement.Act{Class: "meet", Names: names}}
	s.Time.Known, s.Time.Granularity, s.Time.Stated = true, when.Day, when.Interval{From: from, To: from + 86400}
	return Report{Statements: []statement.Statement{s}, Published: s.Time.Stated}
}

// folder is reports of thirty stories, ten each, one after the other in turn.
func folder() []Report {
	var out []Report
	for range 10 {
		for story := range 30 {
			out = append(out, report(3*story, fmt.Sprintf("mayor%d", story), fmt.Sprintf("town%d", story), "reuters"))
		}
	}
	return out
}

func TestTopics(t *testing.T) {
	of := Topics(folder())
	for i, k := range of {
		if k != i%30 {
			t.Fatalf("report %d of story %d is in topic %d", i, i%30, k)
		}
	}
	if small := Topics(folder()[:oneTopic]); small[len(small)-1] != 0 {
		t.Errorf("a folder of %d reports is cut", oneTopic)
	}
}

// TestTopicsStragglers has reports that share little, or names alone, with others.
func TestTopicsStragglers(t *testing.T) {
	for _, c := range []struct {
		name string
		r    Report
		want func(of []int) bool
	}{
		{"one name that few give", report(4000, "mayor7"), nil},
		{"the day of a story and no name", report(21), func(of []int) bool { return of[300] == of[7] }},
		{"the names of a story, ten years later", report(4000, "mayor7", "town7"), func(of []int) bool { return of[300] == 30 }},
		{"what all share", report(4000, "reuters"), func(of []int) bool { return of[300] == 30 }},
		{"nothing at all", Report{Published: when.Always}, func(of []int) bool { return of[300] == 30 }},
		{"the names of a story, undated", Report{Statements: []statement.Statement{{Act: statement.Act{Names: []string{"mayor7", "town7"}}}}, Published: when.Always}, func(of []int) bool { return of[300] == of[7] }},
		{"a name of its title", Report{Names: []string{"mayor7"}, Published: when.Always}, func(of []int) bool { return of[300] == of[7] }},
	} {
		of := Topics(append(folder(), c.r))
		if c.want == nil {
			c.want = func(of []int) bool { return of[300] == 30 }
		}
		if !c.want(of) {
			t.Errorf("%s: it is in topic %d", c.name, of[300])
		}
		for i, k := range of[:300] {
			if k != i%30 {
				t.Fatalf("%s: report %d of story %d is in topic %d", c.name, i, i%30, k)
			}
		}
	}
}

// TestTopicsInAnyOrder turns the reports over: the topics stay.
func TestTopicsInAnyOrder(t *testing.T) {
	reports := append(folder(), report(9, "mayor3"), report(9, "mayor4", "somebody"), report(12, "somebody"))
	of := Topics(reports)
	r := rand.New(rand.NewPCG(5, 5))
	for range 5 {
		perm := r.Perm(len(reports))
		turned := make([]Report, len(reports))
		for i, p := range perm {
			turned[i] = reports[p]
		}
		now := Topics(turned)
		back := make([]int, len(reports))
		for i, p := range perm {
			back[p] = now[i]
		}
		called := map[int]int{} // by topic: its number in the other order
		for i, k := range of {
			if n, ok := called[k]; ok && n != back[i] {
				t.Fatalf("report %d has left its topic", i)
			}
			called[k] = back[i]
		}
		if a, b := 1+slices.Max(of), 1+slices.Max(back); a != b {
			t.Errorf("%d topics are %d in another order", a, b)
		}
	}
}
