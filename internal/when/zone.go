package when

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// zoneinfo is the IANA database as Go distributes it (lib/time/zoneinfo.zip,
// public domain). It is read directly and not through time.LoadLocation, which
// asks $ZONEINFO and the host's files first: the result would depend on them.
//
//go:embed zoneinfo.zip
var zoneinfo []byte

var zones = sync.OnceValues(func() (map[string]*zip.File, error) {
	r, err := zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		return nil, err
	}
	m := make(map[string]*zip.File, len(r.File))
	for _, f := range r.File {
		m[f.Name] = f
	}
	return m, nil
})

// load reads the rules of an IANA zone from the embedded database.
func load(name string) (*time.Location, error) {
	all, err := zones()
	if err != nil {
		return nil, err
	}
	f, ok := all[name]
	if !ok {
		return nil, fmt.Errorf("no zone %q", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return time.LoadLocationFromTZData(name, data)
}

// A Zone is a set of rules that tells the offset from UTC at any instant: an
// IANA zone or a fixed offset. The zero Zone is UTC.
type Zone struct {
	loc  *time.Location
	name string
}

// UTC is the zone without an offset.
var UTC = Zone{time.UTC, "UTC"}

var loaded sync.Map // name -> Zone

// LoadZone returns the IANA zone of this name, or the fixed offset that a name
// such as "UTC+3" or "+05:30" tells. "Local" and "" are errors.
func LoadZone(name string) (Zone, error) {
	switch name {
	case "UTC", "GMT", "Z", "Etc/UTC":
		if name == "GMT" {
			return Zone{time.UTC, "GMT"}, nil
		}
		return UTC, nil
	case "", "Local":
		return Zone{}, fmt.Errorf("%q is no time zone: use an IANA name such as Europe/Moscow", name)
	}
	if z, ok := loaded.Load(name); ok {
		return z.(Zone), nil
	}
	if secs, ok := parseOffset(strings.TrimPrefix(strings.TrimPrefix(name, "UTC"), "GMT")); ok {
		return FixedZone(secs), nil
	}
	loc, err := load(name)
	if err != nil {
		return Zone{}, fmt.Errorf("%q is no time zone: use an IANA name such as Europe/Moscow", name)
	}
	z := Zone{loc, name}
	loaded.Store(name, z)
	return z, nil
}

// FixedZone returns the zone that is always the seconds east of UTC.
func FixedZone(seconds int64) Zone {
	if seconds == 0 {
		return UTC
	}
	name := OffsetText(seconds)
	return Zone{time.FixedZone(name, int(seconds)), name}
}

// parseOffset reads +3, -0330, +05:30 as seconds east of UTC.
func parseOffset(s string) (int64, bool) {
	s = strings.Replace(s, "−", "-", 1)
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	h, m, colon := strings.Cut(s[1:], ":")
	if !colon && len(h) > 2 {
		h, m = h[:len(h)-2], h[len(h)-2:]
	}
	if m == "" {
		m = "0"
	}
	hh, err1 := strconv.ParseUint(h, 10, 8)
	mm, err2 := strconv.ParseUint(m, 10, 8)
	if err1 != nil || err2 != nil || hh > 14 || mm > 59 {
		return 0, false
	}
	secs := int64(hh)*3600 + int64(mm)*60
	if s[0] == '-' {
		secs = -secs
	}
	return secs, true
}

// Southern reports whether the zone lies where the seasons are those of the
// southern half of the earth. A fixed offset does not.
func (z Zone) Southern() bool {
	for _, prefix := range southern {
		if strings.HasPrefix(z.Name(), prefix) {
			return true
		}
	}
	return false
}

// southern are the zones, or the beginnings of their names, south of the tropics or
// nearer to that side.
var southern = [...]string{
	"Australia/", "Antarctica/", "America/Argentina/", "America/Santiago", "America/Punta_Arenas", "America/Montevideo", "America/Asuncion", "America/Sao_Paulo",
	"America/La_Paz", "America/Lima", "Africa/Johannesburg", "Africa/Maputo", "Africa/Harare", "Africa/Lusaka", "Africa/Windhoek", "Africa/Gaborone", "Africa/Maseru",
	"Africa/Mbabane", "Indian/Antananarivo", "Indian/Mauritius", "Indian/Reunion", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Fiji", "Pacific/Tongatapu",
	"Pacific/Apia", "Pacific/Noumea", "Atlantic/Stanley", "Atlantic/South_Georgia",
}

// Name returns the IANA name, or "UTC+3" for a fixed offset.
func (z Zone) Name() string {
	if z.loc == nil {
		return "UTC"
	}
	return z.name
}

func (z Zone) location() *time.Location {
	if z.loc == nil {
		return time.UTC
	}
	return z.loc
}

// Offset returns the seconds east of UTC that are in force at t.
func (z Zone) Offset(t Instant) int64 {
	_, n := time.Unix(int64(t), 0).In(z.location()).Zone()
	return int64(n)
}

// Abbreviation returns the short name of the offset in force at t, "CST"; one
// such as "+03" where the zone has none.
func (z Zone) Abbreviation(t Instant) string {
	name, _ := time.Unix(int64(t), 0).In(z.location()).Zone()
	return name
}

// Local returns what the clocks of the zone show at t.
func (z Zone) Local(t Instant) Civil { return Civil(int64(t) + z.Offset(t)) }

// At returns the instants at which the clocks of the zone show c: one, none
// where a change of offset skips it, two where it repeats it, in order.
func (z Zone) At(c Civil) []Instant {
	var out []Instant
	for _, probe := range [...]int64{-day, day} {
		t := Instant(int64(c) - z.Offset(Instant(int64(c)+probe)))
		if z.Local(t) == c && (len(out) == 0 || out[0] != t) {
			out = append(out, t)
		}
	}
	if len(out) == 2 && out[0] > out[1] {
		out[0], out[1] = out[1], out[0]
	}
	return out
}

// Instant returns the instant at which the clocks show c: the first of two,
// and for a time that is skipped the moment of the change.
func (z Zone) Instant(c Civil) Instant {
	if at := z.At(c); len(at) > 0 {
		return at[0]
	}
	// Before the change the old offset holds, so that c falls past it: find the
	// first instant whose clock is at or after c.
	lo, hi := Instant(int64(c)-z.Offset(Instant(int64(c)+day))-day), Instant(int64(c)-z.Offset(Instant(int64(c)-day))+day)
	for lo < hi {
		mid := lo + (hi-lo)/2
		if z.Local(mid) >= c {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// Interval returns the instants from the civil time from up to to: for a whole
// day, the 23 to 25 hours that it had in the zone.
func (z Zone) Interval(from, to Civil) Interval {
	return Interval{z.Instant(from), z.Instant(to)}
}

// OffsetText writes an offset as people do: UTC, UTC+3, UTC+5:30.
func OffsetText(seconds int64) string {
	if seconds == 0 {
		return "UTC"
	}
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	s := fmt.Sprintf("UTC%s%d", sign, seconds/3600)
	if m := seconds % 3600 / 60; m != 0 {
		s += fmt.Sprintf(":%02d", m)
	}
	if sec := seconds % 60; sec != 0 {
		if seconds%3600/60 == 0 {
			s += ":00"
		}
		s += fmt.Sprintf(":%02d", sec)
	}
	return s
}
