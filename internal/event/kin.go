package event

import (
	"timeline/internal/statement"
)

// learn finds the words that stand for one happening in this story, whatever they mean
// elsewhere: where one report says that the liner was refloated at 04:12 and another that
// the vessel lifted clear at 04:12, a third may say so of another minute. It reports
// whether there are any.
//
// Two classes are kin where two reports tell them of one minute that is no round one, and
// no report tells them of two happenings.
func (g *grouper) learn() bool {
	kin := map[[2]string]bool{}
	minutes := g.by(func(i int) []string {
		if s := &g.sts[i]; clocked(s) && !hedged(s) && s.Faces[0]%5 != 0 && nameable(s.Act.Class) {
			return []string{s.Time.Stated.String()}
		}
		return nil
	})
	for _, ids := range minutes {
		for x, a := range ids {
			for _, b := range ids[x+1:] {
				s, t := &g.sts[a], &g.sts[b]
				if s.Source != t.Source && s.Act.Class != t.Act.Class && g.find(a) == g.find(b) && !opposite(s.Role, t.Role) {
					kin[inOrder(s.Act.Class, t.Act.Class)] = true
				}
			}
		}
	}
	if len(kin) == 0 {
		return false
	}
	ofKin := map[string]bool{}
	for k := range kin {
		ofKin[k[0]], ofKin[k[1]] = true, true
	}
	for _, ids := range g.by(func(i int) []string {
		if s := &g.sts[i]; s.Time.Known && ofKin[s.Act.Class] {
			return []string{s.Source}
		}
		return nil
	}) {
		for x, a := range ids {
			for _, b := range ids[x+1:] {
				if g.find(a) != g.find(b) {
					delete(kin, inOrder(g.sts[a].Act.Class, g.sts[b].Act.Class))
				}
			}
		}
	}
	g.kin = kin
	return len(kin) > 0
}

// nameable reports whether a class says enough to stand for a happening.
func nameable(class string) bool { return !vague[class] && !said[class] && !phases[class] }

func inOrder(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// alike reports whether two statements tell a happening of one class, or of two that are
// kin in this story.
func (g *grouper) alike(s, t *statement.Statement) bool {
	return s.Act.Class == t.Act.Class || g.kin[inOrder(s.Act.Class, t.Act.Class)]
}
