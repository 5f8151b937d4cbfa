package content

import (
	"fmt"
	"testing"
)

func TestLinks(t *testing.T) {
	const file = "---\ntitle: About\n---\n\nSee [the log](../log.html \"a title\")\nand ![a map](map.png), <https://example.org/a>\nhttps://example.org/b and [it][ref].\n\n> * [deep](#deep)\n\nText [](empty.html)\n\n`[none](code.html)`\n\n[ref]: there.html\n"
	want := "[{5 ../log.html} {6 map.png} {6 https://example.org/a} {7 https://example.org/b} {7 there.html} {9 #deep} {11 empty.html}]"
	if got := fmt.Sprint(Links([]byte(file))); got != want {
		t.Errorf("links\n%s\nwant\n%s", got, want)
	}
	for _, hard := range []string{"", "---\n", "[a](", "> > [x](y)"} {
		Links([]byte(hard)) // and it returns
	}
}
