package content

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateHTML = flag.Bool("update-html", false, "write what is read from testdata/html into its .txt files")

// TestPages checks the text of pages of many shapes: each file in testdata/html
// beside the text that a reader would call its story.
func TestPages(t *testing.T) {
	for _, pattern := range []string{"*.html", "*.mhtml"} {
		files, err := filepath.Glob(filepath.Join("testdata", "html", pattern))
		if err != nil || len(files) == 0 {
			t.Fatal("no pages", err)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				src, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				var s Source
				var problems []Problem
				if filepath.Ext(file) == ".mhtml" {
					s, problems = readMail(file, src)
				} else {
					s, problems = ReadSource(file, src)
					checkMap(t, s, string(src))
				}
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				got := s.Text.Text + "\n"
				golden := strings.TrimSuffix(file, filepath.Ext(file)) + ".txt"
				if *updateHTML {
					if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			})
		}
	}
}
