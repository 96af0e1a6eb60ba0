#include "agencies.h"

#include "text/words/characters.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/languages.h"

namespace wirefold::text {
namespace {

bool is_word_at(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return false;
  const Character c = CharacterTable::instance()[next_code_point(text, pos)];
  // Chinese and Japanese names are written without spaces beside other words.
  return c.is(Character::kWord) && !c.is(Character::kUnspaced);
}

bool is_word_before(std::string_view text, std::size_t pos) {
  if (pos == 0) return false;
  do {
    --pos;
  } while (pos > 0 && (static_cast<unsigned char>(text[pos]) & 0xC0) == 0x80);
  return is_word_at(text, pos);
}

}  // namespace

std::optional<AgencyMatch> find_agency(std::string_view text) {
  std::optional<AgencyMatch> best;
  for (const AgencyName& name : agency_names()) {
    const std::size_t at = text.find(name.written);
    if (at == std::string_view::npos || (best && at >= best->begin)) continue;
    const std::size_t end = at + name.written.size();
    if (is_word_before(text, at) || is_word_at(text, end)) continue;
    best = {name.agency, at, end};
  }
  return best;
}

}  // namespace wirefold::text
