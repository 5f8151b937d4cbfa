package network

import "math"

// far is the distance of what a search has not reached.
const far int64 = math.MaxInt64

// none ends a list of edges.
const none int32 = -1

// An edge is on the lists of its two points and of its citation.
type edge struct {
	Edge
	nextOut, nextIn, nextCited int32
	state                      state
}

type state uint8

const (
	waiting state = iota
	held          // by the solution
	gone          // taken back
)

// lists are the last edges that leave and enter a point, and how many they
// are.
type lists struct{ out, in, outs, ins int32 }

func (n *Network) edge(e Edge) {
	// A difference of two points is never more than twice Open. So an edge that
	// asks for more can be cut to a little more, and no sum below overflows:
	// times are up to Open, weights from -2 Open - 1 to Open, slacks and
	// deficits up to 4 Open + 1, which is less than the largest integer.
	e.Weight = max(e.Weight, -2*Open-1)
	id := int32(len(n.edges))
	last, ok := n.cited[e.Cite]
	if !ok {
		last = none
	}
	from, to := &n.lists[e.From], &n.lists[e.To]
	n.edges = append(n.edges, edge{e, from.out, to.in, last, waiting})
	from.out, to.in, n.cited[e.Cite] = id, id, id
	from.outs++
	to.ins++
}

// slack is how many seconds the solution leaves before the edge is violated.
func (n *Network) slack(e *edge) int64 { return n.at[e.From] + e.Weight - n.at[e.To] }

// A search finds the shortest paths from one point, or where it goes back, to
// it (Dijkstra). Distances are sums of slacks, never negative: they are those
// of the weights but for a constant of the two ends (Johnson 1977).
type search struct {
	back    bool
	root    Node
	dist    []int64 // of those touched, else far
	edge    []int32 // by which it was reached
	touched []Node
	queue   []reached // a heap, what is nearest first
	brink   Node      // if the origin was reached over the end of time: from here
}

type reached struct {
	dist int64
	node Node
}

// start makes a search from a point of a network of so many.
func (s *search) start(points int, root Node) {
	s.reset()
	for len(s.dist) < points {
		s.dist, s.edge = append(s.dist, far), append(s.edge, none)
	}
	s.root = root
	s.reach(root, 0, none)
}

func (s *search) reset() {
	for _, p := range s.touched {
		s.dist[p] = far
	}
	s.touched, s.queue = s.touched[:0], s.queue[:0]
}

func (s *search) reach(p Node, dist int64, by int32) {
	if s.dist[p] == far {
		s.touched = append(s.touched, p)
	}
	s.dist[p], s.edge[p] = dist, by
	s.queue = append(s.queue, reached{dist, p})
	q := s.queue
	for i := len(q) - 1; i > 0; {
		parent := (i - 1) / 2
		if !q[i].before(q[parent]) {
			break
		}
		q[i], q[parent] = q[parent], q[i]
		i = parent
	}
}

// top is what is to be expanded next.
func (s *search) top() (next reached, ok bool) {
	for len(s.queue) > 0 {
		if it := s.queue[0]; it.dist == s.dist[it.node] {
			return it, true
		}
		s.pop() // a shorter way was found since
	}
	return reached{}, false
}

func (s *search) pop() {
	q := s.queue
	last := len(q) - 1
	q[0] = q[last]
	q = q[:last]
	for i := 0; ; {
		least := 2*i + 1
		if least >= last {
			break
		}
		if least+1 < last && q[least+1].before(q[least]) {
			least++
		}
		if !q[least].before(q[i]) {
			break
		}
		q[i], q[least] = q[least], q[i]
		i = least
	}
	s.queue = q
}

func (r reached) before(o reached) bool {
	return r.dist < o.dist || r.dist == o.dist && r.node < o.node
}

// first is the first edge that leaves a point, or that enters it when the search
// goes back; none if there is none.
func (n *Network) first(p Node, back bool) int32 {
	if back {
		return n.lists[p].in
	}
	return n.lists[p].out
}

// follow looks at an edge: the point it leads to, and the next of its list.
func (n *Network) follow(e *edge, back bool) (Node, int32) {
	n.looks++
	if back {
		return e.From, e.nextIn
	}
	return e.To, e.nextOut
}

// scan reaches what the edges of a point lead to at less than the limit, and
// stops where that meets the other search at less than the limit in sum.
func (n *Network) scan(s, other *search, p Node, limit int64) (meet Node, met bool) {
	id := n.first(p, s.back)
	for d := s.dist[p]; id != none; {
		e, by := &n.edges[id], id
		var q Node
		q, id = n.follow(e, s.back)
		if e.state != held {
			continue
		}
		slack := n.slack(e)
		if slack >= limit-d || d+slack >= s.dist[q] {
			continue
		}
		s.reach(q, d+slack, by)
		if other != nil && other.dist[q] < limit-d-slack {
			return q, true
		}
	}
	return 0, false
}

// path is the edges between the point and the root of the search, from the
// point on.
func (s *search) path(n *Network, p Node) []Edge {
	var out []Edge
	for p != s.root {
		e := Edge{s.brink, p, Open, Horizon}
		if s.back {
			e.From, e.To = p, s.brink
		}
		if id := s.edge[p]; id != none {
			e = n.edges[id].Edge
		}
		out = append(out, e)
		p = e.From
		if s.back {
			p = e.To
		}
	}
	return out
}

// cites are the citations of the edges, each once.
func cites(es []Edge) []int {
	var out []int
	seen := map[int]bool{}
	for _, e := range es {
		if e.Cite >= 0 && !seen[e.Cite] {
			seen[e.Cite] = true
			out = append(out, e.Cite)
		}
	}
	return out
}

// bound finds the distances from and to the origin, unless there are
// contradictions.
func (n *Network) bound() bool {
	if _, bad := n.Check(); bad {
		return false
	}
	if n.bounded {
		return true
	}
	for _, s := range [...]*search{&n.up, &n.down} {
		s.start(len(n.at), Origin)
		for it, ok := s.top(); ok; it, ok = s.top() {
			s.pop()
			n.scan(s, nil, it.node, far)
		}
	}
	n.bounded = true
	return true
}

// forget drops what was found for the network as it was.
func (n *Network) forget() {
	n.bounded = false
	n.near.reset()
}
