package export

import (
	"crypto/sha1" //nolint:gosec // RFC 4122 names it; nothing is secret
	"fmt"
	"strings"

	"timeline/internal/build"
	"timeline/internal/event"
	"timeline/internal/when"
)

// identifier is a URI for a thing of a story, which stays the same wherever the site is
// published: a UUID of version 5 (RFC 9562) of its kind and id.
func identifier(kind, id string) string {
	// The name space is a UUID drawn once for this program.
	h := sha1.Sum(append([]byte("\x5d\xf1\x2c\x0e\x9b\x47\x4a\x36\x8f\x1d\x60\x2a\xc3\x74\xe1\x58"), kind+"\x00"+id...))
	h[6], h[8] = h[6]&0x0f|0x50, h[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

func siteTitle(story *build.Story) string {
	switch {
	case story.Title != "":
		return story.Title
	case story.Config.Title != "":
		return story.Config.Title
	}
	return "Timeline"
}

// A book is a story with what the exports look up in it.
type book struct {
	*build.Story
	title  string
	base   string // base_url without a slash at its end; empty for none
	quotes map[string]said
	source map[string]*build.Source

	changes []Change // since an earlier build
}

func open(story *build.Story) *book {
	b := &book{Story: story, title: siteTitle(story), base: strings.TrimSuffix(story.Config.BaseURL, "/"), quotes: map[string]said{}, source: map[string]*build.Source{}}
	for i := range story.Sources {
		b.source[story.Sources[i].ID] = &story.Sources[i]
	}
	for i := range story.Statements {
		s := &story.Statements[i]
		if src := b.source[s.Source]; src != nil {
			b.quotes[s.ID] = said{strings.Join(strings.Fields(s.Quote.Of(src.Text.Text)), " "), src}
		}
	}
	return b
}

// A said is a statement as exports quote it.
type said struct {
	quote string // on one line
	*build.Source
}

// ordered is the events of the timeline in its order, and then those without a date.
func (b *book) ordered() []*event.Event {
	byID := map[string]*event.Event{}
	for i := range b.Events {
		byID[b.Events[i].ID] = &b.Events[i]
	}
	var out []*event.Event
	for _, ids := range [...][]string{b.Order, b.Undated} {
		for _, id := range ids {
			if e := byID[id]; e != nil {
				out = append(out, e)
			}
		}
	}
	return out
}

// newest is when the newest of the sources of some statements was published: the start of
// its day where no more is known, and 1970 where nothing is.
func (b *book) newest(statements []string) when.Instant {
	var out when.Instant
	for _, id := range statements {
		if q, ok := b.quotes[id]; ok && q.Published.Known && !q.Published.Interval.From.Open() {
			out = max(out, q.Published.Interval.From)
		}
	}
	return out
}

// address is the address of a page for a file in the folder of the data: in full where the
// story has a base_url, else relative.
func (b *book) address(page string) string {
	if b.base != "" {
		return b.base + "/" + page
	}
	return "../" + page
}
