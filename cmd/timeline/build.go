package main

import (
	"errors"
	"iter"
	"os"

	"github.com/spf13/cobra"

	"timeline/internal/build"
	"timeline/internal/export"
	"timeline/internal/publish"
	"timeline/internal/site"
)

func buildCommand() *cobra.Command {
	var from contentFlags
	var out, since, extracted string
	var force bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long:  "Build reads the reports and writes the site. The folder that it writes to is\nreplaced whole when the build has succeeded, and left as it was when not.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			from.extracted = extracted
			story, err := read(cmd, from, false)
			if err != nil {
				return err
			}
			before, err := earlier(since)
			if err != nil {
				return err
			}
			if err := publish.Folder(out, render(story, from.dir, before), force); err != nil {
				if errors.Is(err, publish.ErrForeign) {
					return usageError{err}
				}
				return err
			}
			return report(story, out)
		},
	}
	from.add(cmd)
	cmd.Flags().StringVar(&out, "out", "public", "the folder to write the site to")
	cmd.Flags().StringVar(&since, "since", "", "an earlier `site` or timeline.json: the site tells what is another since")
	cmd.Flags().StringVar(&extracted, "extracted", "", "a `file` of `timeline merge`: what it has of a report is not extracted again")
	cmd.Flags().BoolVar(&force, "force", false, "replace a folder that this program did not make")
	return cmd
}

// read runs the pipeline and shows how far it is. For an editor nothing is withheld.
func read(cmd *cobra.Command, from contentFlags, editor bool) (*build.Story, error) {
	o := build.Options{Dir: from.dir, Config: from.config, Desk: editor}
	if from.extracted != "" {
		f, err := os.Open(from.extracted)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if o.Extracted, err = build.ReadExtractions(build.Part{Name: from.extracted, In: f}, programVersion()); err != nil {
			return nil, err
		}
	}
	bar := newProgress(os.Stderr)
	defer bar.done()
	o.Progress = bar.step
	return build.Read(cmd.Context(), o)
}

// render draws the site with the look that the content folder has.
func render(story *build.Story, dir string, since *export.Timeline) iter.Seq2[publish.File, error] {
	templates, static := overlay(dir)
	return site.Render(story, site.Assets{Templates: templates, Static: static, Since: since})
}

// report tells what was wrong with the content and what was built.
func report(story *build.Story, out string) error {
	failed := problems(os.Stderr, story)
	summary(os.Stdout, story, out)
	if failed {
		return errReported
	}
	return nil
}
