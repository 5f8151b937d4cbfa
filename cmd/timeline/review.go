package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"timeline/internal/build"
	"timeline/internal/export"
	"timeline/internal/reconcile"
	"timeline/internal/review"
	"timeline/internal/site"
	"timeline/internal/terminal"
)

func reviewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "review",
		Short: "List, show and rule on what the sources disagree about",
		Long:  "Review is the list of disagreements and the page of each in the terminal, and\nwrites rulings on them as files of the content folder.",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("review what: run `timeline review list`, `timeline review show ID` or `timeline review rule ID`")}
		},
	}
	cmd.AddCommand(reviewListCommand(), reviewShowCommand(), reviewRuleCommand())
	return cmd
}

// stateWords are the states of a discrepancy as people read them.
var stateWords = map[build.State]string{build.Open: "open", build.Ruled: "ruled", build.Stale: "needs another look", build.Unresolved: "unresolved"}

// A listed is a discrepancy in the list. Its JSON form is described in docs/data.md.
type listed struct {
	ID           string         `json:"id"`
	Event        string         `json:"event"`
	Severity     string         `json:"severity"`
	Kind         string         `json:"kind"`
	Status       build.State    `json:"status"`
	Question     string         `json:"question"`
	Finding      string         `json:"finding"`
	ChangesOrder bool           `json:"changes_order"`
	ChangesDate  bool           `json:"changes_date"`
	Gap          int64          `json:"gap_s"`
	Digest       string         `json:"digest"`
	Ruling       *export.Ruling `json:"ruling"`
}

func reviewListCommand() *cobra.Command {
	var from contentFlags
	var status, severity string
	var asJSON, asCSV bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the disagreements, worst first",
		Long: `List writes the disagreements of the sources, worst first: what is impossible
before what is so only when taken plainly, then what would change the order or
a date, then by time.

--status open lists those that no ruling settles, unresolved ones among them;
ruled those that are settled; stale those whose evidence changed since.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch status {
			case "open", "ruled", "stale", "all":
			default:
				return usageError{fmt.Errorf("--status %q: use open, ruled, stale or all", status)}
			}
			switch reconcile.Severity(severity) {
			case "", reconcile.Minor, reconcile.Major:
			default:
				return usageError{fmt.Errorf("--severity %q: use minor or major", severity)}
			}
			if asJSON && asCSV {
				return usageError{errors.New("--json and --csv: choose one of them")}
			}
			story, err := read(cmd, from, true)
			if err != nil {
				return err
			}
			list := listing(story, status, reconcile.Severity(severity))
			switch out := cmd.OutOrStdout(); {
			case asJSON:
				err = writeJSON(out, list)
			case asCSV:
				err = writeListCSV(out, list)
			default:
				err = writeList(out, list)
			}
			if err != nil {
				return err
			}
			if problems(os.Stderr, story) {
				return errReported
			}
			return nil
		},
	}
	from.add(cmd)
	cmd.Flags().StringVar(&status, "status", "all", "only those of a `status`: open, ruled, stale or all")
	cmd.Flags().StringVar(&severity, "severity", "", "only those of a `severity`: minor or major")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "write a table for spreadsheets")
	return cmd
}

// listing is the discrepancies of a status and a severity, worst first. An empty severity
// is any.
func listing(story *build.Story, status string, severity reconcile.Severity) []listed {
	rulings := map[string]*export.Ruling{}
	for _, d := range export.From(story).Discrepancies {
		rulings[d.ID] = d.Ruling
	}
	out := []listed{}
	for _, i := range story.Worst() {
		d := &story.Discrepancies[i]
		state := story.StateOf(d.ID)
		if severity != "" && d.Severity != severity {
			continue
		}
		if status != "all" && status != string(state) && !(status == "open" && state == build.Unresolved) {
			continue
		}
		out = append(out, listed{
			ID: d.ID, Event: d.Event, Severity: string(d.Severity), Kind: string(d.Kind), Status: state, Question: d.Question, Finding: d.Finding,
			ChangesOrder: d.ChangesOrder, ChangesDate: d.ChangesDate, Gap: d.Gap, Digest: d.Digest, Ruling: rulings[d.ID],
		})
	}
	return out
}

func writeListCSV(w io.Writer, list []listed) error {
	var rows [][]string
	for _, d := range list {
		verdict, reviewer, date := "", "", ""
		if d.Ruling != nil {
			verdict, reviewer, date = d.Ruling.Verdict, d.Ruling.Reviewer, d.Ruling.Date
		}
		rows = append(rows, []string{
			d.ID, d.Severity, d.Kind, stateWords[d.Status], d.Question, d.Finding, d.Event, strconv.FormatBool(d.ChangesOrder),
			strconv.FormatBool(d.ChangesDate), strconv.FormatInt(d.Gap, 10), verdict, reviewer, date,
		})
	}
	table, err := export.Table([]string{"id", "severity", "kind", "status", "question", "finding", "event", "changes_order", "changes_date", "gap_s", "verdict", "reviewer", "date"}, rows)
	if err != nil {
		return err
	}
	if _, width := terminal.Of(w); width > 0 {
		w = &terminal.Writer{W: w}
	}
	_, err = w.Write(table)
	return err
}

func writeList(w io.Writer, list []listed) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "no discrepancies")
		return err
	}
	style, width := terminal.Of(w)
	t := terminal.Table{Head: []string{"ID", "SEVERITY", "KIND", "STATUS", "QUESTION", "FINDING"}, Flex: 2, Style: style}
	for _, d := range list {
		t.Rows = append(t.Rows, []string{d.ID, d.Severity, d.Kind, stateWords[d.Status], terminal.Line(d.Question), terminal.Line(d.Finding)})
	}
	t.Paint = func(row, column int, text string) string {
		switch {
		case column == 1 && list[row].Severity == string(reconcile.Major):
			return style.Red(text)
		case column == 3:
			return stateStyle(style, list[row].Status)(text)
		}
		return text
	}
	return t.Write(w, width)
}

func stateStyle(s terminal.Style, state build.State) func(string) string {
	switch state {
	case build.Ruled:
		return s.Green
	case build.Open:
		return s.Red
	}
	return s.Yellow
}

func reviewShowCommand() *cobra.Command {
	var from contentFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show one disagreement: its claims, the working and the rulings",
		Long:  "Show writes the page of a disagreement: the question, a ruler of the claims, each\nclaim with its quote and the way from its words to UTC, the arithmetic, the\nexplanations tested, the rulings and what readers see.\n\nThe id may be an earlier one, or the beginning of one alone.",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			story, err := read(cmd, from, true)
			if err != nil {
				return err
			}
			d, err := story.Discrepancy(args[0])
			if err != nil {
				return err
			}
			readers, err := site.Readers(story, d.ID)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), shownOf(story, d, readers))
			}
			style, width := terminal.Of(cmd.OutOrStdout())
			p := page{story: story, style: style, width: min(width, 100)}
			if width == 0 {
				p.width = 80
			}
			p.discrepancy(d, readers)
			_, err = io.WriteString(cmd.OutOrStdout(), p.String())
			return err
		},
	}
	from.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// A shown is one discrepancy as show --json writes it; see docs/data.md.
type shown struct {
	Schema      string             `json:"schema"`
	Discrepancy export.Discrepancy `json:"discrepancy"`
	Question    string             `json:"question"`
	Finding     string             `json:"finding"`
	Status      build.State        `json:"status"`
	Digest      string             `json:"digest"`
	Aliases     []string           `json:"aliases"`
	Readers     string             `json:"readers"`
	Statements  []export.Statement `json:"statements"`
	Sources     []export.Source    `json:"sources"`
}

func shownOf(story *build.Story, d *reconcile.Discrepancy, readers string) shown {
	out := shown{
		Schema: export.Schema, Question: d.Question, Finding: d.Finding, Status: story.StateOf(d.ID), Digest: d.Digest, Aliases: append([]string{}, d.Aliases...),
		Readers: readers, Statements: []export.Statement{}, Sources: []export.Source{},
	}
	all := export.From(story)
	cited, by := map[string]bool{}, map[string]bool{}
	for _, v := range d.Versions {
		for _, id := range v.Statements {
			cited[id] = true
		}
	}
	for _, x := range all.Discrepancies {
		if x.ID == d.ID {
			out.Discrepancy = x
		}
	}
	for _, s := range all.Statements {
		if cited[s.ID] {
			out.Statements, by[s.Source] = append(out.Statements, s), true
		}
	}
	for _, s := range all.Sources {
		if by[s.ID] {
			out.Sources = append(out.Sources, s)
		}
	}
	return out
}

// A draft is a ruling as the command line tells it.
type draft struct {
	review.Ruling
	verdict, reason, reasonFile string
	dryRun                      bool
}

func reviewRuleCommand() *cobra.Command {
	var from contentFlags
	var d draft
	var names []string
	for _, v := range review.Verdicts() {
		names = append(names, string(v))
	}
	cmd := &cobra.Command{
		Use:   "rule ID --verdict VERDICT --reason TEXT",
		Short: "Write a ruling on a disagreement",
		Long: `Rule writes a new file into rulings/ of the content folder: the verdict, the
reason, your name, the date and the digest of the quotes that were judged. No
file is ever changed; the newest ruling counts. It then tells the path of the
file and what readers see now.

The verdicts are ` + strings.Join(names, ", ") + `.
version-preferred and extraction-error need --version or --value.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := d.check(cmd); err != nil {
				return err
			}
			return rule(cmd, from, &d, args[0])
		},
	}
	from.add(cmd)
	f := cmd.Flags()
	f.StringVar(&d.verdict, "verdict", "", "what you decide")
	f.StringVar(&d.reason, "reason", "", "why, in Markdown")
	f.StringVar(&d.reasonFile, "reason-file", "", "a `file` that holds the reason; - for standard input")
	f.StringVar(&d.Reviewer, "reviewer", "", "your name (default: $TIMELINE_REVIEWER)")
	f.StringVar(&d.Version, "version", "", "the version that the verdict is about: its number, or the `id` of a statement in it")
	f.StringVar(&d.Value, "value", "", "the `time` to publish, in EDTF and UTC, or text that readers are shown")
	f.StringVar(&d.Date, "date", "", "the `day` of the ruling, YYYY-MM-DD (default: today in UTC, or $SOURCE_DATE_EPOCH)")
	f.BoolVar(&d.dryRun, "dry-run", false, "print the file and write nothing")
	return cmd
}

// check fills in what the command line leaves to the surroundings, and says what is wrong
// with the call.
func (d *draft) check(cmd *cobra.Command) error {
	wrong := func(format string, a ...any) error { return usageError{fmt.Errorf(format, a...)} }
	set := cmd.Flags().Changed
	known := false
	var names []string
	for _, v := range review.Verdicts() {
		known = known || string(v) == d.verdict
		names = append(names, string(v))
	}
	all := strings.Join(names, ", ")
	switch d.Verdict = review.Verdict(d.verdict); {
	case d.verdict == "":
		return wrong("no verdict: give --verdict with one of %s", all)
	case !known:
		return wrong("--verdict %q is no verdict: use one of %s", d.verdict, all)
	case set("reason") && set("reason-file"):
		return wrong("--reason and --reason-file: give one of them")
	case !set("reason") && !set("reason-file"):
		return wrong("no reason: give --reason, or --reason-file with a file or -")
	case set("reason") && strings.TrimSpace(d.reason) == "":
		return wrong("--reason is empty: say why")
	case (d.Verdict == review.VersionPreferred || d.Verdict == review.ExtractionError) && d.Version == "" && d.Value == "":
		return wrong("--verdict %s: say which version with --version, its number or the id of a statement in it", d.verdict)
	}
	if d.Reviewer == "" {
		d.Reviewer = os.Getenv("TIMELINE_REVIEWER")
	}
	if d.Reviewer = strings.TrimSpace(d.Reviewer); d.Reviewer == "" {
		return wrong("no reviewer: give your name with --reviewer, or in $TIMELINE_REVIEWER")
	}
	if d.Date == "" {
		day, err := today()
		if err != nil {
			return usageError{err}
		}
		d.Date = day
	} else if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		return wrong("--date %q is no day: write it as YYYY-MM-DD", d.Date)
	}
	return nil
}

// today is the day in UTC, or that of SOURCE_DATE_EPOCH.
func today() (string, error) {
	now := time.Now()
	if s := os.Getenv("SOURCE_DATE_EPOCH"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return "", fmt.Errorf("SOURCE_DATE_EPOCH %q: use seconds since 1970, or unset it", s)
		}
		now = time.Unix(n, 0)
	}
	return now.UTC().Format(time.DateOnly), nil
}

// maxReason is the longest reason that is read, in bytes.
const maxReason = 1 << 20

// readReason reads the reason where it is not on the command line.
func (d *draft) readReason(stdin io.Reader) error {
	d.Reason = d.reason
	if d.reasonFile == "" {
		return nil
	}
	in, name := stdin, "standard input"
	if d.reasonFile != "-" {
		f, err := os.Open(d.reasonFile)
		if err != nil {
			return fmt.Errorf("the reason cannot be read: %w", err)
		}
		defer f.Close()
		in, name = f, d.reasonFile
	}
	text, err := io.ReadAll(io.LimitReader(in, maxReason+1))
	switch {
	case err != nil:
		return fmt.Errorf("the reason cannot be read: %w", err)
	case len(text) > maxReason:
		return fmt.Errorf("%s: more than %d bytes: give the reason alone", name, maxReason)
	}
	if d.Reason = strings.ToValidUTF8(strings.TrimPrefix(string(text), "\ufeff"), "\ufffd"); strings.TrimSpace(d.Reason) == "" {
		return fmt.Errorf("%s: there is no reason in it: say why", name)
	}
	return nil
}

// rule writes a ruling, and tells what it comes to.
func rule(cmd *cobra.Command, from contentFlags, d *draft, id string) error {
	story, err := read(cmd, from, true)
	if err != nil {
		return err
	}
	on, err := story.Discrepancy(id)
	if err != nil {
		return err
	}
	if err := d.About(on); err != nil {
		return fmt.Errorf("--version %s: %w: timeline review show %s lists the versions", d.Version, err, on.ID)
	}
	if err := d.readReason(cmd.InOrStdin()); err != nil {
		return err
	}
	before, err := site.Readers(story, on.ID)
	if err != nil {
		return err
	}
	text, err := d.Compose()
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	o := build.Options{Dir: from.dir, Config: from.config, Desk: true}
	if d.dryRun {
		if _, width := terminal.Of(out); width > 0 {
			text = terminal.Escape(text) // a file gets it as it is
		}
		if _, err := io.WriteString(out, text); err != nil {
			return err
		}
		out, o.Rulings = cmd.ErrOrStderr(), []review.Ruling{d.Ruling}
	} else {
		if d.Path, err = d.Save(from.dir); err != nil {
			return fmt.Errorf("the ruling cannot be written into %s: %w: give yourself the right to write there, or keep what --dry-run prints", filepath.Join(from.dir, "rulings"), err)
		}
		fmt.Fprintf(out, "written %s\n", terminal.Line(filepath.Join(from.dir, filepath.FromSlash(d.Path))))
	}
	if story, err = build.Read(cmd.Context(), o); err != nil {
		return err
	}
	after, err := site.Readers(story, on.ID)
	if err != nil {
		return err
	}
	for _, p := range story.Problems {
		if p.File == d.Path {
			fmt.Fprintln(cmd.ErrOrStderr(), terminal.Line(p.String()))
		}
	}
	counts := false
	if rs := story.RulingsOn(on.ID); len(rs) > 0 {
		if counts = rs[0].Path == d.Path; counts && rs[0].Effect != "" {
			fmt.Fprintf(out, "effect  %s\n", terminal.Line(rs[0].Effect))
		} else if !counts {
			fmt.Fprintf(cmd.ErrOrStderr(), "timeline: the ruling of %s in %s counts, which is newer: give a later --date\n", rs[0].Date, terminal.Line(rs[0].Path))
		}
	}
	if before != after {
		fmt.Fprintf(out, "readers saw: %s\n", terminal.Line(nothing(before)))
	}
	fmt.Fprintf(out, "readers see: %s\n", terminal.Line(nothing(after)))
	return nil
}

// nothing says so where readers are told nothing.
func nothing(s string) string {
	if s == "" {
		return "no time of it"
	}
	return s
}
