package network

import (
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

// TestAgainstFloydWarshall compares every answer with that of the textbook
// algorithm on small random networks.
func TestAgainstFloydWarshall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := New()
		size := rapid.IntRange(1, 6).Draw(t, "points") + 1
		for range size - 1 {
			n.Point()
		}
		d := make([][]int64, size)
		for i := range d {
			d[i] = make([]int64, size)
			for j := range d[i] {
				if i != j {
					d[i][j] = Open
				}
			}
		}
		for c := range rapid.IntRange(0, 14).Draw(t, "constraints") {
			a := rapid.IntRange(0, size-1).Draw(t, "from")
			b := rapid.IntRange(0, size-1).Draw(t, "to")
			if a == b {
				continue
			}
			lo := rapid.Int64Range(-50, 50).Draw(t, "lo")
			hi := lo + rapid.Int64Range(0, 60).Draw(t, "width")
			switch rapid.IntRange(0, 3).Draw(t, "open") {
			case 0:
				lo = -Open
			case 1:
				hi = Open
			}
			n.Add(Constraint{Node(a), Node(b), lo, hi, c})
			d[a][b] = min(d[a][b], hi)
			d[b][a] = min(d[b][a], -lo)
			if rapid.Bool().Draw(t, "look") {
				n.Check() // additions after a look must count
			}
		}
		for k := range d {
			for i := range d {
				for j := range d {
					if d[i][k] < Open && d[k][j] < Open {
						d[i][j] = min(d[i][j], d[i][k]+d[k][j])
					}
				}
			}
		}
		want := false
		for i := range d {
			want = want || d[i][i] < 0
		}
		cycle, bad := n.Check()
		if bad != want {
			t.Fatalf("contradictory = %v, want %v", bad, want)
		}
		if bad {
			minimal(t, cycle, size)
			return
		}
		for p := range size {
			got, lo, hi := n.Bounds(Node(p))
			w := Range{-Open, Open}
			if d[0][p] < Open {
				w.Hi = d[0][p]
			}
			if d[p][0] < Open {
				w.Lo = -d[p][0]
			}
			if got != w {
				t.Fatalf("bounds of %d = %v, want %v", p, got, w)
			}
			if got.Hi < Open && p != 0 && hi == nil {
				t.Fatalf("upper bound %d of %d has no proof", got.Hi, p)
			}
			if got.Lo > -Open && p != 0 && lo == nil {
				t.Fatalf("lower bound %d of %d has no proof", got.Lo, p)
			}
			for q := range size {
				if _, ok := n.Before(Node(p), Node(q)); ok != (d[q][p] <= 0) {
					t.Fatalf("before(%d, %d) = %v, want %v", p, q, ok, d[q][p] <= 0)
				}
			}
		}
	})
}

// minimal checks that the edges form one closed walk of negative weight that
// passes no point twice.
func minimal(t *rapid.T, cycle []Edge, size int) {
	var sum int64
	seen := map[Node]bool{}
	for i, e := range cycle {
		sum += e.Weight
		if next := cycle[(i+1)%len(cycle)]; e.To != next.From {
			t.Fatalf("the cycle is broken at %d: %v", i, cycle)
		}
		if seen[e.From] {
			t.Fatalf("the cycle passes %d twice: %v", e.From, cycle)
		}
		seen[e.From] = true
	}
	if sum >= 0 || len(cycle) == 0 || len(cycle) > size {
		t.Fatalf("no negative cycle: %v", cycle)
	}
}
