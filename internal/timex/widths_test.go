package timex

import "testing"

func TestWidthsWith(t *testing.T) {
	tests := []struct {
		name, value string
		from, to    int64
		err         bool
	}{
		{"about a clock time", "20m", 1200, 1200, false},
		{"morning", "05:00-11:30", 5 * 3600, 11*3600 + 1800, false},
		{"hours", "1h-8h", 3600, 8 * 3600, false},
		{"night", "21:00-29:00", 21 * 3600, 29 * 3600, false},
		{"morning", "20m", 0, 0, true},
		{"about a clock time", "1h-2h", 0, 0, true},
		{"morning", "11:00-05:00", 0, 0, true},
		{"morning", "early-late", 0, 0, true},
		{"teatime", "15:00-17:00", 0, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.value, func(t *testing.T) {
			w, err := DefaultWidths().With(map[string]string{tt.name: tt.value})
			if (err != nil) != tt.err {
				t.Fatalf("error = %v, want one: %v", err, tt.err)
			}
			if err != nil {
				return
			}
			if r := w.row(tt.name); r.From != tt.from || r.To != tt.to {
				t.Errorf("= %d to %d, want %d to %d", r.From, r.To, tt.from, tt.to)
			}
			if r := DefaultWidths().row(tt.name); r.From == tt.from && r.To == tt.to {
				t.Error("the default was changed")
			}
		})
	}
}
