package serve

import (
	"bytes"
	"context"
	"crypto/rand"
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
	"timeline/internal/words"
)

//go:embed forms.html review.js review.css
var files embed.FS

var forms = template.Must(template.New("forms.html").Funcs(template.FuncMap{
	"inc": func(n int) int { return n + 1 }, "form": newSentForm, "input": newInput, "verdict": verdictWords,
}).ParseFS(files, "forms.html"))

// verdictWords is a verdict as the pages name it; what this server adds to them is in English.
func verdictWords(v review.Verdict) string {
	t, err := words.Load(words.Default)
	if err != nil {
		return string(v)
	}
	return t.Text("verdict." + string(v))
}

func escape(s string) string { return template.HTMLEscapeString(s) }

// digest names the bytes of a page and the error that is told on it: a page that is open is
// loaded again when it has another. It is of this run too, since the forms of a page of an
// earlier one are not taken.
func (s *Server) digest(now *snapshot, name string) string {
	h := sha256.New()
	h.Write([]byte(s.token))
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
	if r.Method == http.MethodHead {
		return
	}
	fmt.Fprint(w, ": open\n\n")
	_ = out.Flush()
	for {
		now, other := s.wait()
		if s.digest(now, name) != seen {
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
	Root, Token, Once  string
	Wrong, Saved, Fail string
	Late               bool // what was saved judges what has changed
	Counts             counts
	Verdicts           []review.Verdict
	Discrepancy        *reconcile.Discrepancy
	Statements         string // ids, with commas
	Next               string // the next one that is open; empty for none
	Event              *event.Event
	Digest             string
	Claims             []claim
	Source             *build.Source
	Sources            []string // ids of the others
	Index              bool     // the timeline itself, to which an event can be added

	sent     url.Values
	sentKind string // of the form that was sent: "rule" or the kind of an edit
	faults   faults
}

// A claim is a statement as the form to split an event lists it.
type claim struct{ ID, Words string }

type counts struct{ Open, Ruled, Stale, Unresolved int }

// An answer is what there is to say on a page beside what it says itself: the file that was
// saved, or a form as it was sent and what is wrong with it.
type answer struct {
	saved  string
	sent   url.Values
	faults faults
}

func (s *Server) parts(now *snapshot, name, root string, a answer) additions {
	p := formPage{Root: root, Token: s.token, Once: rand.Text(), Fail: now.fail, Counts: counted(now.story), Verdicts: review.Verdicts(), Wrong: a.faults[""], sent: a.sent, faults: a.faults}
	if len(a.faults) > 0 {
		p.sentKind = "rule"
		if a.sent.Has("edit") {
			p.sentKind = a.sent.Get("edit")
		}
	}
	if a.saved != "" && knownFile(now.story, a.saved) {
		p.Saved, p.Late = a.saved, late(now.story, a.saved)
	}
	id := strings.TrimSuffix(path.Base(name), ".html")
	story := now.story
	switch path.Dir(name) {
	case "discrepancies":
		for i := range story.Discrepancies {
			if d := &story.Discrepancies[i]; d.ID == id {
				p.Discrepancy, p.Digest, p.Statements = d, d.Digest, strings.Join(d.Statements(), ",")
				p.Next = nextOpen(story, id)
			}
		}
	case "events":
		for i := range story.Events {
			if e := &story.Events[i]; e.ID == id {
				p.Event, p.Digest = e, event.DigestOf(e)
				p.Claims = claims(story, e)
			}
		}
	case ".":
		if p.Index = name == "index.html"; p.Index {
			for i := range story.Sources {
				p.Sources = append(p.Sources, story.Sources[i].ID)
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
	return additions{draw("top", &p), draw("forms", &p)}
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

// late reports whether a file holds a ruling on what is no longer there as it was judged.
func late(s *build.Story, file string) bool {
	return slices.ContainsFunc(s.Rulings, func(r review.Ruling) bool { return r.Path == file && (r.Stale || r.Orphan) })
}

// waits reports whether a discrepancy waits for an editor.
func waits(s *build.Story, id string) bool {
	state := s.StateOf(id)
	return state == build.Open || state == build.Stale
}

func counted(s *build.Story) counts {
	var c counts
	for i := range s.Discrepancies {
		switch s.StateOf(s.Discrepancies[i].ID) {
		case build.Open:
			c.Open++
		case build.Stale:
			c.Stale++
		case build.Unresolved:
			c.Unresolved++
		default:
			c.Ruled++
		}
	}
	return c
}

// nextOpen is the discrepancy behind id, in the order of the list and around its end, that
// waits for an editor.
func nextOpen(s *build.Story, id string) string {
	list := s.Worst()
	at := slices.IndexFunc(list, func(i int) bool { return s.Discrepancies[i].ID == id })
	for k := range list {
		if d := &s.Discrepancies[list[(at+1+k)%len(list)]]; d.ID != id && waits(s, d.ID) {
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
	story := now.story
	for _, first := range []bool{true, false} {
		for _, i := range story.Worst() {
			d := &story.Discrepancies[i]
			if waits(story, d.ID) != first {
				continue
			}
			state := string(story.StateOf(d.ID))
			switch story.StateOf(d.ID) {
			case build.Stale:
				state = "needs another look"
			case build.Ruled, build.Unresolved:
				state = "ruled: " + verdictWords(story.RulingsOn(d.ID)[0].Verdict)
			}
			rows = append(rows, row{d.ID, d.Question, d.Finding, string(d.Severity), string(d.Kind), state})
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(draw("queue", map[string]any{"Rows": rows, "Counts": counted(now.story), "Title": now.story.Title, "Policy": ownPolicy, "Fail": now.fail, "Digest": s.digest(now, "discrepancies.html")}))
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

// rule writes a ruling, also where what it judges has changed since the form was shown: it
// keeps the digest of what the editor saw, and needs another look.
func (s *Server) rule(w http.ResponseWriter, r *http.Request) {
	x := s.ruling(r)
	now := s.snapshot()
	page := "discrepancies.html"
	f := faults{}
	if d := now.discrepancy(x.Discrepancy); d != nil {
		page = "discrepancies/" + d.ID + ".html"
		f = checkRuling(&x, d)
	} else if !s.hasShown(x.Discrepancy) {
		http.Error(w, fmt.Sprintf("there is no discrepancy %q", x.Discrepancy), http.StatusNotFound)
		return
	}
	f.signed(x.Reviewer, x.Reason, true)
	text, err := x.Compose()
	if len(f) == 0 && err != nil {
		f = whole(err)
	}
	if len(f) > 0 {
		s.again(w, now, page, f, r)
		return
	}
	file, err := s.save(r, text, x.Save)
	s.written(w, r, page, file, err)
}

// save writes what a form tells, once: of a form that is sent twice, by a double click or
// by a browser that tries again, the second has the file of the first.
func (s *Server) save(r *http.Request, text string, write func(content string) (string, error)) (string, error) {
	s.saving.Lock()
	defer s.saving.Unlock()
	once := sha256.Sum256([]byte(field(r, "once") + "\x00" + text))
	if file, ok := s.saved[once]; ok && field(r, "once") != "" {
		return file, nil
	}
	file, err := write(s.opts.Content)
	if err == nil {
		s.saved[once] = file
	}
	return file, err
}

// edit writes an edit.
func (s *Server) edit(w http.ResponseWriter, r *http.Request) {
	e := review.Edit{
		Kind: review.EditKind(field(r, "edit")), Events: strings.Fields(strings.ReplaceAll(field(r, "events"), ",", " ")), Statements: r.PostForm["statements"], Source: field(r, "source"),
		Digest: field(r, "digest"), Title: field(r, "title"), Time: field(r, "time"), End: field(r, "end"), Zone: field(r, "zone"), Published: field(r, "published"),
		CopyOf: field(r, "copy_of"), Place: field(r, "place"), Quote: field(r, "quote"), Citation: field(r, "citation"), Reviewer: field(r, "reviewer"), Date: s.opts.Today(), Reason: field(r, "reason"),
	}
	now := s.snapshot()
	page := "index.html"
	if len(e.Events) > 0 {
		page = "events/" + e.Events[0] + ".html"
	} else if e.Source != "" && e.Kind != review.Add {
		page = "sources/" + e.Source + ".html"
	}
	if _, ok := now.files[page]; !ok {
		http.Error(w, fmt.Sprintf("there is no page %q any more", page), http.StatusNotFound)
		return
	}
	if f := checkEdit(&e); len(f) > 0 {
		s.again(w, now, page, f, r)
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
			s.again(w, now, page, faults{"events": fmt.Sprintf("%d of these %d events are on the timeline: take the ids from the addresses of their pages.", len(seen), len(e.Events))}, r)
			return
		}
		e.Digest = event.DigestOf(seen...)
	}
	// What would not apply is not written.
	trial, err := s.try(r.Context(), build.Options{Edits: []review.Edit{e}})
	if err == nil {
		for _, p := range trial.Problems {
			if p.File == "" && p.Fatal {
				err = errors.New(strings.TrimPrefix(p.What+": "+p.Fix, ": "))
			}
		}
	}
	text := ""
	if err == nil {
		text, err = e.Compose()
	}
	if err != nil {
		s.again(w, now, page, whole(err), r)
		return
	}
	file, err := s.save(r, text, e.Save)
	s.written(w, r, page, file, err)
}

// again shows a page with the form as it was sent, and what is wrong with it.
func (s *Server) again(w http.ResponseWriter, now *snapshot, page string, f faults, r *http.Request) {
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusUnprocessableEntity)
	_, _ = w.Write(s.dress(now, page, now.files[page], answer{sent: r.PostForm, faults: f}))
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
	now := s.snapshot()
	for _, x := range now.story.Rulings { // the discrepancy may have another id by now
		if x.Path == file && !x.Orphan {
			page = "discrepancies/" + x.Discrepancy + ".html"
		}
	}
	if _, ok := now.files[page]; !ok {
		page = "index.html"
	}
	http.Redirect(w, r, "/"+page+"?saved="+url.QueryEscape(file)+"#review", http.StatusSeeOther)
}

// try builds the story with decisions that are not written, one such build at a time: a
// browser asks for the next before it has got the one before.
func (s *Server) try(ctx context.Context, o build.Options) (*build.Story, error) {
	select {
	case s.trial <- struct{}{}:
		defer func() { <-s.trial }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	o.Dir, o.Config, o.Desk = s.opts.Content, s.opts.Config, true
	return build.Read(ctx, o)
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
	if f := checkRuling(&x, d); len(f) > 0 {
		say("%s", strings.TrimSpace(f["verdict"]+" "+f["version"]))
		return
	}
	story, err := s.try(r.Context(), build.Options{Rulings: []review.Ruling{x}})
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
	if rs := story.RulingsOn(d.ID); len(rs) > 0 && rs[0].Effect != "" {
		effect = " (" + rs[0].Effect + ")"
	}
	say("%s%s", told, effect)
}
