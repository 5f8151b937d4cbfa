package serve

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/reconcile"
	"timeline/internal/review"
	"timeline/internal/when"
)

// most is how many letters each field of a form may have. There are no other fields.
var most = map[string]int{
	"token": 64, "once": 64, "digest": 100, "discrepancy": 200, "statements": 20_000, "source": 200, "edit": 20, "verdict": 40, "version": 200, "value": 500,
	"title": 500, "time": 100, "end": 100, "zone": 100, "published": 100, "copy_of": 200, "events": 2000, "reviewer": 200, "reason": 20_000,
	"place": 200, "quote": 5000, "citation": 1000,
}

// acceptable says what no form of this server sends; nil where there is nothing of the kind.
func acceptable(form url.Values) error {
	for name, values := range form {
		limit, ok := most[name]
		if !ok {
			return fmt.Errorf("there is no field %.40q", name)
		}
		if len(values) > 1 && name != "statements" {
			return fmt.Errorf("%s is given %d times", name, len(values))
		}
		n := 0
		for _, v := range values {
			if !utf8.ValidString(v) || strings.ContainsFunc(v, func(c rune) bool { return unicode.IsControl(c) && !strings.ContainsRune("\t\r\n", c) }) {
				return fmt.Errorf("%s has what is no text", name)
			}
			n += utf8.RuneCountInString(strings.ReplaceAll(v, "\r\n", "\n"))
		}
		if n > limit {
			return fmt.Errorf("%s has %d letters, at most %d are taken", name, n, limit)
		}
	}
	return nil
}

// field is a value of a form without the line ends of browsers.
func field(r *http.Request, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get(name), "\r\n", "\n"))
}

// Faults are what is wrong with a form, by the field; that of "" is wrong with the whole.
type faults map[string]string

// whole makes an error that belongs to no field what is wrong with the form.
func whole(err error) faults { return faults{"": err.Error()} }

// signed adds what is wrong with the fields that every form has.
func (f faults) signed(reviewer, reason string, needed bool) faults {
	if reviewer == "" {
		f["reviewer"] = "Write your name: it stands beside what you decide."
	}
	if needed && reason == "" {
		f["reason"] = "Write the reason: it stands there for whoever asks why."
	}
	return f
}

// checkRuling says what is wrong with the verdict of a ruling on d, and with its version.
// The number of a version is that of the page that the editor saw: where the evidence is
// another by now, it stays as it was told.
func checkRuling(r *review.Ruling, d *reconcile.Discrepancy) faults {
	f := faults{}
	if !slices.Contains(review.Verdicts(), r.Verdict) {
		f["verdict"] = "Choose a verdict."
	}
	if (r.Verdict == review.VersionPreferred || r.Verdict == review.ExtractionError) && r.Version == "" && r.Value == "" {
		f["version"] = "This verdict names a version or a value."
	}
	if r.Digest != d.Digest {
		return f
	}
	if err := r.About(d); err != nil {
		f["version"] = err.Error()
	}
	return f
}

// checkEdit says what is wrong with the fields of an edit by themselves.
func checkEdit(e *review.Edit) faults {
	f := faults{}.signed(e.Reviewer, e.Reason, e.Kind != review.Approve)
	zone := when.UTC
	if e.Zone != "" {
		z, err := when.LoadZone(e.Zone)
		if err != nil {
			f["zone"] = fmt.Sprintf("%q is no zone: write one such as Europe/Lisbon.", e.Zone)
		} else {
			zone = z
		}
	}
	for name, value := range map[string]string{"time": e.Time, "end": e.End, "published": e.Published} {
		if _, _, _, err := when.ParseEDTF(value, zone); value != "" && err != nil {
			f[name] = fmt.Sprintf("%v.", err)
		}
	}
	switch {
	case e.Kind == review.Retitle && e.Title == "":
		f["title"] = "Write the title."
	case e.Kind == review.Retime && e.Time == "":
		f["time"] = "Write the time."
	case e.Kind == review.Add && (e.Title == "" || e.Time == ""):
		if e.Title == "" {
			f["title"] = "Write what happened."
		}
		if e.Time == "" {
			f["time"] = "Write when."
		}
	case e.Kind == review.Add && (e.Source == "") != (e.Quote == ""):
		f["quote"] = "A quote needs its source, and a source its quote."
	case e.Kind == review.Split && len(e.Statements) == 0:
		f["statements"] = "Choose the statements that tell another event."
	case e.Kind == review.Merge && len(e.Events) < 2:
		f["events"] = "Name the other event behind this one: its id stands in the address of its page."
	case e.Kind == review.Amend && e.Zone == "" && e.Published == "" && e.CopyOf == "":
		f["zone"] = "Nothing is changed: give a zone, a time or the source that it copies."
	}
	if len(f) > 0 {
		return f
	}
	if err := e.Check(); err != nil {
		return whole(err)
	}
	return f
}

// A sentForm is one form of a page, filled with what was sent where it is the one that
// was.
type sentForm struct {
	Page *formPage
	Kind string
	Open bool
	sent url.Values
}

func newSentForm(p *formPage, kind string) *sentForm {
	f := &sentForm{Page: p, Kind: kind}
	if p.sentKind == kind {
		f.Open, f.sent = true, p.sent
	}
	return f
}

// Sent reports whether a value was among those sent of a field.
func (f *sentForm) Sent(name, value string) bool { return slices.Contains(f.sent[name], value) }

// An input is a field as it is drawn.
type input struct {
	ID, Name, Label, Hint, Value, Fault string
	Most                                int
}

// newInput is a field of f; more are an example and the value that it has to begin with.
func newInput(f *sentForm, name, label string, more ...string) input {
	in := input{ID: "fault-" + f.Kind + "-" + name, Name: name, Label: label, Most: most[name]}
	if len(more) > 0 {
		in.Hint = more[0]
	}
	if len(more) > 1 {
		in.Value = more[1]
	}
	if f.Open {
		in.Value, in.Fault = f.sent.Get(name), f.Page.faults[name]
	}
	return in
}
