package export

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// recordLines writes a struct or a list as JSON with every element of its lists on a line of
// its own, so that two builds can be compared line by line and a large one read piece by
// piece. The same data gives the same bytes.
func recordLines(x any) ([]byte, error) {
	w := &lineWriter{}
	w.enc = json.NewEncoder(&w.out)
	w.enc.SetEscapeHTML(false)
	v := reflect.ValueOf(x)
	if v.Kind() == reflect.Slice {
		w.list(v)
		w.out.WriteByte('\n')
		return w.out.Bytes(), w.err
	}
	w.out.WriteByte('{')
	sep := "\n"
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		f := v.Field(i)
		if options == "omitempty" && f.IsZero() {
			continue
		}
		fmt.Fprintf(&w.out, "%s%q: ", sep, name)
		sep = ",\n"
		if f.Kind() == reflect.Slice {
			w.list(f)
		} else {
			w.value(f)
		}
	}
	w.out.WriteString("\n}\n")
	return w.out.Bytes(), w.err
}

// A lineWriter writes JSON and keeps the first error.
type lineWriter struct {
	out bytes.Buffer
	enc *json.Encoder
	err error
}

func (w *lineWriter) value(v reflect.Value) {
	if err := w.enc.Encode(v.Interface()); err != nil {
		w.err = cmp.Or(w.err, fmt.Errorf("writing JSON: %w", err))
		return
	}
	w.out.Truncate(w.out.Len() - 1) // the line end of Encode
}

func (w *lineWriter) list(v reflect.Value) {
	if v.Len() == 0 {
		w.value(v)
		return
	}
	sep := "[\n"
	for i := range v.Len() {
		w.out.WriteString(sep)
		w.value(v.Index(i))
		sep = ",\n"
	}
	w.out.WriteString("\n]")
}
