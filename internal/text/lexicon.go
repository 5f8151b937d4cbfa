package text

// The closed word classes and common verbs that the cutting rules look up, in
// lower case.

// saying are verbs of saying in the finite forms of news reports.
var saying = NewSet(`said says told tells asked asks added adds replied answered announced announces claimed claims
	declared declares denied denies explained insisted insists noted notes remarked reported reports reiterated stressed
	stresses stated states suggested suggests warned warns wrote writes confirmed confirms acknowledged admitted argued
	emphasized emphasised recalled revealed responded quipped joked continued concluded posted tweeted estimated believes
	believed thought thinks hoped hopes expected predicted indicated signalled signaled complained conceded agreed argues
	pledged promised vowed testified alleged alleges maintained maintains clarified observed shouted quoted`)

var pronouns = NewSet(`i he she it they we you there this that these those who everyone nobody both`)

// sayingParticiples begin a clause of saying behind a comma.
var sayingParticiples = NewSet(`saying adding stressing noting warning announcing claiming accusing insisting arguing telling
	confirming suggesting stating explaining declaring citing denying reiterating emphasizing emphasising describing calling
	promising vowing alleging acknowledging`)

// subjects are words that can only be the subject of a verb behind them.
var subjects = NewSet(`i he she they we it there you`)

// objects are those of them that are objects as often.
var objects = NewSet(`it you there`)

// extents say how far or long what a verb tells goes on.
var extents = NewSet(`well long far deep past late early`)

var determiners = NewSet(`the a an this these those his her its their our my your no any some each every another both several
	many few more most all other two three four five six seven eight nine ten`)

var preps = NewSet(`of in on at by for from with to into onto over under about after before since until till during through
	between among against around as near off out up down without within despite than per via amid beyond behind across
	along upon toward towards including regarding following concerning`)

var quantifiers = NewSet(`all some many most both none each one two three several half few either neither much part`)

var subordinators = NewSet(`while when whenever because although though if unless whereas once where until till after before
	since as whether lest`)

// notBefore and notAfter are word pairs in which the subordinator is none.
var (
	notBefore = SetOf([]string{
		"such as", "well as", "soon as", "far as", "long as", "much as", "many as", "as if", "as though", "described as",
		"regarded as", "known as", "seen as",
	})
	notAfter = SetOf([]string{
		"as well", "as of", "as part", "as to", "as for", "as many", "as much", "as soon", "as far", "as long", "if not",
		"if any", "when asked", "as early", "as late", "before also",
	})
)

var coordinators = NewSet(`and but or yet nor`)

var modals = NewSet(`will would can could may might must should shall 'll won't wouldn't can't cannot couldn't shouldn't did
	does do didn't doesn't don't`)

var auxiliaries = NewSet(`is are was were am has had have does did do will would can could may might must should shall cannot`)

var adverbs = NewSet(`not also too then later now soon still already never ever once again even just only further eventually
	first finally subsequently afterwards afterward meanwhile reportedly thus therefore instead always often almost nearly
	since long twice together ago yesterday today`)

var notAdverbs = NewSet(`only early daily weekly monthly yearly family italy july reply supply apply ally rally assembly fly
	friendly likely unlikely costly deadly rely imply comply multiply hourly elderly orderly`)

// pastOnly are past forms that are no participle.
var pastOnly = NewSet(`began went took gave came saw knew wrote spoke broke chose drove fell flew froze grew rose ran sang
	sank shook stole swore threw wore drew ate forgot hid became overcame undertook withdrew arose awoke bore tore drank swam
	rang sprang underwent mistook foresaw was were`)

// pastForms are irregular past forms that are participles too.
var pastForms = NewSet(`said told met held left made sent kept lost won found built brought bought caught led paid sat set
	shot struck stood thought understood put cut hit hurt let read spread quit heard felt fought sold spent meant dealt laid
	lent lit slept swept taught wept withheld bound bred crept fed fled hung slid spun stuck sought upheld cost burst cast
	shut split broadcast forecast`)

// notPast end in -ed and are no past forms, or hardly ever.
var notPast = NewSet(`united hundred indeed exceed proceed succeed sacred naked unprecedented limited so-called related armed
	alleged-ly need speed embed breed bleed
	unspecified unchanged unnamed unidentified unarmed undisclosed unexpected unfounded unwanted unlimited unmanned`)

// presents are present forms that are hardly ever nouns.
var presents = NewSet(`says tells adds remains continues considers wants seems includes expects denies insists believes
	appears meets begins arrives becomes goes comes makes takes gives gets keeps knows thinks holds leaves sees feels argues
	acknowledges acknowledge confirms confirm indicates suggests describes reflects follows requires
	say remain continue believe want seem appear insist expect argue think know consider become depends depend`)
