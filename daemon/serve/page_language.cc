#include "page_language.h"

#include <algorithm>
#include <array>

#include "weight.h"
#include "wirefold/base/strings.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {
namespace {

constexpr std::array<std::string_view, 2> kLanguages = {kDefaultLanguage, "id"};

/// "id" for "id-ID;q=0.8".
std::string_view primary_tag(std::string_view item) {
  return trim(item.substr(0, item.find_first_of("-;")));
}

}  // namespace

std::string_view page_language(std::string_view accept_language) {
  std::string_view best = kDefaultLanguage;
  int weight = 0;
  for (const std::string_view item : split(accept_language, ',')) {
    const auto* const language = std::ranges::find_if(kLanguages, [item](std::string_view known) {
      return equals_ignore_case(primary_tag(item), known);
    });
    if (language == kLanguages.end()) continue;
    const int wanted = weight_of(item, trim(item.substr(0, item.find(';'))));
    if (wanted > weight) {
      best = *language;
      weight = wanted;
    }
  }
  return best;
}

}  // namespace wirefold::serve
