package build

import (
	"bufio"
	"cmp"
	"container/heap"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"timeline/internal/content"
	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/timex"
)

// An Extraction is what a report gives by itself, before it meets the others. It follows from
// the report, the settings and the program alone, so it can be made anywhere.
type Extraction struct {
	Source     string // id
	Key        string // of what it was made from, see [Extract]
	Published  resolve.Publication
	Statements []statement.Statement
	Problems   []content.Problem
}

// A Shard is a share of the reports of a folder: the reports whose path has, as FNV-1a hash,
// the remainder No-1 when divided by Of. The zero Shard is all of them.
type Shard struct{ No, Of int }

func (s Shard) has(path string) bool {
	if s.Of < 2 {
		return true
	}
	h := fnv.New64a()
	h.Write([]byte(path))
	return h.Sum64()%uint64(s.Of) == uint64(s.No-1) //nolint:gosec // both are small and not negative
}

// Extract reads a folder and extracts a share of its reports, in the order of their ids. The
// key of an extraction names the program, the bytes of its report and all settings and edits
// that bear on it.
func Extract(ctx context.Context, o Options, shard Shard) ([]Extraction, error) {
	folder, err := open(ctx, o)
	if err != nil {
		return nil, err
	}
	ds := slices.DeleteFunc(folder.documents, func(d *document) bool { return !shard.has(d.src.Path) })
	each(ctx, ds, func(d *document) {
		d.find(folder.widths, folder.Config.Limits.Expressions)
		d.state(folder.Config, folder.widths)
	}, func(int) {})
	out := make([]Extraction, 0, len(ds))
	for _, d := range ds {
		if !d.over { // else [Read] leaves it out, and says so
			out = append(out, Extraction{d.src.ID, d.key(folder.Config, folder.widths), d.published, d.statements, d.problems})
		}
	}
	return out, ctx.Err()
}

// key names what an extraction is made from.
func (d *document) key(c content.Config, w timex.Widths) string {
	s := d.src
	data, err := json.Marshal([]any{
		s.ID, s.Path, s.SHA256, s.Title, s.Outlet, s.Language, s.Dateline, s.Timezone, s.Published, s.Modified, c.HomeZone, c.Limits.Expressions, c.Outlets[s.Outlet].Zone, w.Entries(),
	})
	if err != nil {
		panic(err) // strings and numbers
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// extractionSchema is the first line of a file of extractions, with the program that made it.
const extractionSchema = "timeline-extraction/1"

type extractionHead struct {
	Schema, Program string
	Shard, Of       int
}

// WriteExtractions writes the extractions of a shard as JSON Lines: a head that names the
// program, then one extraction a line.
func WriteExtractions(w io.Writer, program string, shard Shard, all []Extraction) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(extractionHead{extractionSchema, program, max(shard.No, 1), max(shard.Of, 1)}); err != nil {
		return err
	}
	for i := range all {
		if err := enc.Encode(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

// An extractionReader reads a file that [WriteExtractions] wrote, one line ahead.
type extractionReader struct {
	name string
	head extractionHead
	in   *bufio.Reader
	no   int    // of the line
	line []byte // the next extraction; nil at the end
	id   string // its source
}

func openExtractions(name string, in io.Reader) (*extractionReader, error) {
	r := &extractionReader{name: name, in: bufio.NewReaderSize(in, 1<<20)}
	head, err := r.read()
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(head, &r.head) != nil || r.head.Schema != extractionSchema {
		return nil, fmt.Errorf("%s:1: not a file of extractions: make one with `timeline extract --shard`", name)
	}
	if r.head.Of < 1 || r.head.Shard < 1 || r.head.Shard > r.head.Of {
		return nil, fmt.Errorf("%s:1: shard %d of %d: extract it again", name, r.head.Shard, r.head.Of)
	}
	return r, r.next()
}

func (r *extractionReader) read() ([]byte, error) {
	r.no++
	line, err := r.in.ReadBytes('\n')
	switch {
	case errors.Is(err, io.EOF) && len(line) > 0:
		return nil, fmt.Errorf("%s:%d: the line is cut off: extract it again", r.name, r.no)
	case errors.Is(err, io.EOF):
		return nil, nil
	}
	return line, err
}

func (r *extractionReader) next() error {
	before := r.id
	line, err := r.read()
	if err != nil {
		return err
	}
	if r.line = line; line == nil {
		return nil
	}
	var of struct{ Source, Key string }
	if err := json.Unmarshal(line, &of); err != nil || of.Source == "" || of.Key == "" {
		return fmt.Errorf("%s:%d: not an extraction: extract it again", r.name, r.no)
	}
	if r.id = of.Source; r.id <= before {
		return fmt.Errorf("%s:%d: %s stands behind %s: extract it again", r.name, r.no, r.id, before)
	}
	return nil
}

// A Part is a file of extractions with its name.
type Part struct {
	Name string
	In   io.Reader
}

// MergeExtractions writes the extractions of all shards of one split as one file: the bytes
// that a single run would have written. It holds one extraction of each part at a time.
func MergeExtractions(w io.Writer, parts []Part) error {
	var rs readers
	seen := map[int]string{}
	for _, p := range parts {
		r, err := openExtractions(p.Name, p.In)
		if err != nil {
			return err
		}
		first := r.head
		if len(rs) > 0 {
			first = rs[0].head
		}
		switch {
		case r.head.Program != first.Program:
			return fmt.Errorf("%s:1: made by %s, and %s by %s: extract both with one program", r.name, r.head.Program, rs[0].name, first.Program)
		case r.head.Of != first.Of:
			return fmt.Errorf("%s:1: one of %d shards, and %s one of %d: merge the shards of one split", r.name, r.head.Of, rs[0].name, first.Of)
		case seen[r.head.Shard] != "":
			return fmt.Errorf("%s:1: shard %d, as is %s: name each once", r.name, r.head.Shard, seen[r.head.Shard])
		}
		seen[r.head.Shard] = r.name
		rs = append(rs, r)
	}
	if len(rs) == 0 {
		return errors.New("no shard is named")
	}
	for n := range rs[0].head.Of {
		if seen[n+1] == "" {
			return fmt.Errorf("shard %d of %d is missing", n+1, rs[0].head.Of)
		}
	}
	out := bufio.NewWriterSize(w, 1<<20)
	if err := WriteExtractions(out, rs[0].head.Program, Shard{}, nil); err != nil {
		return err
	}
	rs = slices.DeleteFunc(rs, func(r *extractionReader) bool { return r.line == nil })
	heap.Init(&rs)
	for last := ""; len(rs) > 0; {
		r := rs[0]
		if r.id == last {
			return fmt.Errorf("%s:%d: %s stands in two shards: merge the shards of one split of one folder", r.name, r.no, r.id)
		}
		last = r.id
		if _, err := out.Write(r.line); err != nil {
			return err
		}
		if err := r.next(); err != nil {
			return err
		}
		if r.line == nil {
			heap.Pop(&rs)
		} else {
			heap.Fix(&rs, 0)
		}
	}
	return out.Flush()
}

// ReadExtractions reads a file of all extractions of a folder, by the id of their source. One
// that another program made is refused.
func ReadExtractions(p Part, program string) (map[string]*Extraction, error) {
	r, err := openExtractions(p.Name, p.In)
	if err != nil {
		return nil, err
	}
	switch {
	case r.head.Program != program:
		return nil, fmt.Errorf("%s:1: made by %s, and this is %s: extract with this program", r.name, r.head.Program, program)
	case r.head.Of > 1:
		return nil, fmt.Errorf("%s:1: shard %d of %d: merge the shards first", r.name, r.head.Shard, r.head.Of)
	}
	out := map[string]*Extraction{}
	for r.line != nil {
		x := &Extraction{}
		if err := json.Unmarshal(r.line, x); err != nil {
			return nil, fmt.Errorf("%s:%d: %w: extract it again", r.name, r.no, err)
		}
		out[x.Source] = x
		if err := r.next(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readers is a heap of readers, that with the least id first.
type readers []*extractionReader

func (r readers) Len() int           { return len(r) }
func (r readers) Less(i, j int) bool { return cmp.Less(r[i].id, r[j].id) }
func (r readers) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r *readers) Push(x any)        { *r = append(*r, x.(*extractionReader)) } //nolint:forcetypeassert // never called
func (r *readers) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}
