// Explains why each line of a page is, or is not, part of its article.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"

namespace wirefold::page {

/// The decision about a line. The first two are lines of the article's text.
enum class Verdict : std::uint8_t {
  kText,          ///< In the element with most of the page's running text.
  kLead,          ///< Between the headline and that element.
  kElsewhere,     ///< Outside of that element.
  kHeadline,      ///< The headline, which is not part of the text.
  kHidden,        ///< In an element that browsers do not show.
  kAside,         ///< In an element that by its tag or names is not part of an article.
  kBoilerplate,   ///< Boilerplate: in a small element named "tags", "teaser", "byline" or the like.
  kCaption,       ///< The caption of a picture.
  kNextArticle,   ///< Part of another article below this one.
  kComments,      ///< Readers' comments, by names of elements or by a time at each.
  kConsent,       ///< In a box about cookies and partners.
  kCards,         ///< In a list of linked headlines.
  kLinks,         ///< Mostly links.
  kCredit,        ///< A credit, a pager or an offer.
  kAnnounces,     ///< Announces other articles.
  kBehindOthers,  ///< Below a line that announces other articles, where little text follows.
  kNoSection,     ///< A heading without text below it.
  kLoose,         ///< A short line above the first paragraph.
};

constexpr bool is_kept(Verdict verdict) { return verdict <= Verdict::kLead; }

/// The verdict as one word for programs, and as a phrase for people.
std::string_view to_string(Verdict verdict) noexcept;
std::string_view in_words(Verdict verdict) noexcept;

struct JudgedLine {
  Verdict verdict;
  std::string text;
};

/// The source of the article's text.
enum class TextSource : std::uint8_t {
  kMarkup,      ///< The kept lines of the markup.
  kLinkedData,  ///< articleBody of the page's JSON-LD, if the markup has far less text.
  kScriptData,  ///< JSON data for the page's scripts, if the markup has no article.
};

std::string_view in_words(TextSource source) noexcept;

struct Judgement {
  TextSource source = TextSource::kMarkup;
  std::vector<JudgedLine> lines;  ///< All lines of the markup, in order.
};

/// Reads a page like read_page(), with the same limits and errors, and returns the decisions.
Result<Judgement> judge_page(std::string_view bytes, std::string_view content_type,
                             std::string_view url);

}  // namespace wirefold::page
