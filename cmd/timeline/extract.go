package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"timeline/internal/build"
	"timeline/internal/export"
	"timeline/internal/terminal"
	"timeline/internal/timex"
)

func extractCommand() *cobra.Command {
	var from contentFlags
	var asTimex bool
	var share string
	cmd := &cobra.Command{
		Use:   "extract",
		Short: "Write the statements, or the temporal expressions, of texts",
		Long:  "Extract writes the statements of the content folder, one JSON object a line.\n\nWith --timex it reads JSON Lines on standard input, one document a line\n({\"id\",\"dct\",\"text\"}), and writes one line each with the temporal expressions\n(TIMEX3) of the text. It streams, and keeps the order of the input.\n\nWith --shard i/n it writes what the i-th of n shares of the reports give by\nthemselves, for `timeline merge` and `timeline build --extracted`.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asTimex {
				out := cmd.OutOrStdout()
				if _, width := terminal.Of(out); width > 0 {
					out = &terminal.Writer{W: out, JSON: true}
				}
				return timexLines(cmd.InOrStdin(), out)
			}
			if share != "" {
				shard, err := shardOf(share)
				if err != nil {
					return err
				}
				all, err := build.Extract(cmd.Context(), build.Options{Dir: from.dir, Config: from.config}, shard)
				if err != nil {
					return err
				}
				return build.WriteExtractions(cmd.OutOrStdout(), programVersion(), shard, all)
			}
			story, err := read(cmd, from, false)
			if err != nil {
				return err
			}
			enc := json.NewEncoder(&terminal.Writer{W: cmd.OutOrStdout(), JSON: true})
			enc.SetEscapeHTML(false)
			for _, s := range export.From(story).Statements {
				if err := enc.Encode(s); err != nil {
					return err
				}
			}
			if problems(os.Stderr, story) {
				return errReported
			}
			return nil
		},
	}
	from.add(cmd)
	cmd.Flags().StringVar(&share, "shard", "", "extract the `i/n`-th share of the reports alone: 2/5 is the second of five")
	cmd.Flags().BoolVar(&asTimex, "timex", false, "tag the documents on standard input")
	return cmd
}

// shardOf reads "2/5".
func shardOf(s string) (build.Shard, error) {
	no, of, ok := strings.Cut(s, "/")
	i, err := strconv.Atoi(no)
	n, bad := strconv.Atoi(of)
	if !ok || err != nil || bad != nil || i < 1 || i > n {
		return build.Shard{}, usageError{fmt.Errorf("--shard %q: write the number of the share and how many there are, such as 2/5", s)}
	}
	return build.Shard{No: i, Of: n}, nil
}

func mergeCommand() *cobra.Command {
	var out string
	var force bool
	cmd := &cobra.Command{
		Use:   "merge FILE...",
		Short: "Put the shares of an extraction together",
		Long:  "Merge puts the files of `timeline extract --shard` together, wherever they were\nmade and in whatever order they are named: the bytes that one run with --shard 1/1\nwould have written.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var parts []build.Part
			for _, name := range args {
				f, err := os.Open(name)
				if err != nil {
					return err
				}
				defer f.Close()
				parts = append(parts, build.Part{Name: name, In: f})
			}
			if out == "" {
				return build.MergeExtractions(cmd.OutOrStdout(), parts)
			}
			var whole bytes.Buffer
			if err := build.MergeExtractions(&whole, parts); err != nil {
				return err
			}
			return writeNew(out, whole.Bytes(), force)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "the `file` to write, in place of standard output")
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that is there")
	return cmd
}

// A document is one line of the input of extract --timex.
type document struct {
	ID   json.RawMessage `json:"id"`
	DCT  string          `json:"dct"`
	Text string          `json:"text"`
}

// tagged is one line of its output.
type tagged struct {
	ID    json.RawMessage `json:"id"`
	Text  string          `json:"text"`
	Timex []timex.Timex   `json:"timex"`
}

// maxLine is the longest line that extract --timex accepts, in bytes.
const maxLine = 256 << 20

// timexLines tags documents on every core. A window of jobs holds the order of
// the input, and bounds the memory: as many documents are under way as the
// window has places.
func timexLines(in io.Reader, out io.Writer) error {
	type job struct {
		n    int
		line []byte
		done chan []byte
		err  error
	}
	workers := runtime.GOMAXPROCS(0)
	window := make(chan *job, 4*workers)
	work := make(chan *job)
	for range workers {
		go func() {
			for j := range work {
				b, err := tag(j.line)
				j.err = err
				j.done <- b
			}
		}()
	}
	stop := make(chan struct{})
	readErr := make(chan error, 1)
	go func() {
		defer close(window)
		defer close(work)
		r := bufio.NewReaderSize(in, 1<<16)
		for n := 1; ; n++ {
			line, err := readLine(r)
			if len(bytes.TrimSpace(line)) > 0 {
				j := &job{n: n, line: line, done: make(chan []byte, 1)}
				select {
				case window <- j:
				case <-stop:
					readErr <- nil
					return
				}
				select {
				case work <- j:
				case <-stop:
					readErr <- nil
					return
				}
			}
			if err != nil {
				if errors.Is(err, io.EOF) {
					err = nil
				} else {
					err = fmt.Errorf("standard input:%d: %w", n, err)
				}
				readErr <- err
				return
			}
		}
	}()
	w := bufio.NewWriterSize(out, 1<<16)
	for j := range window {
		b := <-j.done
		if j.err != nil {
			close(stop)
			return errors.Join(w.Flush(), fmt.Errorf("standard input:%d: %w: give one JSON object a line with id, dct and text", j.n, j.err))
		}
		if _, err := w.Write(b); err != nil {
			close(stop)
			return err
		}
	}
	return errors.Join(<-readErr, w.Flush())
}

func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, fmt.Errorf("a line of more than %d MiB: cut the document into several", maxLine>>20)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

func tag(line []byte) ([]byte, error) {
	var d document
	if err := json.Unmarshal(line, &d); err != nil {
		return nil, err
	}
	found, err := timex.Document(d.Text, d.DCT)
	if err != nil {
		return nil, err
	}
	if found == nil {
		found = []timex.Timex{}
	}
	if d.ID == nil {
		d.ID = json.RawMessage("null")
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err = enc.Encode(tagged{d.ID, d.Text, found})
	return b.Bytes(), err
}
