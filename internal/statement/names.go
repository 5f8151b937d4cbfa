package statement

import "timeline/internal/text"

// Names returns the proper names in a line, in the normalised form of [Act.Names], in the
// order in which they stand.
func Names(line string) []string {
	c := &clause{source: line, tokens: tokenize(line, text.Span{End: len(line)})}
	c.span.End = len(line)
	var out []string
	for _, n := range c.names() {
		out = append(out, n.key)
	}
	return out
}
