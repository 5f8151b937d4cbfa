package temporal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestExtent says what is found, as brackets in the text.
func TestExtent(t *testing.T) {
	for _, want := range []string{
		// clock times
		"It began around [16:30 GMT on Tuesday].",
		"Talks started at about [8pm local time].",
		"They came at [4.30pm] and left at [4:30 p.m. ET].",
		"It landed at [1630 GMT], at [0430 hrs] and at [half past four].",
		"Trains left at [five o'clock in the morning] and at [20:00 Moscow time].",
		"The call is set for [20:00 UTC+8].",
		"We eat at [noon on Tuesday].",
		"Doors close at [midnight].",
		"Doors close shortly after [8pm].",
		"The tower fell at [quarter to six in the evening].",
		"[Tuesday evening at 7 p.m.] it rained.",
		"The log says [2025-12-03T09:14:00Z].",
		// dates
		"He was born on [3 May 1971].",
		"On [May 3rd] and on [the 12th of May, 2024] it rained.",
		"On [Sunday, 30 November], they agreed.",
		"On [Monday, December 2, 2025] it snowed.",
		"It is due on [03/04/2025].",
		"It is due in [2025-W49-2].",
		"It was in [March 2025], then in [mid-March].",
		"He fell in [44 BC]; the bell is of circa [1450].",
		"In [the 1990s], in [the 20th century] and in [the summer of 2014].",
		"In [the third quarter of 2025] sales rose; [third-quarter] costs fell.",
		"On [Christmas Day 2024], [Easter Monday 2025] and [Good Friday 2025] shops shut.",
		"The storm of [31 February 2025] never was.",
		"In [nineteen ninety-six] he left.",
		"It was in [the year two thousand].",
		// relative dates
		"The talks ended [late yesterday].",
		"He came [late on Tuesday] and spoke [later on Wednesday].",
		"He spoke [later Wednesday] and [earlier this month].",
		"It ended in [the early hours of Wednesday].",
		"It rained [last week], in [October] and at [the start of the week].",
		"He left over [the weekend] and came back [this morning].",
		"He left [two days ago] and wrote [ten minutes ago].",
		"On [3 May] he came. [The same day] he left. [The next day] it rained.",
		"[A year earlier] it had snowed; [the day before], too.",
		"It happened on [the night of 2 December].",
		"It happened on [the evening of December 2].",
		"It ended well past [midnight].",
		"It could come as soon as [2029], in [the near term] or [right now].",
		"[This year's third quarter] was poor.",
		// lengths and sets
		"The [five-hour] meeting took [nearly five hours].",
		"It took [six and half hours], then [six and a half hours], then [2 1/2 years].",
		"The [nearly four-year-long] siege.",
		"After [two weeks] of talks and [months] of silence.",
		"It fell just [hours] before the vote.",
		"They began some [three hours] late.",
		"[Every Tuesday] it sells 7,000 loaves [a week] and [once per month] a cake.",
		"In [the first nine months] and over [the past two years].",
		// ranges and lists
		"It ran from [16:30] to [21:30 GMT].",
		"It is open between [9] and [11 a.m. on Nov. 23].",
		"It was in [2009]-[10] and [1957]-[58].",
		"From [Monday] to [Friday] and from [3]-[5 May 2025].",
		"For [12] and [18 months]; on [April 24] and [25].",
		// what is no time
		"You may go, we march on, he sat in the sun and took a second look.",
		"Mrs May met April Jones and Julian.",
		"The score was 3-1; 379480 came; he lives at 16 Main Street.",
		"He is 45 years old. 20% of 1987 Chevrolet cars cost $1,950.",
		"A quarter of the town; the fall of the city; verse 4.30 of it.",
		"She is a 12-year-old girl.",
		"",
	} {
		in := strings.NewReplacer("[", "", "]", "").Replace(want)
		if got := marked(in); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// marked is a text with brackets about what is found in it.
func marked(in string) string {
	var b strings.Builder
	at := 0
	for _, e := range Find(in) {
		b.WriteString(in[at:e.Span.Start] + "[" + e.Span.Of(in) + "]")
		at = e.Span.End
	}
	b.WriteString(in[at:])
	return b.String()
}

// TestAround says what is read off the words beside an expression, the first
// of its text.
func TestAround(t *testing.T) {
	for _, c := range []struct {
		in     string
		typ    Type
		signal Signal
		hedge  Hedge
		lead   string
		follow Follow
		tail   string
	}{
		{"It began around 16:30 GMT.", Time, NoSignal, About, "around", NoFollow, ""},
		{"It began at about 8pm local time.", Time, On, About, "at about", NoFollow, ""},
		{"It ended well past midnight.", Time, NoSignal, LongAfter, "well past", NoFollow, ""},
		{"It ended after midnight.", Time, NoSignal, Exact, "after", NoFollow, ""},
		{"It ended long after midnight.", Time, NoSignal, LongAfter, "long after", NoFollow, ""},
		{"It began shortly after 8pm.", Time, NoSignal, ShortlyAfter, "shortly after", NoFollow, ""},
		{"It began just before 10 a.m.", Time, NoSignal, ShortlyBefore, "just before", NoFollow, ""},
		{"It lasted nearly five hours.", Duration, NoSignal, Nearly, "", NoFollow, ""},
		{"It lasted more than five hours.", Duration, NoSignal, Over, "", NoFollow, ""},
		{"It lasted for at least five hours.", Duration, For, AtLeast, "for", NoFollow, ""},
		{"It began some three hours late.", Duration, NoSignal, About, "some", FollowLate, "late"},
		{"It fell just hours before the vote.", Duration, NoSignal, JustHedge, "just", FollowBefore, "before"},
		{"It took five hours of talks.", Duration, NoSignal, Exact, "", FollowOf, "of"},
		{"It was two hours into the talks.", Duration, NoSignal, Exact, "", FollowInto, "into"},
		{"It was a five-hour meeting.", Duration, NoSignal, Exact, "", FollowNoun, ""},
		{"It could be as soon as 2029.", Date, AsSoonAs, Exact, "as soon as", NoFollow, ""},
		{"It has been so since Monday.", Date, Since, Exact, "since", NoFollow, ""},
		{"It stays until Monday.", Date, Until, Exact, "until", NoFollow, ""},
		{"It ends by Monday.", Date, By, Exact, "by", NoFollow, ""},
		{"It rained on Monday.", Date, On, Exact, "on", NoFollow, ""},
	} {
		es := Find(c.in)
		if len(es) == 0 {
			t.Errorf("%s: nothing found", c.in)
			continue
		}
		e := es[0]
		if e.Type != c.typ || e.Signal != c.signal || e.Hedge != c.hedge || e.Lead.Of(c.in) != c.lead || e.Follow != c.follow || e.Tail.Of(c.in) != c.tail {
			t.Errorf("%s: got type %d, signal %d, hedge %d, lead %q, follow %d, tail %q; want %d, %d, %d, %q, %d, %q", c.in,
				e.Type, e.Signal, e.Hedge, e.Lead.Of(c.in), e.Follow, e.Tail.Of(c.in), c.typ, c.signal, c.hedge, c.lead, c.follow, c.tail)
		}
	}
}

func TestZone(t *testing.T) {
	for _, c := range []struct {
		in, zone string
		local    bool
	}{
		{"at 16:30 GMT", "GMT", false},
		{"at 20:00 UTC+8", "UTC+8", false},
		{"at 20:00 Moscow time", "Moscow time", false},
		{"at 20:00 New York time", "New York time", false},
		{"at 4:30 p.m. ET", "ET", false},
		{"at 8pm local time", "", true},
		{"at 8pm", "", false},
		{"from 16:30 to 21:30 GMT", "GMT", false},
	} {
		es := Find(c.in)
		if len(es) == 0 || es[0].Zone.Text != c.zone || es[0].Local != c.local {
			t.Errorf("%s: got %+v, want zone %q, local %v", c.in, es, c.zone, c.local)
		}
	}
}

func TestQuoted(t *testing.T) {
	es := Find("“I saw him today,” he said on Monday.")
	if len(es) != 2 || !es[0].Quoted || es[1].Quoted {
		t.Errorf("got %+v, want the first alone quoted", es)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"It began around 16:30 GMT on Tuesday, 2 December 2025.", "between 9 and 11 a.m. on Nov. 23-30", "1957-58", "2 1/2 years",
		"half past", "the", "the early hours of", "“today’", "9-", "on 31 February 20250", "É 5 p.m", "nineteen ninety-", "\xff5h\xfe", "2025-W49-2T",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, e := range Find(s) {
			if e.Span.Start < last || e.Span.End <= e.Span.Start || e.Span.End > len(s) {
				t.Fatalf("span %v after %d in %d bytes", e.Span, last, len(s))
			}
			for _, at := range [...]int{e.Span.Start, e.Span.End} {
				if utf8.ValidString(s) && at < len(s) && !utf8.RuneStart(s[at]) {
					t.Fatalf("span %v cuts a rune", e.Span)
				}
			}
			last = e.Span.End
		}
	})
}

// FuzzApart checks that what was read before leaves no trace: the expressions
// of a text are the same after another.
func FuzzApart(f *testing.F) {
	f.Add("He left \"on Tuesday", "They met at 16:30 GMT on the 9th.")
	f.Add("#tonight lol", "In the night of 3 May it rained.")
	f.Fuzz(func(t *testing.T, before, s string) {
		alone := Find(s)
		Find(before)
		if d := cmp.Diff(alone, Find(s)); d != "" {
			t.Fatalf("after %q: %s", before, d)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The delegation met its hosts around 16:30 GMT on Tuesday in the old town hall, and the five-hour talks, "+
		"which had been planned since the spring of 2024, ended well past midnight. Nobody gave any further details. ", 200)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Find(s)
	}
}

// hostile are texts that would make a careless grammar look again and again at
// what it has seen.
var hostile = []string{
	"1-2-", "1000-1200-", "Monday ", "Monday the ", "the ", "five ", "two or three ", "every ", "early ", "half past ", "1/2 ", "May 3, ", "from 9 to ",
	"and a half ", "a few ", "hundred and ", "“", "'", "last last ", "more than ", "1,000 ", "in ", "the first ", "later in the ", "one hour and two ",
	"3, 4, ", "c. ", "9 a.m. every ", "1h2m3s", "the day before ", "at ten to ", "x", "7", "February ", "will ", "between ", "at least ", "20:15-",
}

// TestLinear reads hostile texts of two lengths: four times the text may not
// take more than four times the steps and a little, nor may allocations grow
// faster.
func TestLinear(t *testing.T) {
	for _, s := range hostile {
		cost := func(n int) (steps int, allocs float64) {
			in := strings.Repeat(s, n)
			p := newParser(in)
			p.find()
			return p.steps, testing.AllocsPerRun(1, func() { Find(in) })
		}
		s1, a1 := cost(2000)
		s4, a4 := cost(8000)
		if s4 > 4*s1+s1/50 {
			t.Errorf("%q: %d steps for 2,000 of them, %d for 8,000", s, s1, s4)
		}
		if a4 > 4.2*a1+50 {
			t.Errorf("%q: %.0f allocations for 2,000 of them, %.0f for 8,000", s, a1, a4)
		}
	}
}

// BenchmarkHostile times ten megabytes of each hostile text.
func BenchmarkHostile(b *testing.B) {
	for _, s := range hostile {
		in := strings.Repeat(s, 10_000_000/len(s))
		b.Run(strings.TrimSpace(s), func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				Find(in)
			}
		})
	}
}
