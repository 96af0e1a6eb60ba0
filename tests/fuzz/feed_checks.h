// What must hold for every feed that the parser gives, however hostile the document.
#pragma once

#include "fuzz/check.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/model/entry.h"

namespace wirefold::fuzz {

inline void check_text(const std::string& text) { CHECK(is_valid_utf8(text)); }

inline void check_texts(const std::vector<std::string>& texts) {
  CHECK(texts.size() <= 500);
  for (const std::string& text : texts) check_text(text);
}

inline void check_construct(const TextConstruct& text) {
  check_text(text.value);
  check_text(html::one_line(text));
  check_text(html::as_html(text));
}

inline void check_entry(const Entry& entry) {
  check_construct(entry.title);
  check_construct(entry.summary);
  check_construct(entry.content);
  for (const std::string* text : {&entry.id, &entry.link, &entry.lang, &entry.source}) {
    check_text(*text);
  }
  check_texts(entry.authors);
  check_texts(entry.categories);
  for (const Enclosure& enclosure : entry.enclosures) {
    CHECK(!enclosure.url.empty());
    check_text(enclosure.url);
    check_text(enclosure.type);
  }
}

inline void check_feed(const ParsedFeed& feed, std::size_t document_bytes) {
  check_construct(feed.title);
  check_text(feed.link);
  check_text(feed.self);
  check_text(feed.hub);
  CHECK(feed.warnings.size() <= 60);
  check_texts(feed.warnings);
  std::size_t content_bytes = 0;
  for (const Entry& entry : feed.entries) {
    check_entry(entry);
    content_bytes += entry.content.value.size();
  }
  // Escaping makes six bytes of one, links four times the document; nothing may explode.
  CHECK(content_bytes <= 16 * document_bytes + (std::size_t{256} << 10));
}

}  // namespace wirefold::fuzz
