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

// A watcher tells of changes below the content folder and beside it.
type watcher struct {
	*fsnotify.Watcher
	content string          // absolute
	only    map[string]bool // single files, absolute
}

// newWatcher watches what o names. What happens from then on is not missed.
func newWatcher(o Options) (*watcher, error) {
	f, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{Watcher: f, only: map[string]bool{}}
	if err := w.start(o); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return w, nil
}

func (w *watcher) start(o Options) (err error) {
	if w.content, err = filepath.Abs(o.Content); err != nil {
		return err
	}
	if err := w.addTree(w.content); err != nil {
		return err
	}
	// Of single files the folder is watched: many programs write a new file in the place
	// of the old one.
	for _, p := range o.Watch {
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			if err := w.addTree(abs); err != nil {
				return err
			}
			continue
		}
		w.only[abs] = true
		if err := w.Add(filepath.Dir(abs)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// watch rebuilds the site when something changes, until ctx ends.
func (s *Server) watch(ctx context.Context) error {
	w := s.watcher
	defer w.Close()
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
			inside := e.Name == w.content || strings.HasPrefix(e.Name, w.content+string(filepath.Separator))
			if !inside && !w.only[e.Name] && !s.besides(e.Name) {
				continue // another file beside the configuration
			}
			if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
				if err := w.addTree(e.Name); err != nil {
					s.logf("watching %s: %v", e.Name, err)
				}
			}
			anew = anew || inside || w.only[e.Name]
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
func (w *watcher) addTree(dir string) error {
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
