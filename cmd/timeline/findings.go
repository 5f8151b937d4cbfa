package main

import (
	"fmt"
	"io"
	"strings"

	"timeline/internal/check"
	"timeline/internal/terminal"
)

// writeFindings lists what check found, a line each: where, what, what to do. Problems with
// files are written as every command writes them.
func writeFindings(w io.Writer, r *check.Result) error {
	style, _ := terminal.Of(w)
	var b strings.Builder
	line := func(paint func(string) string, class string, x check.Item) {
		at := ""
		if x.File != "" {
			if at = x.File + ": "; x.Line > 0 {
				at = fmt.Sprintf("%s:%d: ", x.File, x.Line)
			}
		}
		fmt.Fprintf(&b, "%s%s: %s: %s\n", terminal.Line(at)+blank(at), paint(class), terminal.Line(x.What), terminal.Line(x.Fix))
	}
	for _, x := range r.Open {
		x.What = strings.Join([]string{x.What + ":", x.Question, strings.TrimRight(x.Finding, ".")}, " ")
		line(style.Red, fmt.Sprintf("open %s %s", x.Severity, x.Kind), x)
	}
	for _, x := range r.Stale {
		line(style.Red, "stale "+x.Severity+" "+x.Kind, x)
	}
	for _, x := range r.Orphans {
		line(style.Red, "orphan", x)
	}
	for _, path := range r.Undated {
		line(style.Yellow, "undated", check.Item{File: path, What: "no publication time is told or found", Fix: "put `date:` in its front matter"})
	}
	for _, x := range r.Zones {
		line(style.Yellow, "zone", x)
	}
	for _, x := range r.Links {
		line(style.Yellow, "link", x)
	}
	for _, x := range r.Unarchived {
		line(style.Yellow, "archive", x)
	}
	b.WriteString(tally(r) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// blank is the blank that [terminal.Line] takes off a text.
func blank(s string) string {
	if s == "" {
		return ""
	}
	return " "
}

// tally sums a check up in a line.
func tally(r *check.Result) string {
	var parts []string
	if len(r.Open)+len(r.Stale)+len(r.Orphans) == 0 {
		parts = append(parts, "nothing open")
	} else {
		parts = append(parts, fmt.Sprintf("%d open", len(r.Open)), fmt.Sprintf("%d to look at again", len(r.Stale)), count(len(r.Orphans), "orphan"))
	}
	fatal := 0
	for _, f := range r.Files {
		if f.Fatal {
			fatal++
		}
	}
	if fatal > 0 {
		parts = append(parts, count(fatal, "error"))
	}
	parts = append(parts, count(r.Warnings(), "warning"))
	if r.Below > 0 {
		parts = append(parts, fmt.Sprintf("%d below --fail-on not listed", r.Below))
	}
	return strings.Join(parts, ", ")
}
