package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"timeline/internal/content"
	"timeline/internal/serve"
	"timeline/internal/site"
)

func serveCommand() *cobra.Command {
	var from contentFlags
	var addr string
	var public bool
	var hosts []string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site on this machine, with forms to rule and edit",
		Long:  "Serve builds the site, shows it on this machine, and builds it anew when a\nreport, a template or the configuration changes. On the pages of disagreements,\nentries and sources it adds forms: what they save is written as new files into\nthe content folder. Nothing else is written.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			at, err := netip.ParseAddrPort(strings.Replace(addr, "localhost:", "127.0.0.1:", 1))
			if err != nil {
				return usageError{fmt.Errorf("--addr %q: write an address and a port, such as 127.0.0.1:4000", addr)}
			}
			if !at.Addr().IsLoopback() && !public {
				return usageError{fmt.Errorf("--addr %s: others could reach it and write into the content folder: add --public if that is meant", at)}
			}
			if _, err := today(); err != nil {
				return usageError{err}
			}
			l, err := (&net.ListenConfig{}).Listen(cmd.Context(), "tcp", at.String())
			if errors.Is(err, syscall.EADDRINUSE) {
				return fmt.Errorf("%s is taken: stop what runs there, or name another port with --addr 127.0.0.1:0", at)
			}
			if err != nil {
				return err
			}
			defer l.Close()
			templates, static := overlay(from.dir)
			beside := filepath.Dir(filepath.Clean(from.dir))
			config := from.config
			if config == "" {
				config = filepath.Join(beside, content.ConfigName)
			}
			s, err := serve.New(cmd.Context(), serve.Options{
				Content: from.dir, Config: from.config, Assets: site.Assets{Templates: templates, Static: static}, Hosts: hosts, Log: os.Stderr, Today: func() string { day, _ := today(); return day },
				Watch: []string{config, filepath.Join(beside, "templates"), filepath.Join(beside, "static")},
			})
			if err != nil {
				return err
			}
			if !at.Addr().IsLoopback() {
				fmt.Fprintln(os.Stderr, "timeline: whoever reaches this address can write rulings and edits, and the connection is not encrypted")
			}
			fmt.Fprintf(cmd.OutOrStdout(), "open http://%s/ (interrupt to stop)\n", l.Addr())
			return s.Run(cmd.Context(), l)
		},
	}
	from.add(cmd)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:4000", "the `address` to listen on; port 0 picks one")
	cmd.Flags().BoolVar(&public, "public", false, "allow an address that other machines can reach")
	cmd.Flags().StringSliceVar(&hosts, "host", nil, "a `name` under which other machines reach it")
	return cmd
}
