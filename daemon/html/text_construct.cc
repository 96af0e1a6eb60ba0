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
  for (std::string_view rest = text.value; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (!out.empty()) out += "<br/>\n";
    out += escape_markup(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

}  // namespace wirefold::html
