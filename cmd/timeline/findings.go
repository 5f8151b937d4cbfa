package main

import (
	"fmt"
	"io"
)

// writeFindings lists what check found, a line each.
func writeFindings(w io.Writer, f checkResult) {
	for _, d := range f.Open {
		fmt.Fprintf(w, "open   %-5s %-8s %s  %s %s\n", d.Severity, d.Kind, d.ID, d.Question, d.Finding)
	}
	for _, d := range f.Stale {
		fmt.Fprintf(w, "stale  %s: the evidence for %s changed: look again and add a new ruling\n", d.File, d.ID)
	}
	for _, d := range f.Orphans {
		hint := ""
		if d.Nearest != "" {
			hint = ", perhaps " + d.Nearest
		}
		fmt.Fprintf(w, "orphan %s: there is no discrepancy %s%s\n", d.File, d.ID, hint)
	}
	for _, s := range f.Undated {
		fmt.Fprintf(w, "undated %s: no publication time told or found: put `date:` in its front matter\n", s)
	}
	if len(f.Open)+len(f.Stale)+len(f.Orphans) == 0 {
		fmt.Fprintln(w, "nothing open")
	}
}
