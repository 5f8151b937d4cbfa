package timex

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

// TestWriteCorpora tags a corpus for the scorer: TAG=in.jsonl OUT=out.jsonl.
func TestTagCorpus(t *testing.T) {
	in, out := os.Getenv("TAG"), os.Getenv("OUT")
	if in == "" {
		t.Skip("set TAG and OUT to tag a corpus")
	}
	f, _ := os.Open(in)
	o, _ := os.Create(out)
	w := bufio.NewWriter(o)
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<26)
	for s.Scan() {
		var d struct{ ID, DCT, Text string }
		json.Unmarshal(s.Bytes(), &d)
		x, err := Document(d.Text, d.DCT)
		if err != nil {
			t.Log(err)
		}
		if x == nil {
			x = []Timex{}
		}
		b, _ := json.Marshal(map[string]any{"id": d.ID, "text": d.Text, "timex": x})
		w.Write(b)
		w.WriteByte('\n')
	}
	w.Flush()
}
