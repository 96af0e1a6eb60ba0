// Why each line of a page is, or is not, a line of its article.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"

namespace wirefold::page {

/// What was decided of a line. The first two are of the article's text.
enum class Verdict : std::uint8_t {
  kText,          ///< In the element that has most of the page's running text.
  kLead,          ///< Between the headline and that element.
  kElsewhere,     ///< Outside of that element.
  kHeadline,      ///< The headline, which is no part of the text.
  kHidden,        ///< In an element that browsers do not show.
  kAside,         ///< In an element for what stands beside an article, by its tag or its names.
  kFurniture,     ///< In a small element whose names say "tags", "teaser", "byline" and the like.
  kCaption,       ///< Below a picture.
  kNextArticle,   ///< Of another article below this one.
  kComments,      ///< Of texts of one build, each with a name and a time.
  kConsent,       ///< In a box that speaks of cookies and partners.
  kCards,         ///< Of linked headlines of one build.
  kLinks,         ///< Most of its text is links.
  kCredit,        ///< Says who made it, which page it is, or offers something.
  kAnnounces,     ///< Announces other articles.
  kBehindOthers,  ///< Below a line that announces other articles, with little of the text.
  kNoSection,     ///< A heading that no line of the text follows.
  kLoose,         ///< A short line above the first paragraph.
};

constexpr bool is_kept(Verdict verdict) { return verdict <= Verdict::kLead; }

/// One word for programs, and a phrase for people.
std::string_view to_string(Verdict verdict) noexcept;
std::string_view in_words(Verdict verdict) noexcept;

struct JudgedLine {
  Verdict verdict;
  std::string text;
};

/// Where the article's text is from.
enum class TextSource : std::uint8_t {
  kMarkup,      ///< The lines that were kept.
  kLinkedData,  ///< articleBody of the page's JSON-LD, where the markup has far less.
  kScriptData,  ///< JSON that the page brings for its scripts, where the markup has no article.
};

std::string_view in_words(TextSource source) noexcept;

struct Judgement {
  TextSource source = TextSource::kMarkup;
  std::vector<JudgedLine> lines;  ///< Of the markup, in its order.
};

/// Reads a page as read_page() does, with its limits and errors, and says what was decided.
Result<Judgement> judge_page(std::string_view bytes, std::string_view content_type,
                             std::string_view url);

}  // namespace wirefold::page
