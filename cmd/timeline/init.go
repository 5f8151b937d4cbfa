package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Start a timeline of your own in a new folder",
		Long:  "Init lays out a content folder with one example report and a configuration.\nIt writes only files that are not there yet.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			for _, f := range starter {
				name := filepath.Join(dir, filepath.FromSlash(f.name))
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					return err
				}
				w, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
				if errors.Is(err, fs.ErrExist) {
					fmt.Fprintf(cmd.OutOrStdout(), "kept    %s\n", name)
					continue
				}
				if err != nil {
					return err
				}
				_, err = w.WriteString(f.text)
				if err := errors.Join(err, w.Close()); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "written %s\n", name)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "put your reports into %s and run: timeline build --content %s --out %s\n",
				filepath.Join(dir, "content", "sources"), filepath.Join(dir, "content"), filepath.Join(dir, "public"))
			return nil
		},
	}
}

// starter is what init lays out.
var starter = []struct{ name, text string }{
	{"timeline.toml", "# The settings of this timeline. Every key may be left out.\ntitle = \"My timeline\"\nlanguage = \"en\"\n# home_zone = \"Europe/Berlin\"   # taken for times whose zone nothing tells\n"},
	{"content/sources/example.md", "---\ntitle: Ferry late after engine trouble\npublisher: Harbour Gazette\ndate: 2025-06-12\ndateline: Lisbon\n---\n\nThe evening ferry left Lisbon at about 7.20pm local time on Wednesday, some forty minutes late, the harbour office said. It had been due to sail at 18:40.\n\nThe crossing took nearly two hours. Passengers went ashore shortly after 9pm.\n"},
	{"content/pages/about.md", "---\ntitle: About\n---\n\nSay here what this timeline is about, who keeps it, and how to reach you.\n"},
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprintf(cmd.OutOrStdout(), "%s, schema timeline/1\n", programVersion())
		},
	}
}

// programVersion names the program and its version.
func programVersion() string {
	v := "devel"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v = info.Main.Version
	}
	return "timeline " + v
}
