package text

// The closed word classes and common verbs that the cutting rules look up, in
// lower case.

// saying are verbs of saying in the finite forms of news reports.
var saying = set(`said says told tells asked asks added adds replied answered announced announces claimed claims
	declared declares denied denies explained insisted insists noted notes remarked reported reports reiterated stressed
	stresses stated states suggested suggests warned warns wrote writes confirmed confirms acknowledged admitted argued
	emphasized emphasised recalled revealed responded quipped joked continued concluded posted tweeted estimated believes
	believed thought thinks hoped hopes expected predicted indicated signalled signaled complained conceded agreed argues
	pledged promised vowed testified alleged alleges maintained maintains clarified observed shouted quoted`)

var pronouns = set(`i he she it they we you there this that these those who everyone nobody both`)
