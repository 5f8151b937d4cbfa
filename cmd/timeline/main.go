// Timeline turns a folder of reports about one story into one ordered
// timeline in which every entry is proved by quotes, and shows where the
// sources disagree.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

// The exit statuses. They are part of the contract (docs/data.md).
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitFound  = 3
)

// errReported ends a command with exitFailed whose messages are written
// already; errFound ends check with exitFound.
var (
	errReported = errors.New("reported")
	errFound    = errors.New("found")
)

// A usageError is a wrong call of the program.
type usageError struct{ error }

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := command()
	root.SetArgs(args)
	root.SetContext(ctx)
	err := root.Execute()
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, errReported):
		return exitFailed
	case errors.As(err, &usage):
		complain(os.Stderr, err)
		return exitUsage
	}
	complain(os.Stderr, err)
	return exitFailed
}

func command() *cobra.Command {
	root := &cobra.Command{
		Use:           "timeline",
		Short:         "One timeline out of many reports, every entry proved by quotes",
		Long:          "Timeline turns a folder of reports about one story into one ordered timeline:\nevery entry is proved by quotes, and what the sources disagree about is\ncomputed, explained and open to an editor's ruling. Nothing leaves the machine.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usageError{errors.New("no command given: run `timeline build`, or `timeline --help` for the others")}
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(initCommand(), buildCommand(), checkCommand(), reviewCommand(), extractCommand(), mergeCommand(), explainCommand(), serveCommand(), diffCommand(), verifyCommand(), exportCommand(), versionCommand())
	usage(root)
	return root
}

// usage makes a wrong count of arguments a wrong call, for the commands below parent.
func usage(parent *cobra.Command) {
	for _, c := range parent.Commands() {
		usage(c)
		if args := c.Args; args != nil {
			c.Args = func(cmd *cobra.Command, a []string) error {
				if err := args(cmd, a); err != nil {
					return usageError{err}
				}
				return nil
			}
		}
	}
}

// contentFlags are the flags of every command that reads a content folder.
type contentFlags struct {
	dir, config string
	extracted   string // a file of extractions; empty for none
}

func (f *contentFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "content", "content", "the folder of reports")
	cmd.Flags().StringVar(&f.config, "config", "", "the configuration `file` (default: timeline.toml beside the content)")
}
