#include "waiting_table.h"

namespace wirefold::store {
namespace {

std::int64_t number(std::uint64_t page) { return static_cast<std::int64_t>(page); }

}  // namespace

WaitingEntry WaitingTable::read(const Statement& s) {
  WaitingEntry out;
  out.page = static_cast<std::uint64_t>(s.int64(0));
  out.feed = FeedId{s.int64(1)};
  out.scope = s.text(2);
  out.key = s.text(3);
  out.link = s.text(4);
  out.deadline = s.time(5);
  out.entry = s.blob(6);
  return out;
}

void WaitingTable::add(WaitingEntry& entry) {
  Statement& s = insert_.reset();
  s.bind(to_int(entry.feed)).bind(entry.scope).bind(entry.key).bind(entry.link);
  s.bind(entry.deadline).bind_blob(entry.entry).step();
  entry.page = static_cast<std::uint64_t>(sqlite3_last_insert_rowid(db_));
}

std::optional<WaitingEntry> WaitingTable::find(std::uint64_t page) {
  Statement& s = select_.reset().bind(number(page));
  if (!s.step()) return std::nullopt;
  WaitingEntry out = read(s);
  s.reset();
  return out;
}

void WaitingTable::drop(std::uint64_t page) { delete_.reset().bind(number(page)).step(); }

bool WaitingTable::has(FeedId feed, std::string_view scope, std::string_view key) {
  Statement& s = has_.reset().bind(key).bind(to_int(feed)).bind(scope);
  const bool any = s.step();
  s.reset();
  return any;
}

void WaitingTable::set_scope(FeedId feed, std::string_view scope) {
  Statement s(db_, "UPDATE waiting SET scope = ?1 WHERE feed = ?2 AND scope <> ?1");
  s.bind(scope).bind(to_int(feed)).step();
}

void WaitingTable::for_each(const std::function<void(const WaitingEntry&)>& use) {
  Statement s(db_, "SELECT page, feed, scope, key, link, deadline, x'' FROM waiting ORDER BY page");
  while (s.step()) use(read(s));
}

}  // namespace wirefold::store
