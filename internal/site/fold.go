package site

import (
	"text/template/parse"
)

// Constants are the functions of the templates whose value is known as soon as the language
// is: half of all that a page calls. They are put into the templates as text before any page
// is drawn.
type constants map[string]func(args []string) string

func constantsOf(l language) constants {
	return constants{
		"t":       func(args []string) string { return escape(l.word(args[0])) },
		"rich":    func(args []string) string { return string(l.rich(args[0])) },
		"told":    func([]string) string { return string(l.told()) },
		"english": func([]string) string { return string(l.englishAttr()) },
	}
}

// fold replaces the calls of constants below a node.
func (c constants) fold(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for i, child := range n.Nodes {
			if a, ok := child.(*parse.ActionNode); ok {
				if text, ok := c.value(a.Pipe); ok {
					n.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: a.Pos, Text: []byte(text)}
				}
				continue
			}
			c.fold(child)
		}
	case *parse.IfNode:
		c.fold(n.List)
		c.fold(n.ElseList)
	case *parse.RangeNode:
		c.fold(n.List)
		c.fold(n.ElseList)
	case *parse.WithNode:
		c.fold(n.List)
		c.fold(n.ElseList)
	}
}

// value is what a pipeline gives that is one call of a constant with literal strings.
func (c constants) value(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return "", false
	}
	of := p.Cmds[0].Args
	name, ok := of[0].(*parse.IdentifierNode)
	if !ok || c[name.Ident] == nil {
		return "", false
	}
	var args []string
	for _, a := range of[1:] {
		s, ok := a.(*parse.StringNode)
		if !ok {
			return "", false
		}
		args = append(args, s.Text)
	}
	if takes := len(args) > 0; takes != (name.Ident == "t" || name.Ident == "rich") || len(args) > 1 {
		return "", false // words with values to fill in
	}
	return c[name.Ident](args), true
}
