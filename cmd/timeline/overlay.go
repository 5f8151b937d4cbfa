package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"

	timeline "timeline"
)

// overlay returns the templates and static files of the site: the built-in
// ones, each replaced by the user's file of the same name in templates/ and
// static/ beside the content folder.
func overlay(dir string) (templates, static fs.FS) {
	parent := filepath.Dir(filepath.Clean(dir))
	over := func(base fs.FS, name string) fs.FS {
		b, err := fs.Sub(base, name)
		if err != nil {
			panic(err) // the folder is embedded
		}
		return layers{os.DirFS(filepath.Join(parent, name)), b}
	}
	return over(timeline.Templates, "templates"), over(timeline.Static, "static")
}

// layers is a file system in which a file of an earlier layer hides those of
// the same name in later ones.
type layers []fs.FS

// Open opens the file in the first layer that has it.
func (l layers) Open(name string) (fs.File, error) {
	var err error
	for _, f := range l {
		var file fs.File
		if file, err = f.Open(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return file, err
		}
	}
	return nil, err
}

// ReadDir lists the files of all layers, in the order of their names.
func (l layers) ReadDir(name string) ([]fs.DirEntry, error) {
	seen := map[string]fs.DirEntry{}
	var last error
	found := false
	for _, f := range l {
		list, err := fs.ReadDir(f, name)
		if err != nil {
			last = err
			continue
		}
		found = true
		for _, e := range list {
			if _, ok := seen[e.Name()]; !ok {
				seen[e.Name()] = e
			}
		}
	}
	if !found {
		return nil, last
	}
	out := make([]fs.DirEntry, 0, len(seen))
	for _, e := range seen {
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name() < out[j].Name() })
	return out, nil
}
