package temporal

import (
	"strings"

	"timeline/internal/when"
)

// A lexeme is the class of a word in the grammar of time. A word has one;
// where English has two ("second", "may", "march", "sat"), the grammar asks
// for the neighbours that the temporal sense needs.
type lexeme uint8

const (
	other       lexeme = iota
	lexMonth           // n: 1-12
	lexWeekday         // n: 0 Sunday - 6 Saturday
	lexUnit            // n: Unit
	lexUnits           // the plural
	lexCardinal        // n
	lexOrdinal         // n
	lexPart            // n: Part
	lexDay             // today, yesterday, tomorrow; n: offset
	lexSeason          // n: 1 spring - 4 winter
	lexWhich           // this 0, last -1, next 1 and their like
	lexThe             // the
	lexA               // a, an
	lexThat            // that, those
	lexAgo
	lexLater   // later
	lexEarlier // earlier
	lexEarly
	lexMid
	lexLate
	lexEvery
	lexEach
	lexSetly // daily, weekly; n: Unit
	lexNow
	lexRecent
	lexFuture
	lexDecade // twenties; n: 20
	lexAm     // am, pm; n: 0, 12
	lexOclock
	lexNoon // noon, midday, midnight; n: hour
	lexHalf
	lexPast
	lexTo
	lexOf
	lexIn
	lexOn
	lexAt
	lexBy
	lexBefore
	lexAfter
	lexSince
	lexUntil
	lexFrom
	lexBetween
	lexFor
	lexDuring
	lexWithin
	lexAnd
	lexOr
	lexAbout
	lexNearly
	lexOver
	lexUnder
	lexLess
	lexMore
	lexThan
	lexAt2 // at least, at most: "least" 0, "most" 1
	lexSome
	lexShortly
	lexLong
	lexJust
	lexSame
	lexStart
	lexMiddle
	lexEnd
	lexFollowing
	lexPrevious
	lexLocal
	lexTime
	lexZone
	lexPer
	lexOnce // once 1, twice 2
	lexTimes
	lexVague // few, several, couple, many; n
	lexSoon
	lexEra // BC, BCE, AD
	lexCirca
	lexOther
	lexInto
	lexOld
	lexAhead
	lexFiscal
	lexWill     // will, shall
	lexDue      // expected, due, scheduled: ahead, unless "was" stands before it
	lexModal    // would, could, might
	lexWas      // was, had, did, has, been
	lexSpoke    // said, told
	lexBegins   // opens, leaves: in the present tense they tell a plan
	lexCommit   // promised, agreed, ready: "to" behind them looks ahead
	lexPastVerb // came, fell, dug
	lexOff      // cancelled, postponed
	lexHoliday  // the first word of the name of a holiday
	lexSmall    // small, wee: the small hours
	lexVery
	lexAll
	lexAnother // another, further, additional, extra
	lexManyOf  // dozens, hundreds, thousands, tens
	lexWorking // working, business, calendar: what days may be
	lexEnsuing
	lexBoth
	lexSlang   // spellings of messages
	lexDaylong // n: Unit
	lexDays    // Mondays; n: weekday
	lexHigh
	lexT // the T of mission time
	lexMillion
	lexIs
	lexLatter
	lexTurn
	lexCode      // Q, H, FY
	lexMidsummer // n: season
	lexAs
	lexRight    // right: right now
	lexSometime // sometime
	lexPeriod   // period
	lexMoment   // moment, present, future, near and short (term)
	lexWhole    // latest, full, comparable, entire, whole
	numLexemes
)

// A meaning is what the lexicon says of a word.
type meaning struct {
	lex lexeme
	n   int
}

var lexicon = newDictionary(makeLexicon())

func makeLexicon() map[string]meaning {
	m := map[string]meaning{}
	list := func(l lexeme, from int, words string) {
		for i, group := range strings.Fields(words) {
			for _, w := range strings.Split(group, "/") {
				m[w] = meaning{l, from + i}
			}
		}
	}
	same := func(l lexeme, n int, words string) {
		for _, w := range strings.Fields(words) {
			m[w] = meaning{l, n}
		}
	}
	list(lexMonth, 1, "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec")
	list(lexWeekday, 0, "sunday/sun monday/mon tuesday/tue/tues wednesday/wed/weds thursday/thu/thur/thurs friday/fri saturday/sat")
	list(lexUnit, int(Second), "second/sec minute/min hour/hr day/weekday/workday night/nite weekend/wknd/wkend week/wk fortnight month/mth quarter year/yr decade century millennium")
	list(lexUnits, int(Second), "seconds/secs minutes/mins hours/hrs days/weekdays/workdays nights weekends weeks/wks fortnights months/mths quarters years/yrs decades centuries millennia")
	list(lexCardinal, 0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")
	for i, w := range strings.Fields("thirty forty fifty sixty seventy eighty ninety") {
		m[w] = meaning{lexCardinal, 30 + 10*i}
	}
	m["hundred"], m["thousand"], m["dozen"] = meaning{lexCardinal, 100}, meaning{lexCardinal, 1000}, meaning{lexCardinal, 12}
	list(lexOrdinal, 1, "first 2nd_ third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	m["thirtieth"] = meaning{lexOrdinal, 30}
	list(lexPart, int(Morning), "morning/mornings afternoon/afternoons evening/evenings")
	m["overnight"], m["dawn"], m["dusk"], m["daytime"], m["lunchtime"], m["sunrise"], m["sunset"], m["daybreak"], m["nightfall"], m["teatime"], m["daylight"] = meaning{lexPart, int(Nighttime)}, meaning{lexPart, int(Dawn)}, meaning{lexPart, int(Dusk)}, meaning{lexPart, int(Daytime)}, meaning{lexPart, int(Midday)}, meaning{lexPart, int(Dawn)}, meaning{lexPart, int(Dusk)}, meaning{lexPart, int(Dawn)}, meaning{lexPart, int(Dusk)}, meaning{lexPart, int(Afternoon)}, meaning{lexPart, int(Daytime)}
	m["today"], m["yesterday"], m["tomorrow"], m["tonight"] = meaning{lexDay, 0}, meaning{lexDay, -1}, meaning{lexDay, 1}, meaning{lexDay, 10}
	same(lexDay, 10, "tonite")
	same(lexDay, 1, "tmrw tmw tmr tomo tomoz tomorow tommorow tommorrow")
	same(lexDay, 0, "tdy")
	same(lexDay, -1, "ystd yest")
	list(lexSeason, 1, "spring summer autumn/fall winter")
	m["this"] = meaning{lexWhich, 0}
	m["current"] = meaning{lexWhich, 0}
	same(lexWhich, -1, "last past previous preceding")
	same(lexWhich, 1, "next coming upcoming nxt")
	m["previous"], m["preceding"] = meaning{lexPrevious, -1}, meaning{lexPrevious, -1}
	m["following"] = meaning{lexFollowing, 1}
	m["the"], m["a"], m["an"], m["that"], m["those"], m["these"] = meaning{lexThe, 0}, meaning{lexA, 0}, meaning{lexA, 0}, meaning{lexThat, 0}, meaning{lexThat, 0}, meaning{lexThat, 1}
	m["ago"], m["later"], m["earlier"] = meaning{lexAgo, 0}, meaning{lexLater, 0}, meaning{lexEarlier, 0}
	m["early"], m["mid"], m["late"] = meaning{lexEarly, 0}, meaning{lexMid, 0}, meaning{lexLate, 0}
	m["every"], m["each"] = meaning{lexEvery, 0}, meaning{lexEach, 0}
	m["hourly"], m["daily"], m["nightly"], m["weekly"], m["fortnightly"], m["monthly"], m["quarterly"], m["yearly"], m["annually"] = meaning{lexSetly, int(Hour)}, meaning{lexSetly, int(Day)}, meaning{lexSetly, int(Night)}, meaning{lexSetly, int(Week)}, meaning{lexSetly, int(Fortnight)}, meaning{lexSetly, int(Month)}, meaning{lexSetly, int(Quarter)}, meaning{lexSetly, int(Year)}, meaning{lexSetly, int(Year)}
	same(lexNow, 0, "now currently nowadays presently")
	same(lexRecent, 0, "recently lately formerly")
	m["recent"] = meaning{lexRecent, 1}
	m["noughties"] = meaning{lexDecade, 100}
	m["twenties"], m["thirties"], m["forties"], m["fifties"], m["sixties"], m["seventies"], m["eighties"], m["nineties"] = meaning{lexDecade, 2}, meaning{lexDecade, 3}, meaning{lexDecade, 4}, meaning{lexDecade, 5}, meaning{lexDecade, 6}, meaning{lexDecade, 7}, meaning{lexDecade, 8}, meaning{lexDecade, 9}
	m["am"], m["pm"] = meaning{lexAm, 0}, meaning{lexAm, 12}
	m["oclock"] = meaning{lexOclock, 0}
	m["o'clock"], m["o’clock"] = meaning{lexOclock, 0}, meaning{lexOclock, 0}
	m["noon"], m["midday"], m["midnight"] = meaning{lexNoon, 12}, meaning{lexNoon, 12}, meaning{lexNoon, 0}
	m["half"] = meaning{lexHalf, 0}
	m["past"] = meaning{lexPast, -1}
	m["to"], m["of"], m["in"], m["on"], m["at"], m["by"], m["till"], m["until"], m["through"], m["thru"] = meaning{lexTo, 0}, meaning{lexOf, 0}, meaning{lexIn, 0}, meaning{lexOn, 0}, meaning{lexAt, 0}, meaning{lexBy, 0}, meaning{lexUntil, 0}, meaning{lexUntil, 0}, meaning{lexUntil, 1}, meaning{lexUntil, 1}
	m["before"], m["after"], m["since"], m["from"], m["between"], m["for"], m["during"], m["throughout"], m["within"], m["and"], m["or"] = meaning{lexBefore, 0}, meaning{lexAfter, 0}, meaning{lexSince, 0}, meaning{lexFrom, 0}, meaning{lexBetween, 0}, meaning{lexFor, 0}, meaning{lexDuring, 0}, meaning{lexDuring, 0}, meaning{lexWithin, 0}, meaning{lexAnd, 0}, meaning{lexOr, 0}
	m["right"], m["sometime"] = meaning{lexRight, 0}, meaning{lexSometime, 0}
	same(lexAbout, 0, "about around approximately roughly approx")
	same(lexNearly, 0, "nearly almost")
	m["under"] = meaning{lexUnder, 0}
	m["over"], m["less"], m["fewer"], m["more"], m["than"] = meaning{lexOver, 0}, meaning{lexLess, 0}, meaning{lexLess, 0}, meaning{lexMore, 0}, meaning{lexThan, 0}
	m["least"], m["most"] = meaning{lexAt2, 0}, meaning{lexAt2, 1}
	m["some"], m["shortly"], m["soon"], m["long"], m["well"], m["just"], m["same"] = meaning{lexSome, 0}, meaning{lexShortly, 0}, meaning{lexSoon, 0}, meaning{lexLong, 0}, meaning{lexLong, 0}, meaning{lexJust, 0}, meaning{lexSame, 0}
	same(lexSmall, 0, "small wee")
	m["both"] = meaning{lexBoth, 0}
	same(lexSlang, 0, "u ur omg lol haha hahaha pls plz gonna wanna dunno thx btw cuz coz bday luv gd abt alr dont cant im ive idk tbh rn")
	same(lexDay, 0, "2day")
	same(lexDay, 1, "tomoro tomm tmoro")
	same(lexDay, -1, "yday ystrdy ytd")
	m["all"] = meaning{lexAll, 0}
	same(lexAnother, 0, "another further additional extra")
	same(lexManyOf, 0, "dozens hundreds thousands tens scores millions")
	same(lexWorking, 0, "working business trading calendar consecutive straight solid successive")
	list(lexDaylong, int(Second), "_ minutelong hourlong daylong nightlong _ weeklong _ monthlong _ yearlong decadelong")
	delete(m, "_")
	same(lexEnsuing, 0, "ensuing intervening")
	list(lexDays, 0, "sundays mondays tuesdays wednesdays thursdays fridays saturdays")
	m["t"], m["l"] = meaning{lexT, 0}, meaning{lexT, 0}
	m["high"], m["is"], m["through"], m["throughout"] = meaning{lexHigh, 0}, meaning{lexIs, 0}, meaning{lexUntil, 1}, meaning{lexDuring, 0}
	same(lexMillion, 0, "million billion m bn")
	m["very"], m["latter"], m["turn"] = meaning{lexVery, 0}, meaning{lexLatter, 0}, meaning{lexTurn, 0}
	same(lexCode, 0, "q h fy")
	m["midsummer"], m["midwinter"] = meaning{lexMidsummer, 2}, meaning{lexMidsummer, 4}
	same(lexMoment, 0, "moment present future near short")
	same(lexWhole, 0, "latest full comparable entire whole")
	m["period"] = meaning{lexPeriod, 0}
	same(lexStart, 0, "start beginning outset")
	m["middle"] = meaning{lexMiddle, 0}
	m["end"], m["close"] = meaning{lexEnd, 0}, meaning{lexEnd, 0}
	m["local"], m["time"] = meaning{lexLocal, 0}, meaning{lexTime, 0}
	for _, z := range when.ZoneWords() {
		if _, taken := m[z]; !taken {
			m[z] = meaning{lexZone, 0}
		}
	}
	same(lexZone, 1, "eastern pacific central mountain atlantic") // behind a time of day, with a capital
	m["per"], m["once"], m["twice"], m["times"] = meaning{lexPer, 0}, meaning{lexOnce, 1}, meaning{lexOnce, 2}, meaning{lexTimes, 0}
	same(lexVague, 0, "few several couple many various numerous countless")
	same(lexEra, 0, "bc bce ad ce")
	same(lexCirca, 0, "circa ca")
	m["as"], m["other"], m["into"], m["old"], m["aged"], m["ahead"], m["prior"], m["fiscal"] = meaning{lexAs, 0}, meaning{lexOther, 0}, meaning{lexInto, 0}, meaning{lexOld, 0}, meaning{lexOld, 0}, meaning{lexAhead, 0}, meaning{lexAhead, 1}, meaning{lexFiscal, 0}
	same(lexWill, 0, "will shall ll")
	same(lexDue, 0, "expected due scheduled planned plans slated set going deadline payable effective intends aims hopes forthcoming")
	same(lexModal, 0, "might can could should must would")
	same(lexWas, 0, "was were had did has been have")
	same(lexSpoke, 0, "said told says added wrote reported announced")
	// What follows gives way to what a word is already.
	same = func(l lexeme, n int, words string) {
		for _, w := range strings.Fields(words) {
			if _, taken := m[w]; !taken {
				m[w] = meaning{l, n}
			}
		}
	}
	same(lexBegins, 0, "starts begins opens reopens closes ends expires departs leaves arrives airs resumes concludes returns launches convenes kicks takes goes start begin open reopen end expire depart leave arrive resume conclude return convene go take")
	same(lexCommit, 0, "promised agreed vowed pledged decided plans planning wants want hopes expects intends aims ready likely able poised prepares preparing needs need")
	same(lexPastVerb, 0, pastVerbs)
	same(lexOff, 0, "cancelled canceled postponed scrapped")
	for first, rs := range references { // so that the scanner marks them
		for _, w := range append([]string{first}, secondWordsOf(rs)...) {
			if _, taken := m[w]; !taken {
				m[w] = meaning{other, 0}
			}
		}
	}
	for first := range byFirst {
		if _, taken := m[first]; !taken {
			m[first] = meaning{lexHoliday, 0}
		}
	}
	delete(m, "2nd_")
	m["second"] = meaning{lexUnit, int(Second)}
	return m
}

// A Unit is a unit of time that can be counted.
type Unit uint8

// The units.
const (
	NoUnit Unit = iota
	Second
	Minute
	Hour
	Day
	Night
	Weekend
	Week
	Fortnight
	Month
	Quarter
	Year
	Decade
	Century
	Millennium
)

// A Part is a part of the day.
type Part uint8

// The parts of the day. Late is the evening of a day said to be late, Later
// its second half ("later on Tuesday"), EarlyHours the night's second half.
const (
	NoPart Part = iota
	Morning
	Afternoon
	Evening
	Nighttime
	EarlyHours
	Dawn
	Dusk
	Daytime
	Midday
	PastMidnight
	Late
	Later
	Early
)
