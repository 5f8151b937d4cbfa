package network

import (
	"maps"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestBounds(t *testing.T) {
	n := New()
	start, end := n.Point(), n.Point()
	n.Add(Constraint{Origin, start, 100, 130, 1})
	n.Add(Constraint{Origin, end, 400, 420, 2})
	n.Add(Constraint{start, end, 290, 300, 3})
	tests := []struct {
		name   string
		p      Node
		want   Range
		lo, hi []int
	}{
		{"the start is as cited below, and as the end and the length allow above", start, Range{100, 130}, []int{1}, []int{1}},
		{"the end", end, Range{400, 420}, []int{2}, []int{2}},
		{"the origin", Origin, Range{0, 0}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, lo, hi := n.Bounds(tt.p)
			if got != tt.want {
				t.Errorf("bounds = %v, want %v", got, tt.want)
			}
			if d := cmp.Diff(tt.lo, lo); d != "" {
				t.Errorf("lower proof (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.hi, hi); d != "" {
				t.Errorf("upper proof (-want +got):\n%s", d)
			}
		})
	}
}

func TestProofGoesThroughOthers(t *testing.T) {
	n := New()
	start, end := n.Point(), n.Point()
	n.Add(Constraint{Origin, start, 100, Open, 1})
	n.Add(Constraint{Origin, end, -Open, 420, 2})
	n.Add(Constraint{start, end, 290, 300, 3})
	got, lo, hi := n.Bounds(start)
	if want := (Range{100, 130}); got != want {
		t.Errorf("start = %v, want %v", got, want)
	}
	if d := cmp.Diff([]int{1}, lo); d != "" {
		t.Errorf("lower proof (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]int{3, 2}, hi); d != "" {
		t.Errorf("upper proof (-want +got):\n%s", d)
	}
}

func TestOpenBounds(t *testing.T) {
	n := New()
	a, b := n.Point(), n.Point()
	n.Add(Constraint{a, b, 10, Open, 1})
	if got, _, _ := n.Bounds(b); got != (Range{-Open, Open}) {
		t.Errorf("b = %v, want it open", got)
	}
	n.Add(Constraint{Origin, a, 5, Open, 2})
	got, lo, hi := n.Bounds(b)
	if want := (Range{15, Open}); got != want {
		t.Errorf("b = %v, want %v", got, want)
	}
	if d := cmp.Diff([]int{1, 2}, lo); d != "" {
		t.Errorf("lower proof (-want +got):\n%s", d)
	}
	if hi != nil {
		t.Errorf("upper proof = %v, want none", hi)
	}
}

func TestBefore(t *testing.T) {
	n := New()
	a, b, c := n.Point(), n.Point(), n.Point()
	n.Add(Constraint{a, b, 0, Open, 1})
	n.Add(Constraint{b, c, 5, Open, 2})
	proof, ok := n.Before(a, c)
	if !ok {
		t.Fatal("a before c is not seen")
	}
	if d := cmp.Diff([]int{1, 2}, proof); d != "" {
		t.Errorf("proof (-want +got):\n%s", d)
	}
	if _, ok := n.Before(c, a); ok {
		t.Error("c before a, wrongly")
	}
	if _, ok := n.Before(a, Origin); ok {
		t.Error("an unbounded point is said to lie before the origin")
	}
}

func TestCycle(t *testing.T) {
	n := New()
	start, end, other := n.Point(), n.Point(), n.Point()
	n.Add(Constraint{Origin, start, 100, 110, 1})
	n.Add(Constraint{Origin, end, 200, 210, 2})
	n.Add(Constraint{start, end, 300, 310, 3})
	n.Add(Constraint{Origin, other, 0, 1000, 4})
	n.Add(Constraint{end, other, 0, Open, 5})
	cycle, bad := n.Check()
	if !bad {
		t.Fatal("the contradiction is not seen")
	}
	cites := map[int]bool{}
	for _, e := range cycle {
		cites[e.Cite] = true
	}
	if d := cmp.Diff(map[int]bool{1: true, 2: true, 3: true}, cites); d != "" {
		t.Errorf("citations of the cycle (-want +got):\n%s", d)
	}
	if r, lo, hi := n.Bounds(start); r != (Range{-Open, Open}) || lo != nil || hi != nil {
		t.Errorf("bounds of a contradictory network = %v %v %v, want open ones without proof", r, lo, hi)
	}
}

func TestRelax(t *testing.T) {
	n := New()
	start, end := n.Point(), n.Point()
	n.Add(Constraint{Origin, start, 100, 110, 1})
	n.Add(Constraint{Origin, end, 200, 210, 2})
	n.Add(Constraint{start, end, 300, 310, 3})
	n.Add(Constraint{Origin, end, 390, Open, 3}) // the same statement says it of the end as well
	n.Relax(7)                                   // nobody said that
	n.Relax(Horizon)
	if _, bad := n.Check(); !bad {
		t.Fatal("the contradiction is not seen")
	}
	n.Relax(3)
	if cycle, bad := n.Check(); bad {
		t.Fatalf("contradictory still: %v", cycle)
	}
	if r := n.Within(end); r != (Range{200, 210}) {
		t.Errorf("end = %v without the length", r)
	}
	n.Relax(2)
	if r := n.Within(end); r != (Range{-Open, Open}) {
		t.Errorf("end = %v without any statement", r)
	}
	n.Add(Constraint{start, end, 0, 5, 3}) // a citation can be used again
	if r := n.Within(end); r != (Range{100, 115}) {
		t.Errorf("end = %v, told anew", r)
	}
}

// TestShortCycle tells a contradiction first in nine steps and then in two.
func TestShortCycle(t *testing.T) {
	n := New()
	first := n.Point()
	n.Add(Constraint{Origin, first, 1000, 1000, 0})
	last := first
	for cite := 1; cite < 9; cite++ {
		p := n.Point()
		n.Add(Constraint{last, p, 100, 100, cite})
		last = p
	}
	n.Add(Constraint{Origin, last, 1700, Open, 9})
	n.Check()
	n.Add(Constraint{Origin, last, -Open, 1600, 10})
	cycle, bad := n.Check()
	want := []Edge{{Origin, last, 1600, 10}, {last, Origin, -1700, 9}}
	if d := cmp.Diff(want, cycle); !bad || d != "" {
		t.Errorf("cycle (-want +got):\n%s", d)
	}
}

func TestAPointAgainstItself(t *testing.T) {
	for _, p := range []Node{Origin, 1} {
		n := New()
		n.Point()
		n.Add(Constraint{p, p, -5, 5, 1})
		if cycle, bad := n.Check(); bad {
			t.Errorf("%d within five seconds of itself: %v", p, cycle)
		}
		n.Add(Constraint{p, p, 1, Open, 2})
		cycle, _ := n.Check()
		if d := cmp.Diff([]Edge{{p, p, -1, 2}}, cycle); d != "" {
			t.Errorf("%d after itself (-want +got):\n%s", p, d)
		}
	}
}

// TestHorizon adds bounds that no integer can hold the sum of.
func TestHorizon(t *testing.T) {
	const big = int64(1e17)
	build := func(links int) (n *Network, last Node) {
		n = New()
		for cite := range links {
			p := n.Point()
			if last != Origin {
				n.Add(Constraint{last, p, big, big, cite})
			}
			last = p
		}
		return n, last
	}
	// 47 points at such distances fit between the two ends of time.
	n, last := build(47)
	if cycle, bad := n.Check(); bad {
		t.Fatalf("47 points contradict each other: %v", cycle)
	}
	if r := n.Within(last); r != (Range{-Open, Open}) {
		t.Errorf("a point that nothing dates: %v", r)
	}
	if proof, ok := n.Before(1, last); !ok || len(proof) != 46 {
		t.Errorf("before over the chain = %v, %v", proof, ok)
	}
	n.Add(Constraint{Origin, 1, -Open + 5, -Open + 6, 100})
	if r := n.Within(last); r != (Range{-Open + 5 + 46*big, -Open + 6 + 46*big}) {
		t.Errorf("the last of a chain from the first instant: %v", r)
	}
	n, _ = build(48)
	cycle, bad := n.Check()
	if !bad {
		t.Fatal("48 points are said to fit")
	}
	ends := 0
	for _, e := range cycle {
		if e.Cite == Horizon {
			ends++
		}
	}
	if ends != 2 || len(cycle) != 49 {
		t.Errorf("a cycle of %d edges, %d of them the end of time", len(cycle), ends)
	}
	n = New()
	p := n.Point()
	n.Add(Constraint{Origin, p, math.MinInt64, math.MaxInt64, 1})
	if r := n.Within(p); r != (Range{-Open, Open}) {
		t.Errorf("bounds beyond the end of time: %v", r)
	}
	for cite, c := range []Constraint{{Lo: math.MaxInt64, Hi: math.MaxInt64}, {Lo: math.MinInt64, Hi: math.MinInt64}} {
		n, c.From, c.To, c.Cite = New(), 1, 2, cite
		n.Point()
		n.Point()
		n.Add(c)
		if _, bad := n.Check(); !bad {
			t.Errorf("%v is said to fit", c)
		}
	}
}

// A model is what a network should know, by the textbook.
type model struct {
	size int
	has  []Constraint
}

// distances are the shortest, without the end of time or with it (Floyd and
// Warshall), in integers without end; nil where there is none.
func (m *model) distances(horizon bool) [][]*big.Int {
	d := make([][]*big.Int, m.size)
	for i := range d {
		d[i] = make([]*big.Int, m.size)
		d[i][i] = new(big.Int)
	}
	least := func(a, b int, w *big.Int) {
		if d[a][b] == nil || d[a][b].Cmp(w) > 0 {
			d[a][b] = w
		}
	}
	for _, c := range m.has {
		if c.Hi < Open {
			least(int(c.From), int(c.To), big.NewInt(c.Hi))
		}
		if c.Lo > -Open {
			least(int(c.To), int(c.From), new(big.Int).Neg(big.NewInt(c.Lo)))
		}
	}
	if horizon {
		for p := range m.size {
			least(0, p, big.NewInt(Open))
			least(p, 0, big.NewInt(Open))
		}
	}
	for k := range d {
		for i := range d {
			for j := range d {
				if d[i][k] != nil && d[k][j] != nil {
					least(i, j, new(big.Int).Add(d[i][k], d[k][j]))
				}
			}
		}
	}
	return d
}

func (m *model) contradictory() bool {
	for i, d := range m.distances(true) {
		if d[i].Sign() < 0 {
			return true
		}
	}
	return false
}

// drop takes a citation back.
func (m *model) drop(cite int) {
	m.has = slices.DeleteFunc(m.has, func(c Constraint) bool { return c.Cite == cite })
}

// network is a network of the constraints that are left, in their order.
func (m *model) network() *Network {
	n := New()
	for range m.size - 1 {
		n.Point()
	}
	for _, c := range m.has {
		n.Add(c)
	}
	return n
}

// compare checks every answer of the network.
func (m *model) compare(t *rapid.T, n *Network) {
	cycle, bad := n.Check()
	if want := m.contradictory(); bad != want {
		t.Fatalf("contradictory = %v, want %v: %v", bad, want, m.has)
	}
	if bad {
		m.minimal(t, cycle)
		if r, lo, hi := n.Bounds(Origin); r != (Range{-Open, Open}) || lo != nil || hi != nil {
			t.Fatalf("bounds of a contradictory network = %v %v %v", r, lo, hi)
		}
		return
	}
	d := m.distances(false)
	within := func(w *big.Int) (int64, bool) {
		return w.Int64(), w.IsInt64() && -Open < w.Int64() && w.Int64() < Open
	}
	for p := range m.size {
		want := Range{-Open, Open}
		if d[0][p] != nil {
			if w, ok := within(d[0][p]); ok {
				want.Hi = w
			}
		}
		if d[p][0] != nil {
			if w, ok := within(d[p][0]); ok {
				want.Lo = -w
			}
		}
		got, lo, hi := n.Bounds(Node(p))
		if got != want {
			t.Fatalf("bounds of %d = %v, want %v: %v", p, got, want, m.has)
		}
		if r := m.only(lo).Within(Node(p)); r.Lo < got.Lo {
			t.Fatalf("lower bound %d of %d is not proved by %v: %v", got.Lo, p, lo, m.has)
		}
		if r := m.only(hi).Within(Node(p)); r.Hi > got.Hi {
			t.Fatalf("upper bound %d of %d is not proved by %v: %v", got.Hi, p, hi, m.has)
		}
		for q := range m.size {
			want := d[q][p] != nil && d[q][p].Sign() <= 0
			proof, ok := n.Before(Node(p), Node(q))
			if ok != want {
				t.Fatalf("before(%d, %d) = %v, want %v: %v", p, q, ok, want, m.has)
			}
			if _, proved := m.only(proof).Before(Node(p), Node(q)); ok && !proved {
				t.Fatalf("before(%d, %d) is not proved by %v: %v", p, q, proof, m.has)
			}
		}
	}
}

// only is a network of what the citations say, and of what has none.
func (m *model) only(cites []int) *Network {
	some := model{size: m.size}
	for _, c := range m.has {
		if c.Cite < 0 || slices.Contains(cites, c.Cite) {
			some.has = append(some.has, c)
		}
	}
	return some.network()
}

// minimal checks that the edges are bounds that are known or the end of time,
// and form one closed walk of negative weight that passes no point twice.
func (m *model) minimal(t *rapid.T, cycle []Edge) {
	sum := new(big.Int)
	seen := map[Node]bool{}
	for i, e := range cycle {
		sum.Add(sum, big.NewInt(e.Weight))
		if next := cycle[(i+1)%len(cycle)]; e.To != next.From {
			t.Fatalf("the cycle is broken at %d: %v", i, cycle)
		}
		if seen[e.From] {
			t.Fatalf("the cycle passes %d twice: %v", e.From, cycle)
		}
		seen[e.From] = true
		if e.Cite == Horizon && e.Weight == Open && (e.From == Origin || e.To == Origin) {
			continue
		}
		if !slices.ContainsFunc(m.has, func(c Constraint) bool {
			return c.Cite == e.Cite && (c.From == e.From && c.To == e.To && max(c.Hi, -2*Open-1) == e.Weight ||
				c.To == e.From && c.From == e.To && max(-c.Lo, -2*Open-1) == e.Weight)
		}) {
			t.Fatalf("nobody says %v: %v", e, cycle)
		}
	}
	if sum.Sign() >= 0 || len(cycle) == 0 {
		t.Fatalf("no negative cycle: %v", cycle)
	}
}

// some draws a constraint: seconds, or figures near the limits.
func some(t *rapid.T, size, cite int, wide bool) Constraint {
	c := Constraint{From: Node(rapid.IntRange(0, size-1).Draw(t, "from")), To: Node(rapid.IntRange(0, size-1).Draw(t, "to")), Cite: cite}
	c.Lo = rapid.Int64Range(-50, 50).Draw(t, "lo")
	width := rapid.Int64Range(0, 60).Draw(t, "width")
	if wide {
		unit := rapid.SampledFrom([]int64{1, 1e16, 1e17, Open / 50}).Draw(t, "unit")
		c.Lo, width = c.Lo*unit, width*(unit/2+1)
	}
	c.Hi = c.Lo + width
	switch rapid.IntRange(0, 4).Draw(t, "open") {
	case 0, 1:
		c.Hi = Open
	case 2:
		c.Lo = -Open
	}
	return c
}

// TestAgainstFloydWarshall adds constraints and points and takes citations
// back, looks or does not look in between, and compares every answer with that
// of the textbook algorithm.
func TestAgainstFloydWarshall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{size: rapid.IntRange(2, 6).Draw(t, "points")}
		n := m.network()
		wide := rapid.Bool().Draw(t, "wide")
		for cite := range rapid.IntRange(0, 16).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0:
				n.Point()
				m.size++
			case 1, 2:
				back := rapid.IntRange(-1, cite).Draw(t, "taken back")
				before := m.contradictory()
				n.Relax(back)
				m.drop(back)
				if _, bad := n.Check(); bad && !before {
					t.Fatalf("relaxing %d made a contradiction: %v", back, m.has)
				}
			default:
				if rapid.IntRange(0, 5).Draw(t, "uncited") == 0 {
					cite = -1
				}
				c := some(t, m.size, cite, wide)
				n.Add(c)
				m.has = append(m.has, c)
			}
			switch rapid.IntRange(0, 3).Draw(t, "look") {
			case 0:
				m.compare(t, n)
			case 1:
				n.Check()
			}
		}
		m.compare(t, n)
	})
}

// TestRelaxingEndsContradictions relaxes one citation of each cycle: the cycle
// does not come back, and what is left is as if nothing else had been said.
func TestRelaxingEndsContradictions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{size: rapid.IntRange(2, 6).Draw(t, "points")}
		for cite := range rapid.IntRange(0, 20).Draw(t, "constraints") {
			m.has = append(m.has, some(t, m.size, cite, false))
		}
		n, twin := m.network(), m.network()
		for cycle, bad := n.Check(); bad; cycle, bad = n.Check() {
			m.minimal(t, cycle)
			if same, _ := twin.Check(); !slices.Equal(cycle, same) {
				t.Fatalf("the same network gives %v and %v", cycle, same)
			}
			cite := rapid.SampledFrom(cycle).Draw(t, "edge").Cite
			n.Relax(cite)
			twin.Relax(cite)
			m.drop(cite) // so that a cycle with it would be of bounds that nobody says
		}
		m.compare(t, n)
	})
}

// TestOrderOfInsertion adds the same constraints in two orders, all at once
// and one by one.
func TestOrderOfInsertion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{size: rapid.IntRange(2, 8).Draw(t, "points")}
		for cite := range rapid.IntRange(0, 20).Draw(t, "constraints") {
			m.has = append(m.has, some(t, m.size, cite, false))
		}
		n := m.network()
		other := (&model{size: m.size}).network()
		for _, c := range rapid.Permutation(m.has).Draw(t, "order") {
			other.Add(c)
			other.Check()
		}
		_, bad := n.Check()
		if _, too := other.Check(); too != bad {
			t.Fatalf("contradictory = %v in one order, %v in the other", bad, too)
		}
		for p := range m.size {
			if a, b := n.Within(Node(p)), other.Within(Node(p)); a != b {
				t.Fatalf("%d is %v in one order, %v in the other", p, a, b)
			}
		}
	})
}

// TestFewestEdges checks that no negative cycle through the first edge of the
// one that is found, and through bounds that were added before, has fewer
// edges.
func TestFewestEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{size: rapid.IntRange(2, 12).Draw(t, "points")}
		n := m.network()
		var edges []Edge
		for cite := range 60 {
			c := some(t, m.size, cite, false)
			n.Add(c)
			for _, e := range []Edge{{c.From, c.To, c.Hi, cite}, {c.To, c.From, -c.Lo, cite}} {
				if e.Weight >= Open {
					continue
				}
				edges = append(edges, e)
				cycle, bad := n.Check()
				if !bad || cycle[0] != e {
					continue
				}
				// Bellman and Ford, one more edge at a time.
				dist := map[Node]int64{e.To: 0}
				for count := 1; ; count++ {
					if d, ok := dist[e.From]; ok && d+e.Weight < 0 {
						if count != len(cycle) {
							t.Fatalf("%d edges would do: %v", count, cycle)
						}
						return
					}
					more := maps.Clone(dist)
					for _, x := range edges {
						if d, ok := dist[x.From]; ok {
							if old, ok := more[x.To]; !ok || d+x.Weight < old {
								more[x.To] = d + x.Weight
							}
						}
					}
					dist = more
				}
			}
		}
	})
}

// TestEffort bounds the looks at edges that each layout takes, all at once and
// one by one: a method that goes over a chain for each of its links fails.
func TestEffort(t *testing.T) {
	const statements = 5000
	for _, s := range append(slices.Clone(shapes), clashing...) {
		t.Run(s.name, func(t *testing.T) {
			for _, each := range []bool{false, true} {
				cs := s.build(statements)
				n := New()
				last := points(n, cs)
				for i, c := range cs {
					n.Add(c)
					for each || i == len(cs)-1 {
						cycle, bad := n.Check()
						if !bad {
							break
						}
						n.Relax(worst(cycle))
					}
				}
				n.Within(last)
				if got := n.looks / len(cs); got > 100 {
					t.Errorf("one by one %v: %d looks a statement", each, got)
				} else {
					t.Logf("one by one %v: %d looks a statement", each, got)
				}
			}
		})
	}
}
