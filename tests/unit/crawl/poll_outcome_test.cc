#include "crawl/poll_outcome.h"

#include <gtest/gtest.h>

namespace wirefold::crawl {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Timestamp kNow = Timestamp(std::chrono::hours(480000));

fetch::Request moved_to(const std::string& url, bool permanent = true) {
  fetch::Request request;
  request.chain = {"https://old.example/"};
  request.url = url;
  request.permanent = permanent;
  return request;
}

FeedState feed() {
  FeedState state;
  state.url = "https://old.example/";
  return state;
}

TEST(PollOutcome, BelieveAPermanentRedirectAfterThreePollsOverTwoDays) {
  FeedState often = feed();
  for (int hour = 0; hour < 48; ++hour) {
    EXPECT_FALSE(note_redirects(often, moved_to("https://new.example/"), kNow + hour * 1h));
  }
  EXPECT_TRUE(note_redirects(often, moved_to("https://new.example/"), kNow + 48h));
  EXPECT_EQ(often.current_url(), "https://new.example/");
  FeedState rarely = feed();
  EXPECT_FALSE(note_redirects(rarely, moved_to("https://new.example/"), kNow));
  EXPECT_FALSE(note_redirects(rarely, moved_to("https://new.example/"), kNow + days(5)));
  EXPECT_TRUE(note_redirects(rarely, moved_to("https://new.example/"), kNow + days(6)));
}

TEST(PollOutcome, BelieveNothingThatChanges) {
  FeedState state = feed();
  note_redirects(state, moved_to("https://new.example/"), kNow);
  note_redirects(state, moved_to("https://new.example/"), kNow + days(1));
  EXPECT_FALSE(note_redirects(state, moved_to("https://other.example/"), kNow + days(3)));
  EXPECT_EQ(state.move.polls, 1);
  EXPECT_FALSE(note_redirects(state, moved_to("https://other.example/", false), kNow + days(4)));
  EXPECT_EQ(state.move.url, "") << "a temporary one among them";
  note_redirects(state, moved_to("https://other.example/"), kNow + days(5));
  fetch::Request none;
  none.url = state.url;
  EXPECT_FALSE(note_redirects(state, none, kNow + days(6)));
  EXPECT_EQ(state.move.url, "");
}

ParsedFeed listed(const std::vector<std::optional<std::chrono::seconds>>& ages) {
  ParsedFeed out;
  for (const auto& age : ages) {
    Entry& entry = out.entries.emplace_back();
    if (age) entry.published = kNow - *age;
  }
  return out;
}

TEST(PollOutcome, KnowTheAgeOfTheNewerHalf) {
  EXPECT_EQ(half_age(listed({}), kNow), std::nullopt);
  EXPECT_EQ(half_age(listed({5h}), kNow), 5h);
  EXPECT_EQ(half_age(listed({1h, 2h, 3h, 4h}), kNow), 2h);
  EXPECT_EQ(half_age(listed({9000h, 1h, 3h, 2h}), kNow), 2h) << "one is pinned";
  EXPECT_EQ(half_age(listed({-5h, 1h, 2h, 3h}), kNow), 2h) << "one is announced";
  EXPECT_EQ(half_age(listed({1h, 2h, {}, {}}), kNow), 2h);
  EXPECT_EQ(half_age(listed({1h, {}, {}, {}}), kNow), std::nullopt) << "most have no date";
}

TEST(PollOutcome, CountWhatHasLeftTheListUnseen) {
  FeedState state = feed();
  state.rate = {335, 335};  // one entry an hour
  EXPECT_EQ(missed_entries(state, listed({1h, 2h}), kNow), 0) << "never read before";
  state.last_answer = kNow - 10h;
  EXPECT_EQ(missed_entries(state, listed({1h, 4h}), kNow), 6);
  EXPECT_EQ(missed_entries(state, listed({1h, 20h}), kNow), 0) << "the list reaches back";
  EXPECT_EQ(missed_entries(state, listed({{}, {}, {}}), kNow), 7) << "without dates";
  state.rate = {5000, 0};  // all entries had the same date
  EXPECT_LE(missed_entries(state, listed({0h}), kNow), 1e6);
  state.last_answer = kNow + 10h;
  EXPECT_EQ(missed_entries(state, listed({1h}), kNow), 0) << "the clock was set back";
}

TEST(PollOutcome, SayHowLongAHostIsLeftAlone) {
  fetch::Response response;
  response.retry_after = 5h;
  response.status = 500;
  EXPECT_EQ(host_pause(response), std::nullopt);
  response.status = 503;
  EXPECT_EQ(host_pause(response), 5h);
  response.status = 429;
  EXPECT_EQ(host_pause(response), 5h);
  response.retry_after = std::nullopt;
  EXPECT_EQ(host_pause(response), 1h);
  response.status = 503;
  EXPECT_EQ(host_pause(response), std::nullopt);
}

TEST(PollOutcome, AskForAllWhereOnly304HasComeForLong) {
  FeedState state = feed();
  state.last_full = kNow;
  EXPECT_FALSE(wants_whole(state, days(7), kNow + days(9))) << "nothing to leave out";
  state.validators.etag = "\"1\"";
  EXPECT_FALSE(wants_whole(state, days(7), kNow + days(7) - 1s));
  EXPECT_TRUE(wants_whole(state, days(7), kNow + days(7)));
  EXPECT_FALSE(wants_whole(state, 0s, kNow + days(700))) << "switched off";
  state.stale_304s = 1;
  EXPECT_TRUE(wants_whole(state, days(7), kNow + days(1)));
}

TEST(PollOutcome, TellALieFromARequestThatHadNoValidators) {
  FeedState state = feed();
  fetch::Request plain;
  EXPECT_FALSE(note_body_came(state, plain, 5, kNow)) << "the first poll";
  EXPECT_EQ(state.stale_304s, 0);
  state.validators.etag = "\"1\"";
  EXPECT_TRUE(note_body_came(state, plain, 1, kNow + days(7)));
  EXPECT_FALSE(note_body_came(state, plain, 1, kNow + days(8))) << "that is known";
  EXPECT_EQ(state.stale_304s, 2);
  note_body_came(state, plain, 0, kNow + days(9));
  EXPECT_EQ(state.stale_304s, 2) << "nothing new proves nothing";
  fetch::Request conditional;
  conditional.validators.etag = "\"1\"";
  note_body_came(state, conditional, 0, kNow + days(10));
  EXPECT_EQ(state.stale_304s, 0) << "it tells the difference";
}

}  // namespace
}  // namespace wirefold::crawl
