package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// calm is how long nothing may change before the site is built: editors write a file in
// several steps.
const calm = 120 * time.Millisecond

// watch rebuilds the site when something changes, until ctx ends.
func (s *Server) watch(ctx context.Context) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	content, err := filepath.Abs(s.opts.Content)
	if err != nil {
		return err
	}
	if err := addTree(w, content); err != nil {
		return err
	}
	// Of single files the folder is watched: many programs write a new file in the place
	// of the old one.
	only := map[string]bool{}
	for _, p := range s.opts.Watch {
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			err = addTree(w, abs)
			if err != nil {
				return err
			}
			continue
		}
		only[abs] = true
		if err := w.Add(filepath.Dir(abs)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	pause := time.NewTimer(calm)
	pause.Stop()
	anew := false
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-w.Errors:
			s.logf("watching: %v", err)
			anew = true // something was missed
			pause.Reset(calm)
		case e := <-w.Events:
			if strings.HasPrefix(filepath.Base(e.Name), ".") || e.Op == fsnotify.Chmod {
				continue
			}
			inside := e.Name == content || strings.HasPrefix(e.Name, content+string(filepath.Separator))
			if !inside && !only[e.Name] && !s.besides(e.Name) {
				continue // another file beside the configuration
			}
			if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
				if err := addTree(w, e.Name); err != nil {
					s.logf("watching %s: %v", e.Name, err)
				}
			}
			anew = anew || inside || only[e.Name]
			pause.Reset(calm)
		case <-pause.C:
			again := anew
			anew = false
			if err := s.Rebuild(ctx, again); err != nil && ctx.Err() == nil {
				s.logf("not built: %v", err)
			}
		}
	}
}

// besides reports whether a path lies in one of the folders of Watch.
func (s *Server) besides(name string) bool {
	for _, p := range s.opts.Watch {
		if abs, err := filepath.Abs(p); err == nil && (name == abs || strings.HasPrefix(name, abs+string(filepath.Separator))) {
			return true
		}
	}
	return false
}

// addTree watches a folder and those in it, hidden ones not.
func addTree(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // gone again
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case p != dir && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		return w.Add(p)
	})
}
