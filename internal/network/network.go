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
package network

import (
	"container/heap"
	"math"
)

// A Node is a point in time.
type Node int32

// Origin is the point that every network has, at second zero: bounds from it
// are bounds in absolute time.
const Origin Node = 0

// Open is the bound that bounds nothing. Use -Open for an open lower bound.
const Open int64 = math.MaxInt64 / 4

// A Constraint bounds the seconds from one point to another:
// Lo <= To - From <= Hi. Cite is the caller's name for what it rests on; it
// comes back in proofs and cycles.
type Constraint struct {
	From, To Node
	Lo, Hi   int64
	Cite     int
}

// An Edge is one bound of a cycle: To - From is at most Weight.
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
	edges []Edge
	out   [][]int32 // by node: the edges that leave it
	in    [][]int32 // by node: the edges that enter it

	potential []int64 // one solution, once solved
	solved    bool
	up, down  paths // from and to the origin
}

// New returns a network with no point but the origin.
func New() *Network {
	return &Network{out: make([][]int32, 1), in: make([][]int32, 1)}
}

// Point adds a point about which nothing is known.
func (n *Network) Point() Node {
	n.out = append(n.out, nil)
	n.in = append(n.in, nil)
	n.changed()
	return Node(len(n.out) - 1)
}

// Add adds a constraint.
func (n *Network) Add(c Constraint) {
	if c.Hi < Open {
		n.edge(Edge{c.From, c.To, c.Hi, c.Cite})
	}
	if c.Lo > -Open {
		n.edge(Edge{c.To, c.From, -c.Lo, c.Cite})
	}
}

func (n *Network) edge(e Edge) {
	id := int32(len(n.edges))
	n.edges = append(n.edges, e)
	n.out[e.From] = append(n.out[e.From], id)
	n.in[e.To] = append(n.in[e.To], id)
	// A solution that satisfies the new bound stays one.
	if n.solved && n.potential[e.To]-n.potential[e.From] <= e.Weight {
		n.up, n.down = paths{}, paths{}
		return
	}
	n.changed()
}

func (n *Network) changed() {
	n.solved = false
	n.up, n.down = paths{}, paths{}
}

// Check reports whether the constraints contradict each other, and then
// returns the edges of one negative cycle, in order around it.
func (n *Network) Check() (cycle []Edge, contradictory bool) {
	if n.solved {
		return nil, false
	}
	// Bellman and Ford with a queue, from a source at distance zero to every
	// point. The parent graph has a cycle as soon as the graph shows a negative
	// one; looking once in as many relaxations as there are points costs a
	// constant each.
	size := len(n.out)
	dist := make([]int64, size)
	parent := make([]int32, size)
	queued := make([]bool, size)
	queue := make([]Node, size)
	for i := range queue {
		queue[i], queued[i], parent[i] = Node(i), true, -1
	}
	relaxed := 0
	for len(queue) > 0 {
		u := queue[0]
		queue = queue[1:]
		queued[u] = false
		for _, id := range n.out[u] {
			e := &n.edges[id]
			d := dist[u] + e.Weight
			if d >= dist[e.To] {
				continue
			}
			dist[e.To], parent[e.To] = d, id
			if !queued[e.To] {
				queued[e.To] = true
				queue = append(queue, e.To)
			}
			if relaxed++; relaxed%size == 0 {
				if c := n.parentCycle(parent); c != nil {
					return c, true
				}
			}
		}
	}
	n.potential, n.solved = dist, true
	return nil, false
}

// parentCycle looks for a cycle among the parent edges.
func (n *Network) parentCycle(parent []int32) []Edge {
	seen := make([]int32, len(parent)) // the walk that saw the node, from 1
	for start := range parent {
		v := Node(start)
		for seen[v] == 0 && parent[v] >= 0 {
			seen[v] = int32(start) + 1
			v = n.edges[parent[v]].From
		}
		if seen[v] != int32(start)+1 || parent[v] < 0 {
			if seen[v] == 0 {
				seen[v] = int32(start) + 1
			}
			continue
		}
		var back []Edge
		for u := v; ; {
			e := n.edges[parent[u]]
			back = append(back, e)
			if u = e.From; u == v {
				break
			}
		}
		for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
			back[i], back[j] = back[j], back[i]
		}
		return back
	}
	return nil
}

// Bounds returns the tightest bounds of a point, and the citations that prove
// the lower and the upper one. It must not be called on a network that [Check]
// finds contradictory; there it returns open bounds.
func (n *Network) Bounds(p Node) (r Range, lo, hi []int) {
	r = Range{-Open, Open}
	if _, bad := n.Check(); bad {
		return r, nil, nil
	}
	n.search()
	if d := n.up.dist[p]; d < Open {
		r.Hi = d
		hi = n.up.proof(n, p, true)
	}
	if d := n.down.dist[p]; d < Open {
		r.Lo = -d
		lo = n.down.proof(n, p, false)
	}
	return r, lo, hi
}

// Before reports whether a lies before b, or at the same instant, in every
// solution, and returns the citations that prove it.
func (n *Network) Before(a, b Node) (proof []int, ok bool) {
	if _, bad := n.Check(); bad {
		return nil, false
	}
	// a - b <= 0 is a path from b to a of weight at most zero.
	p := n.dijkstra(b, true)
	if p.dist[a] > 0 {
		return nil, false
	}
	return p.proof(n, a, true), true
}

func (n *Network) search() {
	if n.up.dist == nil {
		n.up, n.down = n.dijkstra(Origin, true), n.dijkstra(Origin, false)
	}
}

// paths are the shortest paths from one point to all, or from all to one.
type paths struct {
	dist   []int64
	parent []int32
}

// proof returns the citations on the path of p, each once, those nearest to
// the other end first.
func (s *paths) proof(n *Network, p Node, forward bool) []int {
	var out []int
	seen := map[int]bool{}
	for v := p; s.parent[v] >= 0; {
		e := n.edges[s.parent[v]]
		if e.Cite >= 0 && !seen[e.Cite] {
			seen[e.Cite] = true
			out = append(out, e.Cite)
		}
		if forward {
			v = e.From
		} else {
			v = e.To
		}
	}
	return out
}

// dijkstra finds the shortest paths from the point (or to it). Weighed with
// the solution as potentials no edge is negative (Johnson 1977).
func (n *Network) dijkstra(from Node, forward bool) paths {
	size := len(n.out)
	s := paths{make([]int64, size), make([]int32, size)}
	reduced := make([]int64, size)
	for i := range reduced {
		reduced[i], s.parent[i], s.dist[i] = Open, -1, Open
	}
	reduced[from], s.dist[from] = 0, 0
	q := &nodeHeap{{from, 0}}
	for q.Len() > 0 {
		it := heap.Pop(q).(nodeDist)
		if it.dist > reduced[it.node] {
			continue
		}
		next := n.out[it.node]
		if !forward {
			next = n.in[it.node]
		}
		for _, id := range next {
			e := &n.edges[id]
			v := e.To
			if !forward {
				v = e.From
			}
			w := e.Weight + n.potential[e.From] - n.potential[e.To]
			if d := it.dist + w; d < reduced[v] {
				reduced[v], s.parent[v] = d, id
				s.dist[v] = s.dist[it.node] + e.Weight
				heap.Push(q, nodeDist{v, d})
			}
		}
	}
	return s
}

type nodeDist struct {
	node Node
	dist int64
}

type nodeHeap []nodeDist

func (h nodeHeap) Len() int { return len(h) }
func (h nodeHeap) Less(i, j int) bool {
	return h[i].dist < h[j].dist || h[i].dist == h[j].dist && h[i].node < h[j].node
}
func (h nodeHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *nodeHeap) Push(x any)   { *h = append(*h, x.(nodeDist)) }
func (h *nodeHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
