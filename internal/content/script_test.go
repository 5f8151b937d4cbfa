package content

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMixed(t *testing.T) {
	for _, c := range []struct{ in, word, scripts string }{
		{"The R\u0435uters report", "R\u0435uters", "Latin and Cyrillic"},
		{"\u0391ssociated Press", "\u0391ssociated", "Latin and Greek"},
		{"Ukrainska Pravda (Українська правда)", "", ""},
		{"AFP/Рейтер", "", ""},
		{"12 µm, Ωmega", "", ""},
		{"Åse Ødegård", "", ""},
		{"\u0405\u0456\u0430", "", ""},
		{"", "", ""},
	} {
		if w, s := mixed(c.in); w != c.word || s != c.scripts {
			t.Errorf("%q: %q of %q, want %q of %q", c.in, w, s, c.word, c.scripts)
		}
	}
	f := readFolder(t, map[string]string{"a.md": "---\npublisher: R\u0435uters\ndate: 2025-06-13\n---\n\nThe gates opened.\n"})
	if len(f.Problems) != 1 || f.Problems[0].Fatal || !strings.Contains(f.Problems[0].String(), "a word of Latin and Cyrillic letters: check") {
		t.Errorf("problems: %v", f.Problems)
	}
}

// readFolder reads a folder of files.
func readFolder(t *testing.T, files map[string]string) *Folder {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	f, err := Read(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}
