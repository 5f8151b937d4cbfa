package temporal

import "strings"

// A Holiday is a day of the year with a name. Rule says which day it is:
//
//	12-25      that day of every year
//	easter-2   days from Easter Sunday, Gregorian
//	pascha+0   days from Orthodox Easter
//	11#4.4     the nth weekday (0 Sunday) of a month: the fourth Thursday of November; -1 the last
//	hebrew 7-10, islamic 10-1, chinese 1-1
//	           month and day of another calendar
//
// An empty rule names a day whose date this program does not work out.
type Holiday struct {
	Name, Rule string
}

// holidays are the days that are found by name, the longer of two that begin
// alike first.
var holidays = []Holiday{
	{"Christmas Eve", "12-24"},
	{"Christmas Day", "12-25"},
	{"Christmas", "12-25"},
	{"Xmas Eve", "12-24"},
	{"Xmas Day", "12-25"},
	{"Xmas", "12-25"},
	{"Boxing Day", "12-26"},
	{"St Stephen's Day", "12-26"},
	{"New Year's Eve", "12-31"},
	{"New Year's Day", "01-01"},
	{"New Year's", "01-01"},
	{"New Year", "01-01"},
	{"Hogmanay", "12-31"},
	{"Twelfth Night", "01-05"},
	{"Epiphany", "01-06"},
	{"Burns Night", "01-25"},
	{"Australia Day", "01-26"},
	{"Groundhog Day", "02-02"},
	{"Candlemas", "02-02"},
	{"St Valentine's Day", "02-14"},
	{"Valentine's Day", "02-14"},
	{"St David's Day", "03-01"},
	{"International Women's Day", "03-08"},
	{"St Patrick's Day", "03-17"},
	{"Lady Day", "03-25"},
	{"April Fools' Day", "04-01"},
	{"April Fool's Day", "04-01"},
	{"Earth Day", "04-22"},
	{"St George's Day", "04-23"},
	{"Anzac Day", "04-25"},
	{"May Day", "05-01"},
	{"Victory Day", "05-09"},
	{"Juneteenth", "06-19"},
	{"Midsummer's Day", "06-24"},
	{"Midsummer Day", "06-24"},
	{"Canada Day", "07-01"},
	{"Independence Day", "07-04"},
	{"Fourth of July", "07-04"},
	{"Bastille Day", "07-14"},
	{"Assumption Day", "08-15"},
	{"Michaelmas", "09-29"},
	{"German Unity Day", "10-03"},
	{"Halloween", "10-31"},
	{"All Hallows' Eve", "10-31"},
	{"All Saints' Day", "11-01"},
	{"All Souls' Day", "11-02"},
	{"Guy Fawkes Night", "11-05"},
	{"Bonfire Night", "11-05"},
	{"Armistice Day", "11-11"},
	{"Remembrance Day", "11-11"},
	{"Veterans Day", "11-11"},
	{"Veterans' Day", "11-11"},
	{"Martinmas", "11-11"},
	{"St Andrew's Day", "11-30"},
	{"Martin Luther King Day", "1#3.1"},
	{"Martin Luther King Jr. Day", "1#3.1"},
	{"Presidents' Day", "2#3.1"},
	{"Presidents Day", "2#3.1"},
	{"Memorial Day", "5#-1.1"},
	{"Spring Bank Holiday", "5#-1.1"},
	{"Father's Day", "6#3.0"},
	{"August Bank Holiday", "8#-1.1"},
	{"Labor Day", "9#1.1"},
	{"Labour Day", "05-01"},
	{"Columbus Day", "10#2.1"},
	{"Election Day", "11@2"}, // the Tuesday after the first Monday
	{"Remembrance Sunday", "11#2.0"},
	{"Thanksgiving Day", "11#4.4"},
	{"Thanksgiving", "11#4.4"},
	{"Black Friday", "11#4.4+1"},
	{"Cyber Monday", "11#4.4+4"},
	{"Shrove Tuesday", "easter-47"},
	{"Pancake Day", "easter-47"},
	{"Mardi Gras", "easter-47"},
	{"Ash Wednesday", "easter-46"},
	{"Mothering Sunday", "easter-21"},
	{"Mother's Day", "5#2.0"},
	{"Palm Sunday", "easter-7"},
	{"Maundy Thursday", "easter-3"},
	{"Holy Thursday", "easter-3"},
	{"Good Friday", "easter-2"},
	{"Holy Saturday", "easter-1"},
	{"Easter Saturday", "easter-1"},
	{"Easter Sunday", "easter+0"},
	{"Easter Day", "easter+0"},
	{"Easter Monday", "easter+1"},
	{"Easter Eve", "easter-1"},
	{"Easter", "easter+0"},
	{"Orthodox Good Friday", "pascha-2"},
	{"Orthodox Easter", "pascha+0"},
	{"Orthodox Christmas", "01-07"},
	{"Ascension Day", "easter+39"},
	{"Whit Sunday", "easter+49"},
	{"Whitsunday", "easter+49"},
	{"Whitsun", "easter+49"},
	{"Pentecost", "easter+49"},
	{"Whit Monday", "easter+50"},
	{"Trinity Sunday", "easter+56"},
	{"Corpus Christi", "easter+60"},
	{"Advent Sunday", "11@0"}, // the Sunday nearest to 30 November
	{"Passover", "hebrew 1-15"},
	{"Shavuot", "hebrew 3-6"},
	{"Rosh Hashanah", "hebrew 7-1"},
	{"Yom Kippur", "hebrew 7-10"},
	{"Sukkot", "hebrew 7-15"},
	{"Hanukkah", "hebrew 9-25"},
	{"Purim", "hebrew 12-14"},
	{"Ramadan", "islamic 9-1"},
	{"Eid al-Fitr", "islamic 10-1"},
	{"Eid ul-Fitr", "islamic 10-1"},
	{"Eid al-Adha", "islamic 12-10"},
	{"Eid ul-Adha", "islamic 12-10"},
	{"Ashura", "islamic 1-10"},
	{"Chinese New Year", ""},
	{"Lunar New Year", ""},
	{"Tet", ""},
	{"Nowruz", "03-20"},
	{"Diwali", ""},
	{"Holi", ""},
	{"Vesak Day", ""},
}

// A named is a holiday by the words of its name: lower case, without what
// stands between them.
type named struct {
	words []string
	h     *Holiday
}

// byFirst finds the holidays by the first word of their names.
var byFirst = func() map[string][]named {
	m := map[string][]named{}
	for i := range holidays {
		w := strings.Fields(strings.NewReplacer("'", " ", ".", " ", "-", " ").Replace(strings.ToLower(holidays[i].Name)))
		m[w[0]] = append(m[w[0]], named{w, &holidays[i]})
	}
	return m
}()

// plainHolidays are names that stand for the day even without a capital.
var plainHolidays = map[string]bool{"xmas": true, "christmas": true, "halloween": true, "thanksgiving": true}

// holiday reads the name of a holiday; nil where there is none.
func (p *parser) holiday(i int) (*Holiday, int) {
	var best *Holiday
	end := i
	for _, n := range byFirst[p.lower(i)] {
		k := i
		for w := 0; w < len(n.words); w++ {
			for w > 0 && (p.apostrophe(k) || p.is(k, ".") || p.hyphen(k)) {
				k++
			}
			if p.lower(k) != n.words[w] || len(n.words[w]) > 2 && n.words[w] != "of" && !p.at(k).upper() && !plainHolidays[n.words[w]] && !(w > 0 && plainHolidays[n.words[0]]) {
				k = -1
				break
			}
			k++
		}
		if k > end {
			best, end = n.h, k
		}
	}
	if best != nil && namesakes[p.lower(end)] {
		return nil, i
	}
	return best, end
}

// namesakes are the words before which the name of a holiday is part of
// another name or thing: "the Easter Rising", "a Christmas tree".
var namesakes = wordSet("rising island islands egg eggs bunny tree trees carol carols card cards cracker crackers pudding seals jumper jumpers stocking stockings")
