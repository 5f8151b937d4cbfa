package content

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
	"go.yaml.in/yaml/v4"
)

// A Front is the front matter of a file: YAML between lines of "---" or TOML
// between lines of "+++", at the very top.
type Front struct {
	Fields map[string]Field
	Body   int // the offset of the first byte behind it
}

// A Field is one key of a front matter, with its value as written.
type Field struct {
	Text string   // of a scalar; dates and numbers are not interpreted
	List []string // of a list of scalars
	Line int      // in the file, from 1
}

// Get returns the text of a key, empty if it is absent.
func (f Front) Get(key string) string { return f.Fields[key].Text }

// ReadFront reads the front matter of a file, of which src are the bytes. A
// key that is not among known, a value that is neither a scalar nor a list of
// scalars and anything that cannot be parsed is a fatal Problem. A file that
// does not begin with a front matter has an empty one.
func ReadFront(file string, src []byte, known ...string) (Front, []Problem) {
	return readFront(file, src, 0, known)
}

func readFront(file string, src []byte, aliases int, known []string) (Front, []Problem) {
	front := Front{Fields: map[string]Field{}}
	body := bytes.TrimPrefix(src, bom)
	skip := len(src) - len(body)
	front.Body = skip
	first, rest := cutLine(body)
	mark := strings.TrimRight(string(first), " \t\r\n")
	if mark != "---" && mark != "+++" {
		return front, nil
	}
	matter, after, ok := cutMatter(rest, mark)
	if !ok {
		// A rule ("---") may open a text; an unclosed matter has keys.
		next, _ := cutLine(rest)
		if mark == "---" && !bytes.ContainsAny(next, ":") {
			return front, nil
		}
		return front, []Problem{{
			File: file, Line: 1, What: "the front matter does not end",
			Fix: fmt.Sprintf("close it with a line %q", mark), Fatal: true,
		}}
	}
	front.Body = len(src) - len(after)

	var fields []namedField
	var problems []Problem
	if mark == "---" {
		fields, problems = yamlFields(file, matter, aliases)
	} else {
		fields, problems = tomlFields(file, matter)
	}
	for _, f := range fields {
		f.Line++ // the line of the mark
		switch {
		case f.bad != "":
			problems = append(problems, Problem{File: file, Line: f.Line, What: f.bad, Fix: "write one value or a list of values", Fatal: true})
		case !slices.Contains(known, f.key):
			problems = append(problems, Problem{
				File: file, Line: f.Line, What: fmt.Sprintf("unknown front matter key %q", f.key), Fix: suggest(f.key, known), Fatal: true,
			})
		default:
			front.Fields[f.key] = f.Field
		}
	}
	return front, problems
}

type namedField struct {
	key  string   // with dots between the tables
	path []string // the parts of key
	bad  string   // what is wrong with the value
	col  int
	Field
}

var bom = []byte("\xef\xbb\xbf")

func cutLine(b []byte) (line, rest []byte) {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return b[:i+1], b[i+1:]
	}
	return b, nil
}

// cutMatter cuts b behind the line that is the closing mark.
func cutMatter(b []byte, mark string) (matter, after []byte, ok bool) {
	for rest := b; len(rest) > 0; {
		var line []byte
		start := len(b) - len(rest)
		line, rest = cutLine(rest)
		if strings.TrimRight(string(line), " \t\r\n") == mark {
			return b[:start], rest, true
		}
	}
	return nil, nil, false
}

// yamlFields returns the top-level keys of a YAML mapping, in order.
func yamlFields(file string, src []byte, aliases int) ([]namedField, []Problem) {
	var doc yaml.Node
	// Unlike Load, Unmarshal takes a matter of nothing but comments for empty.
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return nil, []Problem{yamlProblem(file, src, err)}
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, []Problem{{
			File: file, Line: fileLine(src, root.Line) + 1, What: "the front matter is not a list of keys",
			Fix: `write one "key: value" a line`, Fatal: true,
		}}
	}
	if n, line := countAliases(root); n > aliases {
		return nil, []Problem{*Over(file, fileLine(src, line)+1, fmt.Sprintf("the front matter has %d aliases", n), "aliases", int64(aliases))}
	}
	var out []namedField
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, v := root.Content[i], root.Content[i+1]
		f := namedField{key: k.Value, path: []string{k.Value}, Field: Field{Line: fileLine(src, k.Line)}}
		switch v = aliased(v); v.Kind {
		case yaml.ScalarNode:
			if v.Tag != "!!null" {
				f.Text = v.Value
			}
		case yaml.SequenceNode:
			f.List = []string{}
			for _, e := range v.Content {
				if e = aliased(e); e.Kind != yaml.ScalarNode {
					f.bad = fmt.Sprintf("the list %q holds more than plain values", f.key)
				}
				f.List = append(f.List, e.Value)
			}
		default:
			f.bad = fmt.Sprintf("the value of %q is not plain", f.key)
		}
		if slices.ContainsFunc(out, func(g namedField) bool { return g.key == f.key }) {
			return nil, []Problem{{File: file, Line: f.Line + 1, What: fmt.Sprintf("the key %q stands twice", f.key), Fix: "keep one of them", Fatal: true}}
		}
		out = append(out, f)
	}
	return out, nil
}

// countAliases counts the aliases below a node, without following them, and finds the line of
// the first.
func countAliases(n *yaml.Node) (count, line int) {
	if n.Kind == yaml.AliasNode {
		return 1, n.Line
	}
	for _, c := range n.Content {
		k, at := countAliases(c)
		if count += k; line == 0 {
			line = at
		}
	}
	return count, line
}

// aliased is what an alias stands for, and any other node itself.
func aliased(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// fileLine turns a line as YAML counts them, which ends one at a lone carriage
// return and at the separators of Unicode too, into one as the rest of the program
// does, at line feeds. Both count from 1.
func fileLine(src []byte, line int) int {
	out, seen := 1, 1
	for i := 0; i < len(src) && seen < line; i++ {
		switch rest := src[i:]; {
		case rest[0] == '\n':
			out++
			seen++
		case rest[0] == '\r' && !bytes.HasPrefix(rest, []byte("\r\n")),
			bytes.HasPrefix(rest, []byte("\u0085")), bytes.HasPrefix(rest, []byte("\u2028")), bytes.HasPrefix(rest, []byte("\u2029")):
			seen++
		}
	}
	return out
}

// yamlProblem turns a YAML error into a Problem, at the place it names.
func yamlProblem(file string, src []byte, err error) Problem {
	p := Problem{File: file, Line: 2, What: err.Error(), Fix: "correct the YAML between the --- lines", Fatal: true}
	var one *yaml.LoadError
	var more *yaml.LoadErrors
	if !errors.As(err, &one) && errors.As(err, &more) && len(more.Errors) > 0 {
		one = more.Errors[0]
	}
	if one != nil {
		p.What = one.Message
		// The end of the file is behind its last line.
		if last := max(1, bytes.Count(src, []byte("\n"))); one.Mark.Line > 0 {
			p.Line, p.Col = min(fileLine(src, one.Mark.Line), last)+1, one.Mark.Column
		}
	}
	p.What = "the front matter cannot be read: " + strings.Join(strings.Fields(p.What), " ")
	return p
}

// tomlFields returns the keys of a TOML document, in order, those of tables
// with their path.
func tomlFields(file string, src []byte) ([]namedField, []Problem) {
	var all map[string]any
	if err := toml.Unmarshal(src, &all); err != nil {
		p := Problem{File: file, Line: 1, What: "the TOML cannot be read: " + strings.TrimPrefix(err.Error(), "toml: "), Fix: "correct it", Fatal: true}
		var d *toml.DecodeError
		if errors.As(err, &d) {
			p.Line, p.Col = d.Position()
			p.Line++
		}
		return nil, []Problem{p}
	}
	var out []namedField
	var p unstable.Parser
	p.Reset(src)
	var table []string
	lines := lineStarts(src)
	var walk func(prefix []string, kv *unstable.Node)
	walk = func(prefix []string, kv *unstable.Node) {
		var f namedField
		f.path = append(f.path, prefix...)
		for it := kv.Key(); it.Next(); {
			n := it.Node()
			if f.Line == 0 {
				f.Line, f.col = position(lines, int(n.Raw.Offset))
			}
			f.path = append(f.path, string(n.Data))
		}
		f.key = strings.Join(f.path, ".")
		v := kv.Value()
		switch v.Kind {
		case unstable.InlineTable:
			for it := v.Children(); it.Next(); {
				walk(f.path, it.Node())
			}
			return
		case unstable.Array:
			f.List = []string{}
			for it := v.Children(); it.Next(); {
				if k := it.Node().Kind; k == unstable.Array || k == unstable.InlineTable {
					f.bad = fmt.Sprintf("the list %q holds more than plain values", f.key)
				}
				f.List = append(f.List, string(it.Node().Data))
			}
		default:
			f.Text = string(v.Data)
		}
		out = append(out, f)
	}
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.KeyValue:
			walk(table, e)
		case unstable.Table, unstable.ArrayTable:
			table = nil
			for it := e.Key(); it.Next(); {
				table = append(table, string(it.Node().Data))
			}
		}
	}
	return out, nil
}

// suggest says what to write instead of key: what other programs mean by it, the
// nearest of the known keys, or all of them.
func suggest(key string, known []string) string {
	best := synonyms[strings.ToLower(key)]
	if !slices.Contains(known, best) {
		var strokes int
		if best, strokes = Nearest(strings.ToLower(key), known); strokes > 2 {
			best = ""
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	sorted := append([]string(nil), known...)
	sort.Strings(sorted)
	return "known keys are " + strings.Join(sorted, ", ")
}

// synonyms are what other static-site programs call the same key.
var synonyms = map[string]string{
	"published": "date", "pubdate": "date", "publication_date": "date", "datetime": "date", "modified": "updated", "lastmod": "updated", "last_modified": "updated", "byline": "author", "by": "author", "authors": "author",
	"outlet": "publisher", "source": "publisher", "site": "publisher", "link": "url", "permalink": "url", "canonical": "url", "archive": "archive_url",
	"archived": "archive_url", "lang": "language", "locale": "language", "tz": "timezone", "zone": "timezone", "time_zone": "timezone", "place": "dateline",
	"location": "dateline", "headline": "title", "name": "title", "accessed": "retrieved", "fetched": "retrieved", "baseurl": "base_url",
}

// Nearest is the one of ids that it takes the fewest strokes to make of id, and how many;
// the first of several, and empty where there are none.
func Nearest(id string, ids []string) (best string, strokes int) {
	for _, x := range ids {
		if n := distance(id, x); best == "" || n < strokes {
			best, strokes = x, n
		}
	}
	return best, strokes
}

// distance is the Levenshtein distance of two short words; swapping neighbours
// counts as one.
func distance(a, b string) int {
	prev2 := make([]int, len(b)+1)
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, row
	}
	return prev[len(b)]
}
