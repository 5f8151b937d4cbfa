package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"timeline/internal/terminal"
	"timeline/internal/verify"
)

func verifyCommand() *cobra.Command {
	var content string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify SITE",
		Short: "Check that a built site is whole and true to its texts",
		Long:  "Verify checks that every quote of a built site stands where its data says, that\nevery id and link leads somewhere, and that no file is another than SHA256SUMS\ntells. With --content it checks the reports too. It writes nothing, and ends\nwith status 1 when something does not hold.",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			site, closed, err := folder(args[0])
			if err != nil {
				return err
			}
			defer closed()
			var reports fs.FS
			if content != "" {
				var closed func()
				if reports, closed, err = folder(content); err != nil {
					return err
				}
				defer closed()
			}
			r, err := verify.Site(site, reports)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			if asJSON {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetIndent("", "  ")
				enc.SetEscapeHTML(false)
				if err := enc.Encode(r); err != nil {
					return err
				}
			} else {
				for _, f := range r.Findings {
					fmt.Fprintln(cmd.OutOrStdout(), terminal.Line(f.String()))
				}
				verdict := "all holds"
				if n := len(r.Findings); n > 0 {
					verdict = count(n, "finding")
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s, %s, %s: %s\n", count(r.Files, "file"), count(r.Statements, "statement"), count(r.Links, "link"), verdict)
			}
			if len(r.Findings) > 0 {
				return errReported
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&content, "content", "", "the `folder` of reports that the site was built from")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// folder opens a folder so that nothing outside it can be reached, and returns how to close
// it.
func folder(name string) (fs.FS, func(), error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, nil, err
	}
	return root.FS(), func() { _ = root.Close() }, nil // it is only read
}
