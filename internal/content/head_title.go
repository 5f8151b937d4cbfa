package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// headline returns the headline of a text: the title of a field, else the line
// above the story that looks most like one. Nothing is one without a text below.
func headline(t string) text.Span {
	head := classify(t, lines(t))
	last := lastStory(t)
	single := singleLines(t, head)
	var cands []int
	story := len(t)
	for i, l := range head {
		if l.span.Start > last {
			break
		}
		if l.sl.title != "" && (l.kind == titleLine || l.kind == stampedLine) {
			return shift(l.sl.titleSpan, l.span.Start)
		}
		if l.kind == storyLine || l.kind == datelineLine {
			story = l.span.Start
			break
		}
		if l.kind == headlineLine && single[l.span.Start] && titleShape(l.span.Of(t)) && l.span.End < last {
			cands = append(cands, i)
		}
		if l.kind == undatedLine && single[l.span.Start] && titleShape(l.span.Of(t)) && len(strings.Fields(l.span.Of(t))) >= 4 {
			cands = append(cands, i)
		}
	}
	// Subject lines may stand below what looks like a story.
	for _, l := range head {
		if l.kind == titleLine && len(cands) == 0 {
			return shift(l.sl.titleSpan, l.span.Start)
		}
	}
	if len(cands) == 0 {
		return text.Span{}
	}
	told := storyWords(t, story)
	best, most := -1, 0
	for _, i := range cands {
		if p := titlePoints(t, head, i, told); best < 0 || p > most {
			best, most = i, p
		}
	}
	return head[best].span
}

// lastStory returns where the last line of a text that is not blank begins.
func lastStory(t string) int {
	rest := strings.TrimRightFunc(t, unicode.IsSpace)
	return strings.LastIndexByte(rest, '\n') + 1
}

// singleLines returns where the lines of the head begin that are a paragraph of
// their own, and no part of one that is hard-wrapped.
func singleLines(t string, head []headLine) map[int]bool {
	out := map[int]bool{}
	width := 0
	for rest := t; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		width = max(width, len(strings.TrimSpace(line)))
		rest = after
	}
	wrapped := false // whether the line above goes on here
	for i, l := range head {
		goes := i+1 < len(head) && (head[i+1].kind == headlineLine || head[i+1].kind == storyLine || head[i+1].kind == roleLine) && strings.Count(t[l.span.End:head[i+1].span.Start], "\n") == 1 && goesOn(l.span.Of(t), head[i+1].span.Of(t), width)
		out[l.span.Start] = !wrapped && !goes
		wrapped = goes
	}
	return out
}

// maxWrap is the longest line, in bytes, of a hard-wrapped text.
const maxWrap = 110

// goesOn reports whether line b goes on with the sentence of line a, in a text
// whose longest line is width bytes long.
func goesOn(a, b string, width int) bool {
	first, _ := utf8.DecodeRuneInString(b)
	if strings.ContainsRune(".!?:", lastRune(strings.TrimRight(a, "\"'”’)"))) || !unicode.IsLetter(lastRune(a)) && !strings.HasSuffix(a, ",") {
		return false
	}
	if unicode.IsLower(first) && !strings.HasPrefix(b, "by ") || opensMore[a[strings.LastIndexByte(a, ' ')+1:]] {
		return true
	}
	word, _, _ := strings.Cut(b, " ")
	return width <= maxWrap && len(a) >= 40 && len(a)+1+len(word) > width
}

// opensMore are words that no headline ends with.
var opensMore = wordSet("of the a an and or to with from that which who their its his her our")

// titleShape reports whether a line has the shape of a headline: two words or
// more on a line that begins like a sentence and does not end like one.
func titleShape(line string) bool {
	if len(strings.Fields(line)) < 2 || len(line) > 200 || onlyDates(line) {
		return false
	}
	if strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") || strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "\"'“‘«([¿¡…#@*"))
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && unicode.IsLower(first) && !camel(line) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'”’»)"))
	if strings.ContainsRune(",;:", last) {
		return false
	}
	if strings.ContainsRune(".…", last) {
		return inCapitals(line) && !strings.Contains(strings.TrimRight(line, "."), ". ") || abbreviated(line)
	}
	return true
}

// onlyDates reports whether a line has dates and hardly a word beside them.
func onlyDates(line string) bool {
	pieces := datePieces(line)
	if len(pieces) == 0 || len(line) > maxHeadLine {
		return false
	}
	at, n := 0, 0
	for _, p := range pieces {
		if p.shortYear {
			continue // "1.2.20" may be anything
		}
		n += len(words(line[at:p.span.Start]))
		at = p.span.End
	}
	return n+len(words(line[at:])) < 2
}

// camel reports whether a line begins with a name in which a capital follows:
// "iPhone".
func camel(line string) bool {
	_, n := utf8.DecodeRuneInString(line)
	r, _ := utf8.DecodeRuneInString(line[n:])
	return unicode.IsUpper(r)
}

// abbreviated reports whether the full stop at the end of a line belongs to its
// last word: "in the U.S."
func abbreviated(line string) bool {
	w := line[strings.LastIndexByte(line, ' ')+1:]
	return strings.Count(w, ".") >= 2 && !strings.HasSuffix(w, "..")
}

// storyWords returns the beginnings of the longer words of the text from byte
// start on.
func storyWords(t string, start int) map[string]bool {
	out := map[string]bool{}
	body := t[start:]
	if len(body) > 4000 {
		body = body[:4000]
	}
	for _, w := range words(body) {
		if k := wordKey(w); k != "" {
			out[k] = true
		}
	}
	return out
}

// wordKey is the beginning of a word by which it is known again in another form;
// empty for a short word.
func wordKey(w string) string {
	if utf8.RuneCountInString(w) < 4 || commonWords[w] {
		return ""
	}
	n := 0
	for i := range w {
		if n == 5 {
			return w[:i]
		}
		n++
	}
	return w
}

var commonWords = wordSet("with from that this have will been were said after before into over more than their they which when what your about news")

// titlePoints says how much a line looks like the headline of what follows.
func titlePoints(t string, head []headLine, i int, told map[string]bool) int {
	line := head[i].span.Of(t)
	ws := strings.Fields(line)
	points := 0
	switch {
	case len(ws) >= 4:
		points = 40
	case len(ws) == 3:
		points = 20
	default:
		points = 10
	}
	shared, small := 0, 0
	for _, w := range words(line) {
		if k := wordKey(w); k != "" && told[k] {
			shared++
		}
	}
	for k, w := range ws {
		r, _ := utf8.DecodeRuneInString(w)
		if k > 0 && unicode.IsLower(r) && !nameParticles[w] && !labelFill[w] {
			small++
		}
	}
	points += 10 * min(shared, 3)
	if shared > 0 {
		points += 10
	}
	if small > 0 {
		points += 15
	}
	if small == 0 && shared < 2 && (isOffice(ws) || len(ws) <= 3 && hasWord(line, outletWords)) {
		points -= 30
	}
	if small == 0 && shared == 0 && len(ws) <= 4 && strings.EqualFold(ws[0], "the") {
		points -= 20
	}
	if small == 0 && len(ws) <= 3 && hasWord(line, sectionWords) && shared == 0 {
		points -= 15
	}
	beside := func(j int) lineKind {
		if j < 0 || j >= len(head) {
			return junkLine
		}
		return head[j].kind
	}
	if near := beside(i + 1); near == stampedLine || near == bylineLine {
		points += 5
	}
	if near := beside(i - 1); near == stampedLine || near == bylineLine {
		points += 2
	}
	if isName(line) && (beside(i-1) == stampedLine || beside(i+1) == stampedLine || beside(i-1) == headlineLine) {
		points -= 25
	}
	// Of two that look like headlines the second is its deck.
	rank := 0
	for j := 0; j < i; j++ {
		if head[j].kind == headlineLine && len(strings.Fields(head[j].span.Of(t))) >= 4 {
			rank++
		}
	}
	return points - 12*rank
}

// isOffice reports whether the words of a line are the name of an office: its
// kind stands last, or before "of" or its town.
func isOffice(ws []string) bool {
	for i, w := range ws {
		low := strings.ToLower(strings.Trim(w, ".,()"))
		if !officeWords[low] {
			continue
		}
		if i == len(ws)-1 || i > 0 && len(ws)-i <= 3 {
			return true
		}
		switch strings.ToLower(ws[i+1]) {
		case "of", "for", "on":
			return true
		}
	}
	return false
}

var officeWords = wordSet(`ministry department office bureau agency council commission committee authority centre center institute university administration
	embassy court parliament government society association union company inc ltd plc corp group foundation secretariat directorate service services
	station laboratory observatory board trust federation organisation organization police cabinet senate assembly`)

// sentence reports whether a line ends, or goes on, as a sentence of a story
// does.
func sentence(line string) bool {
	end := strings.TrimRight(line, "\"'”’»)] ")
	if strings.HasSuffix(end, ".") || strings.HasSuffix(end, "!") && len(line) > 90 || strings.HasSuffix(end, "…") && len(line) > 120 {
		return !abbreviated(end) && !(inCapitals(line) && len(line) <= 100) || len(line) > 160
	}
	return len(line) > 200 || strings.HasSuffix(end, "?") && len(line) > 110
}

// isJunk reports whether a line is one of a page and not of a report: crumbs,
// buttons, counts, rules, the label of a form.
func isJunk(line string) bool {
	if !strings.ContainsFunc(line, unicode.IsLetter) {
		return len(datePieces(line[:min(len(line), maxHeadLine)])) == 0
	}
	if len(line) > 90 {
		return isCrumb(line)
	}
	low := strings.ToLower(line)
	plain := strings.Join(words(low), " ")
	if formTitles[plain] || isCount(line) || inCapitals(line) && isMasthead(line) && !dated(line) || ago(plain) && !dated(line) {
		return true
	}
	for _, lead := range [...]string{"skip to ", "more by ", "more from ", "kindly share", "share this", "share on ", "follow us", "sign up", "subscribe", "log in", "jump to ", "listen to this", "click here", "posted in ", "filed under", "tagged", "tags:", "categories:", "estimated reading", "reading time", "this is a rush", "advertisement", "continue reading", "read time", "from the ", "not for distribution", "pr no"} {
		if strings.HasPrefix(low, lead) && (lead != "from the " || strings.HasSuffix(plain, " dept") || strings.HasSuffix(plain, " desk")) {
			return len(datePieces(line)) == 0 || lead == "filed under" || lead == "tagged"
		}
	}
	if strings.Contains(low, "min read") || strings.Contains(low, "mins to read") || strings.Contains(low, "minute read") || strings.Contains(low, "minutes to read") {
		return len(datePieces(line)) == 0
	}
	buttons := true
	ws := words(low)
	for _, w := range ws {
		buttons = buttons && (buttonWords[w] || allDigits(w))
	}
	if buttons {
		return true
	}
	if all := strings.Fields(line); len(all) == 1 && !strings.ContainsAny(line, ".!?:") && len(datePieces(line)) == 0 {
		return true
	}
	return isCrumb(line)
}

// ago reports whether words tell a time that counts from the moment of reading.
func ago(plain string) bool {
	if strings.HasSuffix(plain, " ago") {
		return true
	}
	for _, lead := range [...]string{"yesterday at ", "today at ", "just now"} {
		if strings.HasPrefix(plain, lead) && len(plain) < 40 {
			return true
		}
	}
	return false
}

// dated reports whether a line names a day of the calendar.
func dated(line string) bool {
	for _, p := range datePieces(line) {
		if p.dayOfYear() {
			return true
		}
	}
	return false
}

var buttonWords = wordSet(`share save print email e-mail mail tweet facebook twitter whatsapp linkedin viber telegram reddit pinterest flipboard messenger copy link
	subscribe login log sign in up menu search home small medium large text size listen play comment comments follow like bookmark a advertisement skip to content
	main close next previous back on this article story by x instagram threads bluesky pocket more resize font gift via print pdf download
	advertising sponsored ad toggle navigation account register donate shares likes views translate`)

var formTitles = map[string]bool{
	"press release": true, "press releases": true, "media release": true, "media releases": true, "media statement": true, "media statements": true, "news story": true, "news release": true, "news releases": true,
	"statement": true, "for immediate release": true, "for release": true, "transcript": true, "rush transcript": true, "details": true, "announcement": true, "speech": true, "notice": true,
	"from our own correspondent": true, "from our correspondent": true, "editorial": true, "latest news": true, "breaking news": true, "top stories": true, "author message": true, "press statement": true,
	"news in brief": true, "local news": true, "world news": true, "press briefing": true, "media advisory": true, "press advisory": true, "public notice": true, "press notice": true, "featured": true,
	"sponsored content": true, "live updates": true, "blog post": true, "blog": true, "you are here": true, "in this article": true, "table of contents": true, "contents": true, "news article": true,
	"by telegraph": true, "by electric telegraph": true, "special report": true, "special to the times": true, "from our own reporter": true, "thread starter": true, "original poster": true, "post reply": true,
	"for immediate use": true, "news update": true, "media note": true, "press note": true, "printable version": true, "printer friendly": true, "printer friendly version": true,
	"this copy may not be in its final form": true,
}

// isCrumb reports whether a line is the path of sections that leads to a page:
// "Home > World > Africa".
func isCrumb(line string) bool {
	parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(">»›|/→•·", r) })
	if len(parts) < 2 {
		low := strings.ToLower(line)
		return len(words(low)) <= 3 && len(words(low)) > 0 && allIn(words(low), sectionWords) && !strings.ContainsAny(line, "?!")
	}
	if len(datePieces(line[:min(len(line), maxHeadLine)])) > 0 {
		return false
	}
	home := strings.EqualFold(strings.TrimSpace(parts[0]), "home") || strings.ContainsAny(line, ">»›")
	for i, p := range parts {
		ws := strings.Fields(p)
		if home && i == len(parts)-1 && i > 0 {
			break // the last crumb may be the headline, cut
		}
		if len(ws) > 3 || !capitalised(p, 3) && len(ws) > 0 {
			return false
		}
	}
	if home {
		return true
	}
	return hasWord(line, sectionWords)
}

func allIn(ws []string, list map[string]bool) bool {
	for _, w := range ws {
		if !list[w] && w != "and" && w != "&" && w != "the" && w != "of" {
			return false
		}
	}
	return true
}

// isRelated reports whether a line leads to other reports.
func isRelated(line string) bool {
	if len(line) > 160 {
		return false
	}
	low := strings.ToLower(line)
	plain := strings.Join(words(low), " ")
	for _, lead := range relatedLeads {
		if plain == lead || strings.HasPrefix(low, lead+":") || strings.HasPrefix(low, lead+" |") || strings.HasPrefix(low, lead+" –") || strings.HasPrefix(low, lead+" -") || strings.HasPrefix(low, lead+" —") {
			return true
		}
	}
	return false
}

var relatedLeads = []string{
	"related", "related stories", "related articles", "related news", "related content", "related topics", "related posts", "related coverage", "related links", "related story", "related article", "read more", "read also",
	"also read", "see also", "read next", "up next", "more on this", "more on this story", "more stories", "you may also like", "you might also like", "recommended", "recommended for you", "most read", "most popular",
	"most viewed", "trending", "trending now", "don't miss", "don’t miss", "previously", "earlier", "more like this", "keep reading", "must read", "editor's picks", "editor’s picks", "editors' picks", "editors’ picks", "latest stories", "in other news",
	"further reading", "next article", "previous article", "previous post", "next post", "older posts", "newer posts", "recent posts", "from the archive", "from the archives", "archive", "watch also", "on this day", "other stories", "popular stories", "similar stories",
}

// commentsLine reports whether a line leads to the comments of readers.
func commentsLine(line string) bool {
	if len(line) > 60 {
		return false
	}
	ws := words(line)
	if len(ws) == 0 || len(ws) > 6 {
		return false
	}
	found := false
	for _, w := range ws {
		switch w {
		case "comment", "comments", "responses", "response", "replies", "discussion", "conversation":
			found = true
		case "reader", "readers", "reader's", "readers'", "leave", "a", "to", "your", "join", "the", "view", "all", "latest", "top", "newest", "oldest", "post", "add", "on", "this", "article", "story", "thoughts":
		default:
			if !allDigits(w) {
				return false
			}
		}
	}
	return found
}

// isCaption reports whether a line is that of a picture, or a notice of rights.
func isCaption(line string) bool {
	if len(line) > 400 {
		return false
	}
	low := strings.ToLower(line)
	if strings.HasPrefix(low, "©") || strings.HasPrefix(low, "(c) ") || strings.HasPrefix(low, "copyright") {
		return len(line) < 200
	}
	if key, _, found := strings.Cut(low, ":"); found && authorKeys[key] || strings.HasPrefix(low, "by ") {
		return false
	}
	for _, lead := range [...]string{"photo:", "photos:", "photograph:", "photo |", "photo by", "photos by", "photo credit", "photo courtesy", "photographs by", "photography by", "picture:", "pictures:", "picture by", "pictures by", "image:", "images:", "image credit", "image source", "file photo", "file picture", "file image", "credit:", "credits:", "caption:", "illustration:", "illustration by", "pictured:", "pic:", "video:", "graphic:", "photo ©", "photo/"} {
		if strings.HasPrefix(low, lead) {
			return true
		}
		if i := strings.Index(low, lead); i > 0 && strings.HasSuffix(lead, ":") && strings.ContainsRune(" .(|/—–-[", rune(low[i-1])) {
			return true
		}
	}
	for _, mark := range [...]string{"(photo by", "(photo:", "(file photo", "/getty images", "getty images", "/reuters", "reuters/", "epa/", "/epa", "ap photo/", "afp via", "(ap photo", "photo |", "[file:", "/ap]", "/afp", "file photo", "handout photo", "screenshot from", "courtesy of", "photo courtesy", "this photo", "photo taken", "picture taken", "image taken", "shutterstock", "istock", "unsplash"} {
		if strings.Contains(low, mark) {
			return !strings.HasPrefix(low, "by ")
		}
	}
	return false
}

// isRole reports whether a line says what the writer is: "Community
// Correspondent".
func isRole(line string) bool {
	return len(strings.Fields(line)) <= 6 && capitalised(strings.ReplaceAll(line, " in ", " "), 6) && hasWord(line, roleWords) && !sentence(line)
}

// headField reads "Key: value" of which the key is one of heads of reports.
func headField(line string) (key, value string, ok bool) {
	k, v, found := strings.Cut(line, ":")
	if !found || len(k) > 30 {
		return "", "", false
	}
	key = strings.Join(words(k), " ")
	return key, strings.TrimSpace(v), fieldKeys[key] || titleKeys[key]
}

var fieldKeys = func() map[string]bool {
	m := wordSet(`date time from to cc bcc ref reference source contact editor editors views hits posts joined location newsgroups message-id sent category categories
		tags tag topics section language photos image reading publication issue volume page pages isbn doi url link tel phone telephone email e-mail fax website web
		address id no number status type severity posted published updated issued created released duration length programme program series channel network
		producer host guest guests keywords reply-to organization lines xref path references sender venue when where tickets share via department
		distribution country place city region origin file slug code priority classification subjects release embargo print host contacts cameraman
		camera translator`)
	for _, k := range []string{"press contact", "media contact", "press office", "for release", "for immediate release", "join date", "filed under", "posted in", "in reply to", "content type", "reading time", "last updated", "date line", "media contacts", "press release no", "reference number", "our ref", "your ref", "word count", "case no", "document type", "press enquiries", "media enquiries", "for more information"} {
		m[k] = true
	}
	return m
}()
