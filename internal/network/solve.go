package network

import "slices"

// arrange lets the new edges wait to be inserted, after those that wait. Where
// they are many, an edge comes when its second point comes in topological order
// of what is told to be before what, as far as there is one; then a point has
// mostly moved for the last time when what comes after it is tied to it. Else
// they come as they were added.
func (n *Network) arrange() {
	first := int32(n.arranged)
	fresh := len(n.edges) - n.arranged
	if fresh == 0 {
		return
	}
	n.arranged = len(n.edges)
	if fresh*8 < n.arranged {
		for id := first; int(id) < n.arranged; id++ {
			n.waiting = append(n.waiting, id)
		}
		return
	}
	done := make([]bool, len(n.at))
	finish := func(p Node) {
		done[p] = true
		for id := n.lists[p].out; id >= first; id = n.edges[id].nextOut {
			if done[n.edges[id].To] {
				n.waiting = append(n.waiting, id)
			}
		}
		for id := n.lists[p].in; id >= first; id = n.edges[id].nextIn {
			if from := n.edges[id].From; done[from] && from != p {
				n.waiting = append(n.waiting, id)
			}
		}
	}
	finish(Origin)
	// Depth first along the edges to what comes before.
	seen := make([]bool, len(n.at))
	seen[Origin] = true
	next := make([]int32, len(n.at)) // by point: the edge to go on with
	for p := range next {
		next[p] = n.lists[p].out
	}
	var stack []Node
	for p := range seen {
		if !seen[p] {
			stack, seen[p] = append(stack, Node(p)), true
		}
		for len(stack) > 0 {
			p := stack[len(stack)-1]
			id := next[p]
			if id < first {
				stack = stack[:len(stack)-1]
				finish(p)
				continue
			}
			e := &n.edges[id]
			next[p] = e.nextOut
			if e.Weight <= 0 && !seen[e.To] {
				stack, seen[e.To] = append(stack, e.To), true
			}
		}
	}
}

// insert makes the solution satisfy one more edge, or returns a negative cycle
// through it.
//
// If the edge is violated, its end falls, or its start rises, or both by a
// part, and what is tied to them moves along: a point at distance d of slack
// from one that falls by x falls by x - d. The two searches run in step and
// stop as soon as the radii that they have gone through add up to what is
// missing, so the cost is that of the side on which fewer points move. The
// origin does not move, and none of its many edges is looked at. If the
// searches meet nearer than what is missing, the way over there and the edge
// are a negative cycle; no other can be, for without the edge there was none.
func (n *Network) insert(id int32) []Edge {
	e := &n.edges[id]
	missing := -n.slack(e)
	if missing > 0 {
		defer n.fall.reset()
		defer n.rise.reset()
		if meet, met := n.move(e, missing); met {
			cycle := append([]Edge{e.Edge}, reverse(n.fall.path(n, meet))...)
			cycle = append(cycle, n.rise.path(n, meet)...)
			return n.shorten(cycle, missing)
		}
	}
	e.state = held
	n.forget()
	return nil
}

// move lets points fall and rise until an edge that misses so many seconds is
// satisfied, or returns where the two searches meet.
func (n *Network) move(e *edge, missing int64) (meet Node, met bool) {
	fall, rise := &n.fall, &n.rise
	fall.start(len(n.at), e.To)
	rise.start(len(n.at), e.From)
	if e.From == e.To {
		return e.To, true
	}
	var fallen, risen int // looks at edges
	for {
		f, ok := fall.top()
		if !ok {
			f.dist = missing
		}
		r, ok := rise.top()
		if !ok {
			r.dist = missing
		}
		if f.dist >= missing-r.dist {
			down := max(0, missing-r.dist)
			for _, p := range fall.touched {
				n.at[p] -= max(0, down-fall.dist[p])
			}
			for _, p := range rise.touched {
				n.at[p] += max(0, missing-down-rise.dist[p])
			}
			return 0, false
		}
		// A search that is at the origin is at its end. Both cannot be: they
		// would have met there.
		falls, rises := fallen+int(n.lists[f.node].outs), risen+int(n.lists[r.node].ins)
		if f.node == Origin || r.node != Origin && rises < falls {
			meet, met = n.advance(rise, fall, missing, Open-n.at[r.node])
			risen = rises
		} else {
			meet, met = n.advance(fall, rise, missing, Open+n.at[f.node])
			fallen = falls
		}
		if met {
			return meet, true
		}
	}
}

// advance expands the next point of a search; the end of time, which is an
// edge between every point and the origin, leaves it the given slack.
func (n *Network) advance(s, other *search, missing, end int64) (meet Node, met bool) {
	it := s.queue[0]
	s.pop()
	if meet, met := n.scan(s, other, it.node, missing); met {
		return meet, true
	}
	if end >= missing-it.dist || it.dist+end >= s.dist[Origin] {
		return 0, false
	}
	s.brink = it.node
	s.reach(Origin, it.dist+end, none)
	return Origin, other.dist[Origin] < missing-it.dist-end
}

// effort is how many looks at edges it may take to find a shorter cycle.
const effort = 1 << 14

// A hop is the end of a path of so many edges from one end of an edge: the
// nearest by as many edges or fewer.
type hop struct {
	node  Node
	dist  int64
	edges int
	by    int32
	prev  int32 // the hop before it
	older int32 // a hop to the same point, farther by fewer edges
}

// hops are the paths from one end, by one edge more at a time (Bellman and
// Ford).
type hops struct {
	back   bool
	all    []hop
	newest map[Node]int32
	fresh  int // all[fresh:] have as many edges as any
	depth  int // how many that is
}

func newHops(root Node, back bool) *hops {
	return &hops{
		back: back, newest: map[Node]int32{root: 0},
		all: []hop{{node: root, by: none, prev: none, older: none}},
	}
}

// shorten returns a cycle through the first edge of the given one, which
// misses so many seconds, that has as few edges as any negative one, or the
// given one if that takes too much effort: a reader sees through a
// contradiction of two citations and not of nine. Like move it goes from both
// ends and not through the origin, at which the two can meet.
func (n *Network) shorten(cycle []Edge, missing int64) []Edge {
	first := cycle[0]
	fall, rise := newHops(first.To, false), newHops(first.From, true)
	least := len(cycle)
	var ahead, behind int32 = none, none
	for stop := n.looks + effort; n.looks < stop; {
		// The way over the origin can have all of its edges, which are two fewer
		// than the least when it is better, on either side.
		s, other := fall, rise
		if fall.done(least-2) || !rise.done(least-2) && rise.depth < fall.depth {
			s, other = rise, fall
		}
		if s.done(least - 2) {
			break
		}
		from, to := s.fresh, len(s.all)
		s.fresh, s.depth = to, s.depth+1
		for i := from; i < to; i++ {
			for _, id := range n.hop(s, int32(i), missing) {
				h := s.all[id]
				o, ok := other.newest[h.node]
				for ok && o != none && other.all[o].dist < missing-h.dist {
					if k := 1 + h.edges + other.all[o].edges; k < least {
						least, ahead, behind = k, id, o
						if s.back {
							ahead, behind = o, id
						}
					}
					o = other.all[o].older
				}
			}
		}
	}
	if ahead == none {
		return cycle
	}
	short := append([]Edge{first}, reverse(n.along(fall, ahead))...)
	return append(short, n.along(rise, behind)...)
}

// done reports whether paths of more edges, up to so many, can be of no use.
func (s *hops) done(depth int) bool { return s.fresh == len(s.all) || s.depth >= depth }

// hop goes one edge on from a hop and returns the hops that this adds.
func (n *Network) hop(s *hops, i int32, missing int64) []int32 {
	h := s.all[i]
	if h.node == Origin {
		return nil
	}
	var out []int32
	for id := n.first(h.node, s.back); id != none; {
		e, by := &n.edges[id], id
		var q Node
		q, id = n.follow(e, s.back)
		if e.state != held {
			continue
		}
		slack := n.slack(e)
		if slack >= missing-h.dist {
			continue
		}
		older, ok := s.newest[q]
		if !ok {
			older = none
		} else if s.all[older].dist <= h.dist+slack {
			continue
		}
		s.newest[q] = int32(len(s.all))
		out = append(out, s.newest[q])
		s.all = append(s.all, hop{q, h.dist + slack, h.edges + 1, by, i, older})
	}
	return out
}

// along is the edges of a hop, its last first.
func (n *Network) along(s *hops, i int32) []Edge {
	var out []Edge
	for ; s.all[i].by != none; i = s.all[i].prev {
		out = append(out, n.edges[s.all[i].by].Edge)
	}
	return out
}

func reverse(es []Edge) []Edge {
	slices.Reverse(es)
	return es
}
