// A feed document, format forgotten: what the parsers produce.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/growth.h"
#include "wirefold/base/time.h"
#include "wirefold/model/poll_hints.h"

namespace wirefold {

/// What a text of a feed is said to be. RSS does not say, and publishers put either there.
enum class TextKind : std::uint8_t { kUnsaid, kPlain, kHtml };

/// A text construct (the term of RFC 4287 section 3.1): UTF-8 as the document means it, with the
/// format's own escaping undone once. Links inside HTML may be relative to the `base` beside it.
struct TextConstruct {
  std::string value;
  TextKind kind = TextKind::kUnsaid;

  bool empty() const { return value.empty(); }
};

struct Enclosure {
  std::string url;
  std::string type;
  std::optional<std::uint64_t> length_bytes;
  bool alternative = false;  ///< Another form of the last one before it that is none.
};

/// One item of a feed. Texts are UTF-8; empty = the document did not say.
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
  std::vector<std::string> authors;     ///< Names, plain text, each once.
  std::vector<std::string> categories;  ///< Plain text, each once.
  std::vector<Enclosure> enclosures;    ///< Each URL once, alternatives behind what they stand for.
  std::string image;  ///< URL of the picture that goes with it, where the document names one.
};

struct ParsedFeed {
  TextConstruct title;
  std::string base;  ///< URL that links inside the title are relative to; may be empty.
  std::string link;  ///< The site's page.
  std::string language;
  std::string encoding;  ///< IANA name of what the bytes were in.
  std::string self;
  std::string hub;
  std::string id;      ///< atom:id of the feed; other formats have none.
  std::string rights;  ///< atom:rights or `copyright`, plain text.
  PollHints hints;
  std::vector<Entry> entries;         ///< In document order.
  Growth growth{0};                   ///< What reading it has left of the document's.
  std::vector<std::string> warnings;  ///< What was mended, and where.
  bool whole = true;                  ///< False for a document that breaks off before its end.
};

}  // namespace wirefold
