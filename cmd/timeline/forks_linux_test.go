//go:build linux && !amd64

package main

// forks are the calls that make a process beside clone.
var forks []uint32
