//go:build unix

package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock makes a file, if there is none, and holds it until unlock is called or the process
// ends. It is an error when another process holds it.
func lock(name string) (unlock func(), err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, &os.PathError{Op: "lock", Path: name, Err: errors.Join(err, f.Close())}
	}
	return func() { _ = f.Close() }, nil // closing lets go
}
