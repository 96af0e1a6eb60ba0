// Lists of feeds, read and written again.
#include <algorithm>
#include <map>

#include "fuzz/check.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/opml.h"

namespace {

using namespace wirefold;
using Feeds = std::vector<FeedSource>;

constexpr char kFile[] = "x.opml";

void check_feeds(const Feeds& feeds, std::size_t bytes) {
  std::size_t groups = 0;
  for (const FeedSource& feed : feeds) {
    CHECK(!feed.url.empty() && is_valid_utf8(feed.url));
    CHECK(feed.name.size() <= parse::kLongestLabel && is_valid_utf8(feed.name));
    CHECK(std::ranges::count(feed.group, '/') < static_cast<long>(parse::kDeepestFolder));
    CHECK(is_valid_utf8(feed.group));
    CHECK(feed.place.starts_with(std::string(kFile) + ':'));
    groups += feed.group.size();
  }
  CHECK(groups <= 16 * bytes + (std::size_t{1} << 20));  // UTF-8 may be longer than the input
}

/// `text` as it is read back after writing: one line, without characters that XML forbids.
std::string written(std::string text) {
  std::erase_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
  return collapse_space(text);
}

/// A folder's name with slashes is written as several folders. Empty ones at the end are dropped.
std::string written_group(const std::string& group) {
  std::string out;
  for (const std::string_view name : split(group, '/')) out += written(std::string(name)) + '/';
  while (out.ends_with('/')) out.pop_back();
  return out;
}

std::map<std::string, FeedSource> by_url(const Feeds& feeds) {
  std::map<std::string, FeedSource> out;
  for (const FeedSource& feed : feeds) out.emplace(feed.url, feed);
  return out;
}

void check_same(const FeedSource& a, const FeedSource& b) {
  CHECK(written(a.outlet) == written(b.outlet));
  CHECK(written_group(a.group) == written_group(b.group));
  CHECK(a.pages == b.pages);
  CHECK(written(a.lang) == written(b.lang));
}

/// Writes a new list of the same feeds.
void check_new_list(const Feeds& feeds) {
  std::map<std::string, FeedSource> wanted;
  for (FeedSource feed : feeds) {
    feed.url = parse::listed_url(feed.url, kFile);  // "file:a" and "file:./a" are removed as one
    wanted.emplace(feed.url, feed);
  }
  Feeds once;
  for (const auto& [url, feed] : wanted) once.push_back(feed);
  const auto list = parse::opml_with(parse::empty_opml(), once, kFile);
  if (!list) return;
  const auto back = parse::parse_opml(*list, kFile);
  CHECK(back && back->size() == once.size());
  for (const FeedSource& feed : *back) check_same(feed, wanted.at(feed.url));
  if (once.empty()) return;
  const auto fewer = parse::opml_without(*list, once.front().url, kFile);
  CHECK(fewer && parse::parse_opml(*fewer, kFile)->size() == once.size() - 1);
}

/// Adds a feed to the list as it is, and removes it again.
void check_edit(std::string_view bytes, const Feeds& feeds) {
  FeedSource more;
  more.url = "https://more.example/";
  more.name = "More";
  if (!feeds.empty()) more.group = feeds.front().group;
  if (by_url(feeds).contains(more.url)) return;
  const auto list = parse::opml_with(bytes, {more}, kFile);
  if (!list) return;
  const auto back = parse::parse_opml(*list, kFile);
  CHECK(back && back->size() == feeds.size() + 1);
  const auto now = by_url(*back);
  check_same(now.at(more.url), more);
  for (const auto& [url, feed] : by_url(feeds)) check_same(now.at(url), feed);
  const auto fewer = parse::opml_without(*list, more.url, kFile);
  CHECK(fewer && parse::parse_opml(*fewer, kFile)->size() == feeds.size());
}

/// Changes the labels of the first feed.
void check_labels(std::string_view bytes, const Feeds& feeds) {
  if (feeds.empty()) return;
  FeedSource changed = feeds.front();
  changed.url = parse::listed_url(changed.url, kFile);
  changed.name = "A \"name\"";
  changed.lang = "id";
  changed.group = feeds.back().group;
  const auto list = parse::opml_relabelled(bytes, changed, kFile);
  if (!list) return;
  const auto back = parse::parse_opml(*list, kFile);
  CHECK(back && back->size() == feeds.size());
  const auto now = by_url(*back);
  CHECK(now.size() == by_url(feeds).size());
  for (const auto& [url, feed] : by_url(feeds)) {
    if (url == feeds.front().url) continue;
    check_same(now.at(url), feed);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = parse::read_opml(bytes, kFile);
  const auto strict = parse::parse_opml(bytes, kFile);
  CHECK(read || !strict);
  if (!read) {
    CHECK(read.error().detail.starts_with(std::string(kFile) + ':'));
    return 0;
  }
  CHECK(read->problems.size() <= 101 && read->problems.empty() == static_cast<bool>(strict));
  check_feeds(read->feeds, size);
  check_new_list(read->feeds);
  if (!strict) return 0;
  CHECK(*strict == read->feeds);
  check_edit(bytes, *strict);
  check_labels(bytes, *strict);
  return 0;
}
