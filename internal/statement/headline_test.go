package statement

import (
	"strings"
	"testing"
)

// TestHeadlines checks the titles of statements: short, in the words of the report,
// without the time, the attribution, asides and dangling pronouns.
func TestHeadlines(t *testing.T) {
	tests := []struct{ txt, want string }{ // want: the titles, parted by " / "
		{"The ferry Marigold left the quay at noon on Monday.", "The ferry Marigold left the quay"},
		{"On Monday, the ferry Marigold left the quay.", "The ferry Marigold left the quay"},
		{"Anna Berg, the mayor of Oslo, resigned on Monday.", "Anna Berg resigned"},
		{"Anna Berg, who had led the town since May, resigned on Monday.", "Anna Berg had led the town / Anna Berg resigned"},
		{"The bridge, which opened on Monday, cost four million.", "The bridge opened"},
		{"Anna Berg came to the hall on Monday and left on Tuesday.", "Anna Berg came to the hall / Anna Berg left"},
		{"Anna Berg resigned on Monday. She had moved house on Sunday.", "Anna Berg resigned / [Berg] had moved house"},
		{"Anna Berg and Tom Lee met. He left on Monday.", "Left"},
		{"The mayor told reporters on Monday that the bridge would reopen.", "The mayor: the bridge would reopen"},
		{"Anna Berg said on Monday that the bridge would reopen.", "Berg: the bridge would reopen"},
		{"“The bridge will reopen in spring,” Anna Berg said on Monday.", "The bridge will reopen / Berg: the bridge will reopen"},
		{"The bridge will reopen on Friday, officials said.", "The bridge will reopen"},
		{"According to the Evening Post, the bridge reopened on Friday.", "The bridge reopened"},
		{"The envoys are expected to fly home on Friday.", "The envoys to fly home"},
		{"The envoys had been due to fly home on Monday, but the flight was cancelled.", "The envoys to fly home"},
		{"The U.S. embassy in Oslo closed its doors at noon on Monday while the crowd sang outside.", "The U.S. embassy in Oslo closed its doors"},
		{"Anna Berg called the plan “useful” in a letter on Monday.", "Anna Berg called the plan “useful” in a letter"},
		{"A fire broke out in the old mill shortly after midnight on Monday, killing two workers and destroying the roof.", "A fire broke out in the old mill"},
		{"The court will hear the case next week because the judge fell ill.", "The court will hear the case"},
		{"Both sides praised the progress made in Sunday's talks.", "Both sides praised the progress made in talks"},
		{"The council is, since Monday, without a chair.", "The council is without a chair"},
		{"Berg and Lee met in the town hall of Bergen on Monday.", "Berg and Lee met in the town hall of Bergen"},
		{"The talks between Anna Berg and the two envoys of the northern towns on Monday brought the strike no end.", "The talks between Anna Berg and the two envoys brought the strike no end"},
		{"However, the talks also covered fish on Monday.", "The talks covered fish"},
		{"Tom Lee left. His aunt described him as tired and he is said to have recently been in prison.", "[Lee] is said to have been in prison"},
		{"Hours before the vote, Berg issued a warning.", "Berg issued a warning"},
		{"LIMA, Peru (Acme) - Power failed in the whole city on Monday.", "Power failed in the whole city"},
	}
	for _, tt := range tests {
		t.Run(tt.txt, func(t *testing.T) {
			var got []string
			for _, s := range extract(t, tt.txt) {
				got = append(got, s.Title)
			}
			if g := strings.Join(got, " / "); g != tt.want {
				t.Errorf("titles = %q, want %q", g, tt.want)
			}
		})
	}
}
