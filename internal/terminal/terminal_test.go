package terminal

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"timeline/internal/when"
)

func TestEscape(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain, “quoted” and ärger 🚢 עברית", "plain, “quoted” and ärger 🚢 עברית"},
		{"line\n\tend", "line\n\tend"},
		{"\x1b[31mred\x1b]0;title\x07", `\x1b[31mred\x1b]0;title\x07`},
		{"c1 \u009b2J \u0085", `c1 \u009b2J \u0085`},
		{"back\b\rdel\x7f", `back\x08\x0ddel\x7f`},
		{"bidi \u202egnp\u202c \u2066x\u2069 \u200f\u061c", `bidi \u202egnp\u202c \u2066x\u2069 \u200f\u061c`},
		{"zero\u200bwidth \ufeff tag\U000e0041", `zero\u200bwidth \ufeff tag\U000e0041`},
		{"family 👨\u200d👩\u200d👧, می\u200cخواهم", "family 👨\u200d👩\u200d👧, می\u200cخواهم"},
		{"\u2028\u2029", `\u2028\u2029`},
		{"bad \xff\xc3 \xed\xa0\x80", `bad \xff\xc3 \xed\xa0\x80`},
		{"\ufffd", "\ufffd"},
	}
	for _, tt := range tests {
		if got := Escape(tt.in); got != tt.want {
			t.Errorf("Escape(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if got, want := Line("  a\n\nb\tc\x1b \r\n"), `a b c\x1b`; got != want {
		t.Errorf("Line = %q, want %q", got, want)
	}
}

func FuzzEscape(f *testing.F) {
	f.Add("a\x1b[0m\u202e")
	f.Add("\xff\n")
	f.Fuzz(func(t *testing.T, s string) {
		got := Escape(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return hidden(r) && r != '\n' && r != '\t' }) {
			t.Errorf("Escape(%q) = %q", s, got)
		}
		if Escape(got) != got {
			t.Errorf("Escape(%q) is not settled", s)
		}
		var out bytes.Buffer
		w := &Writer{W: &out}
		for i := range len(s) { // byte by byte
			if _, err := w.Write([]byte{s[i]}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Write([]byte("end")); err != nil {
			t.Fatal(err)
		}
		if want := Escape(s + "end"); out.String() != want {
			t.Errorf("in pieces %q, want %q", out.String(), want)
		}
	})
}

func TestJSON(t *testing.T) {
	in := "a\x1b\u009b\u202e\U000e0041\x7f \u200d é"
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	safe := JSON(data)
	if strings.ContainsFunc(string(safe), hidden) {
		t.Errorf("%q", safe)
	}
	var back string
	if err := json.Unmarshal(safe, &back); err != nil || back != in {
		t.Errorf("read back as %q, %v", back, err)
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "東京": 4, "é": 1, "🚢": 2, "\x1b[31mab\x1b[0mc": 3, "한국어": 6} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
	if got := Pad("東", 4); got != "東  " {
		t.Errorf("Pad = %q", got)
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		in    string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 0, "one two three"},
		{"one two three", 7, "one two|three"},
		{"one two three", 3, "one|two|thr|ee"},
		{"東京 東京東京", 5, "東京|東京|東京"},
		{"\x1b[1mone\x1b[0m two", 3, "\x1b[1mone\x1b[0m|two"},
		{"x", 1, "x"},
		{"東", 1, "東"},
	}
	for _, tt := range tests {
		if got := strings.Join(Wrap(tt.in, tt.width), "|"); got != tt.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}

func TestTable(t *testing.T) {
	table := Table{
		Head: []string{"ID", "KIND", "QUESTION", "FINDING"}, Flex: 2,
		Rows: [][]string{
			{"d-1", "time", "When did the ferry leave the harbour?", "Two sources differ by half an hour."},
			{"d-22", "date", "東京に着いたのはいつ", "One day."},
		},
	}
	for _, tt := range []struct {
		width int
		want  string
	}{
		{0, "" +
			"ID    KIND  QUESTION                               FINDING\n" +
			"d-1   time  When did the ferry leave the harbour?  Two sources differ by half an hour.\n" +
			"d-22  date  東京に着いたのはいつ                   One day.\n"},
		{56, "" +
			"ID    KIND  QUESTION               FINDING\n" +
			"d-1   time  When did the ferry     Two sources differ by\n" +
			"            leave the harbour?     half an hour.\n" +
			"d-22  date  東京に着いたのはいつ   One day.\n"},
		{30, "" +
			"ID    KIND\n" +
			"d-1   time\n" +
			"  When did the ferry leave the\n" +
			"  harbour?\n" +
			"  Two sources differ by half\n" +
			"  an hour.\n" +
			"d-22  date\n" +
			"  東京に着いたのはいつ\n" +
			"  One day.\n"},
	} {
		var out strings.Builder
		if err := table.Write(&out, tt.width); err != nil {
			t.Fatal(err)
		}
		if out.String() != tt.want {
			t.Errorf("width %d:\n%s\nwant\n%s", tt.width, out.String(), tt.want)
		}
		for _, l := range strings.Split(out.String(), "\n") {
			if tt.width > 0 && Width(l) > tt.width {
				t.Errorf("width %d: %q has %d columns", tt.width, l, Width(l))
			}
		}
	}
	table.Style = Style{Colour: true}
	var out strings.Builder
	if err := table.Write(&out, 0); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "\x1b[1mID\x1b[0m    \x1b[1mKIND") {
		t.Errorf("in colour %q", out.String())
	}
}

func instant(t *testing.T, s string) when.Instant {
	t.Helper()
	at, err := when.ParseInstant(s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestRange(t *testing.T) {
	moscow, err := when.LoadZone("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		from, to string
		zone     when.Zone
		want     string
	}{
		{"2025-06-12T16:30:00Z", "2025-06-12T16:31:00Z", when.UTC, "12 Jun 2025, 16:30"},
		{"2025-06-12T16:30:00Z", "2025-06-12T17:00:00Z", moscow, "12 Jun 2025, 19:30–20:00"},
		{"2025-06-12T20:00:00Z", "2025-06-13T01:00:00Z", when.UTC, "12 Jun 2025, 20:00 – 13 Jun 2025, 01:00"},
		{"2025-06-12T20:00:00Z", "2025-06-13T00:00:00Z", when.UTC, "12 Jun 2025, 20:00–24:00"},
		{"2025-06-11T21:00:00Z", "2025-06-12T21:00:00Z", moscow, "12 Jun 2025"},
		{"2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z", when.UTC, "1 Jun 2025 – 30 Jun 2025"},
		{"", "2025-06-12T16:30:00Z", when.UTC, "before 12 Jun 2025, 16:30"},
		{"2025-06-12T16:30:00Z", "", when.UTC, "from 12 Jun 2025, 16:30 on"},
		{"", "", when.UTC, "at an unknown time"},
		{"2025-06-12T16:30:15Z", "2025-06-12T16:30:16Z", when.UTC, "12 Jun 2025, 16:30:15"},
	} {
		iv := when.Always
		if tt.from != "" {
			iv.From = instant(t, tt.from)
		}
		if tt.to != "" {
			iv.To = instant(t, tt.to)
		}
		if got := Range(iv, tt.zone); got != tt.want {
			t.Errorf("%s = %q, want %q", iv, got, tt.want)
		}
	}
	for s, want := range map[int64]string{45: "45 s", 90: "1 min 30 s", 1440: "24 min", 7200: "2 h", 16200: "4 h 30 min", 54 * 3600: "2 days 6 h", 12 * day: "12 days"} {
		if got := Length(s); got != want {
			t.Errorf("%d s = %q, want %q", s, got, want)
		}
	}
	if got, want := Lengths(3600, int64(when.Future)), "1 h or more"; got != want {
		t.Errorf("= %q, want %q", got, want)
	}
}

func TestRuler(t *testing.T) {
	lisbon, err := when.LoadZone("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	iv := func(from, to string) when.Interval { return when.Interval{From: instant(t, from), To: instant(t, to)} }
	r := Ruler{Width: 40, Local: lisbon, Below: true, Lanes: []Lane{
		{"1  Harbour: around 16:30", iv("2025-06-12T16:30:00Z", "2025-06-12T16:31:00Z"), iv("2025-06-12T16:15:00Z", "2025-06-12T16:45:00Z")},
		{"2  Gazette: 6pm", iv("2025-06-12T17:00:00Z", "2025-06-12T17:01:00Z"), iv("2025-06-12T17:00:00Z", "2025-06-12T17:01:00Z")},
		{"3  Post: after 17:00", when.Interval{From: instant(t, "2025-06-12T16:50:00Z"), To: when.Future}, when.Interval{From: instant(t, "2025-06-12T16:50:00Z"), To: when.Future}},
	}}
	got := strings.Join(r.Draw(), "\n") + "\n"
	lines := strings.Split(got, "\n")
	for _, l := range lines {
		if Width(l) > 40 {
			t.Errorf("%q has %d columns", l, Width(l))
		}
	}
	at := func(label string) int { // the column of the tick of a label
		for i, l := range lines {
			if n := strings.Index(l, label); n >= 0 && i < 4 {
				return n + 2
			}
		}
		t.Fatalf("no %s in\n%s", label, got)
		return 0
	}
	first, second, third := []rune(lines[5]), []rune(lines[7]), []rune(lines[9])
	if n := at("16:30"); first[n] != stated || first[n-3] != allowed || first[n+3] != allowed {
		t.Errorf("16:30 is not in its place:\n%s", got)
	}
	if strings.Contains(string(second), string(allowed)) || strings.Count(string(second), string(stated)) > 2 {
		t.Errorf("a minute told exactly is drawn as %q", string(second))
	}
	if third[len(third)-1] != '>' || len(third) != 40 {
		t.Errorf("an open end is drawn as %q", string(third))
	}
	if !strings.Contains(got, "17:30") || lines[len(lines)-2] != "Europe/Lisbon, UTC+1" {
		t.Errorf("no scale of the place:\n%s", got)
	}
	if got := (Ruler{Width: 40, Lanes: []Lane{{"open", when.Always, when.Always}}}).Draw(); got != nil {
		t.Errorf("drawn of nothing: %q", got)
	}
	lengths := Ruler{Width: 48, Lengths: true, Lanes: []Lane{{"five-hour", when.Interval{From: 18000, To: 18001}, when.Interval{From: 16200, To: 19801}}}}
	if got := strings.Join(lengths.Draw(), "\n"); !strings.Contains(got, "5 h") || strings.Contains(got, "1970") || strings.Contains(got, "UTC") {
		t.Errorf("a ruler of lengths:\n%s", got)
	}
}

// TestRulerAnywhere draws claims of every size and distance.
func TestRulerAnywhere(t *testing.T) {
	for _, secs := range []int64{1, 60, 900, 3600, day, 40 * day, 400 * day, 4000 * day, 400000 * day} {
		from := instant(t, "2025-06-12T16:30:00Z")
		iv := when.Interval{From: from, To: from.Add(secs)}
		for _, width := range []int{0, 31, 76, 200} {
			lines := Ruler{Width: width, Lanes: []Lane{{"a", iv, iv}, {"b", iv.Widen(secs, 3*secs), iv.Widen(secs, 3*secs)}}}.Draw()
			if len(lines) < 7 {
				t.Fatalf("%d s in %d columns:\n%s", secs, width, strings.Join(lines, "\n"))
			}
			for _, l := range lines {
				if Width(l) > max(width, 30) {
					t.Errorf("%d s: %q is wider than %d", secs, l, width)
				}
			}
		}
	}
}

func TestStyle(t *testing.T) {
	off, on := Style{}, Style{Colour: true}
	if got := off.Red("a") + off.Mark("b c"); got != "a**b c**" {
		t.Errorf("without colour %q", got)
	}
	if got := on.Red("a") + on.Red(" ") + on.Mark("b c"); got != "\x1b[31ma\x1b[0m \x1b[1;4mb\x1b[0m \x1b[1;4mc\x1b[0m" {
		t.Errorf("in colour %q", got)
	}
	if s, width := Of(&bytes.Buffer{}); s.Colour || width != 0 {
		t.Errorf("a buffer is taken for a terminal: %v, %d", s, width)
	}
}
