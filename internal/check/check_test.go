package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"timeline/internal/build"
	"timeline/internal/publish"
	"timeline/internal/reconcile"
)

const (
	harbour = "---\ntitle: Ferry aground\ndate: 2025-06-13\n---\n\nThe ferry Alba ran aground off Lisbon on Thursday, June 12, 2025. The rescue began around 16:30 GMT, the harbour office said.\n"
	gazette = "---\ntitle: Rescue of the Alba\ndate: 2025-06-13\n---\n\nThe ferry Alba ran aground near Lisbon on Thursday, 12 June 2025. The rescue began at about 6pm local time in Lisbon, an hour after the alarm.\n"
	ruling  = "---\ndiscrepancy: ID\nverdict: VERDICT\nreviewer: Ann Lee\ndate: DATE\ndigest: DIGEST\n---\n\nBoth are rounded.\n"
)

var rescue = map[string]string{"sources/harbour.md": harbour, "sources/gazette.md": gazette}

// run checks a folder of some files.
func run(t *testing.T, o Options, files ...map[string]string) *Result {
	t.Helper()
	dir := t.TempDir()
	for _, m := range files {
		for name, text := range m {
			name = filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	story, err := build.Read(t.Context(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	o.Folder = os.DirFS(dir)
	r, err := Run(story, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRulings checks what becomes of a discrepancy and of its rulings.
func TestRulings(t *testing.T) {
	bare := run(t, Options{}, rescue)
	if len(bare.Open) != 1 || bare.Status != 3 {
		t.Fatalf("%d open, status %d", len(bare.Open), bare.Status)
	}
	d := bare.Open[0]
	if d.File != "sources/gazette.md" && d.File != "sources/harbour.md" || d.Line != 6 {
		t.Errorf("it stands at %s:%d", d.File, d.Line)
	}
	digest := func() string {
		dir := t.TempDir()
		for name, text := range rescue {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		s, err := build.Read(t.Context(), build.Options{Dir: dir})
		if err != nil || len(s.Discrepancies) != 1 {
			t.Fatal(err)
		}
		return s.Discrepancies[0].Digest
	}()
	with := func(id, verdict, date, digest string) string {
		return strings.NewReplacer("ID", id, "VERDICT", verdict, "DATE", date, "DIGEST", digest).Replace(ruling)
	}
	for _, tt := range []struct {
		name                 string
		files                map[string]string
		failOn               reconcile.Severity
		open, stale, orphans int
		below, status        int
	}{
		{"none", nil, reconcile.Minor, 1, 0, 0, 0, 3},
		{"none, and it is minor", nil, reconcile.Major, 0, 0, 0, 1, 0},
		{"one that settles it", map[string]string{"rulings/a.md": with(d.ID, "range-kept", "2025-06-20", digest)}, reconcile.Minor, 0, 0, 0, 0, 0},
		{"one that leaves it open", map[string]string{"rulings/a.md": with(d.ID, "unresolved", "2025-06-20", digest)}, reconcile.Minor, 1, 0, 0, 0, 3},
		{"one on other quotes", map[string]string{"rulings/a.md": with(d.ID, "range-kept", "2025-06-20", "sha256:00")}, reconcile.Minor, 0, 1, 0, 0, 3},
		{"one on other quotes, and it is minor", map[string]string{"rulings/a.md": with(d.ID, "range-kept", "2025-06-20", "sha256:00")}, reconcile.Major, 0, 0, 0, 1, 0},
		{"one on other quotes, and a newer one", map[string]string{
			"rulings/a.md": with(d.ID, "range-kept", "2025-06-20", "sha256:00"), "rulings/b.md": with(d.ID, "range-kept", "2025-06-21", digest),
		}, reconcile.Minor, 0, 0, 0, 0, 0},
		{"one on nothing", map[string]string{"rulings/a.md": with("d-start-nowhere", "range-kept", "2025-06-20", digest)}, reconcile.Major, 0, 0, 1, 1, 3},
		{"one that cannot be read", map[string]string{"rulings/a.md": with(d.ID, "maybe", "2025-06-20", digest)}, reconcile.Minor, 1, 0, 0, 0, 1},
		{"an edit that does not apply", map[string]string{"edits/a.md": "---\nedit: hide\nevent: e-nowhere\nreviewer: Ann Lee\ndate: 2025-06-20\n---\n\nNot of this story.\n"}, reconcile.Major, 0, 0, 0, 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := run(t, Options{FailOn: tt.failOn}, rescue, tt.files)
			if len(r.Open) != tt.open || len(r.Stale) != tt.stale || len(r.Orphans) != tt.orphans || r.Below != tt.below || r.Status != tt.status {
				t.Errorf("open %v\nstale %v\norphans %v\nbelow %d, status %d", r.Open, r.Stale, r.Orphans, r.Below, r.Status)
			}
			for _, x := range slices.Concat(r.Stale, r.Orphans) {
				if x.File != "rulings/a.md" || x.Line != 1 || x.Fix == "" {
					t.Errorf("it is told as %+v", x)
				}
			}
			for _, x := range r.Orphans {
				if x.Nearest != d.ID {
					t.Errorf("the nearest id is %q", x.Nearest)
				}
			}
			if len(r.Files) != len(r.Problems) || (tt.status == 1) != (len(r.Files) > 0 && r.Files[0].Fatal) {
				t.Errorf("problems %v", r.Problems)
			}
		})
	}
}

// TestZones checks which times of day are told to have an ambiguous zone.
func TestZones(t *testing.T) {
	for _, tt := range []struct{ name, front, body, want string }{
		{"stated", "", "The pier closed at 16:30 GMT on 12 June 2025.", ""},
		{"a place", "", "The pier in Lisbon closed at 16:30 on 12 June 2025.", ""},
		{"a dateline", "dateline: Lisbon\n", "The pier closed at 16:30 on 12 June 2025.", ""},
		{"the zone of the source", "timezone: Europe/Lisbon\n", "The pier closed at 16:30 on 12 June 2025.", ""},
		{"a day", "", "The pier closed on 12 June 2025.", ""},
		{"nothing", "", "The pier closed at 16:30 on 12 June 2025.", "5 none UTC []"},
		{"several readings", "", "The pier closed at 16:30 IST on 12 June 2025.", "5 stated Asia/Kolkata [Asia/Jerusalem Europe/Dublin]"},
		{"several readings, settled", "dateline: Mumbai\n", "The pier closed at 16:30 IST on 12 June 2025.", ""},
		{"told in two zones", "", "The pier closed on 12 June 2025 at 4:30pm (1530 GMT).", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := run(t, Options{Strict: true}, map[string]string{"sources/a.md": "---\ndate: 2025-06-13\n" + tt.front + "---\n" + strings.Repeat("\n", 2-strings.Count(tt.front, "\n")-1) + tt.body + "\n"})
			got := ""
			for _, x := range r.Zones {
				got = fmt.Sprint(x.Line, " ", x.ZoneBasis, " ", x.Zone, " ", x.Zones)
				if x.File != "sources/a.md" || x.Statement == "" || x.What == "" || x.Fix == "" {
					t.Errorf("it is told as %+v", x)
				}
			}
			if got != tt.want || len(r.Zones) > 1 {
				t.Errorf("%q, want %q: %+v", got, tt.want, r.Zones)
			}
			if want := map[bool]int{true: 0, false: 1}[tt.want == ""]; r.Status != want {
				t.Errorf("status %d under strict, want %d", r.Status, want)
			}
		})
	}
	r := run(t, Options{}, map[string]string{"timeline.toml": "home_zone = \"Europe/Lisbon\"\n", "sources/a.md": "---\ndate: 2025-06-13\n---\nThe pier closed at 16:30 on 12 June 2025.\n"})
	if len(r.Zones) != 1 || r.Zones[0].ZoneBasis != "home" || r.Status != 0 {
		t.Errorf("the home zone: %+v, status %d", r.Zones, r.Status)
	}
}

// TestLinks checks links against the files of a site.
func TestLinks(t *testing.T) {
	site := []publish.File{
		{Path: "index.html", Data: []byte(`<h2 id="e-1">x</h2>`)},
		{Path: "about.html", Data: []byte(`<h1 id="about">x</h1><a name="old"></a>`)},
		{Path: "method-page.html", Data: []byte(`<p id="x">`)},
		{Path: "sources/harbour.html", Data: []byte(`<mark id="s-1">`)},
		{Path: "data/timeline.json"},
	}
	for _, tt := range []struct{ href, want, near string }{
		{"index.html", "", ""},
		{"index.html#e-1", "", ""},
		{"./sources/harbour.html?x#s-1", "", ""},
		{"#about", "", ""},
		{"#old", "", ""},
		{"#top", "", ""},
		{"data/timeline.json#/events/0", "", ""},
		{"sources/harbour.html#:~:text=ferry", "", ""},
		{"https://example.org/a?b#c", "", ""},
		{"mailto:ann@example.org", "", ""},
		{"#nowhere", "about.html has no nowhere", ""},
		{"index.html#e-2", "index.html has no e-2", ""},
		{"sources/harbor.html", "the site has no sources/harbor.html", "sources/harbour.html"},
		{"elsewhere.html", "the site has no elsewhere.html", ""},
		{"../index.html", "it leaves the site", ""},
		{"./", "it is a folder", ""},
		{"/index.html", "it begins at the root of the server", ""},
		{"javascript:alert(1)", "the site leaves out links of this kind", ""},
		{"https://exa_mple.org:99999/", "there is no port 99999", ""},
		{"%zz.html", "it cannot be read", ""},
	} {
		drawn := 0
		r := run(t, Options{Site: func() ([]publish.File, error) { drawn++; return site, nil }}, map[string]string{
			"sources/harbour.md": "---\ndate: 2025-06-13\n---\nThe pier closed on 12 June 2025.\n",
			"pages/about.md":     "---\ntitle: About\n---\n\nSome words,\nand [a link](" + tt.href + ").\n",
			"pages/draft.md":     "---\ntitle: Draft\ndraft: true\n---\n\n[Not yet](there.html)\n",
		})
		switch {
		case tt.want == "" && len(r.Links) > 0, tt.want != "" && len(r.Links) != 1:
			t.Errorf("%s: %+v", tt.href, r.Links)
		case tt.want != "":
			if x := r.Links[0]; !strings.Contains(x.What, tt.want) || x.File != "pages/about.md" || x.Line != 6 || x.Link != tt.href || x.Fix == "" || x.Nearest != tt.near {
				t.Errorf("%s is told as %+v", tt.href, x)
			}
		}
		if drawn > 1 || drawn == 0 && strings.Contains(tt.href, "index.html#") {
			t.Errorf("%s: the site was drawn %d times", tt.href, drawn)
		}
	}
}

// TestLinksOfRulings checks that a link of a ruling counts from the page that shows it, and
// one of an edit too.
func TestLinksOfRulings(t *testing.T) {
	bare := run(t, Options{}, rescue)
	id := bare.Open[0].ID
	site := []publish.File{{Path: "index.html"}, {Path: "discrepancies/" + id + ".html", Data: []byte(`<h2 id="working">`)}}
	text := strings.NewReplacer("ID", id, "VERDICT", "range-kept", "DATE", "2025-06-20", "digest: DIGEST\n", "").Replace(ruling) +
		"\nSee [the list](../index.html), [the sum](#working), [this](index.html) and [that](#nothing).\n"
	event := "e-" + strings.TrimPrefix(id, "d-start-")
	edit := "---\nedit: retitle\nevent: " + event + "\ntitle: The rescue begins\nreviewer: Ann Lee\ndate: 2025-06-20\n---\n\nAs [the list](../index.html) and [the log](log.html) have it.\n"
	r := run(t, Options{Site: func() ([]publish.File, error) { return site, nil }}, rescue, map[string]string{"rulings/a.md": text, "edits/b.md": edit})
	var got []string
	for _, x := range r.Links {
		got = append(got, fmt.Sprintf("%s:%d %s", x.File, x.Line, x.Link))
	}
	if want := "[rulings/a.md:10 index.html rulings/a.md:10 #nothing edits/b.md:9 log.html]"; fmt.Sprint(got) != want {
		t.Errorf("broken are %v, want %s; %v", got, want, r.Problems)
	}
	if r.Status != 0 {
		t.Errorf("status %d: a link fails nothing by itself", r.Status)
	}
	if _, err := Run(&build.Story{}, Options{}); err != nil {
		t.Errorf("nothing at all: %v", err)
	}
}

func TestSiteFails(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"sources/a.md": "Closed on 12 June 2025.\n", "pages/p.md": "---\ntitle: P\n---\n[a](b.html)\n"} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	story, err := build.Read(t.Context(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("no template")
	if _, err := Run(story, Options{Folder: os.DirFS(dir), Site: func() ([]publish.File, error) { return nil, broken }}); !errors.Is(err, broken) {
		t.Errorf("the error of the site became %v", err)
	}
}

// TestSources checks what is told of the front matter of reports.
func TestSources(t *testing.T) {
	r := run(t, Options{}, map[string]string{
		"sources/a.md": "---\ntitle: A\ndate: 2025-06-13\nurl: https://example.org/a\n---\nClosed on 12 June 2025.\n",
		"sources/b.md": "---\ndate: 2025-06-13\nurl: https://example.org/b\narchive_url: https://archive.example.org/b\n---\nOpened on 12 June 2025.\n",
		"sources/c.md": "---\ndate: 2025-06-13\narchive_url: https://archive..example.org/c\nurl: https://999.1.1.1/c\n---\nSailed on 12 June 2025.\n",
	})
	var got []string
	for _, x := range slices.Concat(r.Unarchived, r.Links) {
		got = append(got, fmt.Sprintf("%s:%d %s", x.File, x.Line, x.Link))
	}
	want := "[sources/a.md:4 https://example.org/a sources/c.md:4 https://999.1.1.1/c sources/c.md:3 https://archive..example.org/c]"
	if fmt.Sprint(got) != want {
		t.Errorf("told are %v, want %s", got, want)
	}
	if len(r.Undated) != 0 || r.Status != 0 || r.Warnings() != 3 {
		t.Errorf("undated %v, status %d, %d warnings", r.Undated, r.Status, r.Warnings())
	}
	r = run(t, Options{}, map[string]string{"sources/d.md": "The pier is long.\n"})
	if fmt.Sprint(r.Undated) != "[sources/d.md]" || r.Status != 0 || r.Warnings() != 1 {
		t.Errorf("undated %v, status %d, %d warnings", r.Undated, r.Status, r.Warnings())
	}
}

func TestImpossible(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://example.org": true, "http://localhost:8080/a": true, "https://münchen.example/": true, "https://192.168.0.1/": true,
		"https://[2001:db8::1]:443/": true, "https://my_host.example.org/a%20b?q=ä#x": true, "https://example.org./": true,
		"https://": false, "https://exa mple.org/": false, "https://example.org/a b": false, "https://example..org/": false, "https://-a-.org/": false,
		"https://192.168.0.300/": false, "https://1.2.3/": false, "https://[2001:zz::1]/": false, "https://example.org:0/": false, "https://example.org:70000/": false,
		"ftp://example.org/": false, "example.org/a": false, "https://example.org/%zz": false, "https://" + strings.Repeat("a", 64) + ".org/": false, "https://.org/": false,
	} {
		if got := impossible(address); (got == "") != ok {
			t.Errorf("%s: %q", address, got)
		}
	}
}

// TestForm holds the names of the JSON form, which other programs rely on.
func TestForm(t *testing.T) {
	data, err := json.Marshal(run(t, Options{}, map[string]string{"sources/a.md": "---\ndate: 2025-06-13\n---\nThe pier closed on 12 June 2025.\n"}))
	want := `{"schema":"timeline-check/1","status":0,"open":[],"stale":[],"orphans":[],"below":0,"problems":[],"file_problems":[],"undated_sources":[],"ambiguous_zones":[],"broken_links":[],"unarchived_sources":[]}`
	if err != nil || string(data) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, data, want)
	}
}
