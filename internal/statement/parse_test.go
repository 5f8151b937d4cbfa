package statement

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/text"
)

// mark cuts [[...]] out of a sentence and returns the bare sentence and the
// span of what stood inside.
func mark(t *testing.T, s string) (string, text.Span) {
	t.Helper()
	i, j := strings.Index(s, "[["), strings.Index(s, "]]")
	if i < 0 || j < i {
		t.Fatalf("no [[...]] in %q", s)
	}
	return s[:i] + s[i+2:j] + s[j+2:], text.Span{Start: i, End: j - 2}
}

func TestGovernor(t *testing.T) {
	tests := []struct {
		in    string
		head  string
		class string
		mood  Modality
		phase Role
	}{
		{"The ferry left the harbour [[at noon]].", "leave", "depart", Happened, ""},
		{"The trial began [[on Monday]].", "begin", "begin", Happened, RoleStart},
		{"The trial is due to begin [[on Monday]].", "begin", "begin", Planned, RoleStart},
		{"Officials put the end of the strike [[at 9pm]].", "end", "end", "", RoleEnd},
		{"The start of the hearing [[at 9am]] was delayed.", "start", "begin", "", RoleStart},
		{"They held talks in Oslo [[on Friday]].", "talks", "talk", "", ""},
		{"The [[Friday]] talks failed.", "talks", "talk", "", ""},
		{"A [[two-hour]] meeting followed.", "meeting", "talk", "", ""},
		{"The council's [[two-hour]], closed meeting followed.", "meeting", "talk", "", ""},
		{"Peace talks to end the war in the north [[on Friday]] failed.", "talks", "talk", "", ""},
		{"An earthquake struck the coast [[at 5:12]].", "strike", "attack", Happened, ""},
		{"Two air strikes on the port [[on 3 May]] killed four.", "strikes", "attack", "", ""},
		{"The minister will meet her colleague [[on Thursday]].", "meet", "talk", Planned, ""},
		{"She may resign [[next week]].", "resign", "resign", Hypothetical, ""},
		{"The two did not meet [[on Thursday]].", "meet", "talk", Denied, ""},
		{"The parade was cancelled [[on Sunday]].", "cancel", "cancel", Happened, ""},
		{"The visit had been expected [[on Sunday]].", "expect", "expect", Happened, ""},
		{"[[In July]] the army cut off supplies without warning.", "cut off", "cut", Happened, ""},
		{"The army cut off supplies [[in July]] without warning.", "cut off", "cut", Happened, ""},
		{"Fire broke out [[shortly after 3am]].", "break out", "begin", Happened, RoleStart},
		{"The session ran [[until midnight]].", "run", "continue", Happened, ""},
		{"The Herald host Ann Lee spoke [[on Tuesday]].", "speak", "speak", Happened, ""},
		{"The two men are meeting [[now]].", "meet", "talk", Ongoing, ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			txt, e := mark(t, tt.in)
			c := parse(txt, text.Span{End: len(txt)})
			g := c.governor(e)
			if g == nil {
				t.Fatal("no governor")
			}
			if g.head != tt.head || g.class != tt.class || g.mood != tt.mood || g.phase != tt.phase {
				t.Errorf("governor = %s/%s mood %q phase %q, want %s/%s mood %q phase %q", g.head, g.class, g.mood, g.phase, tt.head, tt.class, tt.mood, tt.phase)
			}
		})
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"Prime Minister Anna Berg met Ilya Petrovsky.", []string{"berg", "petrovsky"}},
		{"Petrovskiy and Petrovskyy are spellings of Petrovsky.", []string{"petrovsky", "petrovsky", "petrovsky"}},
		{"The Berg-Petrovsky talks went on.", []string{"berg", "petrovsky"}},
		{"Talks with Berg began on Tuesday in March.", []string{"berg"}},
		{"The Evening Post reported it.", []string{"evening post"}},
		{"Officials said nothing.", nil},
		{"On Monday, he left.", nil},
		{"TALKS COLLAPSE AS BERG WALKS OUT", nil},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			var got []string
			for _, n := range parse(tt.in, text.Span{End: len(tt.in)}).names() {
				got = append(got, n.key)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("names (-want +got):\n%s", d)
			}
		})
	}
}

func TestSignals(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"Following the meeting, Berg wrote to the press.", []string{"Following the meeting"}},
		{"Berg wrote to the press after the meeting.", []string{"after the meeting"}},
		{"Shortly before the launch, an alarm went off.", []string{"Shortly before the launch"}},
		{"Berg was in Oslo just before she flew to Rome.", []string{"just before she flew"}},
		{"Ahead of the vote, both sides warned of fraud.", []string{"Ahead of the vote"}},
		{"The guard was later seen at the gate.", []string{"later"}},
		{"As the guests were about to leave, he spoke.", []string{"As the guests were about to leave"}},
		{"He left later on Friday.", nil},
		{"It cost more than the others, later models included.", nil},
		{"Following Geneva, the text was sealed.", []string{"Following Geneva"}},
		{"After all, nothing changed.", nil},
		{"A debate during which the mayor left.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			x := &extractor{Input: Input{Text: tt.in}}
			var got []string
			for _, g := range x.signals(parse(tt.in, text.Span{End: len(tt.in)}), nil) {
				got = append(got, g.span.Of(tt.in))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("signals (-want +got):\n%s", d)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	tests := []struct{ in, want string }{
		{"The ferry left the harbour [[at noon]].", "The ferry left the harbour"},
		{"[[On Monday]], the mayor resigned.", "The mayor resigned"},
		{"The mayor, who is 61, resigned [[on Monday]] after a long night, according to the Evening Post.", "The mayor, who is 61, resigned after a long night"},
		{"Anna Berg said that the mayor had resigned [[on Monday]].", "The mayor had resigned"},
		{"Both hailed progress made in [[Sunday]]’s talks", "Both hailed progress made in talks"},
		{"The envoys are expected to fly home [[on Monday]].", "The envoys to fly home"},
		{"The envoys had been due to fly home [[on Monday]].", "The envoys to fly home"},
		{"According to Axios, the envoys flew home to their families [[on Monday]].", "The envoys flew home to their families"},
		{"Anna Berg told reporters that the mayor had resigned [[on Monday]].", "The mayor had resigned"},
		{"Anna Berg, [[on Monday]], led a march in the old town.", "Anna Berg led a march in the old town"},
		{"and the mayor (left) resigned [[on Monday]]", "The mayor resigned"},
		{"The power failed [[on Tuesday]], officials said.", "The power failed"},
		{"LIMA, Peru (Acme) - The power failed [[on Tuesday]].", "The power failed"},
		{"BUENOS AIRES — The power failed [[on Tuesday]].", "The power failed"},
		{"The mayor - a tall man - resigned [[on Monday]].", "The mayor - a tall man - resigned"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			txt, e := mark(t, tt.in)
			st := &Statement{Quote: text.Span{End: len(txt)}, Expr: Expression{Span: e, Type: "DATE"}}
			if got := title(txt, st); got != tt.want {
				t.Errorf("title = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLemma(t *testing.T) {
	tests := []struct{ in, want string }{
		{"began", "begin"},
		{"begun", "begin"},
		{"met", "meet"},
		{"stopping", "stop"},
		{"arrived", "arrive"},
		{"arriving", "arrive"},
		{"leaves", "leave"},
		{"crashes", "crash"},
		{"dies", "die"},
		{"testified", "testify"},
		{"planned", "plan"},
		{"table", ""},
		{"house", ""},
	}
	for _, tt := range tests {
		if got, _ := lemma(tt.in); got != tt.want {
			t.Errorf("lemma(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
