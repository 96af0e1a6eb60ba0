// A feed document in a form common to all formats: the output of the parsers.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/growth.h"
#include "wirefold/base/time.h"
#include "wirefold/model/poll_hints.h"

namespace wirefold {

/// The declared type of a feed's text. RSS declares none, and publishers put both kinds there.
enum class TextKind : std::uint8_t { kUnsaid, kPlain, kHtml };

/// A text construct (the term of RFC 4287 section 3.1), in UTF-8, with the format's own escaping
/// undone once. Links inside HTML may be relative to the `base` of the entry or feed.
struct TextConstruct {
  std::string value;
  TextKind kind = TextKind::kUnsaid;

  bool empty() const { return value.empty(); }
};

struct Enclosure {
  std::string url;
  std::string type;
  std::optional<std::uint64_t> length_bytes;
  bool alternative = false;  ///< Another form of the original before it.
};

/// One item of a feed. Texts are UTF-8; empty: the document has none.
struct Entry {
  std::string id;  ///< guid, atom:id, rdf:about, dc:identifier or JSON `id`, as written.
  TextConstruct title;
  std::string link;  ///< Absolute where the document or its URL allow it.
  TextConstruct summary;
  TextConstruct content;
  std::string base;    ///< URL that links inside the texts are relative to; may be empty.
  std::string lang;    ///< BCP 47, from xml:lang, dc:language or the feed.
  std::string source;  ///< Title or URL of the feed that this entry was taken over from.
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::chrono::minutes utc_offset{0};   ///< In which `published`, else `updated`, is written.
  std::vector<std::string> authors;     ///< Names, plain text, each once.
  std::vector<std::string> categories;  ///< Plain text, each once.
  std::vector<Enclosure> enclosures;    ///< Each URL once; an alternative follows its original.
  std::string image;                    ///< URL of the entry's picture, if the document names one.
};

struct ParsedFeed {
  TextConstruct title;
  std::string base;  ///< URL that links inside the title are relative to; may be empty.
  std::string link;  ///< The site's page.
  std::string language;
  std::string encoding;  ///< IANA name of the document's encoding.
  std::string self;
  std::string hub;
  std::string id;      ///< atom:id of the feed; other formats have none.
  std::string rights;  ///< atom:rights or `copyright`, plain text.
  std::string icon;    ///< URL of a small picture that stands for the feed, if it names one.
  PollHints hints;
  std::vector<Entry> entries;         ///< In document order.
  Growth growth{0};                   ///< What parsing has left of the document's growth.
  std::vector<std::string> warnings;  ///< What the parser repaired, and where.
  bool whole = true;                  ///< False if the document breaks off before its end.
};

}  // namespace wirefold
