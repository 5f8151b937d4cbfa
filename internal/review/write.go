package review

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Compose is a ruling as the text of its file. A ruling that [Read] would not take back is
// a [*Fault].
func (r Ruling) Compose() (string, error) {
	if err := r.Check(); err != nil {
		return "", err
	}
	return front([]slot{
		{"discrepancy", &r.Discrepancy, nil},
		{"verdict", (*string)(&r.Verdict), nil},
		{"version", &r.Version, nil},
		{"value", &r.Value, nil},
		{"reviewer", &r.Reviewer, nil},
		{"date", &r.Date, nil},
		{"digest", &r.Digest, nil},
		{"statements", nil, &r.Statements},
	}, r.Reason), nil
}

// Compose is an edit as the text of its file. An edit that [ReadEdits] would not take back
// is a [*Fault].
func (e Edit) Compose() (string, error) {
	if err := e.Check(); err != nil {
		return "", err
	}
	return front(e.slots(), e.Reason), nil
}

// front writes keys with their values as YAML, and the reason below.
func front(keys []slot, reason string) string {
	var b strings.Builder
	b.WriteString("---\n")
	for _, s := range keys {
		switch {
		case s.one != nil && *s.one != "":
			fmt.Fprintf(&b, "%s: %s\n", s.key, scalar(*s.one))
		case s.list != nil && len(*s.list) > 0:
			fmt.Fprintf(&b, "%s:\n", s.key)
			for _, x := range *s.list {
				fmt.Fprintf(&b, "  - %s\n", scalar(x))
			}
		}
	}
	b.WriteString("---\n\n")
	if reason = strings.TrimSpace(strings.ReplaceAll(reason, "\r\n", "\n")); reason != "" {
		b.WriteString(reason + "\n")
	}
	return b.String()
}

var plain = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/+:-]*( [A-Za-z0-9._/+-]+)*$`)

// scalar writes a text as one line of YAML.
func scalar(s string) string {
	if plain.MatchString(s) && !strings.HasSuffix(s, ":") {
		return s
	}
	n := yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Tag: "!!str", Value: strings.ToValidUTF8(s, "\ufffd")}
	out, err := yaml.Marshal(&n)
	if err != nil {
		return `""`
	}
	return strings.ReplaceAll(strings.TrimSpace(string(out)), "\n", " ")
}

// Save writes the ruling as a new file in rulings/ of the content folder and returns its
// path there. No file is ever overwritten or left half written, whoever else writes at the
// same time.
func (r Ruling) Save(content string) (string, error) {
	text, err := r.Compose()
	if err != nil {
		return "", err
	}
	return save(content, "rulings", r.Date+"-"+safe(r.Discrepancy), text)
}

// Save writes the edit as a new file in edits/ of the content folder, as [Ruling.Save].
func (e Edit) Save(content string) (string, error) {
	text, err := e.Compose()
	if err != nil {
		return "", err
	}
	about := e.Source
	if len(e.Events) > 0 {
		about = e.Events[0]
	}
	return save(content, "edits", e.Date+"-"+string(e.Kind)+"-"+safe(about), text)
}

var unsafeName = regexp.MustCompile(`[^a-z0-9-]+`)

// safe is what a file name may have of an id.
func safe(id string) string {
	s := strings.Trim(unsafeName.ReplaceAllString(strings.ToLower(id), "-"), "-")
	return s[:min(len(s), 80)]
}

// save writes a file NAME-001.md in a folder of the content, or the next number that is
// free: the order of the names is that in which the files were written. The bytes are on
// the disk before the file has its name.
func save(content, folder, name, text string) (string, error) {
	top, err := os.OpenRoot(content)
	if err != nil {
		return "", err
	}
	defer top.Close()
	if err := top.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	root, err := top.OpenRoot(folder)
	if err != nil {
		return "", err
	}
	defer root.Close()
	f, temp, err := fresh(root, name)
	if err != nil {
		return "", err
	}
	defer root.Remove(temp) //nolint:errcheck // what stays behind is hidden, and not read
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", err
	}
	for n := following(root, name); n < 1000; n++ {
		final := fmt.Sprintf("%s-%03d.md", name, n)
		err := give(root, temp, final)
		if err == nil {
			return path.Join(folder, final), nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
	return "", fmt.Errorf("%s/%s: 999 files of this name are there already: move some of them away", folder, name)
}

// following is the number behind the highest that a file of this name has: a gap is not
// filled, for the newest of a day is the last by name.
func following(root *os.Root, name string) int {
	last := 0
	list, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return 1 // writing will tell
	}
	for _, e := range list {
		digits, ok := strings.CutSuffix(strings.TrimPrefix(e.Name(), name+"-"), ".md")
		if n, err := strconv.Atoi(digits); ok && err == nil && strings.HasPrefix(e.Name(), name+"-") {
			last = max(last, n)
		}
	}
	return last + 1
}

// give names a file that has none yet final, unless there is one of that name. Where the
// file system has no second names, an empty file holds the place until it is renamed.
func give(root *os.Root, temp, final string) error {
	err := root.Link(temp, final)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := root.OpenFile(final, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), root.Rename(temp, final))
}

// fresh opens a new hidden file beside the one to be written.
func fresh(root *os.Root, name string) (*os.File, string, error) {
	for n := 0; ; n++ {
		temp := fmt.Sprintf(".%s.%d-%d.tmp", name, os.Getpid(), n)
		f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) && n < 10000 {
			continue
		}
		return f, temp, err
	}
}
