package when

import "strings"

// A ZoneReading is one zone that zone words may mean.
type ZoneReading struct {
	Zone   Zone
	Reason string
}

// abbreviations lists, for each zone abbreviation in news use, the zones it is
// written for, the likeliest first: an IANA name, or an offset for those that
// name one side of a clock change ("EST" is UTC-5 even in July). The lists
// follow the abbreviations that the IANA database itself carries.
var abbreviations = map[string][]string{
	"gmt": {"GMT"}, "utc": {"UTC"}, "z": {"UTC"}, "zulu": {"UTC"}, "ut": {"UTC"},
	"universal": {"UTC"}, "coordinated universal": {"UTC"}, "universal coordinated": {"UTC"}, "greenwich": {"GMT"}, "greenwich mean": {"GMT"},

	// Europe
	"wet": {"+0", "Europe/Lisbon"}, "west": {"+1"}, "cet": {"+1", "Europe/Berlin"}, "cest": {"+2"}, "eet": {"+2", "Europe/Kyiv"}, "eest": {"+3"}, "trt": {"+3"}, "msk": {"Europe/Moscow"},
	"bst": {"+1", "Asia/Dhaka"}, "samt": {"Europe/Samara"},
	"british summer": {"+1"}, "irish standard": {"Europe/Dublin"}, "western european": {"+0", "Europe/Lisbon"}, "western european summer": {"+1"},
	"central european": {"+1", "Europe/Berlin"}, "central european summer": {"+2"}, "central european standard": {"+1"},
	"eastern european": {"+2", "Europe/Kyiv"}, "eastern european summer": {"+3"}, "eastern european standard": {"+2"}, "moscow standard": {"Europe/Moscow"},

	// America. What is written EST or CET in summer is often meant as the time
	// that is then kept.
	"est": {"-5", "America/New_York"}, "edt": {"-4"}, "cst": {"-6", "America/Chicago", "Asia/Shanghai", "America/Havana"}, "cdt": {"-5", "America/Havana"},
	"mst": {"-7", "America/Denver"}, "mdt": {"-6"}, "pst": {"-8", "America/Los_Angeles"}, "pdt": {"-7"},
	"akst": {"-9", "America/Anchorage"}, "akdt": {"-8"}, "hst": {"Pacific/Honolulu"}, "ast": {"-4", "Asia/Riyadh"}, "adt": {"-3"},
	"nst": {"-3:30"}, "ndt": {"-2:30"},
	"et": {"America/New_York"}, "ct": {"America/Chicago"}, "mt": {"America/Denver"}, "pt": {"America/Los_Angeles"},
	"eastern": {"America/New_York"}, "central": {"America/Chicago"}, "mountain": {"America/Denver"}, "pacific": {"America/Los_Angeles"},
	"alaska": {"America/Anchorage"}, "hawaii": {"Pacific/Honolulu"}, "hawaii-aleutian": {"Pacific/Honolulu"}, "atlantic": {"America/Halifax"},
	"newfoundland":     {"America/St_Johns"},
	"eastern standard": {"-5"}, "central standard": {"-6"}, "mountain standard": {"-7"}, "pacific standard": {"-8"}, "atlantic standard": {"-4"},
	"alaska standard": {"-9"}, "hawaii standard": {"-10"}, "newfoundland standard": {"-3:30"},
	"eastern daylight": {"-4"}, "central daylight": {"-5"}, "mountain daylight": {"-6"}, "pacific daylight": {"-7"}, "atlantic daylight": {"-3"},
	"alaska daylight": {"-8"}, "newfoundland daylight": {"-2:30"},
	"brt": {"America/Sao_Paulo"}, "brasilia": {"America/Sao_Paulo"}, "art": {"America/Argentina/Buenos_Aires"}, "clt": {"America/Santiago"},
	"cot": {"America/Bogota"}, "pet": {"America/Lima"}, "vet": {"America/Caracas"}, "uyt": {"America/Montevideo"}, "pyt": {"America/Asuncion"},
	"bot": {"America/La_Paz"}, "amt": {"America/Manaus", "Asia/Yerevan"},

	// Asia
	"ist": {"Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"}, "idt": {"+3"}, "india standard": {"Asia/Kolkata"}, "indian standard": {"Asia/Kolkata"},
	"israel standard": {"+2"}, "israel daylight": {"+3"}, "arabia standard": {"Asia/Riyadh"}, "arabian standard": {"Asia/Riyadh"}, "gulf standard": {"Asia/Dubai"},
	"gst": {"Asia/Dubai"}, "irst": {"+3:30"}, "irdt": {"+4:30"}, "iran standard": {"+3:30"}, "aft": {"Asia/Kabul"}, "pkt": {"Asia/Karachi"},
	"pakistan standard": {"Asia/Karachi"}, "npt": {"Asia/Kathmandu"}, "nepal": {"Asia/Kathmandu"}, "nepal standard": {"Asia/Kathmandu"}, "slst": {"Asia/Colombo"},
	"bdt": {"Asia/Dhaka"}, "bangladesh standard": {"Asia/Dhaka"}, "mmt": {"Asia/Yangon"}, "ict": {"Asia/Bangkok"}, "indochina": {"Asia/Bangkok"},
	"wib": {"Asia/Jakarta"}, "wita": {"Asia/Makassar"}, "wit": {"Asia/Jayapura"}, "sgt": {"Asia/Singapore"}, "singapore standard": {"Asia/Singapore"},
	"myt": {"Asia/Kuala_Lumpur"}, "pht": {"Asia/Manila"}, "philippine standard": {"Asia/Manila"}, "hkt": {"Asia/Hong_Kong"},
	"china standard": {"Asia/Shanghai"}, "jst": {"Asia/Tokyo"}, "japan standard": {"Asia/Tokyo"}, "kst": {"Asia/Seoul"}, "korea standard": {"Asia/Seoul"},
	"korean standard": {"Asia/Seoul"}, "almt": {"Asia/Almaty"}, "uzt": {"Asia/Tashkent"}, "azt": {"Asia/Baku"}, "get": {"Asia/Tbilisi"}, "yekt": {"Asia/Yekaterinburg"},
	"novt": {"Asia/Novosibirsk"}, "krat": {"Asia/Krasnoyarsk"}, "irkt": {"Asia/Irkutsk"}, "vlat": {"Asia/Vladivostok"},

	// Africa
	"eat": {"+3"}, "cat": {"+2"}, "wat": {"+1"}, "sast": {"Africa/Johannesburg"},
	"east africa": {"+3"}, "central africa": {"+2"}, "west africa": {"+1"}, "west africa standard": {"+1"}, "south africa standard": {"Africa/Johannesburg"},
	"south african standard": {"Africa/Johannesburg"},

	// Australia and the Pacific
	"aest": {"+10"}, "aedt": {"+11"}, "aet": {"Australia/Sydney"}, "acst": {"+9:30"}, "acdt": {"+10:30"}, "act": {"Australia/Adelaide"}, "awst": {"+8"},
	"australian eastern": {"Australia/Sydney"}, "australian central": {"Australia/Adelaide"}, "australian western": {"Australia/Perth"},
	"australian eastern standard": {"+10"}, "australian eastern daylight": {"+11"}, "australian central standard": {"+9:30"}, "australian central daylight": {"+10:30"},
	"australian western standard": {"+8"},
	"nzst":                        {"+12"}, "nzdt": {"+13"}, "nzt": {"Pacific/Auckland"}, "new zealand": {"Pacific/Auckland"}, "new zealand standard": {"+12"},
	"new zealand daylight": {"+13"}, "fjt": {"Pacific/Fiji"}, "chst": {"Pacific/Guam"}, "sst": {"Pacific/Pago_Pago"},
}

// ZoneWords returns every abbreviation of one word that [ReadZone] reads, in
// lower case, in no order.
func ZoneWords() []string {
	var words []string
	for w := range abbreviations {
		if len(w) <= 5 && !strings.Contains(w, " ") {
			words = append(words, w)
		}
	}
	return words
}

// ReadZone returns the zones that zone words may mean, the likeliest first:
// "GMT", "ET", "CST", "Eastern time", "UTC+8", "GMT-0330", "+03:00". It
// returns nothing for words that name a place ("Moscow time").
func ReadZone(words string) []ZoneReading {
	w := strings.ToLower(strings.Join(strings.Fields(words), " "))
	w = strings.TrimSpace(strings.TrimSuffix(strings.Trim(w, "()"), " time"))
	head := strings.NewReplacer(" ", "", "−", "-", "–", "-").Replace(strings.TrimPrefix(strings.TrimPrefix(w, "utc"), "gmt"))
	if secs, ok := parseOffset(head); ok {
		return []ZoneReading{{FixedZone(secs), "an offset from UTC"}}
	}
	var out []ZoneReading
	list := abbreviations[w]
	for i, n := range list {
		z, err := zoneOf(n)
		if err != nil {
			continue
		}
		why := strings.ToUpper(w) + " is " + z.Name()
		if len(list) > 1 {
			why = strings.ToUpper(w) + " may be " + z.Name()
			if i == 0 {
				why += ", the commonest of its meanings"
			}
		}
		out = append(out, ZoneReading{z, why})
	}
	return out
}

func zoneOf(n string) (Zone, error) {
	if secs, ok := parseOffset(n); ok {
		return FixedZone(secs), nil
	}
	return LoadZone(n)
}
