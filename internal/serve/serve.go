// Package serve shows the site of a content folder on this machine while editors work on
// it: it rebuilds what changes, reloads the pages that are open, and takes rulings and edits
// from forms, which it writes as new files into the content folder and nowhere else.
//
// What it adds to the pages (forms, a script, a style) is put in as they are sent. Nothing
// of it is in a site that is built.
package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"timeline/internal/build"
	"timeline/internal/publish"
	"timeline/internal/site"
)

// Options say what to serve.
type Options struct {
	Content string      // the content folder
	Config  string      // the configuration file; empty: where the content has it
	Assets  site.Assets // read anew for each build
	Watch   []string    // files and folders beside the content whose changes ask for a new build
	Hosts   []string    // names, without port, under which it is reached beside the address itself
	Log     io.Writer   // gets a line for each build and each file that is written
	Today   func() string
}

// A Server is a site that is being worked on.
type Server struct {
	opts    Options
	token   string // of the forms of this run
	watcher *watcher

	mu   sync.RWMutex
	now  *snapshot
	wake chan struct{} // closed when now changes

	build sync.Mutex      // one build at a time; guards what follows
	owed  bool            // what changed in the reports is not in now
	shown map[string]bool // ids of all discrepancies of this run

	saving sync.Mutex // guards saved
	saved  map[[32]byte]string
	trial  chan struct{} // holds a value while decisions are tried
}

// A snapshot is the site as it was built last. It does not change.
type snapshot struct {
	story *build.Story
	files map[string][]byte // by path
	fail  string            // why the newest build failed; the files are those of the one before
}

// New builds the site for the first time. It fails where nothing can be built at all.
func New(ctx context.Context, o Options) (*Server, error) {
	var secret [16]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return nil, err
	}
	s := &Server{opts: o, token: hex.EncodeToString(secret[:]), wake: make(chan struct{}), shown: map[string]bool{}, saved: map[[32]byte]string{}, trial: make(chan struct{}, 1)}
	var err error
	if s.watcher, err = newWatcher(o); err != nil {
		return nil, err
	}
	if err := s.Rebuild(ctx, true); err != nil {
		return nil, errors.Join(err, s.watcher.Close())
	}
	return s, nil
}

// Rebuild builds the site anew: from the reports where anew is set, else from the story as
// it was read, for a change of templates and styles alone. Where that fails the site stays
// as it was and tells the error.
func (s *Server) Rebuild(ctx context.Context, anew bool) error {
	s.build.Lock()
	defer s.build.Unlock()
	before := s.snapshot()
	s.owed = s.owed || anew
	next, err := s.make(ctx, before, s.owed)
	if err == nil {
		s.owed = false
		for i := range next.story.Discrepancies {
			s.shown[next.story.Discrepancies[i].ID] = true
		}
	} else {
		if before == nil || ctx.Err() != nil {
			return err
		}
		next = &snapshot{story: before.story, files: before.files, fail: err.Error()}
	}
	s.mu.Lock()
	s.now = next
	close(s.wake)
	s.wake = make(chan struct{})
	s.mu.Unlock()
	if err == nil && before != nil {
		what := "built"
		if next.story == before.story {
			what = "drawn"
		}
		s.logf("%s anew: %d of %d files changed", what, changed(before.files, next.files), len(next.files))
	}
	return err
}

func (s *Server) make(ctx context.Context, before *snapshot, anew bool) (*snapshot, error) {
	next := &snapshot{files: map[string][]byte{}}
	if !anew && before != nil {
		next.story = before.story
	} else {
		story, err := build.Read(ctx, build.Options{Dir: s.opts.Content, Config: s.opts.Config, Desk: true})
		if err != nil {
			return nil, err
		}
		next.story = story
	}
	files, err := publish.Collect(site.Render(next.story, s.opts.Assets))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		next.files[f.Path] = f.Data
	}
	var fatal []string
	for _, p := range next.story.Problems {
		if p.Fatal {
			fatal = append(fatal, p.String())
		}
	}
	next.fail = strings.Join(fatal, "\n")
	return next, nil
}

// hasShown reports whether there was a discrepancy of this id in this run.
func (s *Server) hasShown(id string) bool {
	s.build.Lock()
	defer s.build.Unlock()
	return s.shown[id]
}

// changed counts the files that are new or have other bytes.
func changed(before, now map[string][]byte) int {
	n := 0
	for p := range maps.Keys(now) {
		if !slices.Equal(before[p], now[p]) {
			n++
		}
	}
	return n
}

func (s *Server) snapshot() *snapshot {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now
}

// wait returns the site as it is, and a channel that is closed when it is another.
func (s *Server) wait() (*snapshot, <-chan struct{}) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now, s.wake
}

func (s *Server) logf(format string, a ...any) {
	if s.opts.Log != nil {
		fmt.Fprintf(s.opts.Log, format+"\n", a...)
	}
}

// Run serves on l until ctx ends, and watches for changes meanwhile.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	watched := make(chan error, 1)
	go func() { watched <- s.watch(ctx) }()
	srv := &http.Server{
		Handler: s.Handler(l.Addr()), BaseContext: func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 20 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
	}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(l) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-served:
	case err = <-watched:
	}
	cancel()
	stop, done := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer done()
	if shut := srv.Shutdown(stop); shut != nil && err == nil && !errors.Is(shut, context.DeadlineExceeded) {
		err = shut
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
