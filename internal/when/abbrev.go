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
	"msk": {"Europe/Moscow"},
	"wet": {"+0"}, "west": {"+1"}, "cet": {"+1"}, "cest": {"+2"}, "eet": {"+2"}, "eest": {"+3"}, "trt": {"+3"},
	"est": {"-5"}, "edt": {"-4"}, "mst": {"-7"}, "mdt": {"-6"}, "pst": {"-8"}, "pdt": {"-7"}, "cdt": {"-5", "America/Havana"},
	"cst": {"-6", "Asia/Shanghai", "America/Havana"},
	"et":  {"America/New_York"}, "ct": {"America/Chicago"}, "mt": {"America/Denver"}, "pt": {"America/Los_Angeles"},
	"eastern": {"America/New_York"}, "central": {"America/Chicago"}, "mountain": {"America/Denver"}, "pacific": {"America/Los_Angeles"},
	"bst": {"+1", "Asia/Dhaka"}, "ist": {"Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"}, "amt": {"America/Manaus", "Asia/Yerevan"},
	"eastern standard": {"-5"}, "central standard": {"-6"}, "mountain standard": {"-7"}, "pacific standard": {"-8"},
	"eastern daylight": {"-4"}, "central daylight": {"-5"}, "mountain daylight": {"-6"}, "pacific daylight": {"-7"},
	"jst": {"Asia/Tokyo"}, "kst": {"Asia/Seoul"}, "hkt": {"Asia/Hong_Kong"}, "sgt": {"Asia/Singapore"}, "pkt": {"Asia/Karachi"},
	"wib": {"Asia/Jakarta"}, "npt": {"Asia/Kathmandu"}, "irst": {"Asia/Tehran"}, "gst": {"Asia/Dubai"},
	"aest": {"+10"}, "aedt": {"+11"}, "acst": {"+9:30"}, "acdt": {"+10:30"}, "awst": {"+8"}, "nzst": {"+12"}, "nzdt": {"+13"},
	"eat": {"+3"}, "cat": {"+2"}, "wat": {"+1"}, "sast": {"Africa/Johannesburg"},
	"brt": {"America/Sao_Paulo"}, "art": {"America/Argentina/Buenos_Aires"}, "clt": {"America/Santiago"}, "cot": {"America/Bogota"}, "pet": {"America/Lima"},
}

// ReadZone returns the zones that zone words may mean, the likeliest first:
// "GMT", "ET", "CST", "Eastern time", "UTC+8", "GMT-0330", "+03:00". It
// returns nothing for words that name a place ("Moscow time").
func ReadZone(words string) []ZoneReading {
	w := strings.ToLower(strings.Join(strings.Fields(words), " "))
	w = strings.TrimSuffix(w, " time")
	head := strings.TrimPrefix(strings.TrimPrefix(w, "utc"), "gmt")
	if secs, ok := parseOffset(strings.ReplaceAll(head, " ", "")); ok {
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
