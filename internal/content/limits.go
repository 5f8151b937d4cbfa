package content

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// Limits bound what a file may cost to read. A file that passes one is left out, and told with
// the limit that it passes and how to raise it.
type Limits struct {
	FileSize    int64 // bytes of a file
	Line        int   // bytes of a line
	FrontMatter int   // bytes of the front matter, with its marks
	Aliases     int   // aliases in a YAML front matter
	Nesting     int   // how deep the elements of a page lie inside each other, or the parts of a message
	Elements    int   // tags and texts of a page
	Parts       int   // parts of a message
	Decoded     int   // bytes of a part of a message once it is decoded
	Expressions int   // temporal expressions of a report
}

// DefaultLimits are the limits of a folder without a configuration.
func DefaultLimits() Limits {
	return Limits{FileSize: 16 << 20, Line: 4 << 20, FrontMatter: 64 << 10, Aliases: 0, Nesting: 200, Elements: 400_000, Parts: 200, Decoded: 32 << 20, Expressions: 5000}
}

// limitKeys are the keys of the table limits of a configuration.
var limitKeys = []string{"file_size", "line", "front_matter", "aliases", "nesting", "elements", "parts", "decoded", "expressions"}

// set changes one limit, or says what is wrong with it.
func (l *Limits) set(key, value string) (what, fix string) {
	n, err := strconv.ParseInt(strings.ReplaceAll(value, "_", ""), 10, 64)
	if err != nil || n < 0 || n == 0 && key != "aliases" || n > 1<<40 {
		return fmt.Sprintf("limits.%s is %q, no limit", key, value), "write a whole number, such as 100_000"
	}
	switch key {
	case "file_size":
		l.FileSize = n
	case "line":
		l.Line = int(n)
	case "front_matter":
		l.FrontMatter = int(n)
	case "aliases":
		l.Aliases = int(n)
	case "nesting":
		l.Nesting = int(n)
	case "elements":
		l.Elements = int(n)
	case "parts":
		l.Parts = int(n)
	case "decoded":
		l.Decoded = int(n)
	case "expressions":
		l.Expressions = int(n)
	default:
		return fmt.Sprintf("unknown limit %q", key), suggest(key, limitKeys)
	}
	return "", ""
}

// Over is the problem of a file that passes a limit, at a line from 1; 0 for none.
func Over(file string, line int, what, key string, limit int64) *Problem {
	return &Problem{
		File: file, Line: line, Fatal: true, What: fmt.Sprintf("%s: more than the limit of %d", what, limit),
		Fix: fmt.Sprintf("look whether it is what it seems to be; if so, raise %s under [limits] in %s", key, ConfigName),
	}
}

// lines checks the length of the lines of a file.
func (l Limits) lines(file string, src []byte) *Problem {
	if len(src) <= l.Line {
		return nil
	}
	for no := 1; len(src) > 0; no++ {
		n := bytes.IndexByte(src, '\n')
		if n < 0 {
			n = len(src)
		}
		if n > l.Line {
			return Over(file, no, fmt.Sprintf("the line has %d bytes", n), "line", int64(l.Line))
		}
		src = src[min(n+1, len(src)):]
	}
	return nil
}
