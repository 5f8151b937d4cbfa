// Command reports writes synthetic reports for benchmarks: about 3 KB of varied prose each,
// with datelines, zones, hedges and relative times, ten reports a story, each story at a
// place and a day of its own. The reports of a story agree but for one time in eight. They tell time as often as news does: some eleven expressions
// in 3 KB, which is the density of TimeBank. The same number and seed give the same bytes
// anywhere.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata"
)

// a town is where a story takes place.
type town struct{ name, country, zone string }

var towns = []town{
	{"Lisbon", "Portugal", "Europe/Lisbon"},
	{"Oslo", "Norway", "Europe/Oslo"},
	{"Warsaw", "Poland", "Europe/Warsaw"},
	{"Athens", "Greece", "Europe/Athens"},
	{"Nairobi", "Kenya", "Africa/Nairobi"},
	{"Lagos", "Nigeria", "Africa/Lagos"},
	{"Cairo", "Egypt", "Africa/Cairo"},
	{"Mumbai", "India", "Asia/Kolkata"},
	{"Manila", "the Philippines", "Asia/Manila"},
	{"Osaka", "Japan", "Asia/Tokyo"},
	{"Seoul", "South Korea", "Asia/Seoul"},
	{"Perth", "Australia", "Australia/Perth"},
	{"Auckland", "New Zealand", "Pacific/Auckland"},
	{"Lima", "Peru", "America/Lima"},
	{"Bogotá", "Colombia", "America/Bogota"},
	{"Toronto", "Canada", "America/Toronto"},
	{"Denver", "Colorado", "America/Denver"},
	{"Seattle", "Washington", "America/Los_Angeles"},
	{"Chicago", "Illinois", "America/Chicago"},
	{"Tallinn", "Estonia", "Europe/Tallinn"},
	{"Kathmandu", "Nepal", "Asia/Kathmandu"},
	{"Montevideo", "Uruguay", "America/Montevideo"},
	{"Reykjavik", "Iceland", "Atlantic/Reykjavik"},
	{"Tbilisi", "Georgia", "Asia/Tbilisi"},
}

var (
	first = strings.Fields("Anna Boris Clara David Elena Farid Grace Henrik Ines Jonas Karim Lena Marco Nadia Oskar Petra Quentin Rosa Samir Tove Ursula Viktor Wanda Yusuf Zofia")
	stem  = strings.Fields("Al Ber Cor Dal El Far Gar Hol Iv Jar Kel Lor Mar Nor Or Pal Quin Ros Sal Tor Ul Var Wes Yor Zan")
	mid   = strings.Fields("a be di en fo ga hi ko le mi no pe ra si ta va")
	last  = strings.Fields("berg castro dahl ford grad holm janov kamp lund mann nova quist rossi sen tal vik wood")
	news  = strings.Fields("Courier Gazette Herald Tribune Post Chronicle Ledger Observer Dispatch Record")
	about = []string{"ferry", "refinery", "warehouse", "bridge", "tunnel", "dam", "train", "tower", "market hall", "power station", "mine", "tanker", "school", "stadium", "airport", "hospital", "harbour crane", "cable car", "museum", "grain silo"}
	noun  = strings.Fields("crew inquiry council ministry union owners insurers neighbours volunteers engineers inspectors families traders pilots divers nurses teachers drivers shareholders tenants")
	does  = []string{"asked for more time", "welcomed the offer", "said little", "kept to their account", "called for patience", "promised a full answer", "pointed to older faults", "thanked the rescuers", "had no comment", "spoke of a narrow escape", "wanted the papers to be opened", "doubted the first figures"}
	how   = []string{"the weather was calm", "the radio had failed", "the road was closed", "the lights stayed on", "the gates were locked", "nobody gave a reason", "the alarm was not heard", "most people stood and watched", "the water was still rising", "the smoke could be seen for miles"}
)

type writer struct {
	*rand.Rand
	town
	zone  *time.Location
	what  string
	names []string
	years []int       // by name: how long they have lived there
	at    []time.Time // of the alarm, the arrival, the end, the press conference, the hearing and the inspection
}

// heard is a time as a reporter has it: one in eight is an hour, a day or a month off.
func (w *writer) heard(k int) time.Time {
	t := w.at[k]
	if w.IntN(8) > 0 {
		return t
	}
	switch by := 1 + w.IntN(2); {
	case k < 4:
		return t.Add(time.Duration(by) * time.Hour)
	case k == 4:
		return t.AddDate(0, 0, by)
	default:
		return t.AddDate(0, by, 0)
	}
}

func (w *writer) one(of []string) string { return of[w.IntN(len(of))] }

func (w *writer) name() string {
	return w.one(first) + " " + w.one(stem) + w.one(mid) + w.one(last)
}

// tell words a time in one of the ways of reporters.
func (w *writer) tell(t, written time.Time) string {
	local := t.In(w.zone)
	day := "on " + local.Format("Monday")
	switch days := int(written.In(w.zone).Truncate(24*time.Hour).Sub(local.Truncate(24*time.Hour)).Hours()) / 24; {
	case days == 0:
		day = "today"
	case days == 1 && w.IntN(2) == 0:
		day = "yesterday"
	case days > 6 || w.IntN(3) == 0:
		day = "on " + local.Format("January 2, 2006")
	}
	switch w.IntN(7) {
	case 0:
		return "at " + local.Format("15:04") + " local time " + day
	case 1:
		return "around " + t.UTC().Format("15:04") + " GMT " + day
	case 2:
		return "at about " + local.Truncate(time.Hour/2).Format("3:04 p.m.") + " " + day
	case 3:
		return "shortly after " + local.Truncate(time.Hour).Format("3pm") + " " + day
	case 4:
		return "early " + day
	case 5:
		return day + " at " + local.Format("3.04pm")
	}
	return day
}

// told is what a report tells with a time: each thing once, some of them twice.
func (w *writer) told(written time.Time) []string {
	kinds := []int{0, 1, 2, 3, 4, 5}
	for range 2 {
		kinds = append(kinds, w.IntN(6))
	}
	w.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	var out []string
	for _, k := range kinds {
		who := w.one(w.names)
		switch k {
		case 0:
			out = append(out, fmt.Sprintf("The fire at the %s in %s broke out %s, %s said.", w.what, w.town.name, w.tell(w.heard(0), written), who))
		case 1:
			out = append(out, fmt.Sprintf("The first boats reached the %s %s.", w.what, w.tell(w.heard(1), written)))
		case 2:
			out = append(out, fmt.Sprintf("The search ended %s after nearly %d hours.", w.tell(w.heard(2), written), int(w.heard(2).Sub(w.at[1]).Hours()+1)))
		case 3:
			out = append(out, fmt.Sprintf("%s met reporters %s and said that %s.", who, w.tell(w.heard(3), written), w.one(how)))
		case 4:
			out = append(out, fmt.Sprintf("A hearing is expected on %s.", w.heard(4).Format("January 2")))
		case 5:
			out = append(out, fmt.Sprintf("The %s had been inspected in %s.", w.what, w.heard(5).Format("January 2006")))
		}
	}
	return out
}

// aside is a sentence that tells no time.
func (w *writer) aside() string {
	switch w.IntN(6) {
	case 0:
		return fmt.Sprintf("The %s of %s %s, although %s.", w.one(noun), w.town.name, w.one(does), w.one(how))
	case 1:
		who := w.IntN(len(w.names))
		return fmt.Sprintf("“We know that %s,” said %s, who has lived in %s for %d years.", w.one(how), w.names[who], w.country, w.years[who])
	case 2:
		return fmt.Sprintf("The %s %s, and the %s of the %s %s.", w.one(noun), w.one(does), w.one(noun), w.one(about), w.one(does))
	case 3:
		return fmt.Sprintf("For the %s the %s is more than a place of work: %s, and %s.", w.one(noun), w.what, w.one(how), w.one(how))
	case 4:
		return fmt.Sprintf("%s, who speaks for the %s, %s.", w.one(w.names), w.one(noun), w.one(does))
	}
	return fmt.Sprintf("What the %s and the %s make of the %s in %s is another matter.", w.one(noun), w.one(noun), w.one(about), w.country)
}

// report is one report of the story of w, with its file name.
func (w *writer) report(story, n int) (name, text string) {
	written := w.at[3].Add(time.Duration(2+w.IntN(40)) * time.Hour)
	outlet := w.town.name + " " + news[n%len(news)]
	var b strings.Builder
	title := fmt.Sprintf("Fire at the %s in %s: %s", w.what, w.town.name, w.one(does))
	if n%3 > 0 {
		fmt.Fprintf(&b, "---\ntitle: %q\npublisher: %q\ndate: %s\n---\n\n", title, outlet, written.In(w.zone).Format(time.RFC3339))
	} else {
		fmt.Fprintf(&b, "%s\n\nPublished %s\n\n", title, written.In(w.zone).Format("January 2, 2006"))
	}
	fmt.Fprintf(&b, "%s, %s, %s — ", strings.ToUpper(w.town.name), w.country, written.In(w.zone).Format("January 2"))
	told := w.told(written)
	for b.Len() < 3000 || len(told) > 0 {
		for i := range 2 + w.IntN(3) {
			if i == 0 && len(told) > 0 {
				b.WriteString(told[0] + " ")
				told = told[1:]
				continue
			}
			b.WriteString(w.aside() + " ")
		}
		b.WriteString("\n\n")
	}
	return fmt.Sprintf("%06d-%02d.md", story, n), b.String()
}

// perStory is how many reports tell one story.
const perStory = 10

func main() {
	n := flag.Int("n", 1000, "how many reports")
	out := flag.String("out", "", "the content `folder` to write")
	seed := flag.Uint64("seed", 1, "other reports for another seed")
	flag.Parse()
	if err := write(*n, *out, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "reports:", err)
		os.Exit(1)
	}
}

func write(n int, out string, seed uint64) error {
	if out == "" {
		return fmt.Errorf("no folder given: name one with -out")
	}
	dir := filepath.Join(out, "sources")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	start := time.Date(2022, 1, 3, 0, 0, 0, 0, time.UTC)
	for story := 0; story*perStory < n; story++ {
		w := &writer{Rand: rand.New(rand.NewPCG(seed, uint64(story)))} //nolint:gosec // no secret
		w.town = towns[w.IntN(len(towns))]
		zone, err := time.LoadLocation(w.town.zone)
		if err != nil {
			return err
		}
		w.zone, w.what = zone, w.one(about)
		for range 6 {
			w.names, w.years = append(w.names, w.name()), append(w.years, 4+w.IntN(40))
		}
		begin := start.Add(time.Duration(w.IntN(3*365*24*60)) * time.Minute)
		w.at = []time.Time{begin, begin.Add(time.Duration(10+w.IntN(90)) * time.Minute), begin.Add(time.Duration(200+w.IntN(500)) * time.Minute), begin.Add(time.Duration(900+w.IntN(900)) * time.Minute)}
		w.at = append(w.at, w.at[3].AddDate(0, 0, 5+w.IntN(30)), begin.AddDate(0, -3-w.IntN(20), 0))
		for k := 0; k < perStory && story*perStory+k < n; k++ {
			name, text := w.report(story, k)
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}
