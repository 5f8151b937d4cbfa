package statement

import (
	"strings"
	"testing"
)

// TestClasses checks that the table of classes gives no word two classes: the
// second would silently win.
func TestClasses(t *testing.T) {
	verbs, nouns, classes := map[string]string{}, map[string]string{}, map[string]bool{}
	n := 0
	for line := range strings.Lines(classTable) {
		class, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(class, "#") {
			continue
		}
		if classes[class] {
			t.Errorf("the class %s stands twice", class)
		}
		classes[class] = true
		vs, ns, ok := strings.Cut(words, "|")
		if !ok || strings.TrimSpace(vs+ns) == "" {
			t.Errorf("the class %s has no words", class)
		}
		for _, w := range strings.Fields(vs) {
			if verbs[w] != "" {
				t.Errorf("the verb %s is of %s and of %s", w, verbs[w], class)
			}
			verbs[w] = class
			n++
		}
		for _, w := range strings.Fields(ns) {
			if nouns[w] != "" {
				t.Errorf("the noun %s is of %s and of %s", w, nouns[w], class)
			}
			nouns[w] = class
			n++
		}
	}
	if n < 900 {
		t.Errorf("%d words were read", n)
	}
	for v := range verbs {
		if first, second, ok := strings.Cut(v, "-"); ok && len(first) > 2 && !particles[second] && !strings.Contains(second, "-") {
			t.Errorf("%s: %q is no particle", v, second)
		}
	}
}
