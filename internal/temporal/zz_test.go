package temporal
import ("testing";"fmt";"os";"strings")
func TestZZ(t *testing.T){ b,_:=os.ReadFile("/tmp/zz.txt"); for _,l:=range strings.Split(strings.TrimSpace(string(b)),"\n"){ fmt.Println(marked(l)) } }
