package network

import "math"

// A Node is a point in time.
type Node int32

// Origin is the point that every network has, at second zero: bounds from it
// are bounds in absolute time.
const Origin Node = 0

// Open is the bound that bounds nothing, in seconds. Use -Open for an open
// lower bound. It is also the end of time: no point lies farther than that,
// some 73 thousand million years, from the origin.
const Open int64 = math.MaxInt64 / 4

// Horizon is the citation of the edges of a cycle that stand for the end of
// time. Only bounds that add up to more than [Open] make a cycle with one.
const Horizon = math.MinInt

// A Constraint bounds the seconds from one point to another:
// Lo <= To - From <= Hi. Cite is the caller's name for what it rests on; it
// comes back in proofs and cycles, and takes the constraint back. One that is
// negative stands for no citation: it does not come back in proofs.
type Constraint struct {
	From, To Node
	Lo, Hi   int64
	Cite     int
}

// An Edge is one bound of a cycle: To - From is at most Weight seconds.
type Edge struct {
	From, To Node
	Weight   int64
	Cite     int
}

// A Range holds the tightest bounds of a point in seconds from the origin,
// both inclusive; -Open and Open where there is none.
type Range struct {
	Lo, Hi int64
}

// A Network is a set of points and constraints. Use [New]. It is not safe for
// use by several goroutines at once.
type Network struct {
	edges []edge
	lists []lists
	cited map[int]int32 // by citation: its last edge

	// at is a time for every point, zero for the origin, that satisfies every
	// edge that is held.
	at      []int64
	tried   int     // so many edges are held, waiting or gone
	waiting []int32 // the edges that are tried and not held, in order

	fall, rise search // scratch of insert
	up, down   search // from and to the origin, when bounded
	bounded    bool
	near       search // from the point that Before was last asked about
	looks      int    // how many edges were looked at, ever
}

// New returns a network with no point but the origin.
func New() *Network {
	return &Network{
		lists: []lists{{out: none, in: none}}, cited: map[int]int32{}, at: make([]int64, 1),
		rise: search{back: true}, down: search{back: true},
	}
}

// Point adds a point about which nothing is known.
func (n *Network) Point() Node {
	n.lists = append(n.lists, lists{out: none, in: none})
	n.at = append(n.at, 0)
	n.forget()
	return Node(len(n.lists) - 1)
}

// Add adds a constraint. It costs constant time; what it takes to solve is
// paid by the next question.
func (n *Network) Add(c Constraint) {
	if c.Hi < Open {
		n.edge(Edge{c.From, c.To, c.Hi, c.Cite})
	}
	if c.Lo > -Open {
		n.edge(Edge{c.To, c.From, -c.Lo, c.Cite})
	}
}

// Relax takes back every constraint that was added under the citation, and
// costs as much as they are many. What else holds need not be solved again, so
// a caller can go through all contradictions of a network by asking [Check]
// for one and relaxing a citation of its cycle until none is left.
func (n *Network) Relax(cite int) {
	id, ok := n.cited[cite]
	if !ok {
		return
	}
	delete(n.cited, cite)
	for ; id != none; id = n.edges[id].nextCited {
		n.edges[id].state = gone
	}
	n.forget()
}

// Check reports whether the constraints contradict each other, and then
// returns the edges of one negative cycle, in order around it. It is simple:
// without any one of its edges the others can be met. Of the cycles through
// its first edge none has fewer edges, as long as that is found with a few
// thousand looks at edges.
//
// It costs what the additions since the last question change.
func (n *Network) Check() (cycle []Edge, contradictory bool) {
	for ; n.tried < len(n.edges); n.tried++ {
		n.waiting = append(n.waiting, int32(n.tried))
	}
	for len(n.waiting) > 0 {
		if id := n.waiting[0]; n.edges[id].state != gone {
			if cycle := n.insert(id); cycle != nil {
				return cycle, true
			}
		}
		n.waiting = n.waiting[1:]
	}
	return nil, false
}

// Bounds returns the tightest bounds of a point, and the citations that prove
// the lower and the upper one, each once. On a network that [Check] finds
// contradictory it returns open bounds.
//
// The first question after a change costs two searches of the network, others
// no more than their proofs are long.
func (n *Network) Bounds(p Node) (r Range, lo, hi []int) {
	r = Range{-Open, Open}
	if !n.bound() {
		return r, nil, nil
	}
	if d := n.up.dist[p]; d < Open-n.at[p] {
		r.Hi, hi = d+n.at[p], cites(n.up.path(n, p))
	}
	if d := n.down.dist[p]; d < Open+n.at[p] {
		r.Lo, lo = n.at[p]-d, cites(n.down.path(n, p))
	}
	return r, lo, hi
}

// Before reports whether a lies before b, or at the same instant, in every
// solution, and returns the citations that prove it, each once and those
// nearest to a first.
//
// Where the bounds of the two do not decide it, points around b are searched
// as far as the solution has a before b. Questions about one b share that
// search.
func (n *Network) Before(a, b Node) (proof []int, ok bool) {
	if !n.bound() {
		return nil, false
	}
	// a - b <= 0 is a path from b to a of weight at most zero, that is, of
	// slack at most the distance that the solution has between the two.
	room := n.at[b] - n.at[a]
	if room < 0 {
		return nil, false
	}
	around := func() []int { return cites(append(n.up.path(n, a), reverse(n.down.path(n, b))...)) }
	through := far
	if x, y := n.down.dist[b], n.up.dist[a]; x <= room && y <= room {
		through = x + y
	}
	if through < room {
		return around(), true
	}
	s := &n.near
	if s.root != b || len(s.touched) == 0 {
		s.start(len(n.at), b)
	}
	for s.dist[a] > room {
		it, ok := s.top()
		if !ok || it.dist > room {
			break
		}
		s.pop()
		if it.node != Origin {
			n.scan(s, nil, it.node, far)
		}
	}
	if s.dist[a] <= room {
		return cites(s.path(n, a)), true
	}
	if through == room {
		return around(), true
	}
	return nil, false
}
