package statement

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"timeline/internal/text"
)

func TestZZ(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("ZZ")) {
		b, _ := os.ReadFile(f)
		txt := string(b)
		for _, s := range text.Sentences(txt) {
			g := countsOf(s.Of(txt))
			if g != "none" {
				fmt.Println("#", strings.Join(strings.Fields(s.Of(txt)), " "))
				fmt.Println("      ", g)
			}
		}
	}
}
