package content

import (
	"strings"
	"testing"
)

// told is what the lines of a head tell, on one line: title; author; place;
// stamps of publication that can be read; stamps of updates.
func told(s Source) string {
	list := func(stamps []Stamp) string {
		var out []string
		for _, st := range stamps {
			if readsAsStamp(st.Text) {
				out = append(out, st.Text)
			}
		}
		return strings.Join(out, " + ")
	}
	return strings.Join([]string{s.Title, s.Author, s.Dateline, list(s.Published), list(s.Modified)}, "; ")
}

// story stands below the heads of the tables.
const storyBelow = "\nLorries crossed the bridge again on Monday after two years of repairs, the council said."

func TestHeadLines(t *testing.T) {
	for _, tt := range []struct{ head, want string }{
		// Dates of publication.
		{"Bridge reopens after repairs\nAda Finch | 3 May 2019 | 2 min read", "Bridge reopens after repairs; Ada Finch; ; 3 May 2019; "},
		{"Bridge reopens after repairs\nPublished: 10:12 BST, 3 May 2019 | Updated: 14:33 BST, 4 May 2019", "Bridge reopens after repairs; ; ; 10:12 BST, 3 May 2019; 14:33 BST, 4 May 2019"},
		{"World\nBridge reopens after repairs\nMay 3, 2019 / 10:12 AM / Updated 2 years ago\nAda Finch, Bert Hodge", "Bridge reopens after repairs; Ada Finch, Bert Hodge; ; May 3, 2019 10:12 AM; "},
		{"By ADA FINCH and BERT HODGE\nMAY 3, 2019\nBridge reopens after repairs", "Bridge reopens after repairs; ADA FINCH and BERT HODGE; ; MAY 3, 2019; "},
		{"Bridge reopens after repairs\nAda Finch in Oslo\nFri 3 May 2019 10.12 BST Last modified on Fri 3 May 2019 14.33 BST", "Bridge reopens after repairs; Ada Finch; Oslo; Fri 3 May 2019 10.12 BST; Fri 3 May 2019 14.33 BST"},
		{"Bridge reopens after repairs\nPosted at 10:12 on 3 May 2019 by Ada Finch", "Bridge reopens after repairs; Ada Finch; ; 10:12 on 3 May 2019; "},
		{"Bridge reopens after repairs\nWords: Ada Finch    Photos: Bert Hodge\nFirst published 3 May 2019", "Bridge reopens after repairs; Ada Finch; ; 3 May 2019; "},
		{"Bridge reopens after repairs\n10:12, 3 MAY 2019\nUPDATED14:33, 3 MAY 2019", "Bridge reopens after repairs; ; ; 10:12, 3 MAY 2019; 14:33, 3 MAY 2019"},
		{"Bridge reopens after repairs\nPosted\n3 May 2019", "Bridge reopens after repairs; ; ; 3 May 2019; "},
		{"Title: Bridge reopens\nAuthor: Ada Finch\nDate of publication: 3 May 2019", "Bridge reopens; Ada Finch; ; 3 May 2019; "},
		{"THE DAILY HARBOUR\nLONDON, FRIDAY, MAY 3, 1889\nPRICE ONE PENNY\nTHE BRIDGE AT KOSTRAVA", "THE BRIDGE AT KOSTRAVA; ; LONDON; FRIDAY, MAY 3, 1889; "},
		{"Bridge reopens after repairs\nIt took two years.\n3 May 2019", "Bridge reopens after repairs; ; ; 3 May 2019; "},
		{"Bridge reopens after repairs\nEdited by Bert Hodge | Updated: May 03, 2019 10:12 IST", "Bridge reopens after repairs; ; ; ; May 03, 2019 10:12 IST"},
		{"Sent: Friday, May 3, 2019 10:12 AM\nFrom: ada@example.invalid (Ada Finch)\nSubject: Bridge reopens", "Bridge reopens; Ada Finch; ; Friday, May 3, 2019 10:12 AM; "},
		{"This article was first published in the Courier on 3 May 2019 and has been shortened.", "; ; ; 3 May 2019; "},
		{"Press release | Oslo, 3 May 2019\nBridge reopens after repairs", "Bridge reopens after repairs; ; Oslo; 3 May 2019; "},

		// Dates of something else.
		{"Spring plant sale to be held on 12 May 2019", "Spring plant sale to be held on 12 May 2019; ; ; ; "},
		{"Bridge reopens after repairs\nThe old bridge at Kostrava, 3 May 2016. Photo: Ada Finch", "Bridge reopens after repairs; ; ; ; "},
		{"Bridge reopens after repairs\nPHOTO | ADA FINCH | 3 MAY 2016", "Bridge reopens after repairs; ; ; ; "},
		{"Bridge reopens after repairs\nKostrava, 3 May 2016\nPhoto: Ada Finch", "Bridge reopens after repairs; ; ; ; "},
		{"Summer songs from the islands\nDate: Saturday 12 May 2019\nTime: 7.30pm\nVenue: Old Hall", "Summer songs from the islands; ; ; ; "},
		{"Songs from the islands and more\nSaturday 12 May 2019 at 7pm", "Songs from the islands and more; ; ; ; "},
		{"Exhibition of old maps\n3 May – 5 June 2019", "Exhibition of old maps; ; ; ; "},
		{"Call for papers on bridges\nDeadline: 3 May 2019", "Call for papers on bridges; ; ; ; "},
		{"Flood warning for the lower river\nValid until 3 May 2019, 18:00", "Flood warning for the lower river; ; ; ; "},
		{"Bridge reopens after repairs\nFiled under: Transport, 3 May 2019", "Bridge reopens after repairs; ; ; ; "},
		{"Bridge reopens after repairs\nRelated\nBridge closed for two years\n3 May 2017", "Bridge reopens after repairs; ; ; ; "},
		{"Bridge reopens after repairs\nBy Ada Finch\n3 days ago", "Bridge reopens after repairs; Ada Finch; ; ; "},
		{"3 May 1974: the day the bridge fell", "3 May 1974: the day the bridge fell; ; ; ; "},
		{"Squeaky wheel on my cart\nbert_h\nJoined: 3 May 2009\nPosts: 12", "Squeaky wheel on my cart; bert_h; ; ; "},
		{"Spring season at the hall\n3 May 2019 – Choir Evening\n10 May 2019 – Brass Band", "Spring season at the hall; ; ; ; "},
	} {
		t.Run(tt.head, func(t *testing.T) {
			if got := told(source(t, "a.txt", tt.head+storyBelow+"\n")); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestFootLines shows what stands below a story: only a label of publication
// counts there.
func TestFootLines(t *testing.T) {
	for _, tt := range []struct{ foot, want string }{
		{"Published: 3 May 2019", "; ; ; 3 May 2019; "},
		{"First Published: 3 May 2019, 10:12 IST\n(Reporting by Ada Finch; Editing by Bert Hodge)", "; Ada Finch; ; 3 May 2019, 10:12 IST; "},
		{"Ends/Friday, May 3, 2019\nIssued at HKT 15:30", "; ; ; Friday, May 3, 2019 HKT 15:30; "},
		{"Oslo, 3 May 2019", "; ; Oslo; 3 May 2019; "},
		{"© 3 May 2019 Kostrava Courier", "; ; ; ; "},
		{"3 May 2019", "; ; ; ; "},
		{"Comments\nBert Hodge\nPosted 4 May 2019 at 10:12\nAbout time.", "; ; ; ; "},
		{"Bert Hodge says:\nMay 4, 2019 at 10:12 am\nAbout time.", "; ; ; ; "},
	} {
		t.Run(tt.foot, func(t *testing.T) {
			if got := told(source(t, "a.txt", storyBelow[1:]+"\n"+tt.foot+"\n")); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestDatelines(t *testing.T) {
	const rest = "Lorries crossed the bridge again after two years of repairs, the council said on Monday."
	for _, tt := range []struct{ lead, place, date, agency string }{
		{"OSLO, Norway, Dec 3 (Agency) - ", "OSLO, Norway", "Dec 3", "Agency"},
		{"NEW YORK, May 3, 2019 /Newswire/ -- ", "NEW YORK", "May 3, 2019", "Newswire"},
		{"YUZHNY, March 5. /NORDPRESS/. ", "YUZHNY", "March 5", "NORDPRESS"},
		{"OSLO. May 3 (Agency) - ", "OSLO", "May 3", "Agency"},
		{"GENEVA (3 May 2019) – ", "GENEVA", "3 May 2019", ""},
		{"New Delhi/Jamshedpur, Mar 14 (HNS) ", "New Delhi/Jamshedpur", "Mar 14", "HNS"},
		{"ST. PETERSBURG, Fla. (AP) — ", "ST. PETERSBURG, Fla.", "", "AP"},
		{"HOBOKEN, March 3.—", "HOBOKEN", "March 3", ""},
		{"ONITSHA—", "ONITSHA", "", ""},
		{"SAN MATEO--(NEWSWIRE)--", "SAN MATEO", "", ""},
		{"Pretoria - ", "Pretoria", "", ""},
		{"MUMBAI: ", "MUMBAI", "", ""},
		{"Kampala, Uganda | THE AGENCY | ", "Kampala, Uganda", "", ""},
		{"UPDATE - ", "", "", ""},
		{"ODA PRENT, HOST: ", "", "", ""},
		{"Question: ", "", "", ""},
		{"The Minister - ", "", "", ""},
	} {
		t.Run(tt.lead, func(t *testing.T) {
			line := tt.lead + rest
			d, ok := readDateline(line)
			if !ok {
				d = dateline{}
			}
			if place, date := d.place.Of(line), d.date.Of(line); place != tt.place || date != tt.date || d.agency != tt.agency {
				t.Errorf("got %q, %q, %q", place, date, d.agency)
			}
		})
	}
}

func TestDatePieces(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"On Apr 3, 2017 In Metro 4:33 am", "Apr 3, 2017|4:33 am"},
		{"Sat 3 Oct 2020 14.08 BST", "Sat 3 Oct 2020 14.08 BST"},
		{"418 AM CDT Tue Jun 12 2018", "418 AM CDT Tue Jun 12 2018"},
		{"2019/11/23 09:15 (KST)", "2019/11/23 09:15 (KST)"},
		{"The Sentinel (Vic. : 1861 - 1919), Saturday 14 February 1874, page 3", "Saturday 14 February 1874"},
		{"May 3, 2019 12 comments", "May 3, 2019"},
		{"VOL. XII. NO. 31. TUESDAY, MARCH 4, 1884. PRICE TWO CENTS.", "TUESDAY, MARCH 4, 1884"},
		{"2019-05-03T10:12:00+01:00", "2019-05-03T10:12:00+01:00"},
		{"02-Nov-2016 14h08", "02-Nov-2016 14h08"},
		{"10:12 p.m. Eastern Time May 3, 2019", "10:12 p.m. Eastern Time May 3, 2019"},
		{"Issued at HKT 15:30", "HKT 15:30"},
		{"They may march on 3 roads", ""},
		{"Room 3.14 of Block 2019", ""},
	} {
		var got []string
		for _, p := range datePieces(tt.in) {
			got = append(got, p.span.Of(tt.in))
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("datePieces(%q) = %q, want %q", tt.in, g, tt.want)
		}
	}
}

// TestShortDateline checks that a line that is a date alone is no dateline.
func TestShortDateline(t *testing.T) {
	const line = "WEDNESDAY, JULY 29,2009"
	if s, ok := shortDateline(line); ok {
		t.Errorf("%s: %q", line, s.Of(line))
	}
}
