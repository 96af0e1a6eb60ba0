#include "article_row.h"

#include "wirefold/base/strings.h"

namespace wirefold::store {
namespace {

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  if (text.empty()) return out;
  for (const std::string_view line : split(text, '\n')) out.emplace_back(line);
  return out;
}

}  // namespace

std::string known_publisher_id(const std::string& feed) {
  return feed + ".publisher || iif(" + feed + ".carrier = '', '', ' via ' || " + feed + ".carrier)";
}

std::string publisher_id(const std::string& article, const std::string& feed) {
  return "iif(" + feed + ".publisher = '', " + outlet_name(article) + ", " +
         known_publisher_id(feed) + ")";
}

std::string outlet_name(const std::string& article) {
  return "coalesce(" + article + ".outlet, " + article + ".scope)";
}

Article read_article(const Statement& row) {
  Article a;
  a.id = ArticleId{row.int64(0)};
  a.feed = FeedId{row.int64(1)};
  a.outlet = row.text(2);
  a.key = row.text(3);
  a.link = row.text(4);
  a.title = row.text(5);
  a.summary = row.text(6);
  a.content = row.text(7);
  a.lang = row.text(8);
  a.group = row.text(9);
  a.authors = split_lines(row.text(10));
  a.categories = split_lines(row.text(11));
  a.published = row.maybe_time(12);
  a.updated = row.maybe_time(13);
  a.first_seen = row.time(14);
  a.text_hash = static_cast<std::uint64_t>(row.int64(15));
  a.canonical = row.text(21);
  a.page_text = row.text(22);
  a.wire = {row.text(23), row.text(24), row.text(25)};
  a.image = row.text(26);
  a.publisher = {row.text(28), row.text(29)};
  const std::chrono::minutes offset(row.int64(30));
  if (is_utc_offset(offset)) a.utc_offset = offset;
  a.has_icon = row.int64(31) != 0;
  return a;
}

FoldReason read_reason(const Statement& row) {
  return {ArticleId{row.int64(17)}, static_cast<int>(row.int64(18)), row.real(19), row.text(20)};
}

std::string join_lines(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += '\n';
    out += collapse_space(item);
  }
  return out;
}

}  // namespace wirefold::store
