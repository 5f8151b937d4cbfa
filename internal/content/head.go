package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
	"timeline/internal/when"
)

// The head of a report is what stands above its story: site crumbs, headline,
// caption, byline, dateline. These rules read it by its shape: each line is of
// one kind, and only a line that says hardly more than a date, or what the date
// is of, tells when the report was published. The same lines may stand at its
// foot, where only a label of publication counts.

const (
	headLines = 16 // how many lines from the top may belong to the head
	footLines = 8  // how many lines from the end may belong to the foot
)

// A lineKind is what a line of the head is.
type lineKind uint8

const (
	headlineLine lineKind = iota // may be the headline
	junkLine                     // crumbs, buttons, counts, labels of a form
	fieldLine                    // "Ref: 12", whose key is known
	titleLine                    // "Subject: ..."
	bylineLine
	stampedLine   // a date of publication and what goes with it
	captionLine   // of a photo; a credit; a copyright
	roleLine      // "Community Correspondent"
	relatedLine   // "Read more:" and what follows it
	datelineLine  // the first paragraph of a story, behind its dateline
	storyLine     // a sentence
	undatedLine   // it has a date that is not one of publication
	signatureLine // a name alone
)

// A headLine is one line of the head or the foot.
type headLine struct {
	span text.Span
	kind lineKind
	sl   stampLine
	dl   dateline
}

// readPlain sets the text of a source from a plain text file.
func readPlain(s *Source, src []byte, body int) {
	b := &builder{src: src}
	b.literal(body, len(src))
	// The text is kept as it is, with the blank lines at its end.
	s.Text = text.New(string(b.buf))
	s.runs = b.runs
	s.lines = lineStarts(src)
	if s.Title == "" {
		s.TitleSpan = headline(s.Text.Text)
		s.Title = s.TitleSpan.Of(s.Text.Text)
	}
}

// lines returns the first lines of t that are not blank, trimmed.
func lines(t string) []text.Span {
	var out []text.Span
	for start := 0; start < len(t) && len(out) < headLines; {
		end := start + len(t[start:])
		if i := strings.IndexByte(t[start:], '\n'); i >= 0 {
			end = start + i
		}
		if s := trimSpan(t, text.Span{Start: start, End: end}); !s.Empty() {
			out = append(out, s)
		}
		start = end + 1
	}
	return out
}

// lastLines returns the last lines of t that are not blank and stand behind byte
// from, trimmed, in order.
func lastLines(t string, from int) []text.Span {
	var out []text.Span
	for end := len(t); end > from && len(out) < footLines; {
		start := from
		if i := strings.LastIndexByte(t[from:end], '\n'); i >= 0 {
			start = from + i + 1
		}
		if s := trimSpan(t, text.Span{Start: start, End: end}); !s.Empty() {
			out = append([]text.Span{s}, out...)
		}
		end = start - 1
	}
	return out
}

func trimSpan(t string, s text.Span) text.Span {
	left := strings.TrimLeftFunc(s.Of(t), unicode.IsSpace)
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// scanHead looks for bylines, datelines and dates of publication at the top and
// at the end of the text, and fills in what nothing better has said.
func scanHead(s *Source) {
	t := s.Text.Text
	h := &headScan{s: s, t: t}
	h.head = classify(t, lines(t))
	from := 0
	if n := len(h.head); n > 0 {
		from = h.head[n-1].span.End
	}
	h.foot = classify(t, lastLines(t, from))
	h.names()
	h.stamps()
	h.places()
}

// A headScan fills in a source from the lines of its head and its foot.
type headScan struct {
	s          *Source
	t          string
	head, foot []headLine
}

// classify finds the kind of each line by itself and by its neighbours.
func classify(t string, spans []text.Span) []headLine {
	out := make([]headLine, len(spans))
	story, related := false, false
	for i, sp := range spans {
		l := &out[i]
		l.span = sp
		line := sp.Of(t)
		l.kind = lineKindOf(line, l)
		prev := ""
		if i > 0 {
			prev = spans[i-1].Of(t)
		}
		switch l.kind {
		case relatedLine:
			related = true
		case datelineLine, storyLine:
			if len(line) > 60 {
				story, related = true, false
			}
		case bylineLine:
			related = related && story
		case stampedLine:
			if related && !(!story && l.sl.anyLabel()) || speaks(prev) || !l.sl.anyLabel() && l.sl.hourOnly() {
				l.kind = undatedLine
			} else if i > 0 && l.sl.alone && len(l.sl.stamps) == 1 {
				l.labelFrom(&out[i-1], prev)
			}
		case headlineLine, signatureLine:
			if related {
				l.kind = junkLine
			}
		case junkLine:
			// The comments begin behind the story.
			related = related || story && commentsLine(line)
		}
	}
	for i := range out {
		forum(t, out, i)
	}
	if announces(t, out) {
		for i := range out {
			if out[i].kind == stampedLine && !out[i].sl.certain(out[i].span.Of(t)) {
				out[i].kind = undatedLine
			}
		}
	}
	// A date above the credit of a photo is that of the photo.
	for i := range out {
		if out[i].kind == stampedLine && out[i].sl.weak && !out[i].sl.anyLabel() && i+1 < len(out) && out[i+1].kind == captionLine {
			out[i].kind = captionLine
		}
	}
	return out
}

// labelFrom takes the label of a date from the line above it, which is nothing
// else: "Posted" above "3 May 2019".
func (l *headLine) labelFrom(above *headLine, line string) {
	k, ok := readLabel(line)
	if !ok || above.kind == stampedLine {
		return
	}
	switch k {
	case published, updated:
		l.sl.stamps[0].labelled, l.sl.stamps[0].update, l.sl.alone = true, k == updated, false
	case other:
		l.kind = undatedLine
	default:
		return
	}
	above.kind = junkLine
}

// hourOnly reports whether the time of day of a line is a full hour, as that of
// an event is told, and not of a report: "7pm".
func (sl stampLine) hourOnly() bool {
	for _, st := range sl.stamps {
		for _, w := range strings.FieldsFunc(strings.ToLower(st.text), func(r rune) bool { return r == ' ' || r == ',' || r == '@' }) {
			if bare := strings.TrimRight(w, "apm."); bare != w && allDigits(bare) && len(bare) <= 2 {
				return true
			}
		}
	}
	return false
}

// speaks reports whether a line announces the words of a reader: "Ann says:".
func speaks(line string) bool {
	l := strings.ToLower(strings.TrimRight(line, ": "))
	for _, w := range [...]string{" says", " said", " wrote", " writes", " commented", " replied", " comments"} {
		if strings.HasSuffix(l, w) && (len(l) < 60) && strings.HasSuffix(line, ":") {
			return true
		}
	}
	return strings.HasPrefix(l, "reply to ") || strings.HasPrefix(l, "comment by ") || strings.HasSuffix(l, " says")
}

// certain reports whether a line says in words that its date is one of
// publication: a bare "Date:" does not.
func (sl stampLine) certain(line string) bool {
	if rest, ok := cutFold(line, "date"); ok && strings.HasPrefix(strings.TrimLeft(rest, " "), ":") {
		return false
	}
	return sl.anyLabel()
}

// announces reports whether the lines are those of an event to come: a venue,
// tickets.
func announces(t string, list []headLine) bool {
	weak := 0
	for _, l := range list {
		low := strings.ToLower(l.span.Of(t))
		for _, lead := range announcing {
			if strings.HasPrefix(low, lead) && len(low) < 160 {
				return true
			}
		}
		for _, lead := range [...]string{"time:", "location:", "place:", "date:", "when:", "cost:", "price:", "speaker:", "organiser:", "organizer:", "agenda:"} {
			if strings.HasPrefix(low, lead) {
				weak++
			}
		}
	}
	return weak >= 3
}

var announcing = []string{
	"venue:", "venue ", "where:", "when:", "tickets", "admission", "doors open", "doors:", "doors ", "rsvp", "book now", "book your", "free entry", "free admission", "all welcome",
	"entry:", "entry fee", "entrance fee", "entry is free", "admission free", "register at", "register by", "register here", "registration ", "kick-off", "kick off", "speakers:", "join us",
	"everyone welcome", "everyone is welcome", "all are welcome", "refreshments", "what:", "add to calendar", "starts:", "starts at", "get tickets", "buy tickets", "event:",
	"event details", "event type", "time and place", "hosted by", "duration:",
}

// lineKindOf finds the kind of a line by itself.
func lineKindOf(line string, l *headLine) lineKind {
	switch {
	case isRelated(line):
		return relatedLine
	case isJunk(line):
		return junkLine
	case isCaption(line):
		return captionLine
	}
	if span, ok := shortDateline(line); ok && len(datePieces(line)) == 1 && !datePieces(line)[0].whole() {
		l.dl = dateline{place: span, strong: true}
		return datelineLine
	}
	if sl, ok := readStampLine(line); ok {
		l.sl = sl
		return stampedLine
	}
	if dl, ok := readDateline(line); ok && (sentence(line) || len(line) > 100) {
		l.dl = dl
		return datelineLine
	}
	if sl, ok := readByline(line); ok {
		l.sl = sl
		return bylineLine
	}
	if sl, ok := labelledSentence(line); ok {
		l.sl = sl
		return stampedLine
	}
	if key, value, ok := headField(line); ok {
		if titleKeys[key] && value != "" {
			at := strings.LastIndex(line, value)
			l.sl.title, l.sl.titleSpan = value, text.Span{Start: at, End: at + len(value)}
			return titleLine
		}
		return fieldLine
	}
	switch {
	case sentence(line):
		return storyLine
	case isRole(line):
		return roleLine
	}
	return headlineLine
}

// labelledSentence reads a line that begins by saying when the report was
// published or changed, whatever follows: "This article was first published on 3
// May 2019 in the Courier.", "Updated 3 May 2019 with figures of the ministry".
func labelledSentence(line string) (sl stampLine, ok bool) {
	if len(line) > maxHeadLine {
		return sl, false
	}
	pieces := datePieces(line)
	if isRange(line, pieces) {
		return sl, false
	}
	for _, p := range pieces {
		if !p.whole() && !(p.clock && p.dayOfYear()) {
			continue
		}
		lead := strings.Trim(line[:p.span.Start], "[(* ")
		kind := leadKind(lead)
		if rest, from := cutFold(lead, "from "); from && kind == noLabel && hasWord(rest, outletWords) && capitalised(strings.TrimPrefix(strings.TrimSuffix(rest, " of"), "the "), 6) {
			kind = published // "From the Harbour Times of 3 May 1889."
		}
		if kind != published && kind != updated {
			return sl, false
		}
		_, this := cutFold(lead, "this ")
		_, version := cutFold(lead, "a version ")
		if tail := line[p.span.End:]; kind == published && !this && !version && (len(words(tail)) > 12 || hasWord(tail, publishedTail)) {
			return sl, false
		}
		if by, found := cutFold(strings.TrimLeft(line[p.span.End:], " ,|-–—"), "by "); found {
			sl.named(line, text.Span{Start: len(line) - len(by), End: len(line)})
		}
		sl.stamps = []headStamp{{text: p.span.Of(line), span: p.span, update: kind == updated, labelled: true, whole: p.whole()}}
		return sl, true
	}
	return sl, false
}

// publishedTail are words of a sentence about something that was published.
var publishedTail = wordSet("sold topped won said says will would was were has had")

// leadKind returns what the words before a date say of it: a label, perhaps with
// a name in it: "First published in the Courier on".
func leadKind(lead string) labelKind {
	kind := noLabel
	names := 0
	for i, w := range strings.Fields(lead) {
		bare := strings.ToLower(strings.Trim(w, ".,:;()[]*"))
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case bare == "" || labelFill[bare] || bare == "its" || bare == "website":
		case updateWords[bare]:
			kind = updated
		case publishWords[bare]:
			if kind == noLabel {
				kind = published
			}
		case i > 0 && unicode.IsUpper(r) && kind != noLabel && !otherWords[bare]:
			if names++; names > 5 {
				return noLabel
			}
		default:
			return noLabel
		}
	}
	return kind
}

// forum reads the lines of a post: a handle beside the lines that tell of a
// member.
func forum(t string, list []headLine, i int) {
	l := &list[i]
	line := l.span.Of(t)
	member := func(j int) bool {
		if j < 0 || j >= len(list) {
			return false
		}
		low := strings.ToLower(list[j].span.Of(t))
		for _, lead := range [...]string{"joined:", "join date:", "posts:", "member since", "registered:", "senior member", "junior member", "registered user", "super moderator", "moderator", "location:", "registered member"} {
			if strings.HasPrefix(low, lead) && len(low) < 60 {
				return true
			}
		}
		return low == "member"
	}
	if member(i) {
		if l.kind == headlineLine || l.kind == stampedLine || l.kind == signatureLine || l.kind == roleLine {
			l.kind = fieldLine
		}
		return
	}
	if (l.kind == headlineLine || l.kind == junkLine) && member(i+1) && isHandle(line) {
		l.kind = signatureLine
		l.sl.author, l.sl.authorSpan = line, text.Span{End: len(line)}
	}
}

// names fills in the author: of a byline, else of a field, else a name alone
// beside a date, else a short field beside one.
func (h *headScan) names() {
	s := h.s
	set := func(l headLine, names string, span text.Span) {
		if s.BylineSpan.Empty() {
			s.BylineSpan = l.span
		}
		if s.Author == "" {
			s.Author = names
		}
	}
	for _, list := range [][]headLine{h.head, h.foot} {
		for _, l := range list {
			if (l.kind == bylineLine || l.kind == stampedLine || l.kind == signatureLine) && l.sl.author != "" && !l.sl.loose {
				set(l, l.sl.author, l.sl.authorSpan)
			}
			if line := l.span.Of(h.t); l.kind == fieldLine && s.Author == "" {
				if who := mailSender(line, h.mail()); who != "" {
					set(l, who, text.Span{})
				}
			}
			if l.kind == storyLine || l.kind == datelineLine {
				if who := closingByline(l.span.Of(h.t)); who != "" && s.Author == "" {
					s.Author = who
				}
			}
		}
	}
	if s.Author != "" {
		return
	}
	if i, name := h.signature(); i >= 0 {
		h.head[i].kind = signatureLine
		set(h.head[i], name, text.Span{})
		return
	}
	for _, l := range h.head {
		if l.kind == stampedLine && l.sl.loose && l.sl.author != "" && l.span != s.TitleSpan && !h.diary() {
			set(l, l.sl.author, l.sl.authorSpan)
			return
		}
	}
}

// signature finds a line that is a name, above or below the line of the date or
// above the role of its bearer: "Ada Finch, Courier", "Ada Finch in Oslo".
func (h *headScan) signature() (int, string) {
	for i, l := range h.head {
		if l.kind == storyLine && l.span.Len() > 120 || l.kind == datelineLine {
			break
		}
		if l.kind != headlineLine || l.span == h.s.TitleSpan || h.s.TitleSpan.Empty() || !h.beside(i) {
			continue
		}
		names, place, ok := signed(l.span.Of(h.t))
		if !ok {
			continue
		}
		if place != "" && h.s.Dateline == "" && !h.anyDateline() {
			at := l.span.Start + strings.LastIndex(l.span.Of(h.t), place)
			h.s.Dateline, h.s.DatelineSpan = place, text.Span{Start: at, End: at + len(place)}
		}
		return i, names
	}
	return -1, ""
}

// beside reports whether the line of a date stands next to line i, or a role
// below it; other short lines may stand between.
func (h *headScan) beside(i int) bool {
	for _, step := range [...]int{-1, 1} {
		short := 0
		for j := i + step; j >= 0 && j < len(h.head) && short < 2; j += step {
			k := h.head[j].kind
			if k == stampedLine || k == roleLine && step > 0 {
				return true
			}
			// Between the headline and the story.
			if step > 0 && (k == datelineLine || k == storyLine) && j == i+1 && i > 0 && h.head[i-1].span == h.s.TitleSpan && len(strings.Fields(h.s.Title)) >= 4 {
				return true
			}
			if k == junkLine || k == roleLine {
				continue
			}
			if k != headlineLine || !capitalised(h.head[j].span.Of(h.t), 3) || step < 0 {
				break
			}
			short++
		}
	}
	return false
}

// signed reads a line that is names and what goes with them: an outlet, a role,
// a place.
func signed(line string) (names, place string, ok bool) {
	if i := strings.LastIndexByte(line, ' '); i > 0 && strings.Contains(line[i:], "@") {
		line = line[:i] // an address behind the name
	}
	names = line
	rest := ""
	if k := strings.IndexAny(line, ",|("); k > 0 {
		names, rest = strings.TrimSpace(line[:k]), strings.Trim(line[k:], " ,|()")
	}
	for _, in := range [...]string{" reports from ", " reporting from ", " in ", " for "} {
		if head, tail, found := strings.Cut(names, in); found && rest == "" {
			names, rest = head, tail
			if in != " for " && placeEnd(tail) == len(tail) {
				return names, tail, namesOnly(names)
			}
		}
	}
	switch {
	case !namesOnly(names):
		return "", "", false
	case rest == "" || hasWord(rest, roleWords) || hasWord(rest, outletWords) || isAcronym(rest) || strings.HasPrefix(rest, "with ") || strings.Contains(line, " for "+rest):
		return names, "", true
	case isPlaceName(rest):
		return names, rest, true
	case namesOnly(rest):
		return names + ", " + rest, "", true
	}
	return "", "", false
}

// namesOnly reports whether s is one name or two with "and" between.
func namesOnly(s string) bool {
	for _, and := range [...]string{" and ", " & ", " AND "} {
		if a, b, found := strings.Cut(s, and); found {
			return isName(a) && isName(b)
		}
	}
	return isName(s)
}

func (h *headScan) anyDateline() bool {
	for _, l := range h.head {
		if l.kind == datelineLine {
			return true
		}
	}
	return false
}

// mail reports whether the head is that of a message.
func (h *headScan) mail() bool {
	for _, l := range h.head {
		low := strings.ToLower(l.span.Of(h.t))
		for _, key := range [...]string{"to:", "newsgroups:", "message-id:", "subject:", "sent:", "reply-to:"} {
			if strings.HasPrefix(low, key) {
				return true
			}
		}
	}
	return false
}

// mailSender returns the name in "From: NAME <address>".
func mailSender(line string, mail bool) string {
	value, ok := cutFold(line, "from:")
	if !ok {
		return ""
	}
	name, address, angle := strings.Cut(strings.TrimSpace(value), "<")
	if inner, rest, round := strings.Cut(value, "("); !angle && round && strings.Contains(inner, "@") {
		// "From: ann@example.org (Ann Lee)", as it was written before.
		name, _, _ = strings.Cut(rest, ")")
		address = inner
	}
	name = strings.Trim(name, " \t\"'")
	if !strings.Contains(address, "@") && !(mail && isName(name)) || strings.Contains(name, "@") || len(name) > 60 {
		return ""
	}
	return name
}

// closingByline returns the names of "(Reporting by NAMES; Editing by NAMES)".
func closingByline(line string) string {
	rest, ok := cutFold(strings.TrimLeft(line, "( "), "reporting by ")
	if !ok || len(line) > maxHeadLine {
		return ""
	}
	rest, _, _ = strings.Cut(rest, ";")
	b, ok := readNames(rest, text.Span{End: len(rest)})
	if !ok {
		return ""
	}
	return b.names
}

// stamps fills in when the report was published and changed.
func (h *headScan) stamps() {
	s := h.s
	diary := h.diary()
	story := -1 // the first line of the story
	for i, l := range h.head {
		if l.kind == storyLine || l.kind == datelineLine {
			story = i
			break
		}
	}
	var clear, plain []Stamp
	for i, l := range h.head {
		switch l.kind {
		case datelineLine:
			if l.dl.date.Empty() {
				continue
			}
			if d := shift(l.dl.date, l.span.Start); !s.stamped(d) && i <= story+2 {
				plain = append(plain, Stamp{Basis: DatelineBasis, Text: d.Of(h.t), Span: d, Place: l.dl.place.Of(l.span.Of(h.t))})
			}
		case stampedLine:
			for _, st := range l.sl.stamps {
				stamp := h.stamp(l, st)
				signs := i == len(h.head)-1 && len(h.foot) == 0 && i > story && l.sl.weak && l.sl.place != "" && !diary && len(clear)+len(plain)+len(s.Published) == 0
				by := l.sl.author != "" && !l.sl.loose
				if s.stamped(stamp.Span) || !st.labelled && !by && !signs && (diary || story >= 0 && i > story && !h.deck(i, story) || l.sl.weak && !h.titled(i)) {
					continue
				}
				switch {
				case !st.whole && !st.labelled && !by:
					continue
				case st.update:
					s.Modified = append(s.Modified, stamp)
				case st.labelled:
					clear = append(clear, h.withClock(h.head, i, stamp))
				default:
					plain = append(plain, h.withClock(h.head, i, stamp))
				}
			}
		}
	}
	for i, l := range h.foot {
		if l.kind != stampedLine {
			continue
		}
		for _, st := range l.sl.stamps {
			stamp := h.stamp(l, st)
			switch {
			// "Oslo, 3 May 2019" signs a statement.
			case !st.labelled && st.whole && !diary && i == len(h.foot)-1 && l.sl.weak && l.sl.place != "" && len(clear)+len(plain)+len(s.Published) == 0:
				plain = append(plain, stamp)
			case !st.labelled || s.stamped(stamp.Span):
			case st.update:
				s.Modified = append(s.Modified, stamp)
			default:
				clear = append(clear, h.withClock(h.foot, i, stamp))
			}
		}
	}
	s.Published = append(append(s.Published, clear...), plain...)
}

func shift(s text.Span, by int) text.Span { return text.Span{Start: s.Start + by, End: s.End + by} }

// stamp makes the stamp of a line.
func (h *headScan) stamp(l headLine, st headStamp) Stamp {
	out := Stamp{Basis: Byline, Text: st.text, Span: shift(st.span, l.span.Start), Place: l.sl.place}
	return out
}

// withClock adds the time of day that the next line tells: "Issued at HKT 15:30"
// below a date.
func (h *headScan) withClock(list []headLine, i int, st Stamp) Stamp {
	if i+1 >= len(list) || list[i+1].sl.clockLabel.Empty() {
		return st
	}
	c := shift(list[i+1].sl.clockLabel, list[i+1].span.Start)
	if both := st.Text + " " + c.Of(h.t); readsAsStamp(both) && !hasClock(st.Text) {
		st.Text, st.Span = both, text.Span{Start: st.Span.Start, End: c.End}
	}
	return st
}

func readsAsStamp(stamp string) bool {
	_, err := when.ReadMetadata(stamp)
	return err == nil
}

func hasClock(stamp string) bool {
	rs, err := when.ReadMetadata(stamp)
	return err == nil && rs[0].HasClock
}

// deck reports whether line i stands behind a first sentence that belongs to the
// headline: the story goes on below.
func (h *headScan) deck(i, story int) bool {
	if h.s.TitleSpan.Empty() || h.head[story].kind != storyLine || h.head[story].span.Len() > 300 || h.s.TitleSpan.Start > h.head[story].span.Start {
		return false
	}
	for _, l := range h.head[story+1 : i] {
		if l.kind == storyLine || l.kind == datelineLine {
			return false
		}
	}
	for _, l := range h.head[i+1:] {
		if l.kind == storyLine || l.kind == datelineLine {
			return true
		}
	}
	return false
}

// titled reports whether a headline stands on another line than i.
func (h *headScan) titled(i int) bool {
	return h.s.Title != "" && h.s.TitleSpan != h.head[i].span
}

// maxDiary is how many lines with figures are looked at for the dates of a diary.
const maxDiary = 1000

// diary reports whether the dates without a label head entries or a list: they
// are of different days, three or more, or a story stands between two.
func (h *headScan) diary() bool {
	seen := map[string]bool{}
	story, split := false, false
	n, listed, looked := 0, 0, 0
	start := 0
	for start < len(h.t) && looked < maxDiary {
		end := len(h.t)
		if i := strings.IndexByte(h.t[start:], '\n'); i >= 0 {
			end = start + i
		}
		sp := trimSpan(h.t, text.Span{Start: start, End: end})
		start = end + 1
		if sp.Empty() || sp.Len() > maxHeadLine {
			story = story || !sp.Empty()
			continue
		}
		line := sp.Of(h.t)
		if n > 0 && commentsLine(line) {
			break
		}
		if strings.ContainsAny(line, "0123456789") {
			looked++
		}
		if sl, ok := readStampLine(line); ok && len(sl.stamps) == 1 && !sl.anyLabel() && (sl.alone || sl.author == "" || sl.loose) {
			if d := dayOf(sl.stamps[0].text); d != "" && !seen[d] {
				seen[d] = true
				split = split || n > 0 && story
				n++
				if !sl.alone && sl.fields > 0 {
					listed++
				}
				story = false
			}
			continue
		}
		story = story || sentence(line)
	}
	return n >= 3 || n == 2 && (split || listed == 2)
}

// dayOf returns the day that a stamp tells, or its words where it has no year.
func dayOf(stamp string) string {
	if rs, err := when.ReadMetadata(stamp); err == nil {
		return rs[0].Date.String()
	}
	return strings.Join(words(stamp), " ")
}

// stamped reports whether a stamp is known that stands in part of d.
func (s *Source) stamped(d text.Span) bool {
	for _, list := range [][]Stamp{s.Published, s.Modified} {
		for _, st := range list {
			if st.Span.Overlaps(d) {
				return true
			}
		}
	}
	return false
}

// places fills in where the report was written: of the dateline of its first
// paragraph, else beside the byline or the date.
func (h *headScan) places() {
	s := h.s
	set := func(l headLine, place text.Span, name string) {
		if s.DatelineSpan.Empty() {
			s.DatelineSpan = shift(place, l.span.Start)
		}
		if s.Dateline == "" {
			s.Dateline = name
		}
	}
	stories := 0
	var found *headLine
	for i := range h.head {
		l := &h.head[i]
		if l.kind == datelineLine && l.span != s.TitleSpan && (stories == 0 || l.dl.strong && stories <= 2) {
			found = l
			break
		}
		if l.kind == storyLine {
			stories++
		}
	}
	// The "in Berlin" of a byline says where its writer is.
	for _, l := range h.head {
		if line := l.span.Of(h.t); (l.kind == bylineLine || l.kind == stampedLine) && l.sl.place != "" &&
			strings.HasSuffix(strings.ToLower(line[:l.sl.placeSpan.Start]), "in ") && !l.sl.loose && l.sl.author != "" {
			set(l, l.sl.placeSpan, l.sl.place)
		}
	}
	if found != nil {
		set(*found, found.dl.place, found.dl.place.Of(found.span.Of(h.t)))
		if s.Outlet == "" {
			s.Outlet = found.dl.agency
		}
	}
	for i, l := range h.head {
		if (l.kind == bylineLine || l.kind == stampedLine) && l.sl.place != "" {
			set(l, l.sl.placeSpan, l.sl.place)
		}
		// "Acme News, Nairobi" below the name of the writer.
		if line := l.span.Of(h.t); i > 0 && (l.kind == headlineLine || l.kind == roleLine) && l.span != s.TitleSpan && (h.head[i-1].kind == bylineLine || h.head[i-1].kind == signatureLine) {
			if k := strings.LastIndexAny(line, ",|"); k > 0 && (hasWord(line[:k], outletWords) || hasWord(line[:k], roleWords)) && isPlaceName(strings.TrimSpace(line[k+1:])) {
				at := trimSpan(line, text.Span{Start: k + 1, End: len(line)})
				set(l, at, at.Of(line))
			}
		}
		if l.kind == stampedLine && s.Outlet == "" {
			s.Outlet = l.sl.outlet
		}
	}
}

// closingCredit returns the outlet that the last lines of a report name:
// "© 2025 NAME", "Copyright 2025 NAME", "Source: NAME".
func closingCredit(t string) string {
	rest := strings.TrimRightFunc(t, unicode.IsSpace)
	for i := 0; i < 5 && rest != ""; i++ {
		line := rest
		if j := strings.LastIndexByte(rest, '\n'); j >= 0 {
			line, rest = rest[j+1:], rest[:j]
		} else {
			rest = ""
		}
		rest = strings.TrimRightFunc(rest, unicode.IsSpace)
		line = strings.TrimSpace(line)
		name, ok := "", false
		for _, lead := range []string{"© ", "©", "(c) ", "copyright © ", "copyright "} {
			if after, found := cutFold(line, lead); found {
				year := strings.TrimLeft(after, "©- –0123456789")
				// Without a year it is as likely a sentence.
				name, ok = year, len(after)-len(year) >= 4
			}
		}
		if !ok {
			name, ok = cutFold(line, "source: ")
		}
		if !ok {
			continue
		}
		for _, stop := range []string{". ", " All rights", ", all rights", "|"} {
			name, _, _ = strings.Cut(name, stop)
		}
		name = strings.TrimRight(strings.TrimSpace(name), ".")
		first, _ := utf8.DecodeRuneInString(name)
		if len(name) <= 60 && unicode.IsUpper(first) && !strings.Contains(name, "://") {
			return name
		}
	}
	return ""
}
