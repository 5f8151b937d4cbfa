package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"timeline/internal/build"
	"timeline/internal/reconcile"
	"timeline/internal/review"
)

func checkCommand() *cobra.Command {
	var from contentFlags
	var failOn string
	var asJSON, strict bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "List open discrepancies and stale rulings",
		Long:  "Check reads the content as build does and writes nothing. It ends with status 3\nwhen a discrepancy at or above --fail-on has no ruling, or a ruling needs\nanother look; with status 1 when a file could not be used.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if failOn != string(reconcile.Major) && failOn != string(reconcile.Minor) {
				return usageError{fmt.Errorf("--fail-on %q: use minor or major", failOn)}
			}
			story, err := read(cmd, from)
			if err != nil {
				return err
			}
			f := findings(story, reconcile.Severity(failOn))
			if asJSON {
				enc := json.NewEncoder(os.Stdout)
				enc.SetIndent("", "  ")
				enc.SetEscapeHTML(false)
				if err := enc.Encode(f); err != nil {
					return err
				}
			} else {
				writeFindings(os.Stdout, f)
			}
			failed := problems(os.Stderr, story) || strict && len(story.Problems) > 0
			switch {
			case failed:
				return errReported
			case len(f.Open)+len(f.Stale)+len(f.Orphans) > 0:
				return errFound
			}
			return nil
		},
	}
	from.add(cmd)
	cmd.Flags().StringVar(&failOn, "fail-on", "minor", "the least `severity` that counts: minor or major")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	cmd.Flags().BoolVar(&strict, "strict", false, "let every problem with a file fail the check")
	return cmd
}

// A checkResult is what check found; its JSON form is described in
// docs/data.md.
type checkResult struct {
	Open     []openItem `json:"open"`
	Stale    []openItem `json:"stale"`
	Orphans  []openItem `json:"orphans"`
	Undated  []string   `json:"undated_sources"`
	Problems []string   `json:"problems"`
}

type openItem struct {
	ID       string `json:"id"`
	Severity string `json:"severity,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Question string `json:"question,omitempty"`
	Finding  string `json:"finding,omitempty"`
	File     string `json:"file,omitempty"`
	Nearest  string `json:"nearest,omitempty"`
}

func findings(story *build.Story, at reconcile.Severity) checkResult {
	f := checkResult{Open: []openItem{}, Stale: []openItem{}, Orphans: []openItem{}, Undated: []string{}, Problems: []string{}}
	ruled := map[string]review.Ruling{}
	for _, r := range story.Rulings {
		switch {
		case r.Orphan:
			f.Orphans = append(f.Orphans, openItem{ID: r.Discrepancy, File: r.Path, Nearest: r.Nearest})
		case r.Stale:
			f.Stale = append(f.Stale, openItem{ID: r.Discrepancy, File: r.Path})
		}
		if !r.Orphan {
			ruled[r.Discrepancy] = r
		}
	}
	for _, d := range story.Discrepancies {
		r, ok := ruled[d.ID]
		if ok && r.Verdict != review.Unresolved || at == reconcile.Major && d.Severity != reconcile.Major {
			continue
		}
		f.Open = append(f.Open, openItem{ID: d.ID, Severity: string(d.Severity), Kind: string(d.Kind), Question: d.Question, Finding: d.Finding})
	}
	for _, s := range story.Sources {
		if !s.Published.Known {
			f.Undated = append(f.Undated, s.Path)
		}
	}
	for _, p := range story.Problems {
		f.Problems = append(f.Problems, p.String())
	}
	return f
}
