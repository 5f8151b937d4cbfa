package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/idna"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/publish"
	"timeline/internal/site"
)

// A text is Markdown of an editor that the site shows.
type text struct {
	file  string // in the content folder
	pages []string
	links []content.Link
}

// links lists the links of pages, rulings and edits that lead nowhere.
func (r *Result) links(story *build.Story, o Options) error {
	if o.Folder == nil {
		return nil
	}
	var texts []text
	add := func(file string, pages ...string) {
		if src, err := fs.ReadFile(o.Folder, file); err == nil && file != "" {
			texts = append(texts, text{file, pages, content.Links(src)})
		}
	}
	for _, p := range story.Pages {
		if !p.Draft {
			add(p.Path, site.PagePath(p))
		}
	}
	for _, x := range story.Rulings {
		add(x.Path, "discrepancies/"+x.Discrepancy+".html")
	}
	for n, e := range story.Edits {
		var on []string
		for i := range story.Events { // in order, which the map has none of
			for _, k := range story.Edited[story.Events[i].ID] {
				if k == n {
					on = append(on, "events/"+story.Events[i].ID+".html")
				}
			}
		}
		if len(on) > 0 {
			add(e.Path, on...)
		}
	}
	var files *tree
	for _, t := range texts {
		for _, l := range t.links {
			what, fix, near := "", "", ""
			switch u, err := url.Parse(l.Href); {
			case err != nil:
				what, fix = "it cannot be read", "write it anew"
			case u.Scheme == "http", u.Scheme == "https":
				if what = impossible(l.Href); what != "" {
					fix = "copy it again from the address bar of a browser"
				}
			case u.Scheme == "mailto", u.Host != "":
			case u.Scheme != "":
				what, fix = "the site leaves out links of this kind", "link to a page, with https://"
			case strings.HasPrefix(u.Path, "/"):
				what, fix = "it begins at the root of the server, and the site may stand in a folder there", "write it relative to "+t.pages[0]
			default:
				if files == nil {
					if files, err = newTree(o.Site); err != nil {
						return err
					}
				}
				what, fix, near = files.look(t.pages, u)
			}
			if what != "" {
				r.Links = append(r.Links, Item{File: t.file, Line: l.Line, Link: l.Href, Nearest: near, What: fmt.Sprintf("the link %q leads nowhere: %s", l.Href, what), Fix: fix})
			}
		}
	}
	return nil
}

// A tree is the files of a site and the ids in its pages.
type tree struct {
	files map[string][]byte
	paths []string
	ids   map[string]map[string]bool // by path; read when asked for
}

func newTree(draw func() ([]publish.File, error)) (*tree, error) {
	t := &tree{files: map[string][]byte{}, ids: map[string]map[string]bool{}}
	if draw == nil {
		return t, nil
	}
	files, err := draw()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		t.files[f.Path] = f.Data
		t.paths = append(t.paths, f.Path)
	}
	return t, nil
}

// look says what is wrong with a relative link that stands on the first of some pages, and
// on the others too.
func (t *tree) look(pages []string, u *url.URL) (what, fix, near string) {
	for _, page := range pages {
		to := page
		if u.Path != "" {
			to = path.Join(path.Dir(page), u.Path)
		}
		if to == ".." || strings.HasPrefix(to, "../") {
			return "it leaves the site", "link to a page of the site, or to a web address in full", ""
		}
		data, ok := t.files[to]
		switch {
		case ok:
		case u.Path == "" && u.Fragment != "":
			continue // of a ruling on what is not there, which is told elsewhere
		case t.files[path.Join(to, "index.html")] != nil:
			return "it is a folder, which opens as a list of files from disk", "write " + relative(page, path.Join(to, "index.html")), ""
		default:
			fix = "correct it, or take it out"
			if near = t.nearest(to); near != "" {
				fix = "perhaps it is " + relative(page, near)
			}
			return "the site has no " + to, fix, near
		}
		if u.Fragment == "" || u.Fragment == "top" || strings.HasPrefix(u.Fragment, ":~:") || !strings.HasSuffix(to, ".html") {
			continue
		}
		if t.ids[to] == nil {
			t.ids[to] = idsOf(data)
		}
		if !t.ids[to][u.Fragment] {
			return fmt.Sprintf("%s has no %s", to, u.Fragment), "take the link from the address bar of a browser that shows it", ""
		}
	}
	return "", "", ""
}

// nearest is the file of the site that a path is a slip of; empty for none.
func (t *tree) nearest(to string) string {
	best, strokes := content.Nearest(to, t.paths)
	if strokes > len(to)/4 {
		return ""
	}
	return best
}

// relative is the way from a page to a file of the site.
func relative(page, to string) string {
	return strings.Repeat("../", strings.Count(page, "/")) + to
}

// idsOf returns the ids that a page can be entered at.
func idsOf(page []byte) map[string]bool {
	ids := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			if a.Key == "id" || a.Key == "name" {
				ids[a.Val] = true
			}
		}
	}
	return ids
}

// impossible says why no server can have an address; empty where one might.
func impossible(address string) string {
	u, err := url.Parse(address)
	host, port := "", ""
	if err == nil {
		host, port = strings.TrimSuffix(u.Hostname(), "."), u.Port()
	}
	switch {
	case err != nil:
		if e, ok := err.(*url.Error); ok { //nolint:errorlint // url.Parse returns nothing else
			return e.Err.Error()
		}
		return err.Error()
	case u.Scheme != "http" && u.Scheme != "https":
		return "it begins with neither http:// nor https://"
	case strings.ContainsAny(address, " \t\r\n<>\"`{}\\"):
		return "a blank or a sign that has to be written with % stands in it"
	case host == "":
		return "it has no host"
	case port != "":
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return "there is no port " + port
		}
	}
	if strings.HasPrefix(u.Host, "[") {
		if a, err := netip.ParseAddr(host); err != nil || !a.Is6() {
			return "the address between the brackets is none of IPv6"
		}
		return ""
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if strings.Trim(last, "0123456789") == "" {
		if a, err := netip.ParseAddr(host); err != nil || !a.Is4() {
			return "a host of figures has to be four numbers up to 255"
		}
		return ""
	}
	// An underscore is in use, though no name of a host should have one.
	if _, err := idna.Lookup.ToASCII(strings.ReplaceAll(host, "_", "a")); err != nil {
		return "no host can have the name " + host
	}
	for _, label := range strings.Split(host, ".") {
		if label == "" || len(label) > 63 {
			return "no host can have the name " + host
		}
	}
	return ""
}
