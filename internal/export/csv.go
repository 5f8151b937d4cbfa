package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"timeline/internal/reconcile"
)

// eventColumns are the columns of events.csv, in the order of the timeline.
var eventColumns = []string{
	"no", "id", "title", "start_from", "start_to", "end_from", "end_to", "granularity", "status", "place", "sources", "independent_sources",
	"disagreements", "statements",
}

// statementColumns are the columns of statements.csv, in the order of sources and text.
var statementColumns = []string{
	"id", "source", "outlet", "title", "url", "published", "quote", "words", "type", "value", "edtf", "from", "to", "allowed_from", "allowed_to",
	"granularity", "zone", "zone_basis", "least_s", "most_s", "role", "modality", "speaker", "event", "start", "end",
}

// discrepancyColumns are the columns of discrepancies.csv, in the order of timeline.json.
var discrepancyColumns = []string{
	"id", "event", "event_title", "kind", "severity", "changes_order", "gap_s", "versions", "statements", "arithmetic", "possible_explanations",
	"verdict", "value", "reviewer", "date", "needs_another_look",
}

// eventsCSV writes the events as a table (RFC 4180): those of the timeline with their
// number, then those without a date. Lists are ids with blanks between.
func (t Timeline) eventsCSV() ([]byte, error) {
	source := map[string]string{}
	for _, s := range t.Statements {
		source[s.ID] = s.Source
	}
	clashes := map[string][]string{}
	for _, d := range t.Discrepancies {
		clashes[d.Event] = append(clashes[d.Event], d.ID)
	}
	var rows [][]string
	for i, e := range t.inOrder() {
		no := ""
		if i < len(t.Order) {
			no = strconv.Itoa(i + 1)
		}
		seen := map[string]bool{}
		var sources []string
		for _, id := range e.Statements {
			if s := source[id]; !seen[s] {
				seen[s] = true
				sources = append(sources, s)
			}
		}
		rows = append(rows, []string{
			no, e.ID, e.Title, or(e.Start.From), or(e.Start.To), or(e.End.From), or(e.End.To), e.Granularity, e.Status, or(e.Place),
			strings.Join(sources, " "), strconv.Itoa(e.Independent), strings.Join(clashes[e.ID], " "), strings.Join(e.Statements, " "),
		})
	}
	return Table(eventColumns, rows)
}

// statementsCSV writes the statements as a table.
func (t Timeline) statementsCSV() ([]byte, error) {
	sources := t.sourcesByID()
	var rows [][]string
	for _, s := range t.Statements {
		src := sources[s.Source]
		least, most := "", ""
		if len(s.Time.Duration) == 2 {
			least, most = strconv.FormatInt(s.Time.Duration[0], 10), strconv.FormatInt(s.Time.Duration[1], 10)
		}
		rows = append(rows, []string{
			s.ID, s.Source, src.Outlet, src.Title, or(src.URL), src.Published.EDTF, s.Quote, s.Expression.Text, s.Expression.Type, s.Expression.Value,
			s.Time.EDTF, or(s.Time.From), or(s.Time.To), or(s.Time.AllowedFrom), or(s.Time.AllowedTo), s.Time.Granularity, or(s.Time.Zone),
			or(s.Time.ZoneBasis), least, most, s.Role, s.Modality, or(s.Speaker), or(s.Event), strconv.Itoa(s.Start), strconv.Itoa(s.End),
		})
	}
	return Table(statementColumns, rows)
}

// discrepanciesCSV writes the disagreements as a table, each with its newest ruling.
// Versions are told one behind the other, with a bar between.
func (t Timeline) discrepanciesCSV() ([]byte, error) {
	title := map[string]string{}
	for _, e := range t.Events {
		title[e.ID] = e.Title
	}
	var rows [][]string
	for _, d := range t.Discrepancies {
		var versions, statements, possible []string
		for _, x := range d.Versions {
			versions = append(versions, x.Text)
			statements = append(statements, x.Statements...)
		}
		for _, x := range d.Explanations {
			if x.Outcome == string(reconcile.Possible) {
				possible = append(possible, x.Kind)
			}
		}
		r := Ruling{}
		if d.Ruling != nil {
			r = *d.Ruling
		}
		stale := ""
		if d.Ruling != nil {
			stale = strconv.FormatBool(r.Stale)
		}
		rows = append(rows, []string{
			d.ID, d.Event, title[d.Event], d.Kind, d.Severity, strconv.FormatBool(d.ChangesOrder), strconv.FormatInt(d.Gap, 10),
			strings.Join(versions, " | "), strings.Join(statements, " "), strings.Join(d.Arithmetic, "; "), strings.Join(possible, ", "),
			r.Verdict, or(r.Value), r.Reviewer, r.Date, stale,
		})
	}
	return Table(discrepancyColumns, rows)
}

// Table writes rows of texts below their names as CSV, with the line ends of RFC 4180 and the mark by
// which spreadsheets know UTF-8.
func Table(columns []string, rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	for _, r := range rows {
		for i := range r {
			r[i] = cell(r[i])
		}
		if err := w.Write(r); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// cell makes a text safe in a spreadsheet: one that a program would take for a formula
// gets an apostrophe before it, as OWASP recommends, and line breaks become blanks, so
// that one statement is one row wherever the table is opened.
func cell(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < ' ' || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}

// statementLines writes each statement on a line of its own, as timeline.json has it.
func (t Timeline) statementLines() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, s := range t.Statements {
		if err := enc.Encode(s); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// inOrder is the events as the timeline shows them, and then those without a date.
func (t Timeline) inOrder() []Event {
	byID := map[string]Event{}
	for _, e := range t.Events {
		byID[e.ID] = e
	}
	var out []Event
	dated := map[string]bool{}
	for _, id := range t.Order {
		if e, ok := byID[id]; ok && !dated[id] {
			dated[id] = true
			out = append(out, e)
		}
	}
	for _, e := range t.Events {
		if !dated[e.ID] {
			out = append(out, e)
		}
	}
	return out
}

func (t Timeline) sourcesByID() map[string]Source {
	out := map[string]Source{}
	for _, s := range t.Sources {
		out[s.ID] = s
	}
	return out
}

func or(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
