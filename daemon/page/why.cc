#include "wirefold/page/why.h"

#include <array>

namespace wirefold::page {
namespace {

struct Words {
  std::string_view name;
  std::string_view sentence;
};

// In the order of Verdict.
constexpr std::array<Words, 18> kWords = {{
    {"text", "in the element with most of the running text"},
    {"lead", "between the headline and the text"},
    {"elsewhere", "outside the element with the text"},
    {"headline", "the headline"},
    {"hidden", "browsers do not show it"},
    {"aside", "its element is for content beside an article"},
    {"furniture", "its element has the name of boilerplate"},
    {"caption", "below a picture"},
    {"next_article", "part of another article below this one"},
    {"comments", "part of the readers' comments"},
    {"consent", "about cookies and partners"},
    {"cards", "in a list of linked headlines"},
    {"links", "most of it is links"},
    {"credit", "a credit, a pager or an offer"},
    {"announces", "announces other articles"},
    {"behind_others", "below a line that announces other articles"},
    {"no_section", "a heading with no text below it"},
    {"loose", "a short line above the first paragraph"},
}};
static_assert(kWords.size() == static_cast<std::size_t>(Verdict::kLoose) + 1);

const Words& words_of(Verdict verdict) { return kWords[static_cast<std::size_t>(verdict)]; }

}  // namespace

std::string_view to_string(Verdict verdict) noexcept { return words_of(verdict).name; }

std::string_view in_words(Verdict verdict) noexcept { return words_of(verdict).sentence; }

std::string_view in_words(TextSource source) noexcept {
  switch (source) {
    case TextSource::kMarkup:
      return "the markup";
    case TextSource::kLinkedData:
      return "the page's JSON-LD";
    case TextSource::kScriptData:
      break;
  }
  return "the data for the page's scripts";
}

}  // namespace wirefold::page
