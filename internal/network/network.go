// Package network is a simple temporal network (Dechter, Meiri and Pearl,
// "Temporal constraint networks", Artificial Intelligence 49, 1991): points in
// time and bounds on the differences between them, each bound with the
// citation it rests on. It is pure: it knows seconds and citations, not what
// they mean.
package network
