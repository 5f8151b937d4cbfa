package terminal

import (
	"io"
	"os"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// Width is how many columns s takes: two for the wide letters of East Asia and for emoji,
// none for what is put on the letter before it, and none for what a [Style] adds.
func Width(s string) int {
	if !strings.Contains(s, "\x1b[") {
		return uniseg.StringWidth(s)
	}
	n := 0
	for s != "" {
		plain, rest, ok := strings.Cut(s, "\x1b[")
		n += uniseg.StringWidth(plain)
		if !ok {
			break
		}
		_, s, _ = strings.Cut(rest, "m")
	}
	return n
}

// Pad fills s with blanks up to a width.
func Pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-Width(s)))
}

// Wrap breaks s at its blanks into lines of a width at most; a word that is wider by itself
// is broken where it has to be, unless it is styled. A width of 0 is no limit.
func Wrap(s string, width int) []string {
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return nil
	}
	if width <= 0 {
		return []string{strings.Join(fields, " ")}
	}
	var lines []string
	line, used := "", 0
	for _, f := range fields {
		w := Width(f)
		if used > 0 && used+1+w > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		for w > width && !strings.Contains(f, "\x1b[") {
			head, rest := split(f, width)
			if rest == "" {
				break
			}
			lines = append(lines, head)
			f, w = rest, Width(rest)
		}
		line, used = line+f, used+w
	}
	return append(lines, line)
}

// split cuts s between characters so that head is as wide as width allows, and no shorter
// than one character.
func split(s string, width int) (head, rest string) {
	used := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		from, _ := g.Positions()
		if used += g.Width(); used > width && from > 0 {
			return s[:from], s[from:]
		}
	}
	return s, ""
}

// A Style colours text, or leaves it alone: the zero Style.
type Style struct{ Colour bool }

// The styles. Each leaves text of no letters alone.
func (s Style) Bold(x string) string   { return s.put("1", x) }
func (s Style) Dim(x string) string    { return s.put("2", x) }
func (s Style) Red(x string) string    { return s.put("31", x) }
func (s Style) Green(x string) string  { return s.put("32", x) }
func (s Style) Yellow(x string) string { return s.put("33", x) }
func (s Style) Cyan(x string) string   { return s.put("36", x) }

// Mark sets words off from those around them: underlined where there is colour, else
// between asterisks. A line may be broken between two of them.
func (s Style) Mark(x string) string {
	if !s.Colour {
		return "**" + x + "**"
	}
	words := strings.Fields(x)
	for i := range words {
		words[i] = s.put("1;4", words[i])
	}
	return strings.Join(words, " ")
}

func (s Style) put(code, x string) string {
	if !s.Colour || strings.TrimSpace(x) == "" {
		return x
	}
	return "\x1b[" + code + "m" + x + "\x1b[0m"
}

// Of returns how to write to w: in colour where it is a terminal that knows colour and
// NO_COLOR is not set; and how many columns it has, 0 where it is no terminal.
func Of(w io.Writer) (Style, int) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Style{}, 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	return Style{Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}, width
}
