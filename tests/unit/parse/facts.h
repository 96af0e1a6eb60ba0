// Tables of facts: a document as publishers write it, and one value that must be read from it.
#pragma once

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>

#include "support/markup.h"
#include "wirefold/parse/feed.h"

namespace wirefold::parse {

struct Fact {
  std::string what;        ///< What the publisher does.
  std::string document;    ///< The whole document, parsed without a Content-Type and with base
                           ///< https://h.example/feed/.
  std::string_view field;  ///< "title", "feed.title", "count", "warning", …; see field_of().
  std::string_view value;  ///< Value of the field. A warning must contain it.
  std::string_view content_type = "";
};

constexpr std::string_view kBaseUrl = "https://h.example/feed/";

inline std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : "|") + item;
  return out;
}

/// The text as `wirefold parse` shows it.
inline std::string shown(const TextConstruct& text, const std::string& base) {
  return text.kind == TextKind::kPlain ? text.value : test::with_absolute_links(text.value, base);
}

inline std::string entry_field(const Entry& e, std::string_view field) {
  if (field == "id") return e.id;
  if (field == "title") return shown(e.title, e.base);
  if (field == "link") return e.link;
  if (field == "summary") return shown(e.summary, e.base);
  if (field == "content") return shown(e.content, e.base);
  if (field == "lang") return e.lang;
  if (field == "source") return e.source;
  if (field == "published") return e.published ? format_rfc3339(*e.published) : "";
  if (field == "updated") return e.updated ? format_rfc3339(*e.updated) : "";
  if (field == "authors") return joined(e.authors);
  if (field == "categories") return joined(e.categories);
  if (field == "enclosures") {
    std::string out;
    for (const Enclosure& c : e.enclosures) {
      out += (out.empty() ? "" : "|") + std::string(c.alternative ? "+" : "") + c.url + ' ' +
             c.type + ' ' + (c.length_bytes ? std::to_string(*c.length_bytes) : "-");
    }
    return out;
  }
  return "no field " + std::string(field);
}

/// A field of the feed ("feed.…", "count", "warning", "encoding") or of its first entry. With
/// "last." before its name it is a field of the last entry.
inline std::string field_of(const ParsedFeed& feed, std::string_view field) {
  if (field == "feed.title") return shown(feed.title, feed.base);
  if (field == "feed.link") return feed.link;
  if (field == "feed.language") return feed.language;
  if (field == "feed.self") return feed.self;
  if (field == "feed.hub") return feed.hub;
  if (field == "feed.icon") return feed.icon;
  if (field == "feed.ttl") {
    return feed.hints.ttl_minutes ? std::to_string(*feed.hints.ttl_minutes) : "";
  }
  if (field == "feed.skip") {
    return std::to_string(feed.hints.skip_hours) + ' ' + std::to_string(feed.hints.skip_days);
  }
  if (field == "feed.period") {
    return feed.hints.update_period ? std::to_string(feed.hints.update_period->count()) : "";
  }
  if (field == "whole") return feed.whole ? "yes" : "no";
  if (field == "encoding") return feed.encoding;
  if (field == "count") return std::to_string(feed.entries.size());
  if (field == "warning") return joined(feed.warnings);
  if (feed.entries.empty()) return "no entries";
  const bool last = field.starts_with("last.");
  return last ? entry_field(feed.entries.back(), field.substr(5))
              : entry_field(feed.entries.front(), field);
}

inline void expect_facts(std::span<const Fact> facts) {
  for (const Fact& fact : facts) {
    SCOPED_TRACE(fact.what);
    const auto feed = parse_feed(fact.document, fact.content_type, kBaseUrl);
    if (!feed) {
      ADD_FAILURE() << feed.error().detail;
      continue;
    }
    const std::string got = field_of(*feed, fact.field);
    if (fact.field == "warning" && !fact.value.empty()) {
      EXPECT_NE(got.find(fact.value), std::string::npos) << got;
    } else {
      EXPECT_EQ(got, fact.value);
    }
  }
}

/// An RSS 2.0 document with `inside` in its channel.
inline std::string in_channel(const std::string& inside) {
  return "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
         "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:media=\"http://search.yahoo.com/mrss/\" "
         "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
         "xmlns:feedburner=\"http://rssnamespace.org/feedburner/ext/1.0\" "
         "xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>" +
         inside + "</channel></rss>";
}
inline std::string in_item(const std::string& inside) {
  return in_channel("<item>" + inside + "</item>");
}

/// An Atom 1.0 document with `inside` in its feed element.
inline std::string in_feed(const std::string& inside) {
  return "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:media=\"http://search.yahoo.com/mrss/\">" +
         inside + "</feed>";
}
inline std::string in_entry(const std::string& inside) {
  return in_feed("<entry>" + inside + "</entry>");
}

/// An Atom 0.3 document with one entry.
inline std::string in_entry03(const std::string& inside) {
  return "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry>" + inside +
         "</entry></feed>";
}

/// A JSON Feed with one item that has `members`.
inline std::string in_json_item(const std::string& members) {
  return R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{)" + members +
         "}]}";
}

}  // namespace wirefold::parse
