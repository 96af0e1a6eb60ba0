#include "wirefold/parse/date.h"

#include <gtest/gtest.h>

namespace wirefold::parse {
namespace {

struct DateCase {
  std::string_view text;
  std::optional<std::int64_t> unix_seconds;  // none: no date
};

constexpr DateCase kCases[] = {
    // RFC 3339 and W3C-DTF
    {"1970-01-01T00:00:00Z", 0},
    {"2003-12-13T18:30:02.25+01:00", 1071336602},  // RFC 4287 section 3.3
    {"1990-12-31T15:59:60-08:00", 662687999},      // RFC 3339 section 5.8, leap second
    {"2024-02-29 12:00:00Z", 1709208000},          // space for T
    {"2024-11-10T12:06Z", 1731240360},             // no seconds
    {"2024-11-10", 1731196800},                    // a day
    {"2024-11", 1730419200},                       // a month
    {"2024-11-10T12:06:00", 1731240360},           // no zone: UTC
    {"2024-11-10T19:06:00+0700", 1731240360},
    {" 2024-11-10T12:06:00Z\n", 1731240360},
    // RFC 822 and its variants
    {"Sun, 10 Nov 2024 12:06:00 GMT", 1731240360},
    {"Sun, 10 Nov 2024 12:06:00 +0000", 1731240360},
    {"10 Nov 2024 19:06 +0700", 1731240360},  // no weekday, no seconds
    {"Sun, 10 Nov 24 12:06:00 UT", 1731240360},
    {"Sunday, 10 November 2024 19:06:00 WIB", 1731240360},
    {"Sun, 10 Nov 2024 07:06:00 EST", 1731240360},
    {"Sun, 10-Nov-2024 12:06:00 GMT", 1731240360},
    {"Nov 10, 2024 12:06:00", 1731240360},
    {"Sun, 10 Nov 2024", 1731196800},
    {"Sun, 10 Nov 2024 19:06:00 GMT+0700", 1731240360},
    // no dates
    {"2023-02-29T12:00:00Z", {}},
    {"Fri, 31 Feb 2024 12:00:00 GMT", {}},
    {"2024-13-01T00:00:00Z", {}},
    {"2024-01-01T24:00:00Z", {}},
    {"2024-01-01T00:00:00+25:00", {}},
    {"Sun, 10 Nov 2024 12:06:00 XYZZY", {}},
    {"yesterday", {}},
    {"20241110", {}},
    {"", {}},
};

TEST(ParseDate, ReadsWhatPublishersWrite) {
  for (const DateCase& c : kCases) {
    SCOPED_TRACE(c.text);
    const auto got = parse_date(c.text);
    ASSERT_EQ(got.has_value(), c.unix_seconds.has_value());
    if (got) {
      EXPECT_EQ(got->time_since_epoch().count(), *c.unix_seconds);
    }
  }
}

}  // namespace
}  // namespace wirefold::parse
