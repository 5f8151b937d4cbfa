package site

import "fmt"

// english is every short text of the interface. The templates name its keys;
// a site in another language is another table and other prose on the method
// page.
var english = map[string]string{
	"timeline": "Timeline", "discrepancies": "Disagreements", "sources": "Sources", "agreements": "Agreements", "method": "Method", "data": "Data",
	"skip": "Skip to the text", "page-missing": "There is no such page", "page-missing-text": "It may have moved. Everything is on the timeline.",
	"show-times": "Times first in", "utc": "UTC", "place-of-event": "the place’s own zone", "only-differs": "where sources differ",
	"source": "Source", "search": "Search", "nothing-shown": "No entry fits.",
	"before": "before", "after": "after", "from": "from", "no-time": "time not known", "about": "about", "later": "later", "some-time": "some time that day",
	"some-time-month": "some time that month", "some-time-year": "some time that year", "some-time-then": "some time in these days", "all-day-clock": "day only",
	"tie":     "Order not determined. These lie so close, or are told so loosely, that no source says which came first.",
	"undated": "Without a date", "undated-deck": "These statements give no time that could be worked out. They keep their words.",
	"differ": "Sources differ.", "differ-by": "Sources differ by %s.", "see-working": "See the working", "agree": "These agree.",
	"happened": "happened", "ongoing": "ongoing", "planned": "planned", "cancelled": "called off", "disputed": "sources differ on whether it happened",
	"hypothetical": "supposed", "habitual": "habitual", "denied": "denied", "background": "background", "entries-quotes": "%s, with their times",
	"permalink": "Link to this entry", "overview": "The reports against time",
	"overview-desc": "One row a report. Every mark is a statement, and links to its entry below; the same facts are in the list.",
	"stated":        "solid: as stated", "allowed": "hatched: what the wording allows", "day-only": "grey band: known to the day", "planned-mark": "dashed ring: planned or called off",
	"open-mark": "open arrow: before or after", "differ-mark": "bracket: sources differ", "break-mark": "zigzag: an empty stretch left out",
	"question": "Question", "kind": "Kind", "severity": "Severity", "status": "Status", "finding": "Finding", "changes": "Would settling it change anything?",
	"open": "open", "ruled": "ruled", "stale": "needs another look", "major": "major", "minor": "minor",
	"major-means": "impossible even within what the wordings allow", "minor-means": "impossible only when taken plainly",
	"changes-order": "Settling it would change the order of events.", "changes-date": "Settling it would change the date.", "changes-both": "Settling it would change the order and the date.",
	"changes-none": "Settling it would change neither the order nor the date.",
	"claims":       "The claims side by side", "ruler": "Both claims on one scale", "ruler-desc": "The table below has the same facts.", "version": "Version %d",
	"working": "The working", "explanations": "What could explain it", "explanation": "Explanation", "test": "Test", "outcome": "Outcome",
	"possible": "possible", "rejected": "ruled out", "no-explanations": "No explanation of the usual kind applies.",
	"ruling": "Ruling", "no-ruling": "None yet.", "rule-how": "To rule on it, save this as a file in content/rulings/ and write the reason below it:",
	"history": "Earlier rulings", "readers-see": "Readers see", "no-discrepancies": "No two statements clash.", "no-agreements": "No two differently worded times were found to be the same.",
	"words": "Words", "local": "Local time", "zone": "Zone", "offset": "Offset", "in-utc": "UTC", "bounds": "Allowed", "steps": "Steps", "by": "by", "on": "on",
	"zone-stated": "stated", "zone-carried": "assumed: stated nearby", "zone-clause": "assumed: the place in the same clause", "zone-event": "assumed: where it happens",
	"zone-dateline": "assumed: where the report was written", "zone-source": "assumed: the report’s own zone", "zone-home": "assumed: the home zone of this collection",
	"zone-none": "assumed: nothing said, UTC taken", "length": "Length",
	"published": "Published", "updated": "Updated", "unread": "could not be read", "stamps": "Its stamps", "used": "used", "published-unknown": "not known", "how-known": "How that is known", "sha256": "SHA-256 of the file", "original": "Original", "archived": "Archived copy",
	"file": "File", "author": "Author", "dateline": "Dateline", "outlet": "Outlet", "plain-text": "Plain text", "full-text": "The text", "quotes-only": "The quoted passages",
	"statements": "Statements", "statement": "Statement", "resolved": "Time", "in-source": "in the source", "on-timeline": "on the timeline", "cited": "citing %s",
	"no-statements": "No dated statement was found in this report.", "left-out": "could not be read", "problems": "What went wrong",
	"widths": "What loose words allow", "rule": "Rule", "meaning": "Taken as", "verdict": "Verdict", "value": "Value to use", "arithmetic": "The arithmetic",
	"not-a-conflict": "not a conflict", "different-moments": "different moments", "not-the-same-event": "not the same event", "version-preferred": "one version preferred",
	"range-kept": "the range is kept", "unresolved": "unresolved", "extraction-error": "read wrongly by the program", "moved": "This disagreement has a new address.",
	"needs-look": "The quotes changed after this ruling: it needs another look.", "time": "time", "date": "date", "duration": "duration", "order": "order", "weekday": "weekday",
	"number": "number", "figure": "Figure", "footer": "Every line rests on quotes that can be checked against their source.", "event": "Entry", "print": "Print", "context": "In its passage",
	"start": "starts", "end": "ends", "whole": "fills the time", "within": "some time inside", "role-before": "before it", "role-after": "after it", "role-duration": "how long it took",
	"search-for": "Words in titles and quotes", "search-no-scripts": "The search needs scripts. Without them, every quote is on one page, and the browser finds words in it:",
	"found-one": "1 result", "found-some": "%d results", "found-more": "the first %d of %d results", "found-none": "Nothing has all of these words.", "quote": "Quote", "disagreement": "Disagreement", "page": "Page",
	"place": "Place", "phases": "Other parts of it", "bounds-head": "When, and what that rests on", "rests-on": "Rests on", "start-bound": "Start", "end-bound": "End", "words-fit": "different words that fit one time.",
	"beside": "Beside it on the timeline", "before-this": "Before:", "after-this": "After:", "details": "Details",
	"pages": "Pages", "version-head": "Version", "bound": "Part", "cite": "Cite this", "filters": "What to show", "zone-mine": "my own zone", "all": "all", "all-entries": "all entries", "day": "Day", "differs-on": "differ on the %s", "not-ruled": "not ruled on yet",
	"shown-all": "%d entries", "shown-some": "%d of %d entries", "clear": "Show all", "zoom-in": "Zoom in", "zoom-out": "Zoom out", "zoom-fit": "Fit", "pub-mark": "on the lowest row: when a report was published",
	"role": "Role", "as-stated": "As stated", "because": "Why these belong together",
	"chronology": "Chronology", "chron-link": "Chronology to print and to cite", "chron-as-at": "As at",
	"chron-newest": "%s, the newest publication date among the sources (%s). Nothing published later is taken in.", "chron-as-at-none": "not known: no source says when it was published",
	"chron-listed": "%s. They are listed after the table with their numbers (S1, S2, …) and the SHA-256 of each file.", "chron-times": "Times", "chron-zones": "Zones",
	"chron-times-means": "24-hour clock. First the local time of the place, with its zone and the offset from UTC in force there on that day; below it the same time in UTC.",
	"chron-no-zones":    "No local zone is known: all times are in UTC.", "chron-exact": "Precision",
	"chron-exact-means": "Where the note says nothing of it, the time is told to the minute. What is told to the day fills the day and stands first in it. A bracket beside the numbers joins entries whose order is not determined.",
	"chron-differ":      "Disagreements", "chron-differ-means": "Entries on which the sources differ, or whose time rests on words that are disputed, are marked “Disputed”, with the number and id of the item in the annex, where the competing versions stand side by side.",
	"chron-differ-none": "No two statements of the sources clash.",
	"chron-disputed":    "Disputed", "chron-agreed": "Agreed", "chron-told": "Not disputed", "chron-none": "none",
	"chron-agreed-means": "told by two or more independent sources, whose words fit together", "chron-told-means": "not disputed, but told by one source only or by sources that copy one another",
	"chron-disputed-of": "Disputed entries", "chron-agreed-of": "Agreed entries", "chron-told-of": "Other entries", "chron-s": "S", "chron-d": "D", "chron-no": "No.",
	"chron-when": "Date and time", "chron-quote": "Source and quote", "chron-state": "Agreed or disputed", "chron-note": "Note", "chron-also": "Also", "chron-voices": ", %d independent",
	"chron-tie": "order of %d–%d not determined", "chron-allowed": "%s UTC allowed", "chron-month": "month only", "chron-year": "year only", "chron-days": "some time within it",
	"chron-before": "not later than this", "chron-after": "not earlier than this", "chron-part": "part of a day", "chron-between": "between these times", "chron-zone": "zone assumed:", "chron-zone-carried": "stated nearby", "chron-zone-clause": "the place in the same clause",
	"chron-zone-event": "where it happens", "chron-zone-dateline": "where the report was written", "chron-zone-source": "the report’s own zone", "chron-zone-home": "the home zone of this collection",
	"chron-zone-none": "nothing said, UTC taken",
	"chron-entries":   "The entries", "chron-annex": "Annex: where the sources differ", "chron-annex-means": "Each version is given in the words of its sources. Their order means nothing, and none is preferred unless a ruling says so.",
	"chron-bears": "bears on", "chron-entry": "entry", "chron-entries-of": "entries", "chron-bears-none": "bears on no entry", "chron-gap": "Gap", "chron-version": "Version", "chron-says": "Quote", "chron-stated": "Time as stated", "chron-length": "Length: %s",
}

// word returns the text of a key. An unknown key is a defect of a template,
// and shows as the key in brackets; a test finds it.
func word(key string) string {
	if s, ok := english[key]; ok {
		return s
	}
	return "[" + key + "]"
}

// count writes a number with its noun: "1 source", "3 sources".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
