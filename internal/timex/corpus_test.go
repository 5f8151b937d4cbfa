package timex

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

// TestTagCorpus tags a corpus for ../shared/corpora/timex/score.py:
//
//	TAG=in.jsonl OUT=out.jsonl go test -count=1 -run TagCorpus ./internal/timex
func TestTagCorpus(t *testing.T) {
	in, out := os.Getenv("TAG"), os.Getenv("OUT")
	if in == "" || out == "" {
		t.Skip("set TAG and OUT to tag a corpus")
	}
	f, err := os.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	o, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	enc := json.NewEncoder(o)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var d struct{ ID, DCT, Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		x, err := Document(d.Text, d.DCT)
		if err != nil {
			t.Fatalf("%s: %v", d.ID, err)
		}
		if err := enc.Encode(map[string]any{"id": d.ID, "text": d.Text, "timex": append([]Timex{}, x...)}); err != nil {
			t.Fatal(err)
		}
	}
}
