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
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
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

// Folder writes files as the folder target, replacing an earlier one that it
// made. A target that holds anything else is left alone, and the error wraps
// [ErrForeign], unless force is set. On any error the target is as it was.
func Folder(target string, files []File, force bool) error {
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
	if err := os.Mkdir(stage, 0o755); err != nil {
		return err
	}
	if err := os.Chmod(stage, 0o755); err != nil { // whatever the umask
		return err
	}
	sort.Slice(files, func(i, j int) bool { return files[i].Path < files[j].Path })
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

func write(dir string, files []File) error {
	made := map[string]bool{}
	for _, f := range append(files, File{marker, []byte("made by timeline; this folder is replaced by the next build\n")}) {
		if !filepath.IsLocal(filepath.FromSlash(f.Path)) || strings.Contains(f.Path, "\\") {
			return fmt.Errorf("%q: not a path inside the site", f.Path)
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if d := filepath.Dir(name); !made[d] {
			if err := os.MkdirAll(d, 0o755); err != nil {
				return err
			}
			made[d] = true
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
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
