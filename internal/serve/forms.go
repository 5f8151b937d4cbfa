package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"timeline/internal/build"
	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/review"
	"timeline/internal/site"
)

//go:embed forms.html review.js review.css
var files embed.FS

var forms = template.Must(template.New("forms.html").Funcs(template.FuncMap{"inc": func(n int) int { return n + 1 }}).ParseFS(files, "forms.html"))

func escape(s string) string { return template.HTMLEscapeString(s) }

// digest names the bytes of a page and the error that is told on it: a page that is open is
// loaded again when it has another.
func digest(now *snapshot, name string) string {
	h := sha256.New()
	h.Write(now.files[name])
	h.Write([]byte(now.fail))
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func asset(name, kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		data, err := files.ReadFile(name)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(data)
	}
}

// events tells a page that is open when it has changed, once; the page loads itself again.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	name, seen := r.URL.Query().Get("page"), r.URL.Query().Get("digest")
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(w, ": open\n\n")
	_ = out.Flush()
	for {
		now, other := s.wait()
		if digest(now, name) != seen {
			fmt.Fprint(w, "event: change\ndata: "+seen+"\n\n")
			_ = out.Flush()
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-other:
		}
	}
}

// What is put into a page: at its top, and behind what it says.
type additions struct{ top, forms []byte }

// A formPage is what the template of the forms is drawn from.
type formPage struct {
	Root, Token, Wrong, Saved, Fail string
	Page                            string
	Counts                          counts
	Sent                            url.Values
	Verdicts                        []review.Verdict
	Discrepancy                     *reconcile.Discrepancy
	Statements                      string // ids, with commas
	Next                            string // the next one that is open; empty for none
	Event                           *event.Event
	Digest                          string
	Claims                          []claim
	Source                          *build.Source
	Sources                         []string // ids of the others
}

// A claim is a statement as the form to split an event lists it.
type claim struct{ ID, Words string }

type counts struct{ Open, Ruled, Stale int }

func (s *Server) parts(now *snapshot, name, root, wrong string, sent url.Values, saved string) additions {
	p := formPage{Root: root, Token: s.token, Wrong: wrong, Fail: now.fail, Page: name, Counts: counted(now.story), Sent: sent, Verdicts: review.Verdicts()}
	if saved != "" && knownFile(now.story, saved) {
		p.Saved = saved
	}
	if p.Sent == nil {
		p.Sent = url.Values{}
	}
	id := strings.TrimSuffix(path.Base(name), ".html")
	story := now.story
	switch path.Dir(name) {
	case "discrepancies":
		for i := range story.Discrepancies {
			if d := &story.Discrepancies[i]; d.ID == id {
				p.Discrepancy, p.Digest, p.Statements = d, d.Digest, strings.Join(statements(d), ",")
			}
		}
		p.Next = nextOpen(story, id)
	case "events":
		for i := range story.Events {
			if e := &story.Events[i]; e.ID == id {
				p.Event, p.Digest = e, event.DigestOf(e)
				p.Claims = claims(story, e)
			}
		}
	case "sources":
		for i := range story.Sources {
			if x := &story.Sources[i]; x.ID == id {
				p.Source, p.Digest = x, x.SHA256
			} else {
				p.Sources = append(p.Sources, x.ID)
			}
		}
	}
	return additions{draw("top", p), draw("forms", p)}
}

func draw(name string, data any) []byte {
	var out bytes.Buffer
	if err := forms.ExecuteTemplate(&out, name, data); err != nil {
		return []byte("<p>" + escape(err.Error()) + "</p>")
	}
	return bytes.TrimSpace(out.Bytes())
}

// knownFile reports whether a ruling or an edit of the story is of that file.
func knownFile(s *build.Story, file string) bool {
	return slices.ContainsFunc(s.Rulings, func(r review.Ruling) bool { return r.Path == file }) || slices.ContainsFunc(s.Edits, func(e review.Edit) bool { return e.Path == file })
}

func statements(d *reconcile.Discrepancy) []string {
	var out []string
	for _, v := range d.Versions {
		for _, id := range v.Statements {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

func claims(s *build.Story, e *event.Event) []claim {
	text := map[string]string{}
	label := map[string]string{}
	for i := range s.Sources {
		text[s.Sources[i].ID], label[s.Sources[i].ID] = s.Sources[i].Text.Text, s.Sources[i].Label
	}
	var out []claim
	for i := range s.Statements {
		if st := &s.Statements[i]; slices.Contains(e.Statements, st.ID) {
			out = append(out, claim{st.ID, label[st.Source] + ": “" + strings.Join(strings.Fields(st.Quote.Of(text[st.Source])), " ") + "”"})
		}
	}
	return out
}

// newest is the newest ruling on a discrepancy; nil for none.
func newest(s *build.Story, id string) *review.Ruling {
	var out *review.Ruling
	for i := range s.Rulings {
		if r := &s.Rulings[i]; r.Discrepancy == id && !r.Orphan {
			out = r // they are in the order of their dates
		}
	}
	return out
}

// open reports whether a discrepancy waits for an editor.
func open(s *build.Story, id string) bool {
	r := newest(s, id)
	return r == nil || r.Stale
}

func counted(s *build.Story) counts {
	var c counts
	for i := range s.Discrepancies {
		switch r := newest(s, s.Discrepancies[i].ID); {
		case r == nil:
			c.Open++
		case r.Stale:
			c.Stale++
		default:
			c.Ruled++
		}
	}
	return c
}

// nextOpen is the discrepancy behind id, in the order of the story and around its end, that
// waits for an editor.
func nextOpen(s *build.Story, id string) string {
	at := slices.IndexFunc(s.Discrepancies, func(d reconcile.Discrepancy) bool { return d.ID == id })
	for k := range s.Discrepancies {
		if d := &s.Discrepancies[(at+1+k)%len(s.Discrepancies)]; d.ID != id && open(s, d.ID) {
			return d.ID
		}
	}
	return ""
}

// queue lists what waits for an editor first, then the rest.
func (s *Server) queue(w http.ResponseWriter, r *http.Request) {
	now := s.snapshot()
	type row struct {
		ID, Question, Finding, Severity, Kind, State string
	}
	var rows []row
	for _, waits := range []bool{true, false} {
		for i := range now.story.Discrepancies {
			d := &now.story.Discrepancies[i]
			if open(now.story, d.ID) != waits {
				continue
			}
			state := "open"
			if x := newest(now.story, d.ID); x != nil && x.Stale {
				state = "needs another look"
			} else if x != nil {
				state = "ruled: " + string(x.Verdict)
			}
			rows = append(rows, row{d.ID, d.Question, d.Finding, string(d.Severity), string(d.Kind), state})
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(draw("queue", map[string]any{"Rows": rows, "Counts": counted(now.story), "Title": now.story.Title, "Policy": ownPolicy, "Fail": now.fail, "Digest": digest(now, "index.html")}))
}

// field is a value of a form without the line ends of browsers.
func field(r *http.Request, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get(name), "\r\n", "\n"))
}

// ruling reads the ruling that a form tells.
func (s *Server) ruling(r *http.Request) review.Ruling {
	return review.Ruling{
		Discrepancy: field(r, "discrepancy"), Verdict: review.Verdict(field(r, "verdict")), Version: field(r, "version"), Value: field(r, "value"), Reviewer: field(r, "reviewer"),
		Date: s.opts.Today(), Digest: field(r, "digest"), Statements: strings.FieldsFunc(field(r, "statements"), func(c rune) bool { return c == ',' }), Reason: field(r, "reason"),
	}
}

// discrepancy is the one of an id as the site has it.
func (n *snapshot) discrepancy(id string) *reconcile.Discrepancy {
	for i := range n.story.Discrepancies {
		if n.story.Discrepancies[i].ID == id {
			return &n.story.Discrepancies[i]
		}
	}
	return nil
}

// checked says what is wrong with a ruling that was sent about d.
func checked(r *review.Ruling, d *reconcile.Discrepancy) error {
	if err := r.Check(); err != nil {
		return err
	}
	if r.Version != "" {
		k, err := d.Version(r.Version)
		if err != nil {
			return err
		}
		// A statement stays what it is when another version joins; a number does not. One
		// that stands in several versions names none.
		for _, id := range d.Versions[k].Statements {
			if n, err := d.Version(id); err == nil && n == k && r.Verdict == review.VersionPreferred {
				r.Version = id
				break
			}
		}
	}
	return nil
}

// rule writes a ruling.
func (s *Server) rule(w http.ResponseWriter, r *http.Request) {
	x := s.ruling(r)
	now := s.snapshot()
	d := now.discrepancy(x.Discrepancy)
	if d == nil {
		http.Error(w, fmt.Sprintf("there is no discrepancy %q any more", x.Discrepancy), http.StatusNotFound)
		return
	}
	page := "discrepancies/" + d.ID + ".html"
	if err := checked(&x, d); err != nil {
		s.again(w, now, page, err, r)
		return
	}
	file, err := x.Save(s.opts.Content)
	s.written(w, r, page, file, err)
}

// edit writes an edit.
func (s *Server) edit(w http.ResponseWriter, r *http.Request) {
	e := review.Edit{
		Kind: review.EditKind(field(r, "edit")), Events: strings.Fields(strings.ReplaceAll(field(r, "events"), ",", " ")), Statements: r.PostForm["statements"], Source: field(r, "source"),
		Digest: field(r, "digest"), Title: field(r, "title"), Time: field(r, "time"), End: field(r, "end"), Zone: field(r, "zone"), Published: field(r, "published"),
		CopyOf: field(r, "copy_of"), Reviewer: field(r, "reviewer"), Date: s.opts.Today(), Reason: field(r, "reason"),
	}
	now := s.snapshot()
	page := "index.html"
	if len(e.Events) > 0 {
		page = "events/" + e.Events[0] + ".html"
	} else if e.Source != "" {
		page = "sources/" + e.Source + ".html"
	}
	if _, ok := now.files[page]; !ok {
		http.Error(w, fmt.Sprintf("there is no page %q any more", page), http.StatusNotFound)
		return
	}
	if err := e.Check(); err != nil {
		s.again(w, now, page, err, r)
		return
	}
	if e.Kind == review.Merge { // the form saw one of them; the others are seen now
		e.Digest = ""
		var seen []*event.Event
		for i := range now.story.Events {
			if x := &now.story.Events[i]; slices.ContainsFunc(e.Events, func(id string) bool { return x.ID == id || slices.Contains(x.Aliases, id) }) {
				seen = append(seen, x)
			}
		}
		if len(seen) < len(e.Events) {
			s.again(w, now, page, fmt.Errorf("%d of these %d events are on the timeline: take the ids from the addresses of their pages", len(seen), len(e.Events)), r)
			return
		}
		e.Digest = event.DigestOf(seen...)
	}
	// What would not apply is not written.
	trial, err := build.Read(r.Context(), build.Options{Dir: s.opts.Content, Config: s.opts.Config, Edits: []review.Edit{e}})
	if err == nil {
		for _, p := range trial.Problems {
			if p.File == "" && p.Fatal {
				err = errors.New(strings.TrimPrefix(p.What+": "+p.Fix, ": "))
			}
		}
	}
	if err != nil {
		s.again(w, now, page, err, r)
		return
	}
	file, err := e.Save(s.opts.Content)
	s.written(w, r, page, file, err)
}

// again shows a page with the form as it was sent, and what is wrong with it.
func (s *Server) again(w http.ResponseWriter, now *snapshot, page string, err error, r *http.Request) {
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusUnprocessableEntity)
	_, _ = w.Write(s.dress(now, page, now.files[page], err.Error(), r.PostForm, ""))
}

// written builds the site with the file that was written and leads to the page.
func (s *Server) written(w http.ResponseWriter, r *http.Request, page, file string, err error) {
	if err != nil {
		http.Error(w, "not saved: "+err.Error(), http.StatusInternalServerError)
		return
	}
	s.logf("written %s", file)
	if err := s.Rebuild(r.Context(), true); err != nil {
		s.logf("not built: %v", err)
	}
	if _, ok := s.snapshot().files[page]; !ok {
		page = "index.html"
	}
	http.Redirect(w, r, "/"+page+"?saved="+url.QueryEscape(file)+"#review", http.StatusSeeOther)
}

// preview answers with what readers would be told with a ruling that is not written yet.
func (s *Server) preview(w http.ResponseWriter, r *http.Request) {
	x := s.ruling(r)
	if x.Reviewer == "" {
		x.Reviewer = "preview"
	}
	if x.Reason == "" {
		x.Reason = "preview"
	}
	say := func(format string, a ...any) {
		w.Header().Set("Content-Type", types[".txt"])
		fmt.Fprintf(w, format, a...)
	}
	d := s.snapshot().discrepancy(x.Discrepancy)
	if d == nil {
		http.Error(w, "no such discrepancy", http.StatusNotFound)
		return
	}
	if err := checked(&x, d); err != nil {
		say("%v", err)
		return
	}
	story, err := build.Read(r.Context(), build.Options{Dir: s.opts.Content, Config: s.opts.Config, Rulings: []review.Ruling{x}})
	if err != nil {
		say("%v", err)
		return
	}
	told, err := site.Readers(story, d.ID)
	if err != nil {
		say("%v", err)
		return
	}
	effect := ""
	if n := newest(story, d.ID); n != nil && n.Effect != "" {
		effect = " (" + n.Effect + ")"
	}
	say("%s%s", told, effect)
}
