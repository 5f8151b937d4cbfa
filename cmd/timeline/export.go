package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"timeline/internal/export"
)

func exportCommand() *cobra.Command {
	var from contentFlags
	var format, out string
	var force bool
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write one of the data files",
		Long:  "Export writes one of the files that build puts into data/, to standard output or\nto a file: the same bytes.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			story, err := read(cmd, from, false)
			if err != nil {
				return err
			}
			var names []string
			var data []byte
			for f, err := range export.Files(story, nil) {
				if err != nil {
					return err
				}
				name := strings.TrimPrefix(f.Path, "data/")
				if name == format {
					data = f.Data
				}
				if strings.HasPrefix(name, "text/") || data != nil {
					break // the tables come before the texts
				}
				names = append(names, name)
			}
			if data == nil {
				slices.Sort(names)
				return usageError{fmt.Errorf("--format %q: use one of %s", format, strings.Join(names, ", "))}
			}
			failed := problems(os.Stderr, story)
			if out == "" {
				if _, err := cmd.OutOrStdout().Write(data); err != nil {
					return err
				}
			} else if err := writeNew(out, data, force); err != nil {
				return err
			}
			if failed {
				return errReported
			}
			return nil
		},
	}
	from.add(cmd)
	cmd.Flags().StringVar(&format, "format", "timeline.json", "the `name` of the file in data/")
	cmd.Flags().StringVar(&out, "out", "", "the `file` to write (default: standard output)")
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that is there")
	return cmd
}

// writeNew writes a file whole or not at all, and replaces none unless that is asked for.
func writeNew(name string, data []byte, force bool) error {
	if _, err := os.Lstat(name); err == nil && !force {
		return usageError{fmt.Errorf("%s is there already: name another file, or add --force to replace it", name)}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // it is gone when all went well
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
