package event

import (
	"sort"
	"strings"

	"timeline/internal/resolve"
	"timeline/internal/statement"
)

const (
	plannedBefore = resolve.PlannedBefore
	plannedAfter  = resolve.PlannedAfter
)

// title chooses or makes the headline of an entry. A phase is named by its
// happening's noun and the people in it; anything else takes the clause of its
// best statement.
func (g *grouper) title(h *Happening, ids []int, p Phase) string {
	if p != Whole || g.sts[ids[0]].Act.Class == "talk" && len(h.Statements) > 1 {
		if t := g.made(h, p); t != "" {
			return t
		}
	}
	kinds := map[string]int{}
	for _, i := range h.Statements {
		kinds[g.sts[i].Act.Class]++
	}
	kind := most(kinds, nil)
	best, top := "", -1<<30
	for _, i := range ids {
		s := &g.sts[i]
		n := 0
		words := len(strings.Fields(s.Title))
		switch {
		case words < 3:
			n -= 20
		case words <= 10:
			n += 4
		case words <= 14:
			n += 2
		}
		n += 2 * min(len(s.Act.Names), 2)
		if s.Act.Class == kind && len(kinds) > 1 {
			n += 4 // it says what most of them say
		}
		if s.Role == statement.RoleDuration || s.Expr.Type == "SIGNAL" {
			n -= 6 // it tells how long, or in what order; not what
		}
		if s.Modality == statement.Happened || s.Modality == statement.Planned || s.Modality == statement.Cancelled {
			n += 2
		}
		if pronoun[strings.ToLower(strings.SplitN(s.Title, " ", 2)[0])] {
			n -= 6
		}
		if n > top {
			best, top = s.Title, n
		}
	}
	if best == "" {
		best = "Event told of in “" + g.sts[ids[0]].Expr.Text + "”"
	}
	return best
}

var pronoun = map[string]bool{"he": true, "she": true, "it": true, "they": true, "we": true, "i": true, "his": true, "her": true, "their": true, "this": true, "that": true, "these": true, "those": true, "there": true}

// made composes a title such as "Putin–Witkoff talks begin": the two people
// named most in the happening, its commonest noun, and the phase.
func (g *grouper) made(h *Happening, p Phase) string {
	nouns, names := map[string]int{}, map[string]int{}
	shown := map[string]string{}
	order := map[string]int{}
	place := ""
	for _, i := range h.Statements {
		s := &g.sts[i]
		if s.Act.Noun != "" {
			nouns[s.Act.Noun]++
		}
		for _, n := range s.Act.Told {
			names[n]++
			if shown[n] == "" {
				shown[n], order[n] = s.Act.Shown[n], len(order)
			}
		}
		if place == "" {
			place = s.Place
		}
	}
	noun := most(nouns, nil)
	if noun == "" {
		return ""
	}
	talk := g.sts[h.Statements[0]].Act.Class == "talk"
	head := noun
	if talk {
		var top []string
		for n := range names {
			if names[n]*3 >= len(h.Statements) || names[n] > 1 {
				top = append(top, n)
			}
		}
		sort.Slice(top, func(i, j int) bool {
			if names[top[i]] != names[top[j]] {
				return names[top[i]] > names[top[j]]
			}
			return order[top[i]] < order[top[j]]
		})
		if len(top) >= 2 {
			head = shown[top[0]] + "–" + shown[top[1]] + " " + noun
		}
	}
	plural := strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss")
	verb := func(base string) string {
		if plural {
			return base
		}
		return base + "s"
	}
	where := ""
	if place != "" {
		where = " in " + place
	}
	switch p {
	case Begins:
		head += " " + verb("begin") + where
	case Ends:
		head += " " + verb("end") + where
	case PlannedStart:
		head += " due to begin" + where
	case Lasts:
		head += ": how long" // its length is told beside it
	default:
		if len(names) < 2 {
			return ""
		}
		head += where
	}
	return strings.ToUpper(head[:1]) + head[1:]
}

func most(n map[string]int, order map[string]int) string {
	best := ""
	for k, c := range n {
		if best == "" || c > n[best] || c == n[best] && k < best {
			best = k
		}
	}
	return best
}
