package content

import (
	"strings"
	"testing"
)

// FuzzConfig reads any bytes as a configuration: what is wrong has a line, and what to do.
func FuzzConfig(f *testing.F) {
	for _, s := range []string{
		"title = 'The ferry'\nlanguage = 'en'\nhome_zone = 'Europe/Lisbon'\n", "[outlets.\"The Courier\"]\nzone = 'UTC'\ndomains = ['example.org']\n",
		"[widths]\naround = '10m'\n", "[limits]\nline = 1_000\naliases = 3\n", "max_file_size = 5\n", "text = 'quotes'\nunreviewed = 'withhold'\n",
		"a = [[[[1]]]]\n", "title = 1979-05-27\n", "a.b.c.d.e = {f = {g = 1}}\n", "title = '''\n", "\x00", "[limits]\nline = 9223372036854775808\n", "title = \"\\ud800\"\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, problems := ReadConfig("timeline.toml", src)
		lines := 1 + strings.Count(string(src), "\n")
		for _, p := range problems {
			if p.File != "timeline.toml" || p.Line < 0 || p.Line > lines || p.What == "" || p.Fix == "" || !p.Fatal {
				t.Fatalf("%+v of %d lines", p, lines)
			}
		}
		if len(problems) == 0 && (c.Limits.FileSize <= 0 || c.Limits.Line <= 0 || c.Limits.Expressions <= 0 || c.Limits.Aliases < 0) {
			t.Fatalf("limits %+v", c.Limits)
		}
	})
}
