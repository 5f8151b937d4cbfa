// Command linkcheck reads a built site and reports every link that leads
// nowhere. A page must work from a web server, from a sub-path and from disk,
// so a link is also wrong when it is absolute, when it names a folder and
// relies on a server to find the index in it, or when something that a browser
// loads by itself stands on another host.
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: linkcheck DIR")
		os.Exit(2)
	}
	pages, problems, err := check(os.DirFS(os.Args[1]))
	if err != nil {
		fmt.Fprintln(os.Stderr, "linkcheck:", err)
		os.Exit(1)
	}
	for _, p := range problems {
		fmt.Println(p)
	}
	if pages == 0 || len(problems) > 0 {
		fmt.Printf("%d problems in %d pages\n", len(problems), pages)
		os.Exit(1)
	}
	fmt.Printf("%d pages: every link arrives\n", pages)
}

// A page is what the check needs to know of one HTML file.
type page struct {
	ids  map[string]bool
	refs []ref
	// repeated are ids that stand on more than one element.
	repeated []string
}

// A ref is one attribute that points somewhere.
type ref struct {
	where  string // "a href"
	target string
	loads  bool // the browser fetches it without being asked
	id     bool // the target is the id of an element, not a URL
}

// check reads every page of site and returns their number, and the problems
// found in them in order of path.
func check(site fs.FS) (int, []string, error) {
	pages := map[string]page{}
	files := map[string]bool{}
	var names []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name] = true
		if path.Ext(name) != ".html" {
			return nil
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		pages[name] = read(root)
		names = append(names, name)
		return nil
	})
	if err != nil {
		return 0, nil, err
	}
	slices.Sort(names)
	var problems []string
	for _, name := range names {
		for _, id := range pages[name].repeated {
			problems = append(problems, fmt.Sprintf("%s: id %q stands twice", name, id))
		}
		for _, r := range pages[name].refs {
			if what := r.problem(name, pages, files); what != "" {
				problems = append(problems, fmt.Sprintf("%s: %s=%q: %s", name, r.where, r.target, what))
			}
		}
	}
	return len(pages), problems, nil
}

// read collects the ids and references of a page.
func read(root *html.Node) page {
	p := page{ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if p.ids[a.Val] {
					p.repeated = append(p.repeated, a.Val)
				}
				p.ids[a.Val] = true
			case "href", "src", "data", "poster", "action":
				loads := n.Data != "a" && a.Key != "action" && !passive(n)
				p.refs = append(p.refs, ref{where: n.Data + " " + a.Key, target: a.Val, loads: loads})
			case "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details":
				for _, id := range strings.Fields(a.Val) {
					p.refs = append(p.refs, ref{where: n.Data + " " + a.Key, target: id, id: true})
				}
			}
		}
	}
	return p
}

// passive reports whether n is a <link> that only names a page, so that a
// browser does not fetch it.
func passive(n *html.Node) bool {
	if n.Data != "link" {
		return false
	}
	for _, a := range n.Attr {
		if a.Key == "rel" {
			return slices.Contains([]string{"canonical", "alternate", "license"}, a.Val)
		}
	}
	return false
}

// problem says what is wrong with a reference on the page called name; it is
// empty when nothing is.
func (r ref) problem(name string, pages map[string]page, files map[string]bool) string {
	if r.id {
		if !pages[name].ids[r.target] {
			return "no such id on this page"
		}
		return ""
	}
	u, err := url.Parse(r.target)
	switch {
	case err != nil:
		return "not a URL"
	case u.Scheme == "data" && r.where != "a href", u.Scheme == "mailto":
		return ""
	case u.Scheme == "http" || u.Scheme == "https" || u.Host != "":
		if r.loads {
			return "loaded from another host"
		}
		if u.Scheme == "" {
			return "no scheme"
		}
		return ""
	case u.Scheme != "":
		return "scheme not allowed"
	case strings.HasPrefix(u.Path, "/"):
		return "absolute path: breaks from disk and under a sub-path"
	}
	to := name
	if u.Path != "" {
		to = path.Join(path.Dir(name), u.Path)
	}
	if !files[to] || strings.HasSuffix(u.Path, "/") {
		return "no such file"
	}
	// A text fragment (":~:text=") is a hint to the browser, not an id.
	id, _, _ := strings.Cut(u.Fragment, ":~:")
	if target, ok := pages[to]; ok && id != "" && !target.ids[id] {
		return "no such id on that page"
	}
	return ""
}
