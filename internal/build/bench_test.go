package build

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"timeline/internal/content"
	"timeline/internal/timex"
)

// reports are n reports of about 3 KB with some eleven expressions of time each, about as
// many as news has. Two thirds of them tell in a front matter when they were published,
// the others in a line of their text.
func reports(n int) [][]byte {
	r := rand.New(rand.NewPCG(7, 11))
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	split := func(s string) []string { return strings.Split(s, "|") }
	towns := split("Lisbon, Portugal|Warsaw, Poland|Nairobi, Kenya|Manila, the Philippines|Lima, Peru|Denver, Colorado|Tallinn, Estonia|Perth, Australia")
	people := split("Marta Zielonka|Ilse van Dorn|Peter Achterberg|Amina Okafor-Reyes|Tomas Quill|Rosalind Vey")
	groups := split("pilots|tenants|owners|inspectors|engineers|ministry|council|crew|insurers|union")
	deeds := split("asked for patience|kept silent|spoke of an older fault|wanted a second opinion|praised the divers|doubted the numbers")
	facts := split("the valves had failed|nobody was on the pier|the lamps stayed lit|the gate was shut|the current was too strong")
	things := split("ferry|silo|tanker|cable car|museum|refinery")
	var out [][]byte
	for i := range n {
		town, thing, at := one(towns...), one(things...), time.Date(2023, 1, 2, 6, 10, 0, 0, time.UTC).AddDate(0, 0, 3*i)
		name, country, _ := strings.Cut(town, ", ")
		written := at.Add(time.Duration(30+r.IntN(30)) * time.Hour)
		tell := func(after time.Duration) string {
			t := at.Add(after)
			day := one("on "+t.Format("Monday"), "on "+t.Format("January 2, 2006"), "on "+t.Format("2 January"))
			return one("at "+t.Format("15:04")+" local time "+day, "around "+t.Format("15:04")+" GMT "+day, day+" at about "+t.Format("3:04 p.m."), "shortly after "+t.Format("3pm")+" "+day, day)
		}
		told := []func() string{
			func() string {
				return fmt.Sprintf("The fire on the %s in %s broke out %s, %s said.", thing, name, tell(0), one(people...))
			},
			func() string { return fmt.Sprintf("Fireboats reached the %s %s.", thing, tell(time.Hour)) },
			func() string {
				return fmt.Sprintf("The search ended %s after nearly %d hours, and %d people were hurt.", tell(9*time.Hour), 4+r.IntN(5), 3+r.IntN(40))
			},
			func() string {
				return fmt.Sprintf("%s met journalists %s and told them that %s.", one(people...), tell(20*time.Hour), one(facts...))
			},
			func() string {
				return fmt.Sprintf("A hearing is expected on %s.", at.AddDate(0, 0, 20+r.IntN(30)).Format("January 2"))
			},
			func() string {
				return fmt.Sprintf("The %s had been inspected in %s.", thing, at.AddDate(0, -2-r.IntN(20), 0).Format("January 2006"))
			},
		}
		aside := []func() string{
			func() string {
				return fmt.Sprintf("The %s of %s %s, although %s.", one(groups...), name, one(deeds...), one(facts...))
			},
			func() string {
				return fmt.Sprintf("“As far as I know %s,” said %s, who has worked in %s for %d years.", one(facts...), one(people...), country, 4+r.IntN(30))
			},
			func() string {
				return fmt.Sprintf("The %s %s, and the %s of the %s %s.", one(groups...), one(deeds...), one(groups...), one(things...), one(deeds...))
			},
			func() string {
				return fmt.Sprintf("%s, who sits on the %s, %s.", one(people...), one(groups...), one(deeds...))
			},
			func() string {
				return fmt.Sprintf("To the %s of %s it is no matter of money: %s, and %s.", one(groups...), country, one(facts...), one(facts...))
			},
		}
		var b strings.Builder
		title := fmt.Sprintf("Fire on the %s in %s", thing, name)
		if i%3 > 0 {
			fmt.Fprintf(&b, "---\ntitle: %q\npublisher: %q\ndate: %s\n---\n\n", title, name+" Messenger", written.Format(time.RFC3339))
		} else {
			fmt.Fprintf(&b, "%s\n\nPublished %s\n\n", title, written.Format("January 2, 2006"))
		}
		fmt.Fprintf(&b, "%s, %s, %s — ", strings.ToUpper(name), country, written.Format("January 2"))
		for k := 0; b.Len() < 3000; k++ {
			if k < 8 {
				b.WriteString(told[k%len(told)]() + " ")
			}
			for range 1 + r.IntN(3) {
				b.WriteString(aside[r.IntN(len(aside))]() + " ")
			}
			b.WriteString("\n\n")
		}
		out = append(out, []byte(b.String()))
	}
	return out
}

// BenchmarkExtraction times what a report costs from its file to its statements: each step
// alone, and all that is done with the text behind the reading of the file.
func BenchmarkExtraction(b *testing.B) {
	files := reports(60)
	widths := timex.DefaultWidths()
	config := content.Config{}
	var ds []document
	size := 0
	for i, f := range files {
		src, problems := content.ReadSource(fmt.Sprintf("%03d.md", i), f)
		if len(problems) > 0 {
			b.Fatal(problems)
		}
		ds = append(ds, document{src: &src})
		size += len(f)
	}
	each := func(name string, f func(i int)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size / len(files)))
			for i := 0; b.Loop(); i++ {
				f(i % len(files))
			}
		})
	}
	each("read", func(i int) { content.ReadSource("x.md", files[i]) })
	each("find", func(i int) { d := document{src: ds[i].src}; d.find(widths, content.DefaultLimits().Expressions) })
	for i := range ds {
		ds[i].find(widths, content.DefaultLimits().Expressions)
	}
	each("state", func(i int) { d := ds[i]; d.state(config, widths) })
	each("all", func(i int) {
		d := document{src: ds[i].src}
		d.find(widths, content.DefaultLimits().Expressions)
		d.state(config, widths)
	})
}
