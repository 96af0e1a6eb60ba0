#include "wirefold/parse/date.h"

#include <gtest/gtest.h>

#include <span>

namespace wirefold::parse {
namespace {

struct DateCase {
  std::string_view what;
  std::string_view text;
  std::string_view rfc3339;  // Empty if there is no date.
};

void expect_dates(std::span<const DateCase> cases) {
  for (const DateCase& c : cases) {
    SCOPED_TRACE(std::string(c.what) + ": " + std::string(c.text));
    const auto got = parse_date(c.text);
    EXPECT_EQ(got ? format_rfc3339(*got) : "", c.rfc3339);
  }
}

constexpr std::string_view kNoon = "2024-11-10T12:06:00Z";
constexpr std::string_view kDay = "2024-11-10T00:00:00Z";

TEST(ParseDate, ReadsIso8601AndItsProfiles) {
  constexpr DateCase kCases[] = {
      {"a day after the epoch", "1970-01-02T12:00:00Z", "1970-01-02T12:00:00Z"},
      {"RFC 4287 section 3.3", "2003-12-13T18:30:02.25+01:00", "2003-12-13T17:30:02Z"},
      {"leap second (RFC 3339 section 5.8)", "1990-12-31T15:59:60-08:00", "1990-12-31T23:59:59Z"},
      {"leap day", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"},
      {"small letters", "2024-11-10t12:06:00z", kNoon},
      {"a space for the T", "2024-11-10 12:06:00Z", kNoon},
      {"a space before the offset", "2024-11-10 19:06:00 +07:00", kNoon},
      {"no seconds", "2024-11-10T12:06Z", kNoon},
      {"no zone is UTC", "2024-11-10T12:06:00", kNoon},
      {"offset without a colon", "2024-11-10T19:06:00+0700", kNoon},
      {"offset of hours alone", "2024-11-10T19:06:00+07", kNoon},
      {"offset and Z together", "2024-11-10T07:06:00-05:00Z", kNoon},
      {"half-hour offset", "2024-11-10T17:36:00+05:30", kNoon},
      {"a fraction behind a comma", "2024-11-10T12:06:00,5Z", kNoon},
      {"a day", "2024-11-10", kDay},
      {"a month", "2024-11", "2024-11-01T00:00:00Z"},
      {"a year", "2024", "2024-01-01T00:00:00Z"},
      {"basic date", "20241110", kDay},
      {"basic date and time", "20241110T120600Z", kNoon},
      {"ordinal date", "2024-315", kDay},
      {"basic ordinal date", "2024315", kDay},
      {"week date", "2024-W45-7", kDay},
      {"basic week date", "2024W457", kDay},
      {"week 53", "2020-W53-5", "2021-01-01T00:00:00Z"},
      {"week without a day is its Monday", "2024-W45", "2024-11-04T00:00:00Z"},
      {"two-digit year, basic", "031231", "2003-12-31T00:00:00Z"},
      {"year and month, basic", "200312", "2003-12-01T00:00:00Z"},
      {"two-digit year, ordinal", "03335", "2003-12-01T00:00:00Z"},
      {"a dash for the century", "-0312", "2003-12-01T00:00:00Z"},
      {"a dash for the century, extended", "-03-12", "2003-12-01T00:00:00Z"},
      {"a zero too many", "2003-012-31T10:14:55+00:00", "2003-12-31T10:14:55Z"},
      {"blanks around", " 2024-11-10T12:06:00Z\n", kNoon},
  };
  expect_dates(kCases);
}

TEST(ParseDate, ReadsWhatProgramsPrint) {
  constexpr DateCase kCases[] = {
      {"the end of a day", "2024-11-09T24:00:00Z", kDay},
      {"the end of a day, mail", "Sat, 09 Nov 2024 24:00:00 GMT", kDay},
      {"the end of a day, worded", "09.11.2024 24:00", kDay},
      {"no such time", "2024-11-09T24:00:01Z", ""},
      {"POSIX zone, winter", "Sun, 10 Nov 2024 07:06:00 EST5EDT", kNoon},
      {"POSIX zone, summer", "Wed, 10 Jul 2024 08:06:00 EST5EDT", "2024-07-10T12:06:00Z"},
      {"another POSIX zone", "Sun, 10 Nov 2024 04:06:00 PST8PDT", kNoon},
      {"an hour alone", "Nov. 10, 2024, 3 p.m.", "2024-11-10T15:00:00Z"},
      {"an hour alone, joined", "November 10, 2024 at 3pm", "2024-11-10T15:00:00Z"},
      {"an hour alone, first", "12 a.m. Nov. 10, 2024", kDay},
      {"noon", "Nov. 10, 2024, noon", "2024-11-10T12:00:00Z"},
      {"Go", "2024-11-10 12:06:00.123456789 +0000 UTC m=+0.0001", kNoon},
      {"Go, elsewhere", "2024-11-10 19:06:00 +0700 WIB m=-12.5", kNoon},
      {"Go without its clock", "2024-11-10 12:06:00 +0000 UTC", kNoon},
      {"Java", "2024-11-10T13:06:00+01:00[Europe/Brussels]", kNoon},
      {"JavaScript", "Sun Nov 10 2024 13:06:00 GMT+0100 (CET)", kNoon},
      {".NET", "/Date(1731240360000)/", kNoon},
      {".NET with the writer's zone", "/Date(1731240360000+0200)/", kNoon},
      {".NET without a number", "/Date()/", ""},
      {"seconds with a fraction", "1731240360.75", kNoon},
      {"milliseconds with a fraction", "1731240360123.5", kNoon},
      {"microseconds", "1731240360123456", kNoon},
      {"nanoseconds", "1731240360123456789", kNoon},
      {"no number", "1731240360.7x", ""},
      {"a run of digits with the time", "20241110120600", kNoon},
  };
  expect_dates(kCases);
}

TEST(ParseDate, TakesPlaceholdersForNoDate) {
  constexpr DateCase kCases[] = {
      {"the epoch", "Thu, 01 Jan 1970 00:00:00 +0000", ""},
      {"the epoch, ISO", "1970-01-01T00:00:00Z", ""},
      {"the epoch's day", "1970-01-01", ""},
      {"the epoch in the east", "Thu, 01 Jan 1970 07:00:00 +0700", ""},
      {"midnight of the east", "Thu, 01 Jan 1970 00:00:00 +0700", ""},
      {"the epoch in the west", "Wed, 31 Dec 1969 19:00:00 -0500", ""},
      {"Go's zero", "0001-01-01T00:00:00Z", ""},
      {"Go's zero, mail", "Mon, 01 Jan 0001 00:00:00 +0000", ""},
      {"MySQL's zero", "0000-00-00 00:00:00", ""},
      {"SQL Server's zero", "1900-01-01T00:00:00", ""},
      {"PHP's zero", "-0001-11-30T00:00:00+00:00", ""},
      {"PHP's zero, mail", "Sun, 30 Nov -0001 00:00:00 +0000", ""},
      {"year 0", "Sat, 30 Nov 0000 00:00:00 +0000", ""},
      {"two digits are a year", "Mon, 01 Jan 01 00:00:00 +0000", "2001-01-01T00:00:00Z"},
      {"before", "1969-12-30T00:00:00Z", "1969-12-30T00:00:00Z"},
  };
  expect_dates(kCases);
}

TEST(ParseDate, ReadsMailDatesAndTheirVariants) {
  constexpr DateCase kCases[] = {
      {"RFC 822", "Sun, 10 Nov 24 12:06:00 UT", kNoon},
      {"RFC 2822", "Sun, 10 Nov 2024 12:06:00 +0000", kNoon},
      {"west of Greenwich", "Sun, 10 Nov 2024 05:06:00 -0700", kNoon},
      {"RFC 850", "Sunday, 10-Nov-24 12:06:00 GMT", kNoon},
      {"ctime", "Sun Nov 10 12:06:00 2024", kNoon},
      {"ctime with a zone", "Sun Nov 10 12:06:00 UTC 2024", kNoon},
      {"no weekday, no seconds", "10 Nov 2024 19:06 +0700", kNoon},
      {"no blank behind the comma", "Sun,10 Nov 2024 12:06:00 GMT", kNoon},
      {"a comma behind the month", "Sun, 10 Nov, 2024 12:06:00 GMT", kNoon},
      {"the wrong weekday", "Fri, 10 Nov 2024 12:06:00 GMT", kNoon},
      {"an abbreviation of four letters", "Thurs, 7 Nov 2024 12:06:00 GMT", "2024-11-07T12:06:00Z"},
      {"month first", "Nov 10, 2024 12:06:00", kNoon},
      {"month first behind the weekday", "Sun, Nov 10 2024 12:06:00 GMT", kNoon},
      {"month with a dot", "Nov. 10, 2024, 12:06 p.m.", kNoon},
      {"month written out", "Sunday, November 10, 2024 - 12:06pm", kNoon},
      {"ordinal number", "Sun, 10th Nov 2024 12:06:00 GMT", kNoon},
      {"half of the day", "November 10 2024 07:06:38 PM", "2024-11-10T19:06:38Z"},
      {"midnight as twelve", "10 Nov 2024 12:06 AM", "2024-11-10T00:06:00Z"},
      {"half of the day behind 24 hours", "10 Nov 2024 19:06 PM", "2024-11-10T19:06:00Z"},
      {"JavaScript", "Sun Nov 10 2024 19:06:00 GMT+0700 (Western Indonesia Time)", kNoon},
      {"offset with a colon", "Sun, 10 Nov 2024 19:06:00 +07:00", kNoon},
      {"offset of one digit", "Sun, 10 Nov 2024 19:06:00 +7", kNoon},
      {"offset behind GMT", "Sun, 10 Nov 2024 19:06:00 GMT+7", kNoon},
      {"American zone", "Sun, 10 Nov 2024 07:06:00 EST", kNoon},
      {"American zone, either season", "Wed, 10 Jul 2024 07:06:00 ET", "2024-07-10T11:06:00Z"},
      {"Indonesian zone", "Sunday, 10 November 2024 19:06:00 WIB", kNoon},
      {"Australian zone", "Sun, 10 Nov 2024 22:06:00 AEST", kNoon},
      {"IANA zone", "Sun, 10 Nov 2024 13:06:00 Europe/Brussels", kNoon},
      {"IANA zone in summer", "Wed, 10 Jul 2024 13:06:00 Europe/Brussels", "2024-07-10T11:06:00Z"},
      {"a zone that nobody knows is UTC", "Sun, 10 Nov 2024 12:06:00 XYZ", kNoon},
      {"a date alone", "Sun, 10 Nov 2024", kDay},
      {"a date and a zone", "10 Nov 2024 GMT", kDay},
      {"a month alone", "Nov. 2024", "2024-11-01T00:00:00Z"},
      {"Unix time", "1731240360", kNoon},
      {"Unix time in milliseconds", "1731240360000", kNoon},
  };
  expect_dates(kCases);
}

TEST(ParseDate, ReadsDatesInNumbers) {
  constexpr DateCase kCases[] = {
      {"year first, slashes", "2024/11/10 12:06:00", kNoon},
      {"year first, a weekday before and a zone behind", "Sun, 2024/11/10 07:06:00 EST", kNoon},
      {"day first, dots", "10.11.2024 12:06", kNoon},
      {"day first, dashes", "10-11-2024 12:06", kNoon},
      {"day first, blanks", "Sun, 10 11 2024 19:06:00 +0700", kNoon},
      {"only the day can be first", "26/06/2020", "2020-06-26T00:00:00Z"},
      {"only the month can be first", "03/30/2020 - 19:19", "2020-03-30T19:19:00Z"},
      {"the weekday settles it: day first", "Sun, 10/11/2024 12:06", kNoon},
      {"the weekday settles it: month first", "Fri, 10/11/2024 12:06", "2024-10-11T12:06:00Z"},
      {"day and month alike", "11/11/2024", "2024-11-11T00:00:00Z"},
      {"nothing settles it", "10/11/2024", ""},
  };
  expect_dates(kCases);
}

TEST(ParseDate, ReadsTheLanguagesOfPublishers) {
  constexpr DateCase kCases[] = {
      {"Indonesian", "Minggu, 10 November 2024 19:06 WIB", kNoon},
      {"Indonesian with a dot in the time", "Minggu, 10 Agustus 2024, 19.06 WIB",
       "2024-08-10T12:06:00Z"},
      {"Indonesian short", "Sen, 5 Agt 2024 00:00:00 +0700", "2024-08-04T17:00:00Z"},
      {"Indonesian, a weekday and a month that are both elsewhere", "Sen, 10 Mar 2025",
       "2025-03-10T00:00:00Z"},
      {"Malay", "10 Ogos 2024", "2024-08-10T00:00:00Z"},
      {"Russian", "10 ноября 2024, 12:06", kNoon},
      {"Russian short", "вс, 10 ноя 2024 15:06:00 +0300", kNoon},
      {"Ukrainian", "неділя, 10 листопада 2024 р.", kDay},
      {"Bulgarian", "10 ноември 2024", kDay},
      {"Korean", "2024년 11월 10일 (일) 오후 12:06", kNoon},
      {"Korean in units", "2024년 11월 10일 12시 06분", kNoon},
      {"Japanese", "2024年11月10日(日) 12時06分00秒", kNoon},
      {"Japanese era", "令和6年11月10日", kDay},
      {"Chinese", "2024年11月10日 12:06", kNoon},
      {"Chinese, half of the day in front", "2024年11月10日 下午12:06", kNoon},
      {"German", "So, 10 Nov 2024 13:06:00 +0100", kNoon},
      {"German with an umlaut", "Do, 28 Mär 2024 00:00:00 +0000", "2024-03-28T00:00:00Z"},
      {"German with a dot", "Sonntag, 10. Dezember 2023 - 15:54 MEZ", "2023-12-10T14:54:00Z"},
      {"French", "dim., 10 nov. 2024 12:06:00 +0000", kNoon},
      {"French with accents", "mar., 01 déc. 2020 16:11:02 +0000", "2020-12-01T16:11:02Z"},
      {"French without its accents", "10 aout 2024", "2024-08-10T00:00:00Z"},
      {"French time", "Lundi 11 novembre 2024 à 15h30", "2024-11-11T15:30:00Z"},
      {"Spanish", "domingo, 10 de noviembre de 2024 12:06", kNoon},
      {"Portuguese", "Dom, 10 de Fevereiro de 2024", "2024-02-10T00:00:00Z"},
      {"Italian", "domenica 10 novembre 2024, 12:06", kNoon},
      {"Dutch", "zo, 10 mrt 2024", "2024-03-10T00:00:00Z"},
      {"Polish", "niedziela, 10 listopada 2024", kDay},
      {"Czech", "10. listopadu 2024", kDay},
      {"a month of two languages, by its weekday", "listopad 10, 2024 nedjelja", kDay},
      {"Hungarian", "2024. november 10. 12:06", kNoon},
      {"Greek", "Κυρ, 10 Νοε 2024 14:06:00 EET", kNoon},
      {"Greek written out", "10 Ιουλίου 2024", "2024-07-10T00:00:00Z"},
      {"Turkish", "10 Kasım 2024 Pazar", kDay},
      {"Finnish", "10. marraskuuta 2024", kDay},
      {"Swedish", "sön, 10 okt 2021", "2021-10-10T00:00:00Z"},
      {"Romanian", "10 noiembrie 2024", kDay},
      {"Vietnamese", "Chủ Nhật, 10 tháng 11, 2024", kDay},
      {"Thai, Buddhist era", "10 พ.ย. 2567 12:06", kNoon},
      {"Arabic", "10 نوفمبر 2024", kDay},
      {"Arabic digits", "١٠ نوفمبر ٢٠٢٤", kDay},
      {"Arabic month of two words", "10 تشرين الثاني 2024", kDay},
      {"Persian", "10 نوامبر 2024", kDay},
      {"Hebrew with its preposition", "10 בנובמבר 2024", kDay},
      {"Hindi", "10 नवंबर 2024", kDay},
  };
  expect_dates(kCases);
}

TEST(ParseDate, ReadsOtherCalendarsErasAndNumerals) {
  constexpr DateCase kCases[] = {
      {"Arabic digits", "الأحد ١٠ نوفمبر ٢٠٢٤ - ١٢:٠٦", kNoon},
      {"Persian, in words", "یکشنبه ۲۰ آبان ۱۴۰۳ - ۱۲:۰۶", kNoon},
      {"Persian, in numbers", "۱۴۰۳/۰۸/۲۰", kDay},
      {"Persian, leap day", "30 اسفند 1403", "2025-03-20T00:00:00Z"},
      {"Islamic", "8 جمادى الأولى 1446", kDay},
      {"Islamic, with the sign of its era", "8 جمادى الأولى 1446 هـ", kDay},
      {"Islamic, in numbers", "1446/05/08", kDay},
      {"a person with the name of a month", "Recep Kaya 10.11.2024", kDay},
      {"Thai, the Buddhist year", "๑๐ พฤศจิกายน ๒๕๖๗", kDay},
      {"Thai, without its century", "10 พ.ย. 67 เวลา 12:06 น.", kNoon},
      {"Chinese numerals", "二〇二四年十一月十日", kDay},
      {"a zero in another form", "二○二四年十一月三十日", "2024-11-30T00:00:00Z"},
      {"Reiwa", "令和6年11月10日", kDay},
      {"Reiwa in ideographs", "令和六年十一月十日", kDay},
      {"the first year of an era", "令和元年5月1日", "2019-05-01T00:00:00Z"},
      {"Heisei", "平成31年4月30日", "2019-04-30T00:00:00Z"},
      {"Minguo", "民國113年11月10日", kDay},
      {"Minguo in ideographs", "中華民國一百一十三年十一月十日", kDay},
      {"a weekday of two words", "Chủ nhật, 10/11/2024, 19:06 (GMT+7)", kNoon},
      {"a weekday whose word is a month elsewhere", "Thứ sáu, 15/11/2024", "2024-11-15T00:00:00Z"},
  };
  expect_dates(kCases);
}

TEST(ParseExactDate, TakesADateAndNothingElse) {
  constexpr DateCase kCases[] = {
      {"ISO 8601", "2024-11-10T19:06:00+07:00", kNoon},
      {"a day", "2024-11-10", kDay},
      {"with weekday, clock and zone", "Minggu, 10 November 2024 - 19:06 WIB", kNoon},
      {"short words beside", "den 10. November 2024 um 12.06 Uhr", kNoon},
      {"in numbers", "10.11.2024, 12:06", kNoon},
      {"of East Asia", "2024年11月10日 12:06", kNoon},
      {"of an era", "令和6年11月10日", kDay},
      {"of another calendar", "۲۰ آبان ۱۴۰۳", kDay},
      {"a sentence", "He was born on 3 May 1950", ""},
      {"a long word", "Copyright 10 November 2024", ""},
      {"a share", "2.3 percent in May", ""},
      {"a number with decimals", "5.6", ""},
      {"a version", "Version 10.2.1", ""},
      {"a version alone", "10.2.1", ""},
      {"a year of two digits", "10.11.24", ""},
      {"no day", "November 2024", ""},
      {"no year", "10 November", ""},
      {"a clock", "12:06", ""},
      {"seconds since 1970", "1731240360", ""},
      {"a sign of money", "$ 10 11 2024", ""},
      {"nothing", "", ""},
  };
  for (const DateCase& c : kCases) {
    SCOPED_TRACE(std::string(c.what) + ": " + std::string(c.text));
    const auto got = parse_exact_date(c.text);
    EXPECT_EQ(got ? format_rfc3339(*got) : "", c.rfc3339);
  }
}

TEST(ParseDate, LeavesAwayWhatIsNoDate) {
  constexpr DateCase kCases[] = {
      {"nothing", "", ""},
      {"a word", "yesterday", ""},
      {"too short", "abc", ""},
      {"29 February of another year", "2023-02-29T12:00:00Z", ""},
      {"31 February", "Fri, 31 Feb 2024 12:00:00 GMT", ""},
      {"month 13", "2024-13-01T00:00:00Z", ""},
      {"day 0", "2024-11-00", ""},
      {"hour 24", "2024-01-01T24:30:00Z", ""},
      {"minute 60", "10 Nov 2024 12:60", ""},
      {"an offset of a day", "2024-01-01T00:00:00+25:00", ""},
      {"day 366 of a short year", "2023-366", ""},
      {"week 54", "2024-W54-1", ""},
      {"year 0", "0000-00-00 00:00:00", ""},
      {"day 32 of a Persian month", "32 آبان 1403", ""},
      {"day 31 of a Persian month of 30 days", "1403/08/31", ""},
      {"a Persian month in an Islamic year", "10 آبان 1446", ""},
      {"a Persian year of long ago", "10 آبان 1250", ""},
      {"an ideograph that is no number's", "二〇二四天十一月", ""},
      {"a month of two languages, nothing to settle it", "10 listopad 2024", ""},
      {"days ago", "3 days ago", ""},
      {"a sentence", "Posted in News on a day in 2024 by 3 people of the desk", ""},
      {"a number", "12", ""},
  };
  expect_dates(kCases);
  EXPECT_FALSE(parse_date(std::string(100000, '1')));
  EXPECT_FALSE(parse_date("10 Nov 2024 " + std::string(100000, 'x')));
}

TEST(Date, NamesTheOffsetOfItsZone) {
  const std::vector<std::pair<const char*, int>> dates = {{"Sun, 10 Nov 2024 12:06:00 +0700", 420},
                                                          {"2024-11-10T12:06:00-03:30", -210},
                                                          {"10 Nov 2024 12:06 WIB", 420},
                                                          {"Sun, 10 Nov 2024 12:06:00 GMT", 0},
                                                          {"2024-11-10T12:06:00Z", 0},
                                                          {"2024-11-10", 0},
                                                          {"10-11-2024", 0},
                                                          {"2024-11-10T12:06:00+99:00", 0},
                                                          {"", 0},
                                                          {"1731240360", 0}};
  for (const auto& [text, minutes] : dates) {
    EXPECT_EQ(offset_in(text), std::chrono::minutes(minutes)) << text;
  }
}

}  // namespace
}  // namespace wirefold::parse
