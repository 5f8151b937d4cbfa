package serve_test

import (
	"testing"

	"timeline/internal/build"
)

func story(t testing.TB, dir string) *build.Story {
	t.Helper()
	s, err := build.Read(t.Context(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
