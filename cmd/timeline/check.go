package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"timeline/internal/check"
	"timeline/internal/publish"
	"timeline/internal/reconcile"
)

func checkCommand() *cobra.Command {
	var from contentFlags
	var failOn string
	var asJSON, strict bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "List what is to be ruled on, looked at again or put right",
		Long: `Check reads the content as build does and writes nothing. It lists

  discrepancies that no ruling settles, and rulings whose evidence changed, at
  or above --fail-on; rulings on what is not there                   status 3
  files, rulings and edits that cannot be used                       status 1
  reports without a publication time, times of day whose zone nothing
  settles, links and addresses that lead nowhere, reports with an address and
  no archived copy, other problems with files                        warnings

A warning fails the check with status 1 when --strict is given. Where several
hold, the lowest status does: 1 before 3. Nothing is fetched.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if failOn != string(reconcile.Major) && failOn != string(reconcile.Minor) {
				return usageError{fmt.Errorf("--fail-on %q: use minor or major", failOn)}
			}
			story, err := read(cmd, from, true)
			if err != nil {
				return err
			}
			root, err := os.OpenRoot(from.dir)
			if err != nil {
				return err
			}
			defer root.Close()
			r, err := check.Run(story, check.Options{
				FailOn: reconcile.Severity(failOn), Strict: strict, Folder: root.FS(),
				Site: func() ([]publish.File, error) { return publish.Collect(render(story, from.dir, nil)) },
			})
			if err != nil {
				return err
			}
			if asJSON {
				err = writeJSON(os.Stdout, r)
			} else {
				err = writeFindings(os.Stdout, r)
			}
			if err != nil {
				return err
			}
			problems(os.Stderr, story)
			switch r.Status {
			case exitFailed:
				return errReported
			case exitFound:
				return errFound
			}
			return nil
		},
	}
	from.add(cmd)
	cmd.Flags().StringVar(&failOn, "fail-on", "minor", "the least `severity` that counts: minor or major")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	cmd.Flags().BoolVar(&strict, "strict", false, "let warnings fail the check, with status 1")
	return cmd
}
