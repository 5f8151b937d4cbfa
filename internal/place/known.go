package place

import (
	"sort"
	"strings"
	"sync"
)

// capitals gives, for countries with several zones, the zone of the capital,
// which leads the list.
var capitals = map[string]string{
	"United States of America": "America/New_York", "Russia": "Europe/Moscow", "Canada": "America/Toronto", "Australia": "Australia/Sydney",
	"Brazil": "America/Sao_Paulo", "China": "Asia/Shanghai", "Mexico": "America/Mexico_City", "Indonesia": "Asia/Jakarta", "Kazakhstan": "Asia/Almaty",
	"Mongolia": "Asia/Ulaanbaatar", "Congo (Kinshasa)": "Africa/Kinshasa", "Chile": "America/Santiago", "Argentina": "America/Argentina/Buenos_Aires",
	"Spain": "Europe/Madrid", "Portugal": "Europe/Lisbon", "New Zealand": "Pacific/Auckland", "Ecuador": "America/Guayaquil", "Ukraine": "Europe/Kyiv",
	"Papua New Guinea": "Pacific/Port_Moresby", "France": "Europe/Paris", "United Kingdom": "Europe/London", "Germany": "Europe/Berlin",
	"Uzbekistan": "Asia/Tashkent", "Malaysia": "Asia/Kuala_Lumpur", "Vietnam": "Asia/Ho_Chi_Minh", "Israel": "Asia/Jerusalem", "Cyprus": "Asia/Nicosia",
	"Denmark": "Europe/Copenhagen", "Greenland": "America/Nuuk", "Kiribati": "Pacific/Tarawa", "Palestine": "Asia/Hebron", "Norway": "Europe/Oslo",
}

// aliases are other names of what the tables have: countries, cities, famous
// buildings and quarters, each with its zone.
const aliases = `
country|United States of America|US;U.S.;U.S;USA;U.S.A.;America;United States;the United States
country|United Kingdom|UK;U.K.;U.K;Britain;Great Britain;England;Scotland;Wales;Northern Ireland
country|Russia|Russian Federation
country|China|PRC
country|Turkey|Türkiye;Turkiye
country|Czech Republic|Czechia
country|Myanmar|Burma
country|United Arab Emirates|UAE
country|Ivory Coast|Côte d'Ivoire
country|South Korea|Republic of Korea
country|North Korea|DPRK
country|Swaziland|Eswatini
country|Macedonia|North Macedonia
country|East Timor|Timor-Leste
country|Netherlands|Holland
country|Congo (Kinshasa)|Democratic Republic of Congo;DR Congo;DRC
building|Europe/Moscow|Russia|Kremlin;Red Square;Lubyanka
building|America/New_York|United States of America|White House;Pentagon;Capitol Hill;Oval Office;State Department;US Capitol;U.S. Capitol;Supreme Court;Camp David;Mar-a-Lago
building|America/New_York|United States of America|Wall Street;Manhattan;Brooklyn;Times Square;UN Headquarters
building|Europe/London|United Kingdom|Downing Street;Whitehall;Westminster;Buckingham Palace;Heathrow;Scotland Yard;Chequers
building|Europe/Paris|France|Élysée;Elysée Palace;Élysée Palace;Elysee Palace;Quai d'Orsay
building|Europe/Berlin|Germany|Bundestag;Reichstag;Chancellery
building|Europe/Rome|Italy|Vatican;Quirinale;Holy See
building|Asia/Shanghai|China|Zhongnanhai;Tiananmen Square;Great Hall of the People
building|Asia/Seoul|South Korea|Blue House
building|Asia/Jerusalem|Israel|Knesset
building|America/Los_Angeles|United States of America|Silicon Valley;Hollywood;Cape Mendocino
building|America/New_York|United States of America|Cape Canaveral;Kennedy Space Center;Kennedy Space Centre
building|Asia/Almaty|Kazakhstan|Baikonur
city|Europe/Kyiv|Ukraine|Kiev;Odessa;Odesa;Kharkiv;Kharkov;Lviv;Mariupol;Dnipro;Zaporizhzhia;Kherson;Bankova
city|America/New_York|United States of America|Washington;Washington DC;Washington D.C.;Washington, D.C.;New York;New York City
city|Europe/Madrid|Spain|Madrid
city|Asia/Shanghai|China|Peking
city|Asia/Kolkata|India|Bombay;Calcutta;Madras;New Delhi;Bengaluru
city|Europe/Zurich|Switzerland|Davos
city|Asia/Jerusalem|Israel|Jerusalem;Tel Aviv
city|Europe/Moscow|Russia|Saint Petersburg;St Petersburg;St. Petersburg;Leningrad
region||Europe;Asia;Africa;Middle East;Latin America;Balkans;North America;South America;Scandinavia;Central Asia;West;Black Sea;Mediterranean;Atlantic;Pacific
region|Europe/Kyiv|Donbas;Donbass;Donetsk region
region|Europe/Simferopol|Crimea
`

// states are those of the United States, the zone of most of their people
// first.
const states = `
America/Chicago|Alabama;Arkansas;Illinois;Iowa;Kansas;Louisiana;Minnesota;Mississippi;Missouri;Nebraska;North Dakota;Oklahoma;South Dakota;Tennessee;Texas;Wisconsin
America/New_York|Connecticut;Delaware;Florida;Georgia;Indiana;Kentucky;Maine;Maryland;Massachusetts;Michigan;New Hampshire;New Jersey;North Carolina;Ohio;Pennsylvania;Rhode Island;South Carolina;Vermont;Virginia;West Virginia
America/Denver|Colorado;Idaho;Montana;New Mexico;Utah;Wyoming
America/Los_Angeles|California;Nevada;Oregon;Washington state
America/Phoenix|Arizona
America/Anchorage|Alaska
Pacific/Honolulu|Hawaii
`

// demonyms are the adjectives of countries.
const demonyms = `Afghan:Afghanistan American:United_States_of_America Argentine:Argentina Argentinian:Argentina Armenian:Armenia Australian:Australia
Austrian:Austria Azerbaijani:Azerbaijan Bangladeshi:Bangladesh Belarusian:Belarus Belgian:Belgium Bolivian:Bolivia Bosnian:Bosnia_and_Herzegovina
Brazilian:Brazil British:United_Kingdom Bulgarian:Bulgaria Canadian:Canada Chilean:Chile Chinese:China Colombian:Colombia Croatian:Croatia
Cuban:Cuba Cypriot:Cyprus Czech:Czech_Republic Danish:Denmark Dutch:Netherlands Egyptian:Egypt English:United_Kingdom Estonian:Estonia
Ethiopian:Ethiopia Filipino:Philippines Finnish:Finland French:France German:Germany Ghanaian:Ghana Greek:Greece Haitian:Haiti Hungarian:Hungary
Icelandic:Iceland Indian:India Indonesian:Indonesia Iranian:Iran Iraqi:Iraq Irish:Ireland Israeli:Israel Italian:Italy Jamaican:Jamaica
Japanese:Japan Jordanian:Jordan Kazakh:Kazakhstan Kenyan:Kenya Kuwaiti:Kuwait Kyrgyz:Kyrgyzstan Latvian:Latvia Lebanese:Lebanon Libyan:Libya
Lithuanian:Lithuania Malaysian:Malaysia Maltese:Malta Mexican:Mexico Moldovan:Moldova Mongolian:Mongolia Moroccan:Morocco Nepalese:Nepal
Nigerian:Nigeria Norwegian:Norway Omani:Oman Pakistani:Pakistan Palestinian:Palestine Peruvian:Peru Polish:Poland Portuguese:Portugal Qatari:Qatar
Romanian:Romania Russian:Russia Saudi:Saudi_Arabia Scottish:United_Kingdom Senegalese:Senegal Serbian:Serbia Singaporean:Singapore Slovak:Slovakia
Slovenian:Slovenia Somali:Somalia Spanish:Spain Sudanese:Sudan Swedish:Sweden Swiss:Switzerland Syrian:Syria Taiwanese:Taiwan Tajik:Tajikistan
Tanzanian:Tanzania Thai:Thailand Tunisian:Tunisia Turkish:Turkey Turkmen:Turkmenistan Ugandan:Uganda Ukrainian:Ukraine Uzbek:Uzbekistan
Venezuelan:Venezuela Vietnamese:Vietnam Welsh:United_Kingdom Yemeni:Yemen Zambian:Zambia Zimbabwean:Zimbabwe`

// known is every name of our own tables.
var known = sync.OnceValue(func() map[string]Place {
	m := map[string]Place{}
	zones := countryZones()
	country := func(name, shown string) Place {
		return Place{Name: shown, Country: name, Zones: zones[name], Kind: Country}
	}
	for name := range zones {
		m[name] = country(name, name)
	}
	for line := range strings.Lines(strings.TrimSpace(aliases)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		kind := map[string]Kind{"country": Country, "building": Building, "city": City, "region": Region}[f[0]]
		for _, n := range strings.Split(f[len(f)-1], ";") {
			switch kind {
			case Country:
				m[n] = country(f[1], n)
			case Region:
				p := Place{Name: n, Kind: Region}
				if f[1] != "" {
					p.Zones = []string{f[1]}
				}
				m[n] = p
			default:
				m[n] = Place{Name: n, Country: f[2], Zones: []string{f[1]}, Kind: kind, Population: 1000000}
			}
		}
	}
	for line := range strings.Lines(strings.TrimSpace(states)) {
		zone, list, _ := strings.Cut(strings.TrimSpace(line), "|")
		for _, n := range strings.Split(list, ";") {
			if _, taken := m[n]; !taken {
				m[n] = Place{Name: n, Country: "United States of America", Zones: []string{zone}, Kind: State}
			}
		}
	}
	for _, pair := range strings.Fields(demonyms) {
		adj, name, _ := strings.Cut(pair, ":")
		p := country(strings.ReplaceAll(name, "_", " "), adj)
		p.Kind = Demonym
		m[adj] = p
	}
	return m
})

// countryZones collects the zones of every country from the table of cities:
// that of the capital first where it is told, then by the largest city.
func countryZones() map[string][]string {
	by := map[string]map[string]int{}
	for _, at := range cities() {
		f := strings.Split(line(at), "\t")
		if by[f[1]] == nil {
			by[f[1]] = map[string]int{}
		}
		n := 0
		for _, c := range f[4] {
			n = n*10 + int(c-'0')
		}
		by[f[1]][f[3]] = max(by[f[1]][f[3]], n)
	}
	out := map[string][]string{}
	for c, zs := range by {
		var list []string
		for z := range zs {
			list = append(list, z)
		}
		sort.Slice(list, func(i, j int) bool {
			if (list[i] == capitals[c]) != (list[j] == capitals[c]) {
				return list[i] == capitals[c]
			}
			if zs[list[i]] != zs[list[j]] {
				return zs[list[i]] > zs[list[j]]
			}
			return list[i] < list[j]
		})
		out[c] = list
	}
	return out
}
