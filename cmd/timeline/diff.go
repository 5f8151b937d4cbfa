package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"timeline/internal/export"
	"timeline/internal/terminal"
)

func diffCommand() *cobra.Command {
	var asJSON, exitCode bool
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell what is another between two builds",
		Long:  "Diff compares two built sites, or their timeline.json: sources, events, their\ntimes and order, and disagreements that appeared, went or changed. It ends with\nstatus 0; with --exit-code, as that of git diff, with status 3 when they differ.",
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			old, err := earlier(args[0])
			if err != nil {
				return err
			}
			now, err := earlier(args[1])
			if err != nil {
				return err
			}
			changes := export.Compare(*old, *now)
			if asJSON {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetIndent("", "  ")
				enc.SetEscapeHTML(false)
				if changes == nil {
					changes = []export.Change{}
				}
				if err := enc.Encode(changes); err != nil {
					return err
				}
			} else {
				writeChanges(cmd.OutOrStdout(), changes)
			}
			if exitCode && len(changes) > 0 {
				return errFound
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "end with status 3 when the two differ")
	return cmd
}

// writeChanges tells changes, a line each and one for each thing that is another.
func writeChanges(w io.Writer, changes []export.Change) {
	for _, c := range changes {
		fmt.Fprintf(w, "%s %s %s: %s\n", c.Change, c.Thing, c.ID, terminal.Line(c.Title))
		for _, s := range c.Words {
			fmt.Fprintf(w, "  %s\n", terminal.Line(s))
		}
	}
	if len(changes) == 0 {
		fmt.Fprintln(w, "no changes")
	}
}

// earlier reads the timeline.json that a path names, or that of the site that it names; nil
// for an empty path.
func earlier(path string) (*export.Timeline, error) {
	if path == "" {
		return nil, nil
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "data", "timeline.json")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: name a built site, or its timeline.json", err)
	}
	defer f.Close()
	t, err := export.ReadTimeline(f)
	if err != nil {
		return nil, fmt.Errorf("%s:%w: name a built site, or its timeline.json", path, err)
	}
	return &t, nil
}
