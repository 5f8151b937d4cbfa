package network

import (
	"math/rand"
	"runtime"
	"testing"
)

// A shape is a way in which the statements of a large story can hang together.
type shape struct {
	name  string
	build func(statements int) []Constraint
}

// shapes are the layouts that the network is measured on: the friendly one and
// those that are hard for one algorithm or another.
var shapes = []shape{
	{"story", story},
	{"chain", func(m int) []Constraint { return chain(m, Open) }},
	{"chain reversed", func(m int) []Constraint { return reversed(chain(m, Open)) }},
	{"chain shuffled", func(m int) []Constraint { return shuffled(chain(m, Open)) }},
	{"tight chain", func(m int) []Constraint { return chain(m, 0) }},
	{"tight chain shuffled", func(m int) []Constraint { return shuffled(chain(m, 0)) }},
	{"loose chain held at both ends", anchored},
	{"loose chain held at both ends shuffled", func(m int) []Constraint { return shuffled(anchored(m)) }},
	{"crossing chains", func(m int) []Constraint { return crossing(m, false) }},
	{"crossing chains shuffled", func(m int) []Constraint { return shuffled(crossing(m, false)) }},
	{"crossing chains with ends shuffled", func(m int) []Constraint { return shuffled(crossing(m, true)) }},
	{"woven", func(m int) []Constraint { return woven(m) }},
	{"woven shuffled", func(m int) []Constraint { return shuffled(woven(m)) }},
	{"bundles", bundles},
	{"bundles shuffled", func(m int) []Constraint { return shuffled(bundles(m)) }},
	{"one hub shuffled", func(m int) []Constraint { return shuffled(hub(m)) }},
}

// clashing are shapes with contradictions in them, about one in a hundred
// statements.
var clashing = []shape{
	{"story", func(m int) []Constraint { return clashStory(m, 100) }},
	{"tight chain", func(m int) []Constraint { return clashChain(m, 0, 100) }},
	{"chain", func(m int) []Constraint { return clashChain(m, Open, 100) }},
	{"chain shuffled", func(m int) []Constraint { return shuffled(clashChain(m, Open, 100)) }},
	{"crossing chains", func(m int) []Constraint { return clashCrossing(m, 100) }},
	{"crossing chains shuffled", func(m int) []Constraint { return shuffled(clashCrossing(m, 100)) }},
	{"woven", func(m int) []Constraint { return clashWoven(m, 100) }},
	{"bundles", func(m int) []Constraint { return clashBundles(m, 100) }},
}

// story is happenings with a start, an end and a length, some of them in
// chains.
func story(m int) []Constraint {
	r := rand.New(rand.NewSource(1))
	var cs []Constraint
	var last Node
	for p := Node(1); len(cs) < m; p += 2 {
		at := r.Int63n(1 << 30)
		cs = append(cs,
			Constraint{Origin, p, at, at + 900, len(cs)},
			Constraint{Origin, p + 1, at + 3600, at + 7200, len(cs) + 1},
			Constraint{p, p + 1, 0, 7200, len(cs) + 2})
		if last != 0 && r.Intn(4) == 0 {
			cs = append(cs, Constraint{last, p + 1, -Open, 1 << 31, len(cs)})
		}
		last = p
	}
	return cs
}

// chain is one long chain of "before, with a lag" that is anchored at its
// first point alone. Each lag has the given room above.
func chain(m int, room int64) []Constraint {
	r := rand.New(rand.NewSource(2))
	cs := []Constraint{{Origin, 1, 1 << 30, 1<<30 + 60, 0}}
	for p := Node(1); len(cs) < m; p++ {
		lag := 1 + r.Int63n(600)
		cs = append(cs, Constraint{p, p + 1, lag, min(lag+room, Open), len(cs)})
	}
	return cs
}

// anchored is a chain whose two ends are anchored farther apart than the least
// lags make, so that the slack of all links is needed.
func anchored(m int) []Constraint {
	cs := chain(m-1, 0)
	var least int64
	for i := range cs[1:] {
		c := &cs[1+i]
		least += c.Lo
		c.Hi = 3 * c.Lo
	}
	last := cs[len(cs)-1].To
	return append(cs, Constraint{Origin, last, 1<<30 + 2*least, 1<<30 + 2*least + 60, len(cs)})
}

// crossing is chains of a hundred links through common points, true to one
// hidden order of all; ends says whether each is anchored at its end as well.
func crossing(m int, ends bool) []Constraint {
	r := rand.New(rand.NewSource(3))
	points := max(m/5, 101)
	var cs []Constraint
	for len(cs) < m {
		p := 1 + r.Intn(points/100+1)
		start := p
		cs = append(cs, Constraint{Origin, Node(p), int64(p)*1000 - 500, Open, len(cs)})
		for p-start < points*9/10 && len(cs) < m {
			q := min(p+1+r.Intn(points/50+1), points)
			if q == p {
				break
			}
			// Every point has a place in the hidden solution: p at 1000 p.
			lag := int64(q-p) * 1000
			cs = append(cs, Constraint{Node(p), Node(q), lag - r.Int63n(lag), Open, len(cs)})
			p = q
		}
		if ends && p > start {
			cs = append(cs, Constraint{Origin, Node(p), -Open, int64(p)*1000 + 500, len(cs)})
		}
	}
	return cs
}

// woven is statements about neighbours in one hidden order, fifty to a point.
func woven(m int) []Constraint {
	r := rand.New(rand.NewSource(8))
	points := max(m/50, 100)
	cs := []Constraint{{Origin, 1, 0, 60, 0}}
	for len(cs) < m {
		p := 1 + r.Intn(points-10)
		q := p + 1 + r.Intn(10)
		lag := int64(q-p) * 1000
		cs = append(cs, Constraint{Node(p), Node(q), lag - r.Int63n(lag), lag + r.Int63n(lag*100), len(cs)})
	}
	return cs
}

// bundles is a thousand statements about each point: when it was, and how long
// before the next.
func bundles(m int) []Constraint {
	r := rand.New(rand.NewSource(4))
	var cs []Constraint
	for p := Node(1); len(cs) < m; p++ {
		at := int64(p) * 10000
		for range 500 {
			cs = append(cs,
				Constraint{Origin, p, at - r.Int63n(5000), at + r.Int63n(5000), len(cs)},
				Constraint{p, p + 1, 10000 - r.Int63n(5000), 10000 + r.Int63n(5000), len(cs) + 1})
		}
	}
	return cs
}

// hub is one point that everything is told against.
func hub(m int) []Constraint {
	r := rand.New(rand.NewSource(5))
	cs := []Constraint{{Origin, 1, 1 << 30, 1<<30 + 60, 0}}
	for p := Node(2); len(cs) < m; p++ {
		lag := r.Int63n(1<<20) - 1<<19
		cs = append(cs, Constraint{1, p, lag, lag + r.Int63n(1000), len(cs)})
	}
	return cs
}

// planted is added to the citation of a statement that contradicts others by
// intent.
const planted = 1 << 30

// worst is the planted citation of a cycle, or the last one.
func worst(cycle []Edge) int {
	cite := cycle[0].Cite
	for _, e := range cycle {
		cite = max(cite, e.Cite)
	}
	return cite
}

// clashStory is a story in which one happening in so many lasts longer than
// its start and its end allow.
func clashStory(m, every int) []Constraint {
	cs := story(m)
	k := 0
	for i := range cs {
		if c := &cs[i]; c.Hi == 7200 {
			if k++; k%(every/3) == 0 {
				c.Lo, c.Hi, c.Cite = 9000, 9000, c.Cite+planted
			}
		}
	}
	return cs
}

// clashChain is a chain with statements that turn stretches of it around.
func clashChain(m int, room int64, every int) []Constraint {
	r := rand.New(rand.NewSource(6))
	cs := chain(m-m/every, room)
	last := int(cs[len(cs)-1].To)
	for len(cs) < m {
		p := 2 + r.Intn(last-20)
		cs = append(cs, Constraint{Node(p + 1 + r.Intn(10)), Node(p), 1, Open, len(cs) + planted})
	}
	return cs
}

func clashCrossing(m, every int) []Constraint {
	cs := crossing(m, true)
	for i := range cs {
		if c := &cs[i]; i%every == 0 && c.From != Origin {
			c.From, c.To, c.Cite = c.To, c.From, c.Cite+planted
		}
	}
	return cs
}

func clashWoven(m, every int) []Constraint {
	cs := woven(m)
	for i := range cs {
		if c := &cs[i]; i%every == 0 && c.From != Origin {
			c.From, c.To, c.Cite = c.To, c.From, c.Cite+planted
		}
	}
	return cs
}

func clashBundles(m, every int) []Constraint {
	cs := bundles(m)
	for i := range cs {
		if c := &cs[i]; i%every == 0 {
			c.Lo, c.Hi, c.Cite = c.Lo+20000, c.Hi+20000, c.Cite+planted
		}
	}
	return cs
}

func reversed(cs []Constraint) []Constraint {
	for i, j := 0, len(cs)-1; i < j; i, j = i+1, j-1 {
		cs[i], cs[j] = cs[j], cs[i]
	}
	return cs
}

func shuffled(cs []Constraint) []Constraint {
	rand.New(rand.NewSource(7)).Shuffle(len(cs), func(i, j int) { cs[i], cs[j] = cs[j], cs[i] })
	return cs
}

// points adds the points that the constraints speak of.
func points(n *Network, cs []Constraint) (last Node) {
	for _, c := range cs {
		last = max(last, c.From, c.To)
	}
	for range last {
		n.Point()
	}
	return last
}

// memory reports the heap that is alive with the network and what the process
// has from the system, at most, so far.
func memory(b *testing.B, n *Network) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/1e6, "live-MB")
	b.ReportMetric(float64(m.Sys)/1e6, "process-MB")
	runtime.KeepAlive(n)
}

// BenchmarkHundredThousand adds a hundred thousand statements, solves them and
// asks for the bounds and proofs of every point (of every hundredth where a
// proof is as long as the story).
func BenchmarkHundredThousand(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			cs := s.build(100_000)
			b.ReportAllocs()
			var n *Network
			for b.Loop() {
				n = New()
				last := points(n, cs)
				for _, c := range cs {
					n.Add(c)
				}
				if _, bad := n.Check(); bad {
					b.Fatal("contradictory")
				}
				step := Node(1)
				if last > 60000 {
					step = last / 10
				}
				for p := Node(0); p <= last; p += step {
					n.Bounds(p)
				}
			}
			memory(b, n)
		})
	}
}

// BenchmarkRelax adds a hundred thousand statements of which a thousand or so
// contradict others, and takes one of each contradiction back.
func BenchmarkRelax(b *testing.B) {
	for _, s := range clashing {
		b.Run(s.name, func(b *testing.B) {
			cs := s.build(100_000)
			b.ReportAllocs()
			var n *Network
			relaxed, edges := 0, 0
			for b.Loop() {
				n = New()
				last := points(n, cs)
				for _, c := range cs {
					n.Add(c)
				}
				relaxed, edges = 0, 0
				for cycle, bad := n.Check(); bad; cycle, bad = n.Check() {
					relaxed, edges = relaxed+1, edges+len(cycle)
					n.Relax(worst(cycle))
				}
				n.Bounds(last)
			}
			b.ReportMetric(float64(relaxed), "relaxed")
			b.ReportMetric(float64(edges)/float64(max(relaxed, 1)), "edges/cycle")
			memory(b, n)
		})
	}
}

// BenchmarkIncremental asks after every addition whether all is well.
func BenchmarkIncremental(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			cs := s.build(100_000)
			for b.Loop() {
				n := New()
				points(n, cs)
				for _, c := range cs {
					n.Add(c)
					if _, bad := n.Check(); bad {
						b.Fatal("contradictory")
					}
				}
			}
		})
	}
}

// BenchmarkBefore asks of a hundred points of a story whether they come before
// each of a hundred others that lie near.
func BenchmarkBefore(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			cs := s.build(100_000)
			n := New()
			last := points(n, cs)
			for _, c := range cs {
				n.Add(c)
			}
			n.Bounds(Origin)
			b.ResetTimer()
			yes := 0
			for b.Loop() {
				r := rand.New(rand.NewSource(9))
				yes = 0
				for range 100 {
					p := Node(1 + r.Intn(int(last)))
					for range 100 {
						if _, ok := n.Before(min(last, max(1, p+Node(r.Intn(101))-50)), p); ok {
							yes++
						}
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10000, "ns/question")
			b.ReportMetric(float64(yes), "yes")
		})
	}
}
