package when

import "testing"

// FuzzEDTF reads any text as EDTF in some zones. What is read is a time that is not empty, is
// not finer than a second, and contains what [EDTFInterval] writes of it, read again.
func FuzzEDTF(f *testing.F) {
	for _, s := range []string{
		"2025-06-12T16:30Z", "2025-06-12T16:30:09+05:30", "2025-06-12", "2025-06~", "2025%", "2025-06-12/2025-06-14", "../2025", "2025-06-12T16:30Z/..",
		"9999-12-31T23:59:59-12:00", "0000-01-01", "2025-02-29", "2025-06-12T24:00Z", "2025-03-30T02:30", "../..", "2025/2024", "2025-13", "", "/", "2025-06-12T16:30Z/2025-06-12T16:30Z",
	} {
		f.Add(s, "Europe/Lisbon")
	}
	f.Add("2011-12-30", "Pacific/Apia")
	f.Fuzz(func(t *testing.T, s, zone string) {
		z, err := LoadZone(zone)
		if err != nil {
			z = UTC
		}
		iv, g, _, err := ParseEDTF(s, z)
		if err != nil {
			if iv != (Interval{}) || g != Unknown {
				t.Fatalf("%q: %s %s with the error %v", s, iv, g, err)
			}
			return
		}
		if iv.Empty() || iv == Always || g == Unknown {
			t.Fatalf("%q is read as %s, %s", s, iv, g)
		}
		again, _, _, err := ParseEDTF(EDTFInterval(iv), UTC)
		if err != nil {
			if iv.From < minWritten || !iv.To.Open() && iv.To > maxWritten {
				return // beyond the years of four digits
			}
			t.Fatalf("%q is written as %q: %v", s, EDTFInterval(iv), err)
		}
		if again.From > iv.From || again.To < iv.To {
			t.Fatalf("%q is %s, written as %q is %s", s, iv, EDTFInterval(iv), again)
		}
	})
}

// The years that EDTF writes with four digits.
const (
	minWritten = Instant(-62167219200) // 0000-01-01
	maxWritten = Instant(253402300800) // 10000-01-01
)

// FuzzZone loads any name as a zone. One that is found keeps its name, and tells for every
// instant an offset of less than a day, with which its civil time leads back.
func FuzzZone(f *testing.F) {
	for _, s := range []string{"Europe/Lisbon", "UTC+3", "+05:30", "−03", "GMT", "Local", "", "../etc/passwd", "Europe/", "America/Argentina/Buenos_Aires", "+99:99", "UTC-14:59", "\x00", "Z"} {
		f.Add(s, int64(1749745800))
	}
	f.Add("Africa/Monrovia", int64(-2776979812))
	f.Fuzz(func(t *testing.T, name string, at int64) {
		z, err := LoadZone(name)
		if err != nil {
			return
		}
		if again, err := LoadZone(z.Name()); err != nil || again.Name() != z.Name() {
			t.Fatalf("%q is %q, which is %v: %v", name, z.Name(), again.Name(), err)
		}
		i := Instant(at % (1 << 37))
		off := z.Offset(i)
		if off <= -86400 || off >= 86400 {
			t.Fatalf("%q: an offset of %d s at %s", name, off, i)
		}
		if c := z.Local(i); int64(c)-off != int64(i) {
			t.Fatalf("%q: %s is %s, off by %d s", name, i, c, off)
		}
	})
}
