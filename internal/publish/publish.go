// Package publish writes a set of files as a folder, whole or not at all.
//
// The files go to a staging folder beside the target, which then takes its place in one
// step: at every moment the target is the old folder or the new one. Where the system has
// no such step (it is one of Linux), there is a moment between two renames at which the
// target is away; a process that dies there leaves the old folder beside it, and the next
// one puts it back.
//
// A staging folder is locked as long as its process lives. What has no lock is left over and
// cleared away.
package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// A File is one file of the output. Path is relative and slash-separated.
type File struct {
	Path string
	Data []byte
}

// marker is the file by which a folder is known to be one of ours; [Folder]
// replaces no other.
const marker = ".timeline-site"

// What a staging folder is called, and what stands in it.
const (
	staging   = ".staging-"
	lockFile  = "lock"
	newFolder = "new"
	oldFolder = "old"
)

// ErrForeign is returned for a target that exists and was not made by
// [Folder].
var ErrForeign = errors.New("not a site that this program made")

// Of is a list of files as [Folder] takes them.
func Of(files []File) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, f := range files {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// Collect holds all files of a sequence in memory; on an error, none.
func Collect(files iter.Seq2[File, error]) ([]File, error) {
	var out []File
	for f, err := range files {
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// Folder writes files as the folder target, replacing an earlier one that it
// made. A target that holds anything else is left alone, and the error wraps
// [ErrForeign], unless force is set. On any error, be it one of files, the target is as it
// was.
func Folder(target string, files iter.Seq2[File, error], force bool) error {
	target = filepath.Clean(target)
	if err := replaceable(target, force); err != nil {
		return err
	}
	parent, base := filepath.Split(target)
	if parent == "" {
		parent = "."
	}
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	if err := tidy(parent, base); err != nil {
		return err
	}
	top, err := os.MkdirTemp(parent, "."+base+staging)
	if err != nil {
		return err
	}
	defer os.RemoveAll(top)
	unlock, err := lock(filepath.Join(top, lockFile))
	if err != nil {
		return err
	}
	defer unlock()
	stage := filepath.Join(top, newFolder)
	if err := os.Mkdir(stage, 0o777); err != nil { // what the umask leaves of it
		return err
	}
	if err := write(stage, files); err != nil {
		return err
	}
	if err := settle(stage); err != nil {
		return err
	}
	return swap(stage, target)
}

func replaceable(target string, force bool) error {
	info, err := os.Lstat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s: is a file: name a folder to write the site to", target)
	case force:
		return nil
	}
	list, err := os.ReadDir(target)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return nil
	}
	if _, err := os.Lstat(filepath.Join(target, marker)); err != nil {
		return fmt.Errorf("%s: %w: name an empty folder, or add --force to replace it", target, ErrForeign)
	}
	return nil
}

// ahead is how many files may wait to be written while others are made.
const ahead = 256

// write writes files into dir. It makes the next while it writes the last.
func write(dir string, files iter.Seq2[File, error]) error {
	waiting := make(chan File, ahead)
	failed := make(chan error, 1)
	go func() {
		made := map[string]bool{}
		var err error
		for f := range waiting {
			if err == nil {
				err = writeOne(dir, f, made)
				if err != nil {
					failed <- err // those that wait are passed over
				}
			}
		}
		close(failed)
	}()
	var err error
	pass := func(f File) bool {
		select {
		case err = <-failed:
			return false
		case waiting <- f:
			return true
		}
	}
	if pass(File{marker, []byte("made by timeline; this folder is replaced by the next build\n")}) {
		for f, bad := range files {
			if bad != nil {
				err = bad
				break
			}
			if !pass(f) {
				break
			}
		}
	}
	close(waiting)
	return cmp.Or(err, <-failed)
}

func writeOne(dir string, f File, made map[string]bool) error {
	if !filepath.IsLocal(filepath.FromSlash(f.Path)) || strings.Contains(f.Path, "\\") {
		return fmt.Errorf("%q: not a path inside the site", f.Path)
	}
	name := filepath.Join(dir, filepath.FromSlash(f.Path))
	if d := filepath.Dir(name); !made[d] {
		if err := os.MkdirAll(d, 0o777); err != nil {
			return err
		}
		made[d] = true
	}
	return os.WriteFile(name, f.Data, 0o666)
}

// swap puts stage in the place of target.
func swap(stage, target string) error {
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(stage, target)
	}
	if err := exchange(stage, target); !errors.Is(err, errors.ErrUnsupported) {
		return err // the old folder goes with the staging folder
	}
	old := filepath.Join(filepath.Dir(stage), oldFolder)
	if err := os.Rename(target, old); err != nil {
		return err
	}
	if err := os.Rename(stage, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	return nil
}

// tidy takes away the staging folders for a folder base whose processes have died. One
// that died between taking the old folder away and putting the new one in its place has the
// old one put back.
func tidy(parent, base string) error {
	list, err := os.ReadDir(parent)
	if err != nil {
		return err
	}
	for _, e := range list {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), "."+base+staging) {
			continue
		}
		top := filepath.Join(parent, e.Name())
		unlock, err := lock(filepath.Join(top, lockFile))
		if err != nil {
			continue // it is at work, or gone by now
		}
		target, old := filepath.Join(parent, base), filepath.Join(top, oldFolder)
		if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
			if _, err := os.Lstat(old); err == nil {
				if err := os.Rename(old, target); err != nil {
					unlock()
					return err
				}
			}
		}
		err = os.RemoveAll(top)
		unlock()
		if err != nil {
			return err
		}
	}
	return nil
}
