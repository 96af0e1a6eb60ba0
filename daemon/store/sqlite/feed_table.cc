#include "feed_table.h"

#include <iterator>
#include <utility>

#include "wirefold/base/hash.h"

namespace wirefold::store {
namespace {

/// All columns but id and url, in the order of read_feed() and save(). The first ones change with
/// every poll.
constexpr std::string_view kColumns[] = {"last_poll",
                                         "next_poll",
                                         "why",
                                         "status",
                                         "rate_entries",
                                         "rate_hours",
                                         "last_answer",
                                         "title",
                                         "etag",
                                         "last_modified",
                                         "validators_url",
                                         "body_hash",
                                         "failures",
                                         "gone",
                                         "last_error",
                                         "ttl_minutes",
                                         "skip_hours",
                                         "skip_days",
                                         "update_seconds",
                                         "listed",
                                         "last_full",
                                         "stale_304s",
                                         "host_until",
                                         "moved_to",
                                         "move_url",
                                         "move_since",
                                         "move_polls",
                                         "uid",
                                         "rights",
                                         "last_read",
                                         "crashes",
                                         "repeated",
                                         "listed_again",
                                         "own_stories",
                                         "forgotten_before",
                                         "publisher",
                                         "carrier",
                                         "failing_since",
                                         "icon"};
constexpr std::size_t kPollColumns = 7;

std::optional<std::int64_t> maybe_int(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.int64(column);
}

FeedState read_feed(const Statement& row) {
  FeedState f;
  f.id = FeedId{row.int64(0)};
  f.url = row.text(1);
  int column = 2;
  f.last_poll = row.maybe_time(column++);
  f.next_poll = row.maybe_time(column++);
  f.why = static_cast<std::uint8_t>(row.int64(column++));
  f.status = static_cast<int>(row.int64(column++));
  f.rate.entries = row.real(column++);
  f.rate.hours = row.real(column++);
  f.last_answer = row.maybe_time(column++);
  f.title = row.text(column++);
  f.validators.etag = row.text(column++);
  f.validators.last_modified = row.text(column++);
  f.validators.url = row.text(column++);
  f.body_hash = static_cast<std::uint64_t>(row.int64(column++));
  f.failures = static_cast<int>(row.int64(column++));
  f.gone = row.int64(column++) != 0;
  f.last_error = row.text(column++);
  if (const auto ttl = maybe_int(row, column++)) f.hints.ttl_minutes = static_cast<int>(*ttl);
  f.hints.skip_hours = static_cast<std::uint32_t>(row.int64(column++));
  f.hints.skip_days = static_cast<std::uint8_t>(row.int64(column++));
  if (const auto s = maybe_int(row, column++)) f.hints.update_period = std::chrono::seconds(*s);
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
  f.failing_since = row.maybe_time(column++);
  f.icon = row.text(column++);
  return f;
}

std::int64_t whole(std::integral auto number) { return static_cast<std::int64_t>(number); }

/// The statement that sets the first `count` of kColumns.
std::string update(std::size_t count) {
  std::string sql = "UPDATE feed SET ";
  for (std::size_t i = 0; i < count; ++i) {
    sql.append(i == 0 ? "" : ", ").append(kColumns[i]).append(" = ?");
  }
  return sql + " WHERE id = ?";
}

/// Binds the first kPollColumns columns.
void bind_poll(Statement& s, const FeedState& f) {
  s.bind(f.last_poll).bind(f.next_poll).bind(whole(f.why)).bind(whole(f.status));
  s.bind(f.rate.entries).bind(f.rate.hours).bind(f.last_answer);
}

/// Calls `use` with the values of the other columns, in order.
template <typename Use>
void each_other(const FeedState& f, Use&& use) {
  using Maybe = std::optional<std::int64_t>;
  const auto text = [&use](const std::string& value) { use(std::string_view(value)); };
  const auto time = [&use](const std::optional<Timestamp>& value) {
    use(value ? Maybe(value->time_since_epoch().count()) : Maybe());
  };
  text(f.title), text(f.validators.etag), text(f.validators.last_modified);
  text(f.validators.url), use(whole(f.body_hash)), use(whole(f.failures)), use(whole(f.gone));
  text(f.last_error);
  use(f.hints.ttl_minutes ? Maybe(*f.hints.ttl_minutes) : Maybe());
  use(whole(f.hints.skip_hours)), use(whole(f.hints.skip_days));
  use(f.hints.update_period ? Maybe(f.hints.update_period->count()) : Maybe());
  use(whole(f.listed)), time(f.last_full), use(whole(f.stale_304s)), time(f.host_until);
  text(f.moved_to), text(f.move.url), time(f.move.since), use(whole(f.move.polls));
  text(f.uid), text(f.rights), time(f.last_read), use(whole(f.crashes));
  use(whole(f.left_out.repeated)), use(whole(f.left_out.listed_again));
  use(whole(f.left_out.own)), use(whole(f.left_out.forgotten));
  text(f.publisher.name), text(f.publisher.carrier), time(f.failing_since), text(f.icon);
}

/// Gathers values as bytes, to compare them by a hash.
class Bytes {
 public:
  Bytes() { bytes_.reserve(1024); }
  void operator()(std::int64_t number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void operator()(const std::optional<std::int64_t>& number) {
    (*this)(std::int64_t{number ? 1 : 0});
    (*this)(number.value_or(0));
  }
  void operator()(std::string_view text) {
    (*this)(whole(text.size()));
    bytes_ += text;
  }
  std::uint64_t hash() const { return hash64(bytes_); }

 private:
  std::string bytes_;
};

std::uint64_t hash_of_others(const FeedState& state) {
  Bytes bytes;
  each_other(state, bytes);
  return bytes.hash();
}

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

std::string FeedTable::update_all() { return update(std::size(kColumns)); }

std::string FeedTable::update_poll() { return update(kPollColumns); }

std::vector<FeedState> FeedTable::enter(std::span<const std::string> urls) {
  std::vector<FeedState> out;
  out.reserve(urls.size());
  for (const std::string& url : urls) out.push_back(enter(url));
  return out;
}

FeedState FeedTable::enter(const std::string& url) {
  if (!select_.reset().bind(url).step()) {
    insert_.reset().bind(url).step();
    if (!select_.reset().bind(url).step()) refuse(db_, "a feed is missing: " + url);
  }
  FeedState found = read_feed(select_);
  select_.reset();
  return found;
}

std::vector<FeedState> FeedTable::all() { return those(""); }

std::vector<FeedState> FeedTable::without_publisher() { return those("WHERE publisher = '' "); }

std::vector<FeedState> FeedTable::due() { return those("WHERE next_poll IS NULL AND gone = 0 "); }

std::string FeedTable::icon(FeedId feed) {
  Statement s(db_, "SELECT icon FROM feed WHERE id = ?");
  return s.bind(to_int(feed)).step() ? s.text(0) : std::string();
}

std::vector<FeedState> FeedTable::those(std::string_view where) {
  std::vector<FeedState> out;
  Statement s(db_, select(std::string(where) + "ORDER BY id"));
  while (s.step()) out.push_back(read_feed(s));
  return out;
}

/// Most polls change nothing but the columns of the poll itself, so the others are only written if
/// they differ from what was written last.
void FeedTable::save(const FeedState& f) {
  const std::uint64_t others = hash_of_others(f);
  const auto [saved, is_first] = saved_.try_emplace(f.id, others);
  const bool is_poll_only = !is_first && std::exchange(saved->second, others) == others;
  Statement& s = (is_poll_only ? update_poll_ : update_).reset();
  bind_poll(s, f);
  if (!is_poll_only) each_other(f, [&s](const auto& value) { s.bind(value); });
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

}  // namespace wirefold::store
