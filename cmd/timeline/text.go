package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"timeline/internal/build"
	"timeline/internal/reconcile"
	"timeline/internal/terminal"
)

// All text for the terminal is written here. Errors and progress go to
// standard error; results to standard output. A message is one line that says
// where, what and what to do. Nothing is coloured and nothing moves unless the
// stream is a terminal and NO_COLOR is not set. Control characters in what a report, a file
// name or an editor says are written out, never sent: see package terminal.

// complain writes an error the way every error is written.
func complain(w io.Writer, err error) {
	fmt.Fprintf(w, "timeline: %s\n", terminal.Escape(err.Error()))
}

// problems writes what was wrong with single files and reports whether any of
// them could not be used.
func problems(w io.Writer, story *build.Story) (failed bool) {
	for _, p := range story.Problems {
		fmt.Fprintln(w, terminal.Line(p.String()))
		failed = failed || p.Fatal
	}
	if n := len(story.LeftOut); n > 0 {
		fmt.Fprintf(w, "timeline: %s left out; the others are built\n", count(n, "file"))
	}
	return failed
}

// summary tells what was built, in one line or two.
func summary(w io.Writer, story *build.Story, out string) {
	major, minor := 0, 0
	for _, d := range story.Discrepancies {
		if d.Severity == reconcile.Major {
			major++
		} else {
			minor++
		}
	}
	fmt.Fprintf(w, "%s, %s, %s; %s (%d major, %d minor)\n",
		count(len(story.Sources), "source"), count(len(story.Statements), "statement"), count(len(story.Events), "event"),
		count(major+minor, "disagreement"), major, minor)
	if out != "" {
		fmt.Fprintf(w, "open %s/index.html\n", terminal.Line(strings.TrimRight(out, "/")))
	}
}

// writeJSON writes a value as JSON for programs, indented, in the same bytes each time.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(&terminal.Writer{W: w, JSON: true})
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// A progress shows how far long work has come, on a terminal only.
type progress struct {
	w     io.Writer // nil: show nothing
	bar   *progressbar.ProgressBar
	stage string
}

func newProgress(f *os.File) *progress {
	if !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{w: f}
}

func (p *progress) step(stage string, done, total int) {
	if p.w == nil {
		return
	}
	if stage != p.stage {
		p.done()
		p.stage = stage
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(stage),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100e6),
			progressbar.OptionSetRenderBlankState(true))
	}
	p.bar.Set(done)
}

func (p *progress) done() {
	if p.bar != nil {
		p.bar.Finish()
		p.bar = nil
	}
}
