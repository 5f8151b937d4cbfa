package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxTimeline bounds the bytes of a timeline.json that is read: of a hundred thousand
// reports it has some hundreds of millions.
const maxTimeline = 2 << 30

// ReadTimeline reads a timeline.json. The error of one that is no JSON, or of another version
// of the format, says what and where (line and column from 1) but no file.
func ReadTimeline(r io.Reader) (Timeline, error) {
	var t Timeline
	data, err := io.ReadAll(io.LimitReader(r, maxTimeline+1))
	if err != nil {
		return t, err
	}
	if len(data) > maxTimeline {
		return t, fmt.Errorf("more than %d bytes: this is no timeline.json", maxTimeline)
	}
	at := func(off int64) string {
		before := data[:min(max(off, 0), int64(len(data)))]
		return fmt.Sprintf("%d:%d", bytes.Count(before, []byte("\n"))+1, len(before)-bytes.LastIndexByte(before, '\n'))
	}
	if err := json.Unmarshal(data, &t); err != nil {
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			return Timeline{}, fmt.Errorf("%s: %w", at(syntax.Offset-1), err)
		case errors.As(err, &kind):
			return Timeline{}, fmt.Errorf("%s: %s is a %s, and should be a %s", at(kind.Offset), kind.Field, kind.Value, kind.Type)
		}
		return Timeline{}, err
	}
	if t.Schema != Schema {
		return Timeline{}, fmt.Errorf("its schema is %q: this program reads %q", t.Schema, Schema)
	}
	return t, nil
}
