// Command bench compares timeline's extractor with other programs that find
// times in text. Each contender is a process that speaks the protocol of
// "timeline extract --timex" (JSON Lines in, JSON Lines out), and all get the
// same text; see docs/performance.md.
package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"
)

// A document is one line of the protocol, as it goes in.
type document struct {
	ID   string `json:"id"`
	DCT  string `json:"dct,omitempty"`
	Text string `json:"text"`
}

// A tagged is one line of the protocol, as it comes out.
type tagged struct {
	ID    string  `json:"id"`
	Text  string  `json:"text"`
	Timex []timex `json:"timex"`
}

// A timex is one time that was found; its offsets are code points.
type timex struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

// A contender is a program to compare.
type contender struct {
	name string
	argv []string
	err  error // why it cannot be run
}

// A result is what one contender did.
type result struct {
	contender
	seconds float64 // processor time for the text, start of the process taken off
	found   int
	score   *score // nil without a gold
}

// A score holds F1 figures in [0, 1].
type score struct {
	Strict  float64 `json:"strict_f1"`
	Relaxed float64 `json:"relaxed_f1"`
	Value   float64 `json:"value_f1"`
}

func main() {
	engine := flag.String("engine", "", "run as this contender, `when` or `dateparser`, on standard input")
	corpus := flag.String("corpus", "", "JSON Lines `file` of documents; without it the text is made up")
	kilobytes := flag.Int("kb", 2048, "how much text to time, in `KiB`; a corpus is repeated up to it")
	runs := flag.Int("runs", 3, "runs of each contender; the best counts")
	flag.Parse()
	var err error
	if *engine != "" {
		err = runEngine(*engine, os.Stdin, os.Stdout)
	} else {
		err = compare(os.Stdout, *corpus, *kilobytes<<10, max(*runs, 1))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// compare runs every contender and writes the table to w.
func compare(w io.Writer, corpus string, size, runs int) error {
	dir, err := os.MkdirTemp("", "timeline-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	var docs []document
	if corpus != "" {
		if docs, err = load(corpus); err != nil {
			return err
		}
	} else {
		docs = madeUp(size)
	}
	once, bytesOfText, err := encode(docs)
	if err != nil {
		return err
	}
	// Long enough that a just-in-time compiler gets warm.
	repeats := max(1, size/max(1, bytesOfText))
	text := workload{once: once, timed: bytes.Repeat(once, repeats), corpus: corpus}
	bytesOfText *= repeats
	self, err := os.Executable()
	if err != nil {
		return err
	}
	timeline := filepath.Join(dir, "timeline")
	build := exec.Command("go", "build", "-o", timeline, "./cmd/timeline")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build timeline (run this in the folder bench): %w\n%s", err, out)
	}
	chrono, err := installChrono(dir)
	contenders := []contender{
		{name: "timeline", argv: []string{timeline, "extract", "--timex"}},
		{name: "chrono-node", argv: []string{"node", chrono}, err: err},
		{name: "when", argv: []string{self, "-engine", "when"}},
		{name: "go-dateparser", argv: []string{self, "-engine", "dateparser"}},
	}
	var results []result
	for _, c := range contenders {
		results = append(results, measure(c, text, runs, dir))
	}
	fmt.Fprintf(w, "%d documents, timed on %.2f MB of text\n\n", len(docs), float64(bytesOfText)/1e6)
	return report(w, results, bytesOfText)
}

// A workload is the text that every contender gets, as JSON Lines.
type workload struct {
	once   []byte // each document once: what is counted and scored
	timed  []byte // the same, repeated: what is timed
	corpus string // file with the gold; empty when there is none
}

// measure runs c on nothing and on the text, and keeps the best of runs.
func measure(c contender, text workload, runs int, dir string) result {
	r := result{contender: c}
	if r.err != nil {
		return r
	}
	var start, whole time.Duration
	for i := range runs {
		var took time.Duration
		if _, took, r.err = run(c.argv, nil); r.err != nil {
			return r
		}
		if i == 0 || took < start {
			start = took
		}
		if _, took, r.err = run(c.argv, text.timed); r.err != nil {
			return r
		}
		if i == 0 || took < whole {
			whole = took
		}
	}
	r.seconds = (whole - start).Seconds()
	var output []byte
	if output, _, r.err = run(c.argv, text.once); r.err != nil {
		return r
	}
	var docs []tagged
	if docs, r.err = decode[tagged](bytes.NewReader(output)); r.err != nil {
		return r
	}
	for _, t := range docs {
		r.found += len(t.Timex)
	}
	r.score, r.err = grade(text.corpus, filepath.Join(dir, c.name+".jsonl"), output)
	return r
}

// run gives input to a command and returns what it wrote and the processor
// time it took, which other work on the machine disturbs less than the clock.
func run(argv []string, input []byte) ([]byte, time.Duration, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "TZ=UTC")
	cmd.Stdin = bytes.NewReader(input)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, 0, fmt.Errorf("%w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return stdout.Bytes(), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

// grade scores output with the score.py that lies beside the corpus. Without a
// corpus or a scorer there is no score.
func grade(corpus, path string, output []byte) (*score, error) {
	scorer := filepath.Join(filepath.Dir(corpus), "score.py")
	if _, err := os.Stat(scorer); corpus == "" || err != nil {
		return nil, nil
	}
	if err := os.WriteFile(path, output, 0o600); err != nil {
		return nil, err
	}
	out, err := exec.Command("python3", scorer, corpus, path, "--json").Output()
	if err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return nil, fmt.Errorf("score: %w: %s", err, exit.Stderr)
		}
		return nil, fmt.Errorf("score: %w", err)
	}
	var s score
	return &s, json.Unmarshal(out, &s)
}

// report writes the table. It fails when the first contender, which the others
// are measured against, gave no result.
func report(w io.Writer, results []result, bytesOfText int) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "contender\tMB/s\ttimeline is faster by\ttimes found\tstrict F1\trelaxed F1\tvalue F1\t")
	for _, r := range results {
		if r.err != nil {
			continue
		}
		fmt.Fprintf(table, "%s\t%.2f\t%.1f\t%d\t", r.name, float64(bytesOfText)/1e6/r.seconds, r.seconds/results[0].seconds, r.found)
		if s := r.score; s != nil {
			fmt.Fprintf(table, "%.1f\t%.1f\t%.1f\t\n", 100*s.Strict, 100*s.Relaxed, 100*s.Value)
		} else {
			fmt.Fprintln(table, "-\t-\t-\t")
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, r := range results {
		if r.err != nil {
			fmt.Fprintf(w, "left out: %s: %v\n", r.name, r.err)
		}
	}
	return results[0].err
}

//go:embed chrono.mjs
var chronoScript []byte

// installChrono puts chrono-node and the script that runs it into dir.
func installChrono(dir string) (script string, err error) {
	const version = "chrono-node@2.10.3"
	if _, err := exec.LookPath("npm"); err != nil {
		return "", errors.New("npm is not installed")
	}
	cmd := exec.Command("npm", "install", "--silent", "--no-package-lock", "--prefix", dir, version)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install %s: %w\n%s", version, err, out)
	}
	script = filepath.Join(dir, "chrono.mjs")
	return script, os.WriteFile(script, chronoScript, 0o600)
}

//go:embed sentences.txt
var sentences string

// madeUp returns documents of invented news sentences, at least size bytes in
// all. The sentences are shifted and their figures changed from one document
// to the next, so that no two documents are alike.
func madeUp(size int) []document {
	lines := strings.Split(strings.TrimSpace(sentences), "\n")
	var docs []document
	for n := 0; size > 0; n++ {
		var b strings.Builder
		for i := range lines {
			line := lines[(i*7+n)%len(lines)]
			b.WriteString(strings.ReplaceAll(line, "#", fmt.Sprint(1+(n+i)%27)))
			if i%5 == 4 {
				b.WriteString("\n\n")
			} else {
				b.WriteByte(' ')
			}
		}
		day := time.Date(2024, 1, 1+n%700, 0, 0, 0, 0, time.UTC)
		docs = append(docs, document{ID: fmt.Sprintf("made-up-%d", n), DCT: day.Format(time.DateOnly), Text: b.String()})
		size -= b.Len()
	}
	return docs
}

// load reads the documents of a corpus; gold times are passed over.
func load(path string) ([]document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := decode[document](bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return docs, nil
}

// decode reads JSON Lines.
func decode[T any](r io.Reader) ([]T, error) {
	var lines []T
	for dec := json.NewDecoder(r); ; {
		var line T
		switch err := dec.Decode(&line); {
		case errors.Is(err, io.EOF):
			return lines, nil
		case err != nil:
			return nil, fmt.Errorf("line %d: %w", len(lines)+1, err)
		}
		lines = append(lines, line)
	}
}

// encode returns docs as JSON Lines, and how many bytes of text they hold.
func encode(docs []document) ([]byte, int, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	n := 0
	for _, d := range docs {
		if err := enc.Encode(d); err != nil {
			return nil, 0, err
		}
		n += len(d.Text)
	}
	return b.Bytes(), n, nil
}
