//go:build !unix

package publish

import "os"

// lock makes a file that must not be there yet: where files cannot be held, a staging folder
// that is left over stays until somebody takes it away.
func lock(name string) (unlock func(), err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}
