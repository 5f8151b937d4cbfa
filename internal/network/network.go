// Package network is a simple temporal network (Dechter, Meiri and Pearl,
// "Temporal constraint networks", Artificial Intelligence 49, 1991): points in
// time and bounds on the differences between them, each bound with the
// citation it rests on. It is pure: it knows seconds and citations, not what
// they mean.
//
// A network is the weighted graph of its bounds: "b - a is at most w" is an
// edge from a to b of weight w. The network can be satisfied unless the graph
// has a cycle of negative weight, and then the edges of the cycle are a set of
// bounds that cannot all hold, minimal because a simple cycle without one of
// its edges is none. The tightest bounds of a point are its shortest
// distances from and to the origin, and the edges of the shortest path are the
// proof.
//
// The network keeps one solution and repairs it edge by edge, so that an
// addition costs only what it moves (Ramalingam, Song, Joskowicz and Miller,
// "Solving systems of difference constraints incrementally", Algorithmica 23,
// 1999; Cotton and Maler, "Fast and flexible difference constraint propagation
// for DPLL(T)", SAT 2006), and taking a citation back costs nothing. Two things
// are added to theirs. The repair searches from both ends of the edge, as Pohl
// does ("Bi-directional search", Machine Intelligence 6, 1971), and moves the
// smaller side; the origin stays at zero, so that a repair never moves all that
// is dated. And many new edges are taken in topological order of "before", as
// far as there is one.
//
// Solving all at once by Bellman and Ford with a queue, or by the better orders
// that Cherkassky and Goldberg compare ("Negative-cycle detection algorithms",
// Mathematical Programming 85, 1999), was not taken: with a queue a chain of n
// links takes n² steps, and with any of them a network with a thousand
// contradictions is solved a thousand times. Here a chain takes about n log n
// steps in whichever order it is told, and a contradiction what lies around it.
// The worst case of one addition is one search of the whole network. A network
// in which every addition moves half of the points takes that for each, but no
// layout of stories was found that does.
package network

import (
	"math"
	"slices"
)

// A Node is a point in time.
type Node int32

// Origin is the point that every network has, at second zero: bounds from it
// are bounds in absolute time.
const Origin Node = 0

// Open is the bound that bounds nothing, in seconds. Use -Open for an open
// lower bound. It is also the end of time: no point lies farther than that,
// some 73 thousand million years, from the origin. So no sum of bounds ever
// overflows; bounds that only hold beyond the end contradict each other.
const Open int64 = math.MaxInt64 / 4

// Horizon is the citation of the edges of a cycle that stand for the end of
// time. Only bounds that add up to more than [Open] make a cycle with one.
const Horizon = math.MinInt

// A Constraint bounds the seconds from one point to another:
// Lo <= To - From <= Hi. Cite is the caller's name for what it rests on; it
// comes back in proofs and cycles, and [Network.Relax] takes it. One that is
// negative stands for no citation: it comes back in cycles, not in proofs.
type Constraint struct {
	From, To Node
	Lo, Hi   int64
	Cite     int
}

// An Edge is one bound of a cycle: To - From is at most Weight seconds, which
// is cut to a second beyond what two points can be apart.
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
	at       []int64
	arranged int     // so many edges are held, waiting or gone
	waiting  []int32 // the edges that are to be inserted, in order
	cycle    []Edge  // through the first that waits, if it was found

	fall, rise search // scratch of move
	up, down   search // from and to the origin, when bounded
	bounded    bool
	near       search // from the point that Before was last asked about
	looks      int    // so many edges were looked at, ever
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

// Relax takes back every constraint that was added under the citation; one
// that is not known, or [Horizon], is none. What else holds need not be solved
// again: a caller goes through all contradictions of a network by asking
// [Network.Check] for one and relaxing a citation of its cycle until there is
// none. Relaxing makes no contradiction.
func (n *Network) Relax(cite int) {
	id, ok := n.cited[cite]
	if !ok {
		return
	}
	delete(n.cited, cite)
	for ; id != none; id = n.edges[id].nextCited {
		n.edges[id].state = gone
	}
	n.cycle = nil
	n.forget()
}

// Check reports whether the constraints contradict each other, and then
// returns the edges of one negative cycle, in order around it. No point is on
// it twice, so that without any one of its edges the others can be met. The
// same calls on two networks give the same cycle.
//
// The cycle is short: at its first edge it was seen that the bounds so far
// contradict each other, and of all negative cycles through that edge and those
// bounds it has the fewest edges. Only where to find that takes more than
// 16,384 looks at edges it may have more.
//
// It costs what the additions since the last question change; asked again, it
// costs nothing. Until a contradiction is relaxed nothing behind it is looked
// at.
func (n *Network) Check() (cycle []Edge, contradictory bool) {
	if n.cycle != nil {
		return slices.Clone(n.cycle), true
	}
	n.arrange()
	for len(n.waiting) > 0 {
		if id := n.waiting[0]; n.edges[id].state != gone {
			if n.cycle = n.insert(id); n.cycle != nil {
				return slices.Clone(n.cycle), true
			}
		}
		n.waiting = n.waiting[1:]
	}
	n.waiting = nil
	return nil, false
}

// Within returns the tightest bounds of a point; open ones on a network that
// [Network.Check] finds contradictory.
//
// The first question after a change costs two searches of the whole network,
// the next ones nothing.
func (n *Network) Within(p Node) Range {
	r := Range{-Open, Open}
	if !n.bound() {
		return r
	}
	if d := n.up.dist[p]; d < Open-n.at[p] {
		r.Hi = n.at[p] + d
	}
	if d := n.down.dist[p]; d < Open+n.at[p] {
		r.Lo = n.at[p] - d
	}
	return r
}

// Bounds returns the tightest bounds of a point as [Network.Within] does, and the
// citations that prove the lower and the upper one, each once. A proof takes
// as long as its path, which can be that of all the story where one happening
// is dated and the others by chains from it: who needs no proof asks Within.
func (n *Network) Bounds(p Node) (r Range, lo, hi []int) {
	r = n.Within(p)
	if r.Lo > -Open {
		lo = cites(n.down.path(n, p))
	}
	if r.Hi < Open {
		hi = cites(n.up.path(n, p))
	}
	return r, lo, hi
}

// Before reports whether a lies before b, or at the same instant, in every
// solution, and returns the citations that prove it, each once and those
// nearest to a first. Of a chain of constraints between the two and their
// bounds in absolute time it takes what keeps them farther apart.
//
// Most questions are answered by the solution or by the bounds. Else the
// points around b are searched as far as the solution or the bounds leave
// room; questions about one b share that search.
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
	within := room
	x, y := n.down.dist[b], n.up.dist[a]
	dated := x <= room && y <= room-x
	if dated {
		within = x + y
	}
	s := &n.near
	if s.root != b || len(s.touched) == 0 {
		s.start(len(n.at), b)
	}
	for s.dist[a] > within {
		it, ok := s.top()
		if !ok || it.dist > within {
			break
		}
		s.pop()
		if it.node != Origin {
			n.scan(s, nil, it.node, far)
		}
	}
	if s.dist[a] <= within {
		return cites(s.path(n, a)), true
	}
	if !dated {
		return nil, false
	}
	return cites(append(n.up.path(n, a), reverse(n.down.path(n, b))...)), true
}
