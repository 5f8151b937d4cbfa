package event

import (
	"maps"
	"sort"
	"strings"

	"timeline/internal/resolve"
	"timeline/internal/statement"
)

const (
	plannedBefore = resolve.PlannedBefore
	plannedAfter  = resolve.PlannedAfter
)

// title chooses or makes the headline of an entry. A phase of talks is named by the
// people in it; anything else takes the clause of the statement that reads best, and
// a phase that no statement tells in a clause of its own the noun of its happening.
func (g *grouper) title(h *Happening, ids []int, p Phase) string {
	made := ""
	if p != Whole || g.sts[ids[0]].Act.Class == "talk" && len(h.Statements) > 1 {
		var named bool
		if made, named = g.made(h, ids, p); named {
			return made
		}
	}
	best, weak := g.best(h, ids)
	if p == Lasts && made != "" && !strings.HasPrefix(g.sts[best].Title, "Length of ") && (weak > 1 || statement.EventNoun(g.sts[best].Act.Noun)) {
		return made
	}
	if made != "" && p != Lasts && (weak > 1 || !g.tells(best, p)) {
		return made
	}
	if weak >= unfit || p == Lasts && weak >= unfit/2 {
		if i, n := g.best(h, h.Statements); n < unfit {
			best, weak = i, n
		}
	}
	t := g.sts[best].Title
	if t == "" {
		return "Nothing told beside the time"
	}
	if (p == Begins || p == Ends) && weak <= 1 && !strings.ContainsAny(t, "\"“") {
		return t + g.border(best, p)
	}
	return t
}

// unfit is how weak a title must be for that of another phase of the happening to do
// better in its place.
const unfit = 10

// tells reports whether the clause of a statement says itself that its happening
// begins or ends, so that its title does.
func (g *grouper) tells(i int, p Phase) bool {
	return p == Begins && !g.since(i) || p == Ends && g.border(i, p) == ""
}

// border is what a title lacks where the start or the end of its happening is told
// by the words of the time alone: "the shop stayed shut until Friday".
func (g *grouper) border(i int, p Phase) string {
	w, _, _ := strings.Cut(strings.ToLower(g.sts[i].Expr.Words), " ")
	switch w {
	case "until", "till":
		if p == Ends && g.sts[i].Role == statement.RoleEnd {
			return " until then"
		}
	}
	return ""
}

// since reports whether a start is told by a word before the time alone, so that the
// clause does not say that it begins.
func (g *grouper) since(i int) bool {
	w, _, _ := strings.Cut(strings.ToLower(g.sts[i].Expr.Words), " ")
	return w == "since" || w == "from"
}

// best is the statement whose title reads best, and how weak that is.
func (g *grouper) best(h *Happening, ids []int) (best, weak int) {
	kinds := map[string]int{}
	for _, i := range h.Statements {
		kinds[g.sts[i].Act.Class]++
	}
	kind := most(kinds, nil)
	best, top := ids[0], -1<<30
	for _, i := range ids {
		s := &g.sts[i]
		w := statement.Weak(s.Title)
		n := -2 * w
		switch words := len(strings.Fields(s.Title)); {
		case words < 3:
			n -= 6
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
		if n > top {
			best, weak, top = i, w, n
		}
	}
	return best, weak
}

// made composes a title such as "Putin–Witkoff talks begin": the two people
// named most in the happening, its commonest noun, and the phase. It is empty where
// no noun of the happening is that of an event.
func (g *grouper) made(h *Happening, ids []int, p Phase) (title string, named bool) {
	nouns, names := map[string]int{}, map[string]int{}
	shown := map[string]string{}
	order := map[string]int{}
	place := ""
	for _, i := range h.Statements {
		s := &g.sts[i]
		if statement.NounClass(s.Act.Noun) == s.Act.Class {
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
	if p == Lasts {
		told := map[string]bool{} // of what it is said how long it took
		for _, i := range ids {
			told[g.sts[i].Act.Noun] = true
		}
		maps.DeleteFunc(nouns, func(n string, _ int) bool { return !told[n] })
	}
	noun := most(nouns, nil)
	if !statement.EventNoun(noun) {
		return "", false
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
			head, named = shown[top[0]]+"–"+shown[top[1]]+" "+noun, true
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
		if articled[place] {
			where = " in the " + place
		}
	}
	switch p {
	case Begins:
		head += " " + verb("begin") + where
	case Ends:
		head += " " + verb("end") + where
	case PlannedStart:
		head += " due to begin" + where
	case Lasts:
		head = "Length of the " + head // it is told beside it
	default:
		if !named {
			return "", false
		}
		head += where
	}
	return strings.ToUpper(head[:1]) + head[1:], named
}

// articled are the places of one word that are told with an article.
var articled = map[string]bool{"Kremlin": true, "Hague": true, "Netherlands": true, "Philippines": true, "Bahamas": true, "Gambia": true, "Maldives": true, "Vatican": true, "Pentagon": true}

func most(n map[string]int, order map[string]int) string {
	best := ""
	for k, c := range n {
		if best == "" || c > n[best] || c == n[best] && k < best {
			best = k
		}
	}
	return best
}
