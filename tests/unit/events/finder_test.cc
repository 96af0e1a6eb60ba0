#include "wirefold/events/finder.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace wirefold::events {
namespace {

using std::chrono::hours;

const Timestamp kNow{std::chrono::seconds(1'800'000'000)};

/// Reports of happenings in made-up words: those of one happening share most of them.
struct Wire {
  Finder finder{Rules{}};
  std::int64_t stories = 0;
  std::int64_t events = 0;

  /// Words of happening number `what`, in the version number `version`.
  static std::string text(int what, int version) {
    std::string out;
    for (int i = 0; i < 30; ++i) {
      const bool own = i % 3 == version % 3;
      out += "k" + letters(100 * what + i) + (own ? letters(7000 + 31 * version + i) : "") + " ";
    }
    return out;
  }

  static std::string letters(int number) {
    std::string out;
    for (; number > 0; number /= 20) out += static_cast<char>('b' + number % 20);
    return out;
  }

  NewReport report(int what, int version, std::uint64_t outlet, hours after = hours(0)) {
    const std::string words = text(what, version);
    return {StoryId{++stories}, outlet,       "xx",
            kNow + after,       kNow + after, terms_of(words.substr(0, 40), words)};
  }

  Found find(const NewReport& report) { return finder.find(report); }

  struct Taken {
    StoryId story{};
    EventId event{};
    Found found;
    PackedReport packed;
  };
  Taken take(const NewReport& report) {
    Taken out{report.story, {}, finder.find(report), {}};
    out.event = out.found.event.value_or(EventId{events + 1});
    events = std::max(events, to_int(out.event));
    out.packed = finder.remember(report, out.event, out.found.link.like);
    return out;
  }
  Taken take(int what, int version, std::uint64_t outlet, hours after = hours(0)) {
    return take(report(what, version, outlet, after));
  }
};

TEST(Finder, JoinsReportsOfOneHappening) {
  Wire wire;
  const auto one = wire.take(1, 0, 10);
  const auto other = wire.take(2, 0, 11);
  const auto two = wire.take(1, 1, 12, hours(2));
  EXPECT_EQ(two.event, one.event);
  EXPECT_NE(other.event, one.event);
  EXPECT_EQ(two.found.link.like, one.story);
  EXPECT_GE(two.found.link.points, 28);
  EXPECT_GE(two.found.link.likeness, 20);
  EXPECT_EQ(two.found.link.apart, hours(2));
  EXPECT_GT(two.found.link.shared, 5);
  ASSERT_EQ(two.found.link.words.size(), kMostSharedWords);
  EXPECT_GE(two.found.link.words[0].points, two.found.link.words[4].points);
  EXPECT_NE(Wire::text(1, 1).find(two.found.link.words[0].word), std::string::npos);
}

TEST(Finder, ComparesReportsOfOneLanguage) {
  Wire wire;
  wire.take(1, 0, 10);
  NewReport other = wire.report(1, 1, 12);
  other.lang = "yy";
  EXPECT_FALSE(wire.take(other).found.event);
}

TEST(Finder, ForgetsWhatHasLeftTheWindow) {
  Wire wire;
  const auto one = wire.take(1, 0, 10);
  wire.take(2, 0, 10, hours(24 * 7));
  EXPECT_TRUE(wire.finder.take_left().empty());
  wire.take(3, 0, 10, hours(24 * 7 + 1));
  EXPECT_EQ(wire.finder.take_left(), (std::vector{one.story}));
  EXPECT_EQ(wire.finder.size(), 2U);
  EXPECT_FALSE(wire.take(1, 1, 12, hours(24 * 7 + 2)).found.event);
}

TEST(Finder, CountsTheTimeBetweenReports) {
  Wire near;
  near.take(1, 0, 10);
  Wire far;
  far.take(1, 0, 10);
  EXPECT_GT(near.find(near.report(1, 1, 12, hours(1))).link.points,
            far.find(far.report(1, 1, 12, hours(100))).link.points);
}

TEST(Finder, TakesADateAfterTheArrivalForWrong) {
  Wire wire;
  wire.take(1, 0, 10);
  NewReport report = wire.report(1, 1, 12, hours(1));
  report.published = kNow + hours(24 * 365);
  EXPECT_EQ(wire.find(report).link.apart, hours(1));
}

TEST(Finder, RelatesWhatIsLessAlike) {
  Wire wire;
  const auto one = wire.take(1, 0, 10);
  wire.finder.set_rules({.threshold = 1});
  const Found found = wire.find(wire.report(1, 1, 12));
  EXPECT_FALSE(found.event);
  ASSERT_EQ(found.related.size(), 1U);
  EXPECT_EQ(found.related[0].like, one.story);
  EXPECT_GE(found.related[0].points, 20);
}

TEST(Finder, RelatesFiveStoriesAtMost) {
  Wire wire;
  wire.finder.set_rules({.threshold = 1});
  for (int i = 0; i < 8; ++i) wire.take(1, i, 20 + i);
  const Found found = wire.find(wire.report(1, 9, 12));
  EXPECT_EQ(found.related.size(), kMostRelated);
  for (std::size_t i = 1; i < found.related.size(); ++i) {
    EXPECT_GE(found.related[i - 1].points, found.related[i].points);
  }
}

TEST(Finder, BarsTheNextPartOfASeries) {
  Wire wire;
  wire.take(1, 0, 10);
  NewReport next = wire.report(1, 1, 10, hours(5));
  NewReport of_other_outlet = next;
  of_other_outlet.outlet = 11;
  EXPECT_TRUE(wire.find(of_other_outlet).event);
  next.terms.title = wire.report(1, 0, 10).terms.title;
  EXPECT_FALSE(wire.find(next).event);
}

TEST(Finder, NeedsThreeRareWords) {
  Wire wire;
  for (int i = 0; i < 30; ++i) wire.take(1, i, 100 + i, hours(i));
  // All words of the happening are in 1 of 20 reports by now.
  EXPECT_FALSE(wire.find(wire.report(1, 40, 500, hours(31))).event);
}

TEST(Finder, IsRestored) {
  Wire wire;
  Finder restored{Rules{}};
  std::vector<std::pair<NewReport, Wire::Taken>> taken;
  std::string weights;
  for (int i = 0; i < 40; ++i) {
    const NewReport report = wire.report(i % 9, i, 100 + i % 4, hours(5 * i));
    taken.emplace_back(report, wire.take(report));
    if (i <= 20) weights = wire.finder.take_weights().value_or(weights);
  }
  ASSERT_TRUE(restored.restore_weights(weights));
  for (const auto& [report, t] : taken) {
    const bool has_left = kNow + hours(5 * 39) - *report.seen > hours(24 * 7);
    restored.restore({t.story, t.event, report.outlet, report.lang, report.published, *report.seen,
                      has_left ? "" : std::string_view(t.packed.terms), t.packed.title});
  }
  EXPECT_EQ(restored.size(), wire.finder.size());
  for (int i = 0; i < 12; ++i) {
    const NewReport report = wire.report(i % 9, i + 1, 100 + i % 5, hours(5 * 39 + 1));
    const Found expected = wire.finder.find(report);
    const Found found = restored.find(report);
    EXPECT_EQ(found.event, expected.event) << i;
    EXPECT_EQ(found.link.points, expected.link.points) << i;
    EXPECT_EQ(found.link.like, expected.link.like) << i;
    EXPECT_EQ(found.related.size(), expected.related.size()) << i;
  }
}

TEST(Finder, IgnoresDamagedBytes) {
  Wire wire;
  const NewReport report = wire.report(1, 0, 10);
  const auto taken = wire.take(report);
  Finder restored{Rules{}};
  for (std::size_t size = 0; size < taken.packed.terms.size(); ++size) {
    restored.restore({taken.story, taken.event, 10, "xx", kNow, kNow,
                      std::string_view(taken.packed.terms).substr(0, size), "x"});
  }
  EXPECT_EQ(restored.size(), 0U);
}

TEST(Finder, MovesAStory) {
  Wire wire;
  const auto one = wire.take(1, 0, 10);
  const auto other = wire.take(2, 0, 11);
  wire.finder.move(one.story, other.event, other.story);
  EXPECT_EQ(wire.find(wire.report(1, 0, 12)).event, other.event);
}

TEST(Finder, ForgetsAStory) {
  Wire wire;
  const auto one = wire.take(1, 0, 10);
  EXPECT_TRUE(wire.find(wire.report(1, 1, 12)).event);
  wire.finder.forget(one.story);
  EXPECT_FALSE(wire.find(wire.report(1, 1, 12)).event);
}

TEST(Finder, RemembersTheNewestReportsWithoutATime) {
  Wire wire;
  NewReport report = wire.report(1, 0, 10);
  report.published = report.seen = std::nullopt;
  report.terms = Terms();
  for (std::size_t i = 0; i < kMostUndated + 2; ++i) {
    report.story = StoryId{static_cast<std::int64_t>(i + 1)};
    wire.finder.remember(report, EventId{static_cast<std::int64_t>(i + 1)}, StoryId{});
  }
  EXPECT_EQ(wire.finder.size(), kMostUndated);
}

TEST(Finder, KnowsSoManyLanguages) {
  Wire wire;
  for (std::size_t i = 0; i < kMostLanguages + 1; ++i) {
    NewReport report = wire.report(1, 0, 10);
    report.lang = "l" + std::to_string(i);
    EXPECT_EQ(wire.take(report).packed.terms.empty(), i == kMostLanguages);
  }
}

TEST(Finder, StoresItsWeightsFromTimeToTime) {
  Wire wire;
  wire.take(1, 0, 10);
  EXPECT_FALSE(wire.finder.take_weights());
  wire.take(2, 0, 10, hours(25));
  EXPECT_TRUE(wire.finder.take_weights());
  EXPECT_FALSE(wire.finder.take_weights()) << "nothing is new";
}

}  // namespace
}  // namespace wirefold::events
