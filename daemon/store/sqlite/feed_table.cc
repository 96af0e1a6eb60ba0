#include "feed_table.h"

namespace wirefold::store {
namespace {

/// All columns but id and url, in the order in which read_feed() and save() take them.
constexpr std::string_view kColumns[] = {
    "title",          "etag",         "last_modified", "validators_url",   "body_hash",
    "last_poll",      "next_poll",    "why",           "status",           "failures",
    "gone",           "last_error",   "ttl_minutes",   "skip_hours",       "skip_days",
    "update_seconds", "rate_entries", "rate_hours",    "listed",           "last_full",
    "stale_304s",     "host_until",   "moved_to",      "move_url",         "move_since",
    "move_polls",     "uid",          "rights",        "last_read",        "crashes",
    "repeated",       "listed_again", "own_stories",   "forgotten_before", "publisher",
    "carrier",        "last_answer"};

std::optional<std::int64_t> maybe_int(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.int64(column);
}

FeedState read_feed(const Statement& row) {
  FeedState f;
  f.id = FeedId{row.int64(0)};
  f.url = row.text(1);
  int column = 2;
  f.title = row.text(column++);
  f.validators.etag = row.text(column++);
  f.validators.last_modified = row.text(column++);
  f.validators.url = row.text(column++);
  f.body_hash = static_cast<std::uint64_t>(row.int64(column++));
  f.last_poll = row.maybe_time(column++);
  f.next_poll = row.maybe_time(column++);
  f.why = static_cast<std::uint8_t>(row.int64(column++));
  f.status = static_cast<int>(row.int64(column++));
  f.failures = static_cast<int>(row.int64(column++));
  f.gone = row.int64(column++) != 0;
  f.last_error = row.text(column++);
  if (const auto ttl = maybe_int(row, column++)) f.hints.ttl_minutes = static_cast<int>(*ttl);
  f.hints.skip_hours = static_cast<std::uint32_t>(row.int64(column++));
  f.hints.skip_days = static_cast<std::uint8_t>(row.int64(column++));
  if (const auto s = maybe_int(row, column++)) f.hints.update_period = std::chrono::seconds(*s);
  f.rate.entries = row.real(column++);
  f.rate.hours = row.real(column++);
  f.listed = static_cast<std::size_t>(row.int64(column++));
  f.last_full = row.maybe_time(column++);
  f.stale_304s = static_cast<int>(row.int64(column++));
  f.host_until = row.maybe_time(column++);
  f.moved_to = row.text(column++);
  f.move.url = row.text(column++);
  f.move.since = row.time(column++);
  f.move.polls = static_cast<int>(row.int64(column++));
  f.uid = row.text(column++);
  f.rights = row.text(column++);
  f.last_read = row.maybe_time(column++);
  f.crashes = static_cast<int>(row.int64(column++));
  for (int* const count :
       {&f.left_out.repeated, &f.left_out.listed_again, &f.left_out.own, &f.left_out.forgotten}) {
    *count = static_cast<int>(row.int64(column++));
  }
  f.publisher.name = row.text(column++);
  f.publisher.carrier = row.text(column++);
  f.last_answer = row.maybe_time(column++);
  return f;
}

std::int64_t whole(std::integral auto number) { return static_cast<std::int64_t>(number); }

Subscription read_subscription(const Statement& row) {
  Subscription s;
  s.feed = FeedId{row.int64(0)};
  s.hub = row.text(1);
  s.topic = row.text(2);
  s.token = row.text(3);
  s.secret = row.text(4);
  s.state = static_cast<SubscriptionState>(row.int64(5));
  s.lease_until = row.maybe_time(6);
  s.next_try = row.maybe_time(7);
  s.failures = static_cast<int>(row.int64(8));
  s.last_push = row.maybe_time(9);
  s.last_error = row.text(10);
  return s;
}

}  // namespace

std::string FeedTable::select(std::string_view where) {
  std::string sql = "SELECT id, url";
  for (const std::string_view column : kColumns) sql.append(", ").append(column);
  return sql.append(" FROM feed ").append(where);
}

std::string FeedTable::update() {
  std::string sql = "UPDATE feed SET ";
  for (const std::string_view column : kColumns) {
    sql.append(column == kColumns[0] ? "" : ", ").append(column).append(" = ?");
  }
  return sql + " WHERE id = ?";
}

FeedState FeedTable::feed(const std::string& url) {
  if (!select_.reset().bind(url).step()) {
    insert_.reset().bind(url).step();
    if (!select_.reset().bind(url).step()) refuse(db_, "has lost the feed " + url);
  }
  FeedState found = read_feed(select_);
  select_.reset();
  return found;
}

std::vector<FeedState> FeedTable::feeds() { return those(""); }

std::vector<FeedState> FeedTable::without_publisher() { return those("WHERE publisher = '' "); }

std::vector<FeedState> FeedTable::due() { return those("WHERE next_poll IS NULL AND gone = 0 "); }

std::vector<FeedState> FeedTable::those(std::string_view where) {
  std::vector<FeedState> out;
  Statement s(db_, select(std::string(where) + "ORDER BY id"));
  while (s.step()) out.push_back(read_feed(s));
  return out;
}

void FeedTable::save(const FeedState& f) {
  Statement& s = update_.reset();
  s.bind(f.title).bind(f.validators.etag).bind(f.validators.last_modified).bind(f.validators.url);
  s.bind(whole(f.body_hash)).bind(f.last_poll).bind(f.next_poll).bind(whole(f.why));
  s.bind(whole(f.status)).bind(whole(f.failures)).bind(whole(f.gone)).bind(f.last_error);
  s.bind(f.hints.ttl_minutes ? std::optional(whole(*f.hints.ttl_minutes)) : std::nullopt);
  s.bind(whole(f.hints.skip_hours)).bind(whole(f.hints.skip_days));
  s.bind(f.hints.update_period ? std::optional(whole(f.hints.update_period->count()))
                               : std::nullopt);
  s.bind(f.rate.entries).bind(f.rate.hours).bind(whole(f.listed)).bind(f.last_full);
  s.bind(whole(f.stale_304s)).bind(f.host_until).bind(f.moved_to).bind(f.move.url);
  s.bind(f.move.since).bind(whole(f.move.polls)).bind(f.uid).bind(f.rights);
  s.bind(f.last_read).bind(whole(f.crashes));
  s.bind(whole(f.left_out.repeated)).bind(whole(f.left_out.listed_again));
  s.bind(whole(f.left_out.own)).bind(whole(f.left_out.forgotten));
  s.bind(f.publisher.name).bind(f.publisher.carrier).bind(f.last_answer);
  s.bind(to_int(f.id)).step();
}

std::vector<Subscription> FeedTable::subscriptions() {
  std::vector<Subscription> out;
  Statement s(db_,
              "SELECT feed, hub, topic, token, secret, state, lease_until, next_try, failures, "
              "last_push, last_error FROM subscription ORDER BY feed");
  while (s.step()) out.push_back(read_subscription(s));
  return out;
}

void FeedTable::save(const Subscription& subscription) {
  Statement s(db_, "INSERT OR REPLACE INTO subscription VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  s.bind(to_int(subscription.feed)).bind(subscription.hub).bind(subscription.topic);
  s.bind(subscription.token).bind(subscription.secret);
  s.bind(whole(static_cast<std::uint8_t>(subscription.state))).bind(subscription.lease_until);
  s.bind(subscription.next_try).bind(whole(subscription.failures)).bind(subscription.last_push);
  s.bind(subscription.last_error).step();
}

void FeedTable::drop_subscription(FeedId feed) {
  Statement(db_, "DELETE FROM subscription WHERE feed = ?").bind(to_int(feed)).step();
}

}  // namespace wirefold::store
