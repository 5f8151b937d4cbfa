package content

import (
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"timeline/internal/when"
	texts "timeline/internal/words"
)

// ConfigName is the name of the configuration file.
const ConfigName = "timeline.toml"

// A Config is the configuration of a content folder. The zero Config, with the
// defaults of its methods, is what a folder without one has.
type Config struct {
	File string // as it was found; empty when there is none

	Title    string // of the site
	Language string // of the interface: a BCP 47 tag that package words has texts for; empty for English
	HomeZone string // an IANA name: the zone that is assumed last
	BaseURL  string // http or https, for feeds and canonical links only

	Outlets map[string]Outlet // by the name of the outlet
	Widths  map[string]string // overrides of the default widths of vague words, by rule, as written

	// Text is how much of each report is published: "full" or [QuotesOnly].
	Text string

	// Unreviewed is what becomes of events that no editor has looked at: [Publish], [Mark]
	// or [Withhold].
	Unreviewed string

	Limits Limits // a file that passes one is left out
}

// An Outlet is what is known of one outlet beforehand.
type Outlet struct {
	Zone    string   // an IANA name: the zone that its reports are written in
	Domains []string // hosts whose pages are its reports: "example.org"
}

// The defaults of a Config.
const (
	DefaultText       = "full"
	DefaultUnreviewed = Mark
)

// QuotesOnly is the Text of a Config under which no more of a report is published than
// its statements quote.
const QuotesOnly = "quotes"

// What Unreviewed of a Config may ask for.
const (
	Publish  = "publish"  // nothing is said of it
	Mark     = "mark"     // the site says so: once, or beside each entry as soon as some are approved
	Withhold = "withhold" // they are left out
)

var configKeys = []string{"title", "language", "home_zone", "base_url", "outlets", "widths", "text", "unreviewed", "limits", "max_file_size"}

// ReadConfig reads a configuration, of which src are the bytes and file is the
// name for messages. Every problem is fatal.
func ReadConfig(file string, src []byte) (Config, []Problem) {
	c := Config{File: file, Text: DefaultText, Unreviewed: DefaultUnreviewed, Limits: DefaultLimits()}
	fields, problems := tomlFields(file, src)
	if len(problems) > 0 {
		problems[0].Line-- // there is no mark above it
		return c, problems
	}
	for _, f := range fields {
		what, fix := c.set(f)
		if what != "" {
			problems = append(problems, Problem{File: file, Line: f.Line, Col: f.col, What: what, Fix: fix, Fatal: true})
		}
	}
	return c, problems
}

// set puts one field in its place, or says what is wrong with it.
func (c *Config) set(f namedField) (what, fix string) {
	if f.bad != "" {
		return f.bad, "write one value or a list of values"
	}
	top := f.path[0]
	if !slices.Contains(configKeys, top) {
		return fmt.Sprintf("unknown key %q", top), suggest(top, configKeys)
	}
	switch top {
	case "outlets":
		if len(f.path) < 3 {
			return fmt.Sprintf("%q is not an outlet", f.key), `write a table: [outlets."Name"] with zone = "Europe/London"`
		}
		return c.setOutlet(f)
	case "limits":
		if len(f.path) != 2 || f.List != nil {
			return fmt.Sprintf("%q is not a limit", f.key), `write a table: [limits] with line = 1_000_000`
		}
		return c.Limits.set(f.path[1], f.Text)
	case "widths":
		if len(f.path) < 2 || f.List != nil {
			return fmt.Sprintf("%q is not a width", f.key), `write a table: [widths] with around = "15m"`
		}
		if c.Widths == nil {
			c.Widths = make(map[string]string)
		}
		c.Widths[strings.Join(f.path[1:], ".")] = f.Text
		return "", ""
	}
	if len(f.path) > 1 || f.List != nil {
		return fmt.Sprintf("%q takes one value", top), fmt.Sprintf(`write %s = "..."`, top)
	}
	switch top {
	case "title":
		c.Title = f.Text
	case "language":
		c.Language = f.Text
		return checkInterface(f.Text)
	case "home_zone":
		c.HomeZone = f.Text
		return checkZone(f.Text)
	case "base_url":
		c.BaseURL = f.Text
		return checkURL(f.Text)
	case "text":
		c.Text = f.Text
		return oneOf(top, f.Text, "full", QuotesOnly)
	case "unreviewed":
		c.Unreviewed = f.Text
		return oneOf(top, f.Text, Publish, Mark, Withhold)
	case "max_file_size":
		n, err := strconv.ParseInt(strings.ReplaceAll(f.Text, "_", ""), 10, 64)
		if err != nil || n <= 0 {
			return fmt.Sprintf("max_file_size %q is not a count of bytes", f.Text), "write a whole number, such as 16777216"
		}
		c.Limits.FileSize = n // as it was called before there was a table of limits
	}
	return "", ""
}

func (c *Config) setOutlet(f namedField) (what, fix string) {
	name, key := f.path[1], f.path[2]
	if c.Outlets == nil {
		c.Outlets = make(map[string]Outlet)
	}
	o := c.Outlets[name]
	switch {
	case key == "zone" && len(f.path) == 3 && f.List == nil:
		o.Zone = f.Text
		what, fix = checkZone(f.Text)
	case key == "domains" && len(f.path) == 3:
		o.Domains = f.List
		if f.List == nil {
			o.Domains = []string{f.Text}
		}
	default:
		key = strings.Join(f.path[2:], ".")
		return fmt.Sprintf("unknown key %q of outlet %q", key, name), suggest(key, []string{"zone", "domains"})
	}
	c.Outlets[name] = o
	return what, fix
}

// OutletOf returns the name of the outlet whose pages stand at the host of an
// address, or of a host above it; empty if the configuration names none.
func (c Config) OutletOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	names := make([]string, 0, len(c.Outlets))
	for name := range c.Outlets {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		for _, d := range c.Outlets[name].Domains {
			host := strings.ToLower(u.Hostname())
			if d = strings.ToLower(d); host == d || strings.HasSuffix(host, "."+d) {
				return name
			}
		}
	}
	return ""
}

func oneOf(key, got string, want ...string) (what, fix string) {
	if slices.Contains(want, got) {
		return "", ""
	}
	return fmt.Sprintf("%s is %q", key, got), fmt.Sprintf("write %q or %q", want[0], want[1])
}

func checkURL(s string) (what, fix string) {
	u, err := url.Parse(s)
	if s == "" || err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return "", ""
	}
	return fmt.Sprintf("%q is not a web address", s), "write it in full, with http:// or https://"
}

func checkZone(s string) (what, fix string) {
	if s == "UTC" || s == "" {
		return "", ""
	}
	if _, err := when.LoadZone(s); err == nil && !strings.HasPrefix(s, "+") && !strings.HasPrefix(s, "-") {
		return "", ""
	}
	return fmt.Sprintf("%q is not a time zone", s), `write an IANA name, such as "Europe/Kyiv"`
}

// checkOffset accepts what checkZone does, and an offset: "+03:00".
func checkOffset(s string) (what, fix string) {
	if _, err := time.Parse("-07:00", s); err == nil {
		return "", ""
	}
	if what, _ = checkZone(s); what != "" {
		return what, `write an IANA name, such as "Europe/Kyiv", or an offset, such as "+03:00"`
	}
	return "", ""
}

// checkInterface checks that the interface can speak a language.
func checkInterface(s string) (what, fix string) {
	if what, fix = checkLanguage(s); what != "" {
		return what, fix
	}
	if _, ok := texts.Base(s); ok {
		return "", ""
	}
	var known []string
	for _, l := range texts.Languages() {
		known = append(known, strconv.Quote(l))
	}
	return fmt.Sprintf("the interface has no texts in %q", s), "write one of " + strings.Join(known, ", ")
}

// checkLanguage checks the shape of a BCP 47 tag: a language of two or three
// letters, then subtags.
func checkLanguage(s string) (what, fix string) {
	parts := strings.Split(s, "-")
	ok := s == "" || len(parts[0]) == 2 || len(parts[0]) == 3
	for i, p := range parts {
		for _, r := range p {
			letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
			ok = ok && (letter || i > 0 && '0' <= r && r <= '9')
		}
		ok = ok && (i == 0 || len(p) > 0 && len(p) <= 8)
	}
	if ok {
		return "", ""
	}
	return fmt.Sprintf("%q is not a language tag", s), `write one such as "en" or "pt-BR"`
}
