package site

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
)

// The templates of the program are compiled: html/template looks up every field by its name
// and calls every escaper through reflection, each time anew, which is most of what a large
// site costs. What is compiled here writes the same bytes (TestCompiled compares every page of
// several sites), and knows no more of HTML than the templates need: an action stands in text,
// in a quoted attribute, in a quoted address, or is a whole attribute. What a value needs
// beyond the plain case is asked of html/template itself. A template that uses more than this
// is none of the program's and is left to html/template; so are all that a content folder
// brings.

// errUncompiled is the error of a template that is left to html/template.
var errUncompiled = errors.New("not compiled")

// A place is where in the HTML an action stands.
type place struct {
	in   placeKind
	attr string // of a tag: the attribute at hand, lower case
	url  urlPart
}

type placeKind uint8

const (
	inText  placeKind = iota
	inTag             // between the attributes of a tag
	inValue           // in a value in double quotes
)

type urlPart uint8

const (
	noURL    urlPart = iota // the attribute is no address
	urlStart                // nothing of it has been written
	urlPath
	urlQuery // behind "?" or "#"
)

// A program is a compiled template. dot is its argument.
type program func(m *machine, dot reflect.Value) error

// A machine runs programs. vars are the variables of the template at hand.
type machine struct {
	out  *bytes.Buffer
	vars []reflect.Value
}

// A compiler compiles the templates of a set.
type compiler struct {
	tree      func(name string) *parse.Tree
	functions template.FuncMap
	done      map[string]*program // by name and place
}

// A scope is the variables of a template while it is compiled.
type scope struct {
	names []string // by slot, the latest last; a slot is never used twice
	live  []bool
	most  *int
}

func (s *scope) slot(name string) (int, bool) {
	for i := len(s.names) - 1; i >= 0; i-- {
		if s.names[i] == name && s.live[i] {
			return i, true
		}
	}
	return 0, false
}

func (s *scope) declare(name string) int {
	s.names, s.live = append(s.names, name), append(s.live, true)
	*s.most = len(s.names)
	return len(s.names) - 1
}

// close ends the variables that were declared since there were n.
func (s *scope) close(n int) {
	for i := n; i < len(s.live); i++ {
		s.live[i] = false
	}
}

// template compiles a template for a place.
func (c *compiler) template(name string, at place) (*program, error) {
	key := fmt.Sprintf("%s %d %s %d", name, at.in, at.attr, at.url)
	if p := c.done[key]; p != nil {
		return p, nil
	}
	t := c.tree(name)
	if t == nil {
		return nil, fmt.Errorf("%w: no template %q", errUncompiled, name)
	}
	p := new(program)
	c.done[key] = p // it may call itself
	most := 0
	s := &scope{most: &most}
	s.declare("$")
	body, end, err := c.list(t.Root, at, s)
	if err != nil {
		return nil, err
	}
	if end != at {
		return nil, fmt.Errorf("%w: %s ends elsewhere than it begins", errUncompiled, name)
	}
	*p = func(m *machine, dot reflect.Value) error {
		before := m.vars
		m.vars = make([]reflect.Value, most)
		m.vars[0] = dot
		err := body(m, dot)
		m.vars = before
		return err
	}
	return p, nil
}

func (c *compiler) list(l *parse.ListNode, at place, s *scope) (program, place, error) {
	var steps []program
	if l != nil {
		for _, n := range l.Nodes {
			step, next, err := c.node(n, at, s)
			if err != nil {
				return nil, at, err
			}
			if step != nil {
				steps = append(steps, step)
			}
			at = next
		}
	}
	if len(steps) == 1 {
		return steps[0], at, nil
	}
	return func(m *machine, dot reflect.Value) error {
		for _, step := range steps {
			if err := step(m, dot); err != nil {
				return err
			}
		}
		return nil
	}, at, nil
}

func (c *compiler) node(n parse.Node, at place, s *scope) (program, place, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		next, err := at.after(string(n.Text))
		text := n.Text
		return func(m *machine, _ reflect.Value) error { m.out.Write(text); return nil }, next, err
	case *parse.CommentNode:
		return nil, at, nil
	case *parse.ActionNode:
		v, err := c.pipe(n.Pipe, s)
		if err != nil {
			return nil, at, err
		}
		if len(n.Pipe.Decl) > 0 {
			if len(n.Pipe.Decl) > 1 {
				return nil, at, fmt.Errorf("%w: %s", errUncompiled, n)
			}
			slot, ok := s.slot(n.Pipe.Decl[0].Ident[0])
			if !n.Pipe.IsAssign || !ok {
				slot = s.declare(n.Pipe.Decl[0].Ident[0])
			}
			return func(m *machine, dot reflect.Value) error {
				x, err := v(m, dot)
				m.vars[slot] = x
				return err
			}, at, nil
		}
		write := at.writer()
		if at.in == inTag && at.attr != "" {
			return nil, at, fmt.Errorf("%w: %s stands in the name of an attribute", errUncompiled, n)
		}
		return func(m *machine, dot reflect.Value) error {
			x, err := v(m, dot)
			if err != nil {
				return err
			}
			return write(m.out, x)
		}, at, nil
	case *parse.IfNode:
		return c.branch(&n.BranchNode, at, s, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, at, s, true)
	case *parse.RangeNode:
		return c.loop(n, at, s)
	case *parse.TemplateNode:
		p, err := c.template(n.Name, at)
		if err != nil {
			return nil, at, err
		}
		if n.Pipe == nil {
			return func(m *machine, _ reflect.Value) error { return (*p)(m, reflect.Value{}) }, at, nil
		}
		v, err := c.pipe(n.Pipe, s)
		return func(m *machine, dot reflect.Value) error {
			x, err := v(m, dot)
			if err != nil {
				return err
			}
			return (*p)(m, x)
		}, at, err
	}
	return nil, at, fmt.Errorf("%w: %s", errUncompiled, n)
}

// branch compiles an if, or a with, whose value becomes the dot.
func (c *compiler) branch(n *parse.BranchNode, at place, s *scope, with bool) (program, place, error) {
	if len(n.Pipe.Decl) > 0 {
		return nil, at, fmt.Errorf("%w: %s", errUncompiled, n)
	}
	v, err := c.pipe(n.Pipe, s)
	if err != nil {
		return nil, at, err
	}
	outer := len(s.names)
	yes, end, err := c.list(n.List, at, s)
	if err != nil {
		return nil, at, err
	}
	s.close(outer)
	no, other, err := c.list(n.ElseList, at, s)
	if err != nil {
		return nil, at, err
	}
	s.close(outer)
	if end != other {
		if !(end.in == inValue && other.in == inValue && end.url != noURL && other.url != noURL) {
			return nil, at, fmt.Errorf("%w: the branches of %s end in different places", errUncompiled, n.Pipe)
		}
		end.url = max(end.url, other.url)
	}
	return func(m *machine, dot reflect.Value) error {
		x, err := v(m, dot)
		if err != nil {
			return err
		}
		switch {
		case !truth(x):
			return no(m, dot)
		case with:
			return yes(m, x)
		}
		return yes(m, dot)
	}, end, nil
}

func (c *compiler) loop(n *parse.RangeNode, at place, s *scope) (program, place, error) {
	// The list is looked at before its variables are.
	plain := *n.Pipe
	plain.Decl = nil
	v, err := c.pipe(&plain, s)
	if err != nil {
		return nil, at, err
	}
	outer := len(s.names)
	var slots []int
	for _, d := range n.Pipe.Decl {
		slots = append(slots, s.declare(d.Ident[0]))
	}
	body, end, err := c.list(n.List, at, s)
	if err != nil {
		return nil, at, err
	}
	s.close(outer)
	none, other, err := c.list(n.ElseList, at, s)
	if err != nil {
		return nil, at, err
	}
	s.close(outer)
	if end != at || other != at {
		return nil, at, fmt.Errorf("%w: the list of %s ends elsewhere than it begins", errUncompiled, n.Pipe)
	}
	return func(m *machine, dot reflect.Value) error {
		x, err := v(m, dot)
		if err != nil {
			return err
		}
		x = inner(x)
		if !x.IsValid() {
			return none(m, dot)
		}
		if x.Kind() != reflect.Slice && x.Kind() != reflect.Array {
			return fmt.Errorf("range over %s", x.Kind())
		}
		if x.Len() == 0 {
			return none(m, dot)
		}
		for i := range x.Len() {
			e := x.Index(i)
			switch len(slots) {
			case 1:
				m.vars[slots[0]] = e
			case 2:
				m.vars[slots[0]], m.vars[slots[1]] = reflect.ValueOf(i), e
			}
			if err := body(m, e); err != nil {
				return err
			}
		}
		return nil
	}, at, nil
}

// A value is an expression.
type value func(m *machine, dot reflect.Value) (reflect.Value, error)

func (c *compiler) pipe(p *parse.PipeNode, s *scope) (value, error) {
	if len(p.Cmds) != 1 {
		return nil, fmt.Errorf("%w: %s", errUncompiled, p)
	}
	args := p.Cmds[0].Args
	f, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		if len(args) > 1 {
			return nil, fmt.Errorf("%w: %s", errUncompiled, p)
		}
		return c.operand(args[0], s)
	}
	var of []value
	for _, a := range args[1:] {
		v, err := c.operand(a, s)
		if err != nil {
			return nil, err
		}
		of = append(of, v)
	}
	call, err := c.function(f.Ident, len(of))
	if err != nil {
		return nil, err
	}
	return func(m *machine, dot reflect.Value) (reflect.Value, error) {
		in := make([]reflect.Value, len(of))
		for i, v := range of {
			x, err := v(m, dot)
			if err != nil {
				return x, err
			}
			in[i] = x
		}
		return call(in)
	}, nil
}

func (c *compiler) operand(n parse.Node, s *scope) (value, error) {
	constant := func(x any) (value, error) {
		v := reflect.ValueOf(x)
		return func(*machine, reflect.Value) (reflect.Value, error) { return v, nil }, nil
	}
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *machine, dot reflect.Value) (reflect.Value, error) { return dot, nil }, nil
	case *parse.FieldNode:
		return members(func(_ *machine, dot reflect.Value) (reflect.Value, error) { return dot, nil }, n.Ident), nil
	case *parse.VariableNode:
		slot, ok := s.slot(n.Ident[0])
		if !ok {
			return nil, fmt.Errorf("%w: no variable %s", errUncompiled, n.Ident[0])
		}
		return members(func(m *machine, _ reflect.Value) (reflect.Value, error) { return m.vars[slot], nil }, n.Ident[1:]), nil
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	case *parse.PipeNode:
		return c.pipe(n, s)
	case *parse.IdentifierNode:
		return c.pipe(&parse.PipeNode{Cmds: []*parse.CommandNode{{Args: []parse.Node{n}}}}, s)
	}
	return nil, fmt.Errorf("%w: %s", errUncompiled, n)
}

// members follows fields from a value.
func members(from value, names []string) value {
	for _, name := range names {
		f, before := &member{name: name}, from
		from = func(m *machine, dot reflect.Value) (reflect.Value, error) {
			x, err := before(m, dot)
			if err != nil {
				return x, err
			}
			return f.of(x)
		}
	}
	return from
}

// A member is a field or a method without arguments, by its name. Where it lies in a type is
// found once.
type member struct {
	name string
	in   sync.Map // of reflect.Type: []int, or the number of the method
}

func (f *member) of(x reflect.Value) (reflect.Value, error) {
	for x.IsValid() && x.Kind() == reflect.Interface {
		x = x.Elem()
	}
	if !x.IsValid() {
		return x, fmt.Errorf("no %s of nothing", f.name)
	}
	at, ok := f.in.Load(x.Type())
	if !ok {
		if m, has := x.Type().MethodByName(f.name); has {
			at = m.Index
		} else if t := pointed(x.Type()); t.Kind() == reflect.Struct {
			field, has := t.FieldByName(f.name)
			if !has {
				return x, fmt.Errorf("no %s in %s", f.name, x.Type())
			}
			at = field.Index
		} else {
			return x, fmt.Errorf("no %s in %s", f.name, x.Type())
		}
		f.in.Store(x.Type(), at)
	}
	switch at := at.(type) {
	case int:
		return x.Method(at).Call(nil)[0], nil
	case []int:
		if x.Kind() == reflect.Pointer {
			if x.IsNil() {
				return reflect.Value{}, fmt.Errorf("no %s of nothing", f.name)
			}
			x = x.Elem()
		}
		if len(at) == 1 {
			return x.Field(at[0]), nil
		}
		return x.FieldByIndex(at), nil
	}
	return x, nil
}

func pointed(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// inner is what an interface or a pointer holds; the zero Value where it holds nothing.
func inner(x reflect.Value) reflect.Value {
	for x.IsValid() && (x.Kind() == reflect.Interface || x.Kind() == reflect.Pointer) {
		x = x.Elem()
	}
	return x
}

// truth is what if and with go by.
func truth(x reflect.Value) bool {
	for x.IsValid() && x.Kind() == reflect.Interface {
		x = x.Elem()
	}
	if !x.IsValid() {
		return false
	}
	switch x.Kind() {
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return x.Len() > 0
	case reflect.Struct:
		return true
	case reflect.Pointer, reflect.Func:
		return !x.IsNil()
	}
	return !x.IsZero()
}

// function returns how a function of the templates is called.
func (c *compiler) function(name string, args int) (func([]reflect.Value) (reflect.Value, error), error) {
	same := func(a, b reflect.Value) bool {
		a, b = inner(a), inner(b)
		if a.IsValid() && b.IsValid() && a.Kind() == reflect.String && b.Kind() == reflect.String {
			return a.String() == b.String()
		}
		return a.IsValid() && b.IsValid() && a.CanInt() && b.CanInt() && a.Int() == b.Int()
	}
	switch {
	case name == "len" && args == 1:
		return func(in []reflect.Value) (reflect.Value, error) {
			x := inner(in[0])
			if !x.IsValid() {
				return x, errors.New("len of nothing")
			}
			return reflect.ValueOf(x.Len()), nil
		}, nil
	case name == "index" && args == 2:
		return func(in []reflect.Value) (reflect.Value, error) {
			x, i := inner(in[0]), int(inner(in[1]).Int())
			if i < 0 || i >= x.Len() {
				return x, fmt.Errorf("index %d of %d", i, x.Len())
			}
			return x.Index(i), nil
		}, nil
	case name == "eq" && args == 2:
		return func(in []reflect.Value) (reflect.Value, error) { return reflect.ValueOf(same(in[0], in[1])), nil }, nil
	case name == "ne" && args == 2:
		return func(in []reflect.Value) (reflect.Value, error) { return reflect.ValueOf(!same(in[0], in[1])), nil }, nil
	case name == "gt" && args == 2:
		return func(in []reflect.Value) (reflect.Value, error) {
			return reflect.ValueOf(inner(in[0]).Int() > inner(in[1]).Int()), nil
		}, nil
	case name == "or" && args > 0:
		return func(in []reflect.Value) (reflect.Value, error) {
			for _, x := range in {
				if truth(x) {
					return x, nil
				}
			}
			return in[len(in)-1], nil
		}, nil
	case name == "printf" && args > 0:
		return func(in []reflect.Value) (reflect.Value, error) {
			var rest []any
			for _, x := range in[1:] {
				rest = append(rest, x.Interface())
			}
			return reflect.ValueOf(fmt.Sprintf(inner(in[0]).String(), rest...)), nil
		}, nil
	}
	switch f := c.functions[name].(type) {
	case func(string) any: // computed
		if args == 1 {
			return func(in []reflect.Value) (reflect.Value, error) { return reflect.ValueOf(f(inner(in[0]).String())), nil }, nil
		}
	case func(string) string: // capital
		if args == 1 {
			return func(in []reflect.Value) (reflect.Value, error) { return reflect.ValueOf(f(inner(in[0]).String())), nil }, nil
		}
	}
	f := reflect.ValueOf(c.functions[name])
	if !f.IsValid() {
		return nil, fmt.Errorf("%w: the function %s", errUncompiled, name)
	}
	t := f.Type()
	return func(in []reflect.Value) (reflect.Value, error) {
		out := make([]reflect.Value, len(in))
		for i, x := range in {
			want := t.In(min(i, t.NumIn()-1))
			if t.IsVariadic() && i >= t.NumIn()-1 {
				want = want.Elem()
			}
			for x.IsValid() && x.Kind() == reflect.Interface && want.Kind() != reflect.Interface {
				x = x.Elem()
			}
			if !x.IsValid() {
				x = reflect.Zero(want)
			}
			if !x.Type().AssignableTo(want) {
				return x, fmt.Errorf("%s: %s where %s is wanted", name, x.Type(), want)
			}
			out[i] = x
		}
		return f.Call(out)[0], nil
	}, nil
}

// after is the place behind a text.
func (p place) after(text string) (place, error) {
	for len(text) > 0 {
		switch p.in {
		case inText:
			i := strings.IndexByte(text, '<')
			if i < 0 {
				return p, nil
			}
			text = text[i+1:]
			if strings.HasPrefix(text, "!--") || hasTag(text, "script") && !strings.HasPrefix(text, "script src=\"") || hasTag(text, "style") {
				return p, fmt.Errorf("%w: code or a comment", errUncompiled)
			}
			p = place{in: inTag}
			name := strings.IndexAny(text, " \n>")
			if name < 0 {
				name = len(text) // an attribute follows that is a value
			}
			text = text[name:]
		case inTag:
			i := strings.IndexAny(text, "\"'>")
			if i < 0 {
				if strings.HasSuffix(strings.TrimRight(text, " \n"), "=") {
					return p, fmt.Errorf("%w: a value without quotes", errUncompiled)
				}
				return p, nil
			}
			switch text[i] {
			case '\'':
				return p, fmt.Errorf("%w: a value in single quotes", errUncompiled)
			case '>':
				p = place{in: inText}
			default:
				name := strings.TrimSuffix(text[:i], "=")
				name = strings.ToLower(name[strings.LastIndexAny(name, " \n")+1:])
				p = place{in: inValue, attr: name}
				switch {
				case name == "href" || name == "src":
					p.url = urlStart
				case name == "style" || name == "srcset" || name == "srcdoc" || strings.HasPrefix(name, "on") || strings.Contains(name, "src") || strings.Contains(name, "uri") || strings.Contains(name, "url"):
					return p, fmt.Errorf("%w: the attribute %q", errUncompiled, name)
				}
			}
			text = text[i+1:]
		case inValue:
			i := strings.IndexByte(text, '"')
			in := text
			if i >= 0 {
				in = text[:i]
			}
			switch {
			case p.url == noURL:
			case strings.ContainsAny(in, "#?"):
				p.url = urlQuery
			case strings.TrimSpace(in) != "" && p.url == urlStart:
				p.url = urlPath
			}
			if i < 0 {
				return p, nil
			}
			p, text = place{in: inTag}, text[i+1:]
		}
	}
	return p, nil
}

func hasTag(text, name string) bool {
	return len(text) >= len(name) && strings.EqualFold(text[:len(name)], name)
}

// A writer writes a value as its place needs it.
type writer func(out *bytes.Buffer, x reflect.Value) error

// writer returns how values are written at p.
func (p place) writer() writer {
	slow := p.asked()
	return func(out *bytes.Buffer, x reflect.Value) error {
		for x.IsValid() && x.Kind() == reflect.Interface {
			x = x.Elem()
		}
		if !x.IsValid() {
			return errors.New("nothing to write")
		}
		switch {
		case x.Kind() == reflect.String:
			s := x.String()
			switch typed := x.Type(); {
			case typed == htmlType && p.in == inText, typed == attrType && p.in == inTag:
				out.WriteString(s)
				return nil
			case typed != stringType && x.Type().PkgPath() == "html/template" || p.in == inTag:
			case p.url == noURL, p.url != urlQuery && plainIn(s, "#/") || p.url == urlQuery && plainIn(s, ""):
				escapeTo(out, s)
				return nil
			}
		case x.CanInt() && p.url == noURL && p.in != inTag:
			if _, named := x.Interface().(fmt.Stringer); !named {
				out.Write(strconv.AppendInt(out.AvailableBuffer(), x.Int(), 10))
				return nil
			}
		}
		return slow(out, x.Interface())
	}
}

var (
	stringType = reflect.TypeFor[string]()
	htmlType   = reflect.TypeFor[template.HTML]()
	attrType   = reflect.TypeFor[template.HTMLAttr]()
)

// plainIn reports whether an address keeps every byte of s, and s begins no scheme.
func plainIn(s, also string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~' || strings.IndexByte(also, c) >= 0) {
			return false
		}
	}
	return true
}

// asked writes a value as html/template does at p.
func (p place) asked() func(out *bytes.Buffer, x any) error {
	before, behind := "", ""
	switch {
	case p.in == inTag:
		before, behind = "<a ", ">"
	case p.url == urlStart:
		before, behind = `<a href="`, `">`
	case p.url == urlPath:
		before, behind = `<a href="x/`, `">`
	case p.url == urlQuery:
		before, behind = `<a href="x#`, `">`
	case p.in == inValue:
		before, behind = `<a title="`, `">`
	}
	t := template.Must(template.New("value").Parse(before + "{{.}}" + behind))
	return func(out *bytes.Buffer, x any) error {
		var b bytes.Buffer
		if err := t.Execute(&b, x); err != nil {
			return err
		}
		out.Write(b.Bytes()[len(before) : b.Len()-len(behind)])
		return nil
	}
}

// escapeTo writes plain text as html/template escapes it, in text and in quoted values.
func escapeTo(out *bytes.Buffer, s string) {
	last := 0
	for i := range len(s) {
		by := ""
		switch s[i] {
		case 0:
			by = "\ufffd"
		case '"':
			by = "&#34;"
		case '&':
			by = "&amp;"
		case '\'':
			by = "&#39;"
		case '+':
			by = "&#43;"
		case '<':
			by = "&lt;"
		case '>':
			by = "&gt;"
		default:
			continue
		}
		out.WriteString(s[last:i])
		out.WriteString(by)
		last = i + 1
	}
	out.WriteString(s[last:])
}
