// Package timeline holds the files of the site's look: its templates and what
// is served as it is.
package timeline

import "embed"

// Templates holds templates/, one file a page and the parts they share;
// Static holds static/, the style sheet and the script.
var (
	//go:embed all:templates
	Templates embed.FS
	//go:embed static
	Static embed.FS
)
