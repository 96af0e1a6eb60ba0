// From the bytes of an article's page to its words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/base/time.h"

namespace wirefold::page {

/// What a page is, as far as its text tells.
enum class PageKind {
  kArticle,
  kPaywall,  ///< The beginning of an article, and a demand to pay or log in for the rest.
  kConsent,  ///< A demand to accept cookies, and nothing else.
  kNoText,   ///< No running text: a video, a list of links, a page that scripts fill.
};

std::string_view to_string(PageKind kind) noexcept;

/// UTF-8; empty = the page does not say.
struct Page {
  PageKind kind = PageKind::kNoText;
  std::string title;  ///< Of the article, without the outlet's name.
  std::string text;   ///< The article's own, a paragraph, heading or list item a line.
  std::string lang;   ///< BCP 47, as the page says.
  std::optional<Timestamp> published;
  std::string canonical;             ///< Absolute URL that the page gives for itself.
  std::vector<std::string> authors;  ///< Plain text, each once.
  std::string site;                  ///< Name of the outlet.
  /// Where the article goes on: absolute URLs of the same host.
  std::string whole;  ///< All of it on one page.
  std::string next;   ///< The page after this one.
};

/// Longest page that is read; no article is nearly as long, and lists of links are.
inline constexpr std::size_t kMaxPageBytes = std::size_t{4} << 20;

/// Reads an HTML page. `content_type` is an HTTP header value, for its charset; `url` is where the
/// page was found; both may be empty. `first` is the URL of the article's first page where this is
/// a further one. kUnsupported for what is no HTML, kTooLarge for what is longer than
/// kMaxPageBytes. Time and memory are linear in the size of the page, however it is nested; hostile
/// markup gives less text, never an error. Any thread.
Result<Page> read_page(std::string_view bytes, std::string_view content_type, std::string_view url,
                       std::string_view first = {});

}  // namespace wirefold::page
