package place

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed cities.txt
var cityTable string

// seek returns where the first line of the table stands that begins with key
// or with what sorts behind it. Nothing of the table is read but the lines
// that the search touches.
func seek(table, key string) int {
	lo, hi := 0, len(table) // both at the start of a line, or the end
	for lo < hi {
		mid := strings.LastIndexByte(table[:lo+(hi-lo)/2], '\n') + 1
		if mid < lo {
			mid = lo
		}
		if head(table[mid:], len(key)) < key {
			lo = mid + strings.IndexByte(table[mid:], '\n') + 1
		} else {
			hi = mid
		}
	}
	return lo
}

func head(s string, n int) string { return s[:min(n, len(s))] }

// begins reports whether any name of the table begins with the folded words.
func begins(words string) bool {
	rest := cityTable[seek(cityTable, words):]
	if !strings.HasPrefix(rest, words) {
		return false
	}
	rest = rest[len(words):]
	// What continues the last word sorts behind a tab and a blank.
	return rest[0] == '\t' || rest[0] == ' '
}

// inTable reports whether a place of the table has the key, and how many
// people the largest has.
func inTable(key string) (people int, ok bool) {
	rest := cityTable[seek(cityTable, key+"\t"):]
	if !strings.HasPrefix(rest, key) || rest[len(key)] != '\t' {
		return 0, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	people, _ = strconv.Atoi(line[strings.LastIndexByte(line, '\t')+1:])
	return people, true
}

// tablePlaces returns the places of the table with the key, the largest first.
// A division that states.txt has is left out.
func tablePlaces(key string) []Place {
	var out []Place
	key += "\t"
	for rest := cityTable[seek(cityTable, key):]; strings.HasPrefix(rest, key); {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if p := parseRow(line); p.Kind != State || !hasState(p) {
			out = append(out, p)
		}
	}
	return out
}

// parseRow reads a line of the table.
func parseRow(line string) Place {
	f := strings.Split(line, "\t")
	people, _ := strconv.Atoi(f[6])
	p := Place{Name: f[1], Country: countryName(f[3]), Province: f[4], Zones: strings.Split(f[5], ","), Population: people, Capital: f[2] == "C", seat: f[2] == "s"}
	if f[2] == "p" {
		p.Kind, p.Province = State, f[1]
	}
	return p
}
