// Reads the article on an HTML page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/base/time.h"

namespace wirefold::page {

/// The kind of a page, judged by its text.
enum class PageKind {
  kArticle,
  kPaywall,  ///< The beginning of an article; the rest requires payment or a login.
  kConsent,  ///< Only a demand to accept cookies.
  kNoText,   ///< No running text: a video, a list of links, a page that scripts fill.
};

std::string_view to_string(PageKind kind) noexcept;

/// All texts are UTF-8; empty = the page does not give the value.
struct Page {
  PageKind kind = PageKind::kNoText;
  std::string title;  ///< The article's headline, without the outlet's name.
  std::string text;   ///< The article's text; each paragraph, heading or list item is one line.
  std::string lang;   ///< BCP 47 primary tag, detected in the text, else as the page gives it.
  std::optional<Timestamp> published;
  std::string canonical;             ///< The absolute URL that the page gives for itself.
  std::vector<std::string> authors;  ///< Plain text, each once.
  std::string site;                  ///< The name of the outlet.
  /// Where the article continues: absolute URLs of the same host.
  std::string whole;  ///< The whole article on one page.
  std::string next;   ///< The page after this one.
};

/// The longest page that is read; no article is nearly as long, but lists of links are.
inline constexpr std::size_t kMaxPageBytes = std::size_t{4} << 20;

/// Reads an HTML page. `content_type` is an HTTP header value; `url` is the URL of the page; both
/// may be empty. `first` is the URL of the article's first page if this is a further page. Errors:
/// kUnsupported if the document is no HTML, kTooLarge if it is longer than kMaxPageBytes. Time and
/// memory are linear in the size of the page, however deep it nests. Hostile markup loses text but
/// causes no error. Any thread.
Result<Page> read_page(std::string_view bytes, std::string_view content_type, std::string_view url,
                       std::string_view first = {});

}  // namespace wirefold::page
