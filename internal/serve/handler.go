package serve

import (
	"bytes"
	"crypto/subtle"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"path"
	"slices"
	"strings"
)

// maxForm bounds the bytes of a form; a reason is some paragraphs.
const maxForm = 256 << 10

// Policies of the pages: what they may load and where their forms may go. The one in each
// page, made for a plain file server, is replaced by the other.
const (
	pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
	ownPolicy  = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"

	pageReferrer = `<meta name="referrer" content="no-referrer">`
	ownReferrer  = `<meta name="referrer" content="same-origin">`
)

// Handler answers requests to the server, which listens on addr. Whatever page in the
// browser of the editor makes them, only those that come from the pages of this server
// change anything: another host name (DNS rebinding), another origin and a form without the
// token of this run are refused.
func (s *Server) Handler(addr net.Addr) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{path...}", s.page)
	mux.HandleFunc("GET /-/events", s.events)
	mux.HandleFunc("GET /-/queue", s.queue)
	mux.HandleFunc("GET /-/review.js", asset("review.js", "text/javascript; charset=utf-8"))
	mux.HandleFunc("GET /-/review.css", asset("review.css", "text/css; charset=utf-8"))
	mux.HandleFunc("POST /-/rule", s.form(s.rule))
	mux.HandleFunc("POST /-/edit", s.form(s.edit))
	mux.HandleFunc("POST /-/preview", s.form(s.preview))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", ownPolicy+"; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin") // without any a browser hides the origin of its own forms
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !s.knownHost(r.Host, addr) {
			http.Error(w, fmt.Sprintf("%q is not the address of this server: open http://%s/", r.Host, addr), http.StatusMisdirectedRequest)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost {
			h.Set("Allow", "GET, HEAD, POST")
			http.Error(w, r.Method+" is not taken here", http.StatusMethodNotAllowed)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// knownHost reports whether a Host header names this server. A name that an attacker lets
// point to this machine does not.
func (s *Server) knownHost(host string, addr net.Addr) bool {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return false
	}
	name, p, err := net.SplitHostPort(host)
	if err != nil {
		name, p = strings.Trim(host, "[]"), "80"
	}
	if p != port {
		return false
	}
	if strings.EqualFold(name, "localhost") || slices.Contains(s.opts.Hosts, strings.ToLower(name)) {
		return true
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	listens, err := netip.ParseAddrPort(addr.String())
	return err == nil && (ip.IsLoopback() || ip == listens.Addr() || listens.Addr().IsUnspecified())
}

// form wraps what takes a form, and lets through only those of this server's own pages.
func (s *Server) form(f func(http.ResponseWriter, *http.Request)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		refuse := func(status int, why string) { http.Error(w, why, status) }
		if o := r.Header.Get("Origin"); o != "http://"+r.Host {
			refuse(http.StatusForbidden, "this form comes from another site")
			return
		}
		if v := r.Header.Get("Sec-Fetch-Site"); v != "" && v != "same-origin" {
			refuse(http.StatusForbidden, "this form comes from another site")
			return
		}
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
			refuse(http.StatusUnsupportedMediaType, "send a form, as application/x-www-form-urlencoded")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if err := r.ParseForm(); err != nil {
			status := http.StatusBadRequest
			var long *http.MaxBytesError
			if errors.As(err, &long) {
				status = http.StatusRequestEntityTooLarge
			}
			refuse(status, "the form cannot be read: "+err.Error())
			return
		}
		if subtle.ConstantTimeCompare([]byte(r.PostForm.Get("token")), []byte(s.token)) != 1 {
			refuse(http.StatusForbidden, "this form is of an earlier run of the server: load the page again, your draft is kept in the browser")
			return
		}
		if err := acceptable(r.PostForm); err != nil {
			refuse(http.StatusBadRequest, "this form is none of this server: "+err.Error())
			return
		}
		f(w, r)
	}
}

// page answers with a file of the site; into pages it puts what editors need.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("path")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	now := s.snapshot()
	data, ok := now.files[name]
	status := http.StatusOK
	if !ok {
		status, name, data = http.StatusNotFound, "404.html", now.files["404.html"]
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if known := types[path.Ext(name)]; known != "" {
		kind = known
	}
	if kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	if path.Ext(name) == ".html" {
		data = s.dress(now, name, data, answer{saved: r.URL.Query().Get("saved")})
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // whoever asked may have gone
	}
}

// types are those of the files of a site, whatever this machine knows.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".txt": "text/plain; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".atom": "application/atom+xml", ".jsonl": "application/jsonl", ".bib": "text/plain; charset=utf-8", "": "text/plain; charset=utf-8",
}

// dress puts into a page the script and the style of this server, the forms that belong to
// the page, filled with what was sent, and what there is to say: an error of the build, of
// the form, or the file that was written.
func (s *Server) dress(now *snapshot, name string, data []byte, a answer) []byte {
	data = bytes.Replace(data, []byte(pagePolicy), []byte(ownPolicy), 1)
	data = bytes.Replace(data, []byte(pageReferrer), []byte(ownReferrer), 1)
	root := strings.Repeat("../", strings.Count(name, "/"))
	head := fmt.Sprintf(`<link rel="stylesheet" href="%s-/review.css"><script src="%s-/review.js" defer data-page="%s" data-digest="%s"></script></head>`, root, root, escape(name), s.digest(now, name))
	data = bytes.Replace(data, []byte("</head>"), []byte(head), 1)
	parts := s.parts(now, name, root, a)
	if top := parts.top; len(top) > 0 {
		at := bytes.Index(data, []byte(`<main id="main"`))
		if at >= 0 {
			at += bytes.IndexByte(data[at:], '>') + 1
			data = slices.Concat(data[:at], top, data[at:])
		}
	}
	if at := bytes.LastIndex(data, []byte("</main>")); at >= 0 && len(parts.forms) > 0 {
		data = slices.Concat(data[:at], parts.forms, data[at:])
	}
	return data
}
