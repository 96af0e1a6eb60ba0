#include <gtest/gtest.h>

#include <map>

#include "cli/fold_stream.h"
#include "support/sentences.h"

namespace wirefold::cli {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::sentences;

const Timestamp kStart = Timestamp(hours(480000));

constexpr char kFire[] =
    "Firefighters rescued eleven sailors from a burning ferry off Kalundborg on Monday night, "
    "the coastguard of Denmark said.";
constexpr char kFireToo[] =
    "Eleven sailors escaped when the ferry Margrethe caught fire near Kalundborg. A coastguard "
    "helicopter and firefighters from Denmark took part in the rescue.";
constexpr char kChess[] =
    "A schoolgirl of twelve beat the reigning grandmaster at the open tournament in Zagreb with a "
    "sacrifice of her queen.";

InputArticle article(const std::string& id, const std::string& outlet, const std::string& text,
                     std::optional<seconds> after_start) {
  InputArticle out;
  out.id = id;
  out.outlet = outlet;
  out.title = text.substr(0, text.find(' ', 40));
  out.text = text;
  if (after_start) out.published = kStart + *after_start;
  return out;
}

/// The events by id of the article, with those of a stream's end.
std::map<std::string, std::string> events_of(const std::vector<InputArticle>& articles) {
  FoldStream stream({}, events::Rules());
  std::map<std::string, std::string> out;
  for (const InputArticle& a : articles) {
    for (const auto& line : stream.take(a)) out[line.id] = line.event;
  }
  for (const auto& line : stream.finish()) out[line.id] = line.event;
  EXPECT_EQ(out.size(), articles.size());
  return out;
}

TEST(EventStream, NamesTheFirstArticleOfAnEvent) {
  const auto events =
      events_of({article("1", "A", kFire, hours(0)), article("2", "B", kChess, hours(1)),
                 article("3", "C", kFireToo, hours(2))});
  EXPECT_EQ(events.at("1"), "1");
  EXPECT_EQ(events.at("3"), "1");
  EXPECT_EQ(events.at("2"), "");
}

TEST(EventStream, FindsEventsWithoutDates) {
  const auto events = events_of(
      {article("1", "A", kFire, std::nullopt), article("2", "C", kFireToo, std::nullopt)});
  EXPECT_EQ(events.at("2"), "1");
}

TEST(EventStream, NeedsStoriesOfTwoOutlets) {
  const auto one_outlet =
      events_of({article("1", "A", kFire, hours(0)), article("2", "A", kFireToo, hours(1))});
  EXPECT_EQ(one_outlet.at("2"), "");
  // A copy by another outlet makes no event.
  const std::string text = sentences(0, 6);
  const auto one_story =
      events_of({article("1", "A", text, hours(0)), article("2", "B", text, hours(1))});
  EXPECT_EQ(one_story.at("1"), "");
}

TEST(EventStream, GivesCopiesTheEventOfTheirStory) {
  const auto events =
      events_of({article("1", "A", kFire, hours(0)), article("2", "C", kFireToo, hours(1)),
                 article("3", "D", kFireToo, hours(2))});
  EXPECT_EQ(events.at("3"), "1");
}

TEST(EventStream, PrintsALineOnceItsEventIsFinal) {
  FoldStream stream({}, events::Rules());
  stream.take(article("1", "A", kFire, hours(0)));
  EXPECT_TRUE(stream.take(article("2", "B", kChess, hours(24 * 6))).empty());
  const auto lines = stream.take(article("3", "C", kFireToo, hours(24 * 7 + 1)));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].id, "1");
  EXPECT_EQ(lines[0].event, "");
}

TEST(EventStream, FindsEventsInASparseStream) {
  // Each happening comes a month after the last, so its first dates are doubtful.
  std::vector<InputArticle> articles{article("1", "A", kChess, hours(0)),
                                     article("2", "B", kFire, hours(24 * 30)),
                                     article("3", "C", kFireToo, hours(24 * 30 + 1)),
                                     article("4", "D", sentences(0, 6), hours(24 * 60))};
  EXPECT_EQ(events_of(articles).at("3"), "2");
  articles.push_back(article("5", "E", sentences(30, 36), hours(24 * 90)));
  EXPECT_EQ(events_of(articles).at("3"), "2");
}

}  // namespace
}  // namespace wirefold::cli
