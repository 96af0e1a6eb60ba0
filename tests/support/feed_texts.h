// Visits all texts of a parsed feed.
#pragma once

#include <string>
#include <vector>

#include "wirefold/model/entry.h"
#include "wirefold/model/limits.h"

namespace wirefold::test {

template <typename Use>
void for_each_text(const Entry& entry, Use&& use) {
  for (const std::string* text :
       {&entry.id, &entry.title.value, &entry.link, &entry.summary.value, &entry.content.value,
        &entry.base, &entry.lang, &entry.source, &entry.image}) {
    use(*text);
  }
  for (const std::string& author : entry.authors) use(author);
  for (const std::string& category : entry.categories) use(category);
  for (const Enclosure& enclosure : entry.enclosures) {
    use(enclosure.url);
    use(enclosure.type);
  }
}

template <typename Use>
void for_each_text(const ParsedFeed& feed, Use&& use) {
  for (const std::string* text : {&feed.title.value, &feed.base, &feed.link, &feed.language,
                                  &feed.self, &feed.hub, &feed.id, &feed.rights, &feed.icon}) {
    use(*text);
  }
  for (const std::string& warning : feed.warnings) use(warning);
  for (const Entry& entry : feed.entries) for_each_text(entry, use);
}

/// Bytes of all texts of `feed`. Their limit is most_bytes_of(): escaping makes up to six bytes of
/// one ("&quot;"), and Growth allows four times the document more. The links of entries are not
/// part of Growth.
inline std::size_t bytes_of(const ParsedFeed& feed) {
  std::size_t bytes = 0;
  for_each_text(feed, [&bytes](const std::string& text) { bytes += text.size(); });
  return bytes;
}
inline std::size_t most_bytes_of(std::size_t document_bytes, std::size_t entries) {
  return 12 * document_bytes + (std::size_t{256} << 10) + entries * kMostLinkBytes;
}

}  // namespace wirefold::test
