package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// An mdRenderer writes the nodes that the pages of a site cannot have as
// goldmark writes them. The policy of the site allows no style in an element,
// so a cell is aligned by a class. A page loads nothing from elsewhere, and no
// picture is copied into the site, so a picture becomes a link to it.
type mdRenderer struct{}

func (r mdRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindTableCell, r.cell)
	reg.Register(ast.KindImage, r.image)
}

func (mdRenderer) cell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*extast.TableCell)
	tag, scope := "td", ""
	if n.Parent().Kind() == extast.KindTableHeader {
		tag, scope = "th", ` scope="col"`
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	class := ""
	switch n.Alignment {
	case extast.AlignRight:
		class = ` class="n"`
	case extast.AlignCenter:
		class = ` class="mid"`
	}
	_, _ = w.WriteString("<" + tag + scope + class + ">")
	return ast.WalkContinue, nil
}

func (mdRenderer) image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	address := util.URLEscape(n.Destination, true)
	link := !html.IsDangerousURL(address)
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			link = false // a link cannot hold another
		}
	}
	if link {
		_, _ = w.WriteString(`<a href="` + string(util.EscapeHTML(address)) + `">`)
	}
	alt := altOf(n, source)
	if strings.TrimSpace(alt) == "" && link {
		alt = string(address)
	}
	html.DefaultWriter.Write(w, []byte(alt))
	if link {
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkSkipChildren, nil
}

// altOf is the words between the brackets of an image, as they are written.
func altOf(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Value(source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		default:
			b.WriteString(altOf(c, source))
		}
	}
	return b.String()
}
