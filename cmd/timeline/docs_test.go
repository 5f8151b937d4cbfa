package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestSamples reads the samples of docs/review.md as the programs do that run them.
func TestSamples(t *testing.T) {
	doc, err := os.ReadFile("../../docs/review.md")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for _, m := range regexp.MustCompile("(?ms)^```(sh|yaml)\n(.*?)^```$").FindAllStringSubmatch(string(doc), -1) {
		kind, text := m[1], m[2]
		found[kind]++
		if kind == "sh" {
			cmd := exec.Command("sh", "-n")
			cmd.Stdin = strings.NewReader(text)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s\n%s", err, out, text)
			}
			continue
		}
		var w struct {
			Jobs map[string]struct {
				RunsOn string `yaml:"runs-on"`
				Steps  []struct{ Uses, Run string }
			}
		}
		if err := yaml.Unmarshal([]byte(text), &w); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
		checks := 0
		for _, j := range w.Jobs {
			for _, s := range j.Steps {
				if (s.Uses == "") == (s.Run == "") || j.RunsOn == "" {
					t.Errorf("a step without work, or with two: %+v", s)
				}
				checks += strings.Count(s.Run, "check --content content")
			}
		}
		if checks == 0 {
			t.Errorf("the workflow checks nothing:\n%s", text)
		}
	}
	if found["sh"] == 0 || found["yaml"] == 0 {
		t.Errorf("samples found: %v", found)
	}
}
