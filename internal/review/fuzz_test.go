package review

import (
	"strings"
	"testing"

	"timeline/internal/content"
)

// FuzzRead reads any file as a ruling and as an edit: what is taken can be written, and is
// then read as the same.
func FuzzRead(f *testing.F) {
	f.Add(good)
	f.Add("+++\nedit = 'merge'\nevents = ['e-1', 'e-2']\nreviewer = 'Ann'\ndate = 2025-06-20\n+++\nA reason.\n")
	f.Add("---\nedit: add\ntitle: \"a\\u0000b\"\ntime: 2025\nreviewer: &a Ann\ndate: 2025-06-20\n---\n---\nA *reason* <script>alert(1)</script>\n")
	f.Add("---\nedit: split\nevent: e\nstatements: s-1, s-2\nreviewer: >\n  Ann\n  Lee\ndate: '2025-06-20'\n---\r\nx\r\n")
	f.Fuzz(func(t *testing.T, src string) {
		in := []content.File{{Path: "x.md", Data: []byte(strings.ToValidUTF8(src, "\ufffd"))}}
		rs, ps := Read(in)
		if len(rs) == 0 && len(ps) == 0 {
			t.Error("no ruling, and no problem")
		}
		for _, r := range rs {
			text, err := r.Compose()
			if err != nil {
				t.Fatalf("it was read, and cannot be written: %v", err)
			}
			if again, ps := Read([]content.File{{Path: "x.md", Data: []byte(text)}}); len(again) != 1 || again[0].Reviewer != r.Reviewer || again[0].Verdict != r.Verdict || len(ps) > 0 {
				t.Errorf("read back as %+v with %v, from\n%s", again, ps, text)
			}
		}
		es, _ := ReadEdits(in)
		for _, e := range es {
			text, err := e.Compose()
			if err != nil {
				t.Fatalf("it was read, and cannot be written: %v", err)
			}
			again, ps := ReadEdits([]content.File{{Path: "x.md", Data: []byte(text)}})
			if len(again) != 1 || again[0].Title != e.Title || len(again[0].Events) != len(e.Events) || len(ps) > 0 {
				t.Errorf("read back as %+v with %v, from\n%s", again, ps, text)
			}
		}
	})
}
