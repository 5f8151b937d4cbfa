package storygen_test
import "testing"
func TestZZ(t *testing.T) {
	total := run(t, "zz.txt", *stories)
	t.Logf("\n%s", total.table())
}
