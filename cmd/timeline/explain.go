package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"timeline/internal/build"
	"timeline/internal/event"
	"timeline/internal/statement"
	"timeline/internal/terminal"
	"timeline/internal/when"
)

func explainCommand() *cobra.Command {
	var from contentFlags
	cmd := &cobra.Command{
		Use:   "explain ID",
		Short: "Show how one statement, event, discrepancy or source came about, step by step",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			story, err := read(cmd, from, true)
			if err != nil {
				return err
			}
			if !explain(&terminal.Writer{W: cmd.OutOrStdout()}, story, args[0]) {
				return fmt.Errorf("%s: no statement, event, discrepancy or source of this id: the ids stand in data/timeline.json and in the addresses of the site", args[0])
			}
			return nil
		},
	}
	from.add(cmd)
	return cmd
}

// explain writes the way of the thing with this id. It reports whether there
// is one.
func explain(w io.Writer, story *build.Story, id string) bool {
	for i := range story.Statements {
		if story.Statements[i].ID == id {
			explainStatement(w, story, &story.Statements[i])
			return true
		}
	}
	for i := range story.Events {
		if e := &story.Events[i]; e.ID == id || has(e.Aliases, id) {
			explainEvent(w, story, e)
			return true
		}
	}
	for _, d := range story.Discrepancies {
		if d.ID != id && !has(d.Aliases, id) {
			continue
		}
		fmt.Fprintf(w, "discrepancy %s (%s, %s)\n  %s\n  %s\n", d.ID, d.Kind, d.Severity, d.Question, d.Finding)
		for n, v := range d.Versions {
			fmt.Fprintf(w, "version %d  %s\n", n+1, v.Text)
			for _, s := range v.Statements {
				fmt.Fprintf(w, "  %s\n", s)
			}
		}
		fmt.Fprintf(w, "digest of the quotes, for a ruling: %s\n", d.Digest)
		fmt.Fprintln(w, "arithmetic")
		for _, a := range d.Arithmetic {
			fmt.Fprintf(w, "  %s\n", a)
		}
		fmt.Fprintln(w, "explanations tested")
		for _, x := range d.Explanations {
			fmt.Fprintf(w, "  %-9s %-18s %s\n", x.Outcome, x.Kind, x.Text)
		}
		return true
	}
	for _, s := range story.Sources {
		if s.ID != id {
			continue
		}
		fmt.Fprintf(w, "source %s\n  file       %s\n  sha256     %s\n  published  %s (%s)\n", s.ID, s.Path, s.SHA256, s.Published.EDTF, s.Published.Basis)
		for _, b := range s.Published.Because {
			fmt.Fprintf(w, "  because    %s\n", b)
		}
		for _, e := range s.Published.Evidence {
			kind := "published"
			if e.Update {
				kind = "updated"
			}
			read := e.Because
			if e.Known {
				read = strings.TrimSuffix(e.Interval.String()+"; "+e.Because, "; ")
			}
			fmt.Fprintf(w, "  stamp      %s, %s: “%s”: %s\n", kind, e.Basis, e.Text, read)
		}
		return true
	}
	return false
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func explainStatement(w io.Writer, story *build.Story, s *statement.Statement) {
	for _, src := range story.Sources {
		if src.ID != s.Source {
			continue
		}
		line, col := src.Line(s.Expr.Span.Start)
		fmt.Fprintf(w, "statement %s\n", s.ID)
		fmt.Fprintf(w, "  source      %s, %s:%d:%d\n", src.Label, src.Path, line, col)
		fmt.Fprintf(w, "  published   %s (%s)\n", src.Published.EDTF, src.Published.Basis)
		fmt.Fprintf(w, "  quote       %s\n", strings.Join(strings.Fields(s.Quote.Of(src.Text.Text)), " "))
	}
	fmt.Fprintf(w, "  expression  “%s” (%s %s)\n", s.Expr.Text, s.Expr.Type, s.Expr.Value)
	fmt.Fprintf(w, "  happening   %s (%s)", s.Act.Head, s.Act.Class)
	if s.Act.Noun != "" {
		fmt.Fprintf(w, " of “%s”", s.Act.Noun)
	}
	fmt.Fprintf(w, "; names: %s\n", strings.Join(s.Act.Names, ", "))
	fmt.Fprintf(w, "  role        %s, %s\n", s.Role, s.Modality)
	if s.Speaker != "" {
		fmt.Fprintf(w, "  cited       %s\n", s.Speaker)
	}
	for _, b := range append(s.Time.Because, s.Because...) {
		fmt.Fprintf(w, "  %-11s %s\n", b.Step, b.Text)
	}
	if s.Time.Known {
		fmt.Fprintf(w, "  stated      %s\n  allowed     %s\n", s.Time.Stated, s.Time.Allowed)
		fmt.Fprintf(w, "  zone        %s (%s)\n", s.Time.Zone, s.Time.ZoneBasis)
	} else if !s.Time.IsDuration {
		fmt.Fprintf(w, "  time        open: nothing in the text says when\n")
	}
	if s.Time.IsDuration && s.Time.Length.Max > 0 {
		fmt.Fprintf(w, "  length      %d to %d s, allowed %d to %d s\n", s.Time.Length.Min, s.Time.Length.Max, s.Time.Length.AllowedMin, s.Time.Length.AllowedMax)
	}
	for _, c := range s.Counts {
		fmt.Fprintf(w, "  counts      “%s”: %s\n", c.Words, c)
	}
	for _, e := range story.Events {
		if has(e.Statements, s.ID) {
			fmt.Fprintf(w, "  event       %s %s\n", e.ID, e.Title)
		}
	}
}

func explainEvent(w io.Writer, story *build.Story, e *event.Event) {
	b := story.Bounds[e.ID]
	fmt.Fprintf(w, "event %s (%s, %s)\n  %s\n", e.ID, e.Phase, e.Status, e.Title)
	for _, p := range [...]struct {
		name  string
		iv    when.Interval
		rests []string
	}{{"start", b.Start, b.StartRests}, {"end", b.End, b.EndRests}} {
		fmt.Fprintf(w, "  %-6s %s\n", p.name, p.iv)
		for _, id := range p.rests {
			fmt.Fprintf(w, "         rests on %s\n", id)
		}
	}
	fmt.Fprintln(w, "  statements")
	for _, id := range e.Statements {
		fmt.Fprintf(w, "    %s\n", id)
		for _, l := range e.Links {
			if l.Statement == id {
				fmt.Fprintf(w, "      with %s, score %d: %s\n", l.With, l.Score, strings.Join(l.Reasons, "; "))
			}
		}
	}
}
