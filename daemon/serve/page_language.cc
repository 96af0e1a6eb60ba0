#include "page_language.h"

#include <string>

#include "serve/words/words.h"
#include "weight.h"
#include "wirefold/base/strings.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {
namespace {

/// "id" for "ID-id;q=0.8".
std::string primary_tag(std::string_view item) {
  return to_lower_ascii(trim(item.substr(0, item.find_first_of("-;"))));
}

}  // namespace

std::string_view page_language(std::string_view accept_language) {
  std::string_view best = kDefaultLanguage;
  int weight = 0;
  for (const std::string_view item : split(accept_language, ',')) {
    const std::string tag = primary_tag(item);
    const std::string& language = words_of(tag).language();
    if (language != tag) continue;  // not translated
    const int wanted = weight_of(item, trim(item.substr(0, item.find(';'))));
    if (wanted > weight) {
      best = language;
      weight = wanted;
    }
  }
  return best;
}

}  // namespace wirefold::serve
