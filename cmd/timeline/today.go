package main

import (
	"os"
	"strconv"
	"time"
)

// today is the date that a ruling or an edit gets which is written now: of the clock, in
// UTC, or of SOURCE_DATE_EPOCH where that is set.
func today() string {
	now := time.Now()
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(s, 0)
	}
	return now.UTC().Format(time.DateOnly)
}
