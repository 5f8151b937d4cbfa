package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// A line of the head may hold several fields: a label with its date, a byline, a
// place, a section, a count. Its date is one of publication only if the rest of
// the line says so: a label of publication stands before it, or every other
// field is short.

// A mark says what stands between two parts of a line.
type lineMark uint8

const (
	edge  lineMark = iota // the end of the line
	blank                 // white space alone
	comma
	colon
	bar // | • · – — / ; brackets, or a wide gap: what parts fields
)

// A part is a date or a field of a line.
type linePart struct {
	span          text.Span
	date          *datePiece
	before, after lineMark
}

// lineParts cuts a line into its dates and the fields between them.
func lineParts(line string, pieces []datePiece) []linePart {
	var out []linePart
	cut := func(m lineMark) {
		if n := len(out); n > 0 {
			out[n-1].after = max(out[n-1].after, m)
		}
	}
	pending := edge
	add := func(s text.Span, d *datePiece) {
		out = append(out, linePart{span: s, date: d, before: pending, after: edge})
		pending = edge
	}
	fields := func(from, to int) {
		start := -1
		end := 0
		flush := func(m lineMark) {
			if start >= 0 {
				s := trimSpan(line, text.Span{Start: start, End: end})
				for s.End > s.Start && strings.IndexByte(",.:", line[s.End-1]) >= 0 && !initialStop(line, s) {
					switch line[s.End-1] {
					case ',':
						m = max(m, comma)
					case ':':
						m = max(m, colon)
					}
					s.End--
					s = trimSpan(line, s)
				}
				if !s.Empty() {
					add(s, nil)
				}
				start = -1
			}
			cut(m)
			pending = max(pending, m)
		}
		for i := from; i < to; {
			r, n := utf8.DecodeRuneInString(line[i:])
			switch {
			case fieldBar(line, i, r, n):
				flush(bar)
			case start < 0 && (unicode.IsSpace(r) || r == '.'):
				cut(blank)
				pending = max(pending, blank)
			case start < 0 && (r == ',' || r == ':'):
				m := comma
				if r == ':' {
					m = colon
				}
				cut(m)
				pending = max(pending, m)
			default:
				if start < 0 {
					start = i
				}
				end = i + n
			}
			i += n
		}
		if start >= 0 {
			end = to
		}
		flush(blank)
	}
	at := 0
	for i := range pieces {
		fields(at, pieces[i].span.Start)
		add(pieces[i].span, &pieces[i])
		at = pieces[i].span.End
	}
	fields(at, len(line))
	if len(out) > 0 {
		out[0].before, out[len(out)-1].after = edge, edge
	}
	return out
}

// initialStop reports whether the full stop at the end of a field belongs to its
// last word: "John F.", "Jr."
func initialStop(line string, s text.Span) bool {
	return line[s.End-1] == '.' && s.Len() >= 2 && unicode.IsUpper(rune(line[s.End-2]))
}

// fieldBar reports whether the mark at byte i of a line parts two fields.
func fieldBar(line string, i int, r rune, n int) bool {
	switch r {
	case '|', '•', '·', '—', '–', ';', '»', '>', '›', '(', ')', '[', ']', '*', '\t', '∙', '●', '▪', '‖', '¦':
		return true
	case '/':
		return true
	case '-':
		before, _ := utf8.DecodeLastRuneInString(line[:i])
		after, _ := utf8.DecodeRuneInString(line[i+n:])
		return i == 0 || i+n == len(line) || unicode.IsSpace(before) || unicode.IsSpace(after) || before == '-' || after == '-'
	case ' ', '\u00a0':
		return i+n < len(line) && line[i+n] == ' '
	}
	return false
}

// A labelKind is what the words beside a date say it is the date of.
type labelKind uint8

const (
	noLabel labelKind = iota
	published
	updated
	other // of something else: an event, a photo, a comment
)

// The words that make a label. Those of fillers make none by themselves.
var (
	publishWords = wordSet(`published publish publishing publication posted post issued issue released release created filed aired airdate broadcast
		date dated uploaded embargoed embargo opened submitted sent appeared premiered pubdate printed circulated written web dateline delivered
		pub streamed`)
	updateWords = wordSet(`updated update updating modified modification edited revised revision amended corrected correction refreshed changed lastmod reviewed`)
	labelFill   = wordSet(`on at the first last originally most recently was were is has been this that article story post page report piece item
		bulletin statement time by date initially incident news press of for and in online day local a an version added entry content document record
		to until till strictly not before under latest it also again print release edition issue from immediate use`)
	// otherWords tell that a date is not that of the report.
	otherWords = wordSet(`photo photos photograph photographs photographed picture pictured pictures image images credit credits caption getty handout
		courtesy illustration illustrated copyright born died aged joined join joins member registered birthday birth death anniversary deadline closing closes
		closed expires expired expiry expiring valid effective event when starts start begins begin end due next upcoming forthcoming reply replied says
		said wrote comment commented retrieved accessed downloaded archived archive archives saved captured tagged tag tags related previously
		previous taken venue tickets ticket doors admission rsvp register registration held hearing kick-off kickoff through week
		weekend month year established founded est built opening recorded filmed shot effect force meeting meetings read also see more
		review-by deadline save session appointment scheduled planned until till`)
)

// readLabel returns what a field says of the date beside it, if all its words
// are those of labels.
func readLabel(field string) (labelKind, bool) {
	kind := noLabel
	ws := words(field)
	embargo := false
	for _, w := range ws {
		switch {
		case strings.HasPrefix(w, "embargo"):
			embargo = true
			kind = published
		case updateWords[w]:
			kind = updated
		case publishWords[w]:
			if kind == noLabel {
				kind = published
			}
		case labelFill[w]:
		default:
			return noLabel, false
		}
	}
	for _, w := range ws {
		if otherWords[w] && !embargo && !(kind == published && (w == "until" || w == "till") && contains(ws, "not")) {
			return other, true
		}
	}
	if contains(ws, "news") && kind == noLabel {
		return noLabel, false
	}
	return kind, true
}

// words returns the words of s in lower case.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '-'
	})
}

func contains(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}

// A headStamp is a date of publication or of an update that a line tells.
type headStamp struct {
	text     string
	span     text.Span // in the line
	update   bool
	labelled bool // a word says what it is the date of, or a byline stands beside it
	whole    bool // it has its year
}

// A stampLine is what a line with a date tells.
type stampLine struct {
	stamps        []headStamp
	weak          bool // only a comma parts the date from a name or a place
	alone         bool // nothing but a date
	author        string
	authorSpan    text.Span
	loose         bool // the author is a name that no "by" comes before
	place         string
	placeSpan     text.Span
	title, outlet string
	titleSpan     text.Span
	fields        int
	clockLabel    text.Span // a labelled time of day without a day: "Issued at HKT 15:30"
}

// readStampLine reads a line that tells a date of publication; ok is false if it
// tells none, or more than that.
func readStampLine(line string) (sl stampLine, ok bool) {
	if len(line) > maxHeadLine || !strings.ContainsAny(line, "0123456789") {
		return sl, false
	}
	pieces := datePieces(line)
	dated := false
	for _, p := range pieces {
		dated = dated || p.dayOfYear() || p.clock
	}
	if !dated || isRange(line, pieces) {
		return sl, false
	}
	parts := lineParts(line, pieces)
	kinds := make([]labelKind, len(parts))
	for i := range parts {
		if parts[i].date != nil {
			continue
		}
		good := sl.field(line, parts, i, &kinds[i])
		if !good || kinds[i] == other {
			return stampLine{}, false
		}
	}
	return sl, sl.dates(line, parts, kinds)
}

// isRange reports whether two dates, or two times of day, of a line are the two
// ends of something.
func isRange(line string, pieces []datePiece) bool {
	for i := 1; i < len(pieces); i++ {
		a, b := pieces[i-1], pieces[i]
		if !(a.clockOnly() && b.clockOnly()) && !(a.month && b.month) && !(a.clock && b.clockOnly()) {
			continue
		}
		switch strings.ToLower(strings.Trim(line[a.span.End:b.span.Start], " \t,.")) {
		case "-", "–", "—", "to", "until", "till", "through", "thru", "and", "--", "&":
			return true
		}
	}
	// "3-5 May 2019", "3 and 4 May 2019"
	for _, p := range pieces {
		before := strings.TrimRight(line[:p.span.Start], " ")
		for _, m := range [...]string{"-", "–", "—", "&", " and", " to"} {
			if head, found := strings.CutSuffix(before, m); found && !p.clockOnly() && (len(before) == p.span.Start || m != "-" && m != "–" && m != "—") {
				head = strings.TrimRight(head, " ")
				if head != "" && head[len(head)-1] >= '0' && head[len(head)-1] <= '9' {
					return true
				}
			}
		}
	}
	return false
}

// field reads a field that is no date. It returns false for one that does not
// belong on a line of publication.
func (sl *stampLine) field(line string, parts []linePart, i int, kind *labelKind) bool {
	p := parts[i]
	f := p.span.Of(line)
	prevDate := i > 0 && parts[i-1].date != nil
	nextDate := i+1 < len(parts) && parts[i+1].date != nil
	if k, ok := readLabel(f); ok {
		if k == noLabel && p.after == colon && nextDate {
			if !strings.EqualFold(f, "time") || !parts[i+1].date.clockOnly() || len(parts) > 2 {
				return false
			}
			k = published // below "Date:"
		}
		*kind = k
		if strings.EqualFold(f, "ends") {
			*kind = published
		}
		return true
	}
	if strings.EqualFold(f, "ends") && p.after == bar && nextDate {
		*kind = published
		return true
	}
	ws := words(f)
	if len(ws) == 0 {
		return true
	}
	if ws[len(ws)-1] == "ago" && len(ws) <= 6 {
		return true // "Updated 4 hours ago" tells nothing
	}
	if key, value, found := strings.Cut(f, ":"); found && len(words(key)) <= 3 {
		return sl.keyed(line, p, key, strings.TrimSpace(value))
	}
	if p.after == colon && i+1 < len(parts) && parts[i+1].date == nil || p.before == colon {
		// "Editor: Huo Yan" comes apart at a wide gap only.
		sl.fields++
		return len(ws) <= 6 && !(p.before == colon && prevDate)
	}
	if k, ok := sl.byline(line, p, prevDate, nextDate); ok {
		*kind = k
		return true
	}
	for _, w := range ws {
		if otherWords[w] {
			return isCount(f)
		}
	}
	if k, ok := trailingLabel(f); ok && nextDate {
		*kind = k
		if n := strings.LastIndexByte(strings.TrimSpace(f), ' '); n > 0 {
			sl.loosely(line, text.Span{Start: p.span.Start, End: p.span.Start + n})
		}
		return true
	}
	if isCount(f) || isMasthead(f) {
		sl.fields++
		return true
	}
	if nextDate && p.after == colon {
		return false // "Deadline: 3 May 2019"
	}
	if rest, found := cutFold(f, "from "); found && nextDate && hasWord(rest, outletWords) && capitalised(rest, 6) {
		*kind = published
		return true
	}
	if rest, found := cutFold(f, "in "); found && prevDate && capitalised(rest, 4) {
		sl.fields++
		return true
	}
	if !capitalised(f, 6) {
		return false
	}
	if nextDate && p.after == blank || prevDate && p.before == blank {
		// "London Marathon 3 May 2019" is no field beside a date, but the foot
		// of a page may follow one.
		return false
	}
	if nextDate && p.after == comma || prevDate && p.before == comma {
		sl.weak = true
		for _, w := range ws {
			if eventWords[w] {
				return false
			}
		}
	}
	sl.fields++
	if sl.outlet == "" && (nextDate || prevDate) && publishes(f) {
		sl.outlet = f // "Coast Herald, 3 June 2025"
		return true
	}
	sl.loosely(line, p.span)
	return true
}

// publishes reports whether a field of a line is the name of an outlet: one of its words is
// of those that outlets are called by, and not all of them name parts of a newspaper.
func publishes(f string) bool {
	if !hasWord(f, outletWords) || hasWord(f, roleWords) || strings.ContainsAny(f, "/:") {
		return false
	}
	for _, w := range words(f) {
		if !sectionWords[w] && w != "the" {
			return true
		}
	}
	return false
}

// keyed reads a field with a key: "Editor: Huo Yan", "Post subject: A squeal".
func (sl *stampLine) keyed(line string, p linePart, key, value string) bool {
	k := strings.Join(words(key), " ")
	at := p.span.Start + strings.LastIndex(p.span.Of(line), value)
	span := text.Span{Start: at, End: at + len(value)}
	for _, w := range words(key) {
		if otherWords[w] {
			return false
		}
	}
	sl.fields++
	switch {
	case titleKeys[k] && value != "":
		sl.title, sl.titleSpan = value, span
		return true
	case authorKeys[k]:
		sl.named(line, span)
		return true
	case k == "source":
		if capitalised(value, 6) {
			sl.outlet = value
		}
		return true
	}
	return len(value) <= 60
}

var (
	titleKeys  = map[string]bool{"subject": true, "title": true, "headline": true, "post subject": true, "article title": true, "topic": true}
	authorKeys = map[string]bool{"author": true, "authors": true, "writer": true, "words": true, "text": true, "story": true, "reporter": true, "report": true, "reporting": true, "written by": true, "byline": true, "by": true, "words by": true, "story by": true, "text by": true, "reported by": true, "posted by": true, "correspondent": true, "written": true, "contributor": true, "presenter": true}
)

// byline reads a field that holds "by": "Submitted by NAME on", "In News by
// NAME", "by NAME". The label before it says what the date is.
func (sl *stampLine) byline(line string, p linePart, prevDate, nextDate bool) (labelKind, bool) {
	f := p.span.Of(line)
	by := -1
	low := strings.ToLower(f)
	if len(low) != len(f) {
		return noLabel, false
	}
	if strings.HasPrefix(low, "by ") || strings.HasPrefix(low, "by: ") {
		by = 0
	} else if i := strings.Index(low, " by "); i >= 0 {
		by = i + 1
	}
	if by < 0 {
		return noLabel, false
	}
	lead := f[:by]
	kind, all := readLabel(lead)
	if rest, section := cutFold(lead, "in "); !all && section && capitalised(strings.TrimSpace(rest), 4) {
		all = true
	}
	if !all && !bylineLead(lead) || kind == other {
		return kind, false
	}
	start := by + len("by")
	for start < len(f) && (f[start] == ' ' || f[start] == ':') {
		start++
	}
	span := text.Span{Start: p.span.Start + start, End: p.span.End}
	rest := f[start:]
	// "... NAME on", "... NAME Updated"
	for {
		ws := strings.Fields(rest)
		if len(ws) < 2 {
			break
		}
		last := strings.ToLower(strings.Trim(ws[len(ws)-1], ":,."))
		switch {
		case updateWords[last]:
			kind = updated
		case publishWords[last]:
			if kind == noLabel {
				kind = published
			}
		case last == "on" || last == "at" || last == "last" || last == "first":
		default:
			last = ""
		}
		if last == "" {
			break
		}
		rest = strings.TrimSpace(rest[:strings.LastIndex(rest, ws[len(ws)-1])])
	}
	span.End = span.Start + len(rest)
	if kind == noLabel && (nextDate || prevDate) {
		kind = published
	}
	if strings.EqualFold(strings.TrimSpace(lead), "edited") {
		return noLabel, true // who edited it did not write it
	}
	b, ok := readNames(line, span)
	if !ok {
		// A handle: one word, as blogs have it.
		if w := strings.Fields(rest); len(w) == 1 && isHandle(w[0]) && (prevDate || lead != "") {
			sl.author, sl.authorSpan, sl.loose = w[0], span, false
			return kind, true
		}
		return kind, false
	}
	sl.take(b)
	return kind, true
}

// take sets the names of a byline.
func (sl *stampLine) take(b byline) {
	sl.author, sl.authorSpan, sl.loose = b.names, b.span, false
	if b.place != "" {
		sl.place, sl.placeSpan = b.place, b.placeSpan
	}
}

// named sets the author to the names that a span begins with.
func (sl *stampLine) named(line string, s text.Span) {
	if b, ok := readNames(line, s); ok {
		sl.take(b)
	}
}

// loosely takes a short field for the name of a writer or of a place.
func (sl *stampLine) loosely(line string, s text.Span) {
	f := s.Of(line)
	switch {
	case sl.author == "" && isName(f):
		sl.author, sl.authorSpan, sl.loose = f, s, true
	case sl.place == "" && isPlaceName(f) && (sl.author != "" || sl.weak):
		sl.place, sl.placeSpan = f, s
	}
}

// trailingLabel returns the label that a field of a name ends with: "Ann Lee
// Published".
func trailingLabel(f string) (labelKind, bool) {
	ws := strings.Fields(f)
	if len(ws) < 2 || len(ws) > 6 {
		return noLabel, false
	}
	k, ok := readLabel(ws[len(ws)-1])
	return k, ok && (k == published || k == updated) && capitalised(strings.Join(ws[:len(ws)-1], " "), 5)
}

// dates finds the stamps among the parts of a line.
func (sl *stampLine) dates(line string, parts []linePart, kinds []labelKind) bool {
	used := make([]bool, len(parts))
	label := func(i int) labelKind {
		if i > 0 && parts[i-1].date == nil && kinds[i-1] != noLabel {
			return kinds[i-1]
		}
		if i+1 < len(parts) && parts[i+1].date == nil && kinds[i+1] != noLabel && (parts[i].after == bar || i+2 >= len(parts)) &&
			!(i+2 < len(parts) && parts[i+2].date != nil) {
			return kinds[i+1]
		}
		// "Published 10:20 | 3 May 2019": two fields of one stamp.
		if i > 1 && parts[i-1].date != nil && !parts[i-1].date.whole() && parts[i-2].date == nil {
			return kinds[i-2]
		}
		return noLabel
	}
	found := false
	for i := range parts {
		d := parts[i].date
		if d == nil || !d.dayOfYear() {
			continue
		}
		st := headStamp{span: d.span, text: d.span.Of(line)}
		kind := label(i)
		st.labelled, st.update = kind != noLabel, kind == updated
		if !d.clock {
			for _, j := range [...]int{i + 1, i - 1, i + 2, i - 2} {
				if j < 0 || j >= len(parts) || parts[j].date == nil || used[j] || !parts[j].date.clockOnly() {
					continue
				}
				if mid := (i + j) / 2; j != i+1 && j != i-1 && (parts[mid].date != nil || kinds[mid] == updated) {
					continue
				}
				c := parts[j].date
				used[j] = true
				if k := label(j); !st.labelled && k != noLabel && j < i {
					st.labelled, st.update = true, k == updated
				}
				both := st.text + " " + c.span.Of(line)
				if j < i {
					both = c.span.Of(line) + " " + st.text
				}
				if readsAsStamp(st.text) && !readsAsStamp(both) {
					break
				}
				st.text = both
				st.span = text.Span{Start: min(st.span.Start, c.span.Start), End: max(st.span.End, c.span.End)}
				break
			}
		}
		st.whole = readsAsStamp(st.text)
		if !st.whole && !st.labelled && d.shortYear {
			continue // "1.2.20" may be anything
		}
		found = true
		sl.stamps = append(sl.stamps, st)
	}
	sl.alone = found && len(parts) == 1 || found && sl.fields == 0 && sl.author == "" && !sl.anyLabel()
	if !found && len(parts) <= 2 {
		// A labelled time of day, of the day that another line tells.
		for i := range parts {
			if d := parts[i].date; d != nil && d.clockOnly() && label(i) == published {
				sl.clockLabel = d.span
			}
		}
	}
	return found || !sl.clockLabel.Empty()
}

func (sl *stampLine) anyLabel() bool {
	for _, st := range sl.stamps {
		if st.labelled {
			return true
		}
	}
	return false
}

// isCount reports whether a field is a count or a button of a page: "3 min
// read", "12 comments", "page 3".
func isCount(f string) bool {
	ws := words(f)
	if len(ws) == 0 {
		return true
	}
	for _, w := range ws {
		if !allDigits(w) && !counterWords[w] {
			return false
		}
	}
	return true
}

var counterWords = wordSet(`min mins minute minutes read to comment comments views view shares share likes reply replies responses response leave a no of
	page pages p pp save print email words tweet listen hits`)

// isMasthead reports whether a field is one of the head of a printed page: "VOL.
// XII. NO. 31.", "page 3", "PRICE TWO CENTS", "Issue #214".
func isMasthead(f string) bool {
	ws := words(f)
	return len(ws) > 0 && len(ws) <= 8 && mastheadWords[ws[0]]
}

var mastheadWords = wordSet(`vol volume no number nr price page pages p issue edition section sect part bulletin`)

// eventWords name what is announced with its date.
var eventWords = wordSet(`concert festival conference exhibition workshop wedding sale fair parade marathon match game cup tour gala ball auction
	seminar webinar symposium congress summit lecture talk tournament championship championships race regatta carnival party meeting meetup picnic
	fundraiser ceremony funeral service show screening premiere market expo election elections referendum open night day days battle treaty fire flood
	earthquake massacre`)

// capitalised reports whether f is at most n words, each with a capital or a
// figure in front, but for the small words of names.
func capitalised(f string, n int) bool {
	ws := strings.Fields(f)
	if len(ws) == 0 || len(ws) > n {
		return false
	}
	for i, w := range ws {
		w = strings.TrimLeft(w, "(\"“‘'#@&[")
		r, _ := utf8.DecodeRuneInString(w)
		if w == "" || unicode.IsUpper(r) || unicode.IsDigit(r) || i > 0 && (nameParticles[w] || w == "the" || w == "to" || w == "in") || r == ':' {
			continue
		}
		return false
	}
	return true
}
