// Properties of every feed that the parser returns, however hostile the document.
#pragma once

#include "fuzz/check.h"
#include "support/feed_texts.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/limits.h"

namespace wirefold::fuzz {

inline void check_text(const std::string& text) { CHECK(is_xml_text(text)); }

inline void check_construct(const TextConstruct& text) {
  check_text(text.value);
  check_text(html::one_line(text));
  check_text(html::as_html(text));
}

inline void check_entry(const Entry& entry) {
  check_construct(entry.title);
  check_construct(entry.summary);
  check_construct(entry.content);
  CHECK(entry.authors.size() <= 500);
  CHECK(entry.categories.size() <= 500);
  for (const Enclosure& enclosure : entry.enclosures) {
    CHECK(!enclosure.url.empty());
  }
}

inline void check_feed(const ParsedFeed& feed, std::size_t document_bytes) {
  check_construct(feed.title);
  CHECK(feed.warnings.size() <= 60);
  CHECK(feed.entries.size() <= kMostEntries);
  for (const Entry& entry : feed.entries) check_entry(entry);
  test::for_each_text(feed, check_text);
  CHECK(test::bytes_of(feed) <= test::most_bytes_of(document_bytes, feed.entries.size()));
}

}  // namespace wirefold::fuzz
