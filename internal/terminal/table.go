package terminal

import (
	"fmt"
	"io"
	"strings"
)

// A Table is rows below a head, every column as wide as its widest cell. Of a terminal that
// is too narrow the last columns, Flex of them, share what room is left, their cells broken
// into several lines; where even that is too little they stand below the row.
type Table struct {
	Head  []string
	Rows  [][]string                                // as many cells as the head; plain text without line breaks
	Flex  int                                       // how many of the last columns may be broken
	Paint func(row, column int, text string) string // colours a cell or a line of it; nil for none
	Style Style
}

const (
	between = 2  // columns between two cells
	narrow  = 18 // columns that a cell needs to be read
)

// Write writes the table for a terminal of a width; 0 is no limit.
func (t Table) Write(w io.Writer, width int) error {
	n := len(t.Head)
	wide := make([]int, n)
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		for i, c := range row {
			wide[i] = max(wide[i], Width(c))
		}
	}
	fixed := 0
	for _, x := range wide[:n-t.Flex] {
		fixed += x + between
	}
	below := false
	if width > 0 && t.Flex > 0 {
		below = !share(wide[n-t.Flex:], width-fixed)
	}
	put := func(row int, cells []string) error {
		lines := make([][]string, n)
		tall := 1
		for i, c := range cells {
			lines[i] = []string{c}
			if i >= n-t.Flex && width > 0 {
				if lines[i] = Wrap(c, wide[i]); below {
					lines[i] = Wrap(c, width-between)
				} else {
					tall = max(tall, len(lines[i]))
				}
			}
		}
		for k := range tall {
			var b strings.Builder
			for i := range cells {
				if below && i >= n-t.Flex {
					break
				}
				c := ""
				if k < len(lines[i]) {
					c = lines[i][k]
				}
				gap := strings.Repeat(" ", max(0, wide[i]-Width(c))+between)
				if b.WriteString(t.paint(row, i, c)); i < n-1 {
					b.WriteString(gap)
				}
			}
			if _, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " ")); err != nil {
				return err
			}
		}
		if !below || row < 0 {
			return nil
		}
		for i := n - t.Flex; i < n; i++ {
			for _, l := range lines[i] {
				if _, err := fmt.Fprintln(w, strings.Repeat(" ", between)+t.paint(row, i, l)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := put(-1, t.Head); err != nil {
		return err
	}
	for i, row := range t.Rows {
		if err := put(i, row); err != nil {
			return err
		}
	}
	return nil
}

func (t Table) paint(row, column int, text string) string {
	switch {
	case row < 0:
		return t.Style.Bold(text)
	case t.Paint == nil:
		return text
	}
	return t.Paint(row, column, text)
}

// share gives the columns of wide the room there is, the widest giving way first. It
// reports whether each is left with enough to be read.
func share(wide []int, room int) bool {
	room -= between * (len(wide) - 1)
	total := 0
	for _, x := range wide {
		total += x
	}
	for total > room {
		most := 0
		for i := range wide {
			if wide[i] > wide[most] {
				most = i
			}
		}
		if wide[most] <= narrow {
			return false
		}
		wide[most]--
		total--
	}
	return true
}
