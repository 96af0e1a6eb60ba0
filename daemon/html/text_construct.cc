#include "wirefold/html/text_construct.h"

#include <algorithm>

#include "wirefold/base/strings.h"
#include "wirefold/html/plain_text.h"

namespace wirefold::html {
namespace {

bool is_html(const TextConstruct& text) {
  return text.kind == TextKind::kHtml ||
         (text.kind == TextKind::kUnsaid && looks_like_html(text.value));
}

std::string words_of(std::string_view markup) {
  std::string plain = plain_text(markup);
  std::replace(plain.begin(), plain.end(), '\n', ' ');
  return collapse_space(plain);
}

}  // namespace

std::string one_line(std::string_view text) {
  return looks_like_html(text) ? words_of(text) : collapse_space(text);
}

std::string one_line(const TextConstruct& text) {
  return is_html(text) ? words_of(text.value) : collapse_space(text.value);
}

std::string as_html(const TextConstruct& text) {
  if (is_html(text)) return text.value;
  std::string out;
  for (const std::string_view line : split(text.value, '\n')) {
    if (!out.empty()) out += "<br/>\n";
    out += escape_markup(line);
  }
  return out;
}

}  // namespace wirefold::html
