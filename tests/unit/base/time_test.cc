#include "wirefold/base/time.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace wirefold {
namespace {

Timestamp at(std::int64_t unix_seconds) { return Timestamp(std::chrono::seconds(unix_seconds)); }

TEST(Time, WritesBothForms) {
  EXPECT_EQ(format_rfc3339(at(1731240360)), "2024-11-10T12:06:00Z");
  EXPECT_EQ(format_http_date(at(1731240360)), "Sun, 10 Nov 2024 12:06:00 GMT");
}

/// Sets the environment's time zone to `name` while the object lives.
class Zone {
 public:
  explicit Zone(const char* name) {
    const char* const before = std::getenv("TZ");
    if (before != nullptr) before_ = before;
    was_set_ = before != nullptr;
    setenv("TZ", name, 1);
    tzset();
  }
  ~Zone() {
    if (was_set_) {
      setenv("TZ", before_.c_str(), 1);
    } else {
      unsetenv("TZ");
    }
    tzset();
  }
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;

 private:
  std::string before_;
  bool was_set_ = false;
};

TEST(Time, IsLocalForPeople) {
  struct Case {
    const char* zone;
    const char* text;
  };
  for (const Case& c : {Case{"UTC0", "2024-11-10 12:06 UTC"}, Case{"WIB-7", "2024-11-10 19:06 WIB"},
                        Case{"<+0545>-5:45", "2024-11-10 17:51 +0545"},
                        Case{"EST5EDT,M3.2.0,M11.1.0", "2024-11-10 07:06 EST"}}) {
    const Zone zone(c.zone);
    EXPECT_EQ(format_local(at(1731240360)), c.text);
  }
  const Zone summer("EST5EDT,M3.2.0,M11.1.0");
  EXPECT_EQ(format_local(at(1720612800)), "2024-07-10 08:00 EDT");
}

TEST(Time, SaysHowFarAwayItIs) {
  struct Case {
    std::int64_t seconds;
    const char* text;
  };
  for (const Case& c : {Case{0, "now"}, Case{1, "in 1 s"}, Case{-59, "59 s ago"},
                        Case{119, "in 119 s"}, Case{120, "in 2 min"}, Case{-180, "3 min ago"},
                        Case{7199, "in 119 min"}, Case{25200, "in 7 h"}, Case{-86400, "24 h ago"},
                        Case{172800, "in 2 d"}, Case{-400 * 86400, "400 d ago"}}) {
    EXPECT_EQ(format_relative(at(1731240360 + c.seconds), at(1731240360)), c.text);
  }
}

TEST(Time, ReadsItsOwnHttpDate) {
  Timestamp t{};
  ASSERT_TRUE(parse_http_date("Sun, 10 Nov 2024 12:06:00 GMT", t));
  EXPECT_EQ(t, at(1731240360));
}

TEST(Time, RefusesWhatIsNoHttpDate) {
  Timestamp t = at(7);
  for (const char* text : {"", "Sun, 10 Nov 2024 12:06:00", "Sun, 31 Feb 2024 12:06:00 GMT",
                           "Sun, 10 Xyz 2024 12:06:00 GMT", "Sun, 10 Nov 2024 25:06:00 GMT",
                           "Sun, 10 Nov 2024 12:06:00 GMT and more"}) {
    EXPECT_FALSE(parse_http_date(text, t)) << text;
  }
  EXPECT_EQ(t, at(7));
}

}  // namespace
}  // namespace wirefold
