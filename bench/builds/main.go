// Command builds times whole builds of many reports: of this program, cold, and of Hugo, which
// renders the same Markdown with a minimal theme and does nothing else. It prints one table of
// time and memory with their ratios, and what merely reading and hashing the same bytes takes.
//
//	go run ./builds -n 10000
//
// Hugo is installed from its module into a temporary folder.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

const hugo = "github.com/gohugoio/hugo@v0.165.0"

func main() {
	n := flag.Int("n", 1000, "how many reports")
	without := flag.Bool("without-hugo", false, "time this program alone")
	flag.Parse()
	if err := compare(context.Background(), *n, !*without); err != nil {
		fmt.Fprintln(os.Stderr, "builds:", err)
		os.Exit(1)
	}
}

// A run is what one process took.
type run struct {
	name         string
	wall, cpu    time.Duration
	memory       int64 // bytes, at most
	files, bytes int64 // that it wrote
}

func compare(ctx context.Context, n int, withHugo bool) error {
	tmp, err := os.MkdirTemp("", "builds")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	reports := filepath.Join(tmp, "reports")
	program := filepath.Join(tmp, "timeline")
	for _, args := range [][]string{
		{"go", "run", "./reports", "-n", fmt.Sprint(n), "-out", reports},
		{"go", "build", "-C", "..", "-o", program, "./cmd/timeline"},
	} {
		if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, out)
		}
	}
	var runs []run
	add := func(name, out string, cmd *exec.Cmd) error {
		r, err := timed(name, cmd)
		if err != nil {
			return err
		}
		if out != "" {
			if r.files, r.bytes, err = size(out); err != nil {
				return err
			}
		}
		runs = append(runs, r)
		return nil
	}
	out := filepath.Join(tmp, "site")
	if err := add("timeline build", out, exec.CommandContext(ctx, program, "build", "--content", reports, "--out", out)); err != nil {
		return err
	}
	if withHugo {
		theirs := filepath.Join(tmp, "hugo")
		site, err := hugoSite(ctx, tmp, reports)
		if err != nil {
			return err
		}
		cmd := exec.CommandContext(ctx, theirs, "--source", site, "--destination", filepath.Join(tmp, "hugo-site"), "--quiet")
		if err := add("hugo", filepath.Join(tmp, "hugo-site"), cmd); err != nil {
			return err
		}
	}
	sums := exec.CommandContext(ctx, "sh", "-c", "find "+reports+" -type f -print0 | xargs -0 sha256sum >/dev/null")
	if err := add("sha256sum", "", sums); err != nil {
		return err
	}
	fmt.Printf("%d reports, %d processors\n\n| | seconds | of processors | memory MB | files | MB written |\n| --- | --- | --- | --- | --- | --- |\n", n, runtime.NumCPU())
	for _, r := range runs {
		fmt.Printf("| %s | %.1f | %.1f | %d | %d | %d |\n", r.name, r.wall.Seconds(), r.cpu.Seconds(), r.memory>>20, r.files, r.bytes>>20)
	}
	for _, r := range runs[1:] {
		fmt.Printf("\ntimeline build takes %.2f times the time of %s", runs[0].wall.Seconds()/r.wall.Seconds(), r.name)
		if r.name == "hugo" {
			fmt.Printf(" and %.2f times its memory", float64(runs[0].memory)/float64(r.memory))
		}
		fmt.Println()
	}
	return nil
}

// timed runs a command.
func timed(name string, cmd *exec.Cmd) (run, error) {
	var said bytes.Buffer
	cmd.Stderr = &said
	begun := time.Now()
	err := cmd.Run()
	r := run{name: name, wall: time.Since(begun)}
	if err != nil {
		return r, fmt.Errorf("%s: %w: %s", name, err, said.Bytes()[:min(said.Len(), 2000)])
	}
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.memory = u.Maxrss << 10
	}
	return r, nil
}

func size(dir string) (files, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files, bytes = files+1, bytes+info.Size()
		}
		return err
	})
	return files, bytes, err
}

// hugoSite installs Hugo and lays out a site of the reports with a theme of two templates.
func hugoSite(ctx context.Context, tmp, reports string) (string, error) {
	install := exec.CommandContext(ctx, "go", "install", hugo)
	install.Env = append(os.Environ(), "GOBIN="+tmp, "CGO_ENABLED=0", "GOFLAGS=")
	install.Dir = tmp
	if out, err := install.CombinedOutput(); err != nil {
		return "", fmt.Errorf("installing %s: %w: %s", hugo, err, out)
	}
	site := filepath.Join(tmp, "hugo-source")
	for name, text := range map[string]string{
		"hugo.toml":           "baseURL = 'https://example.org/'\ntitle = 'Reports'\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap']\n",
		"layouts/single.html": "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n",
		"layouts/list.html":   "<!doctype html><html><head><title>{{ .Title }}</title></head><body><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n",
	} {
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return "", err
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			return "", err
		}
	}
	return site, os.CopyFS(filepath.Join(site, "content"), os.DirFS(reports))
}
