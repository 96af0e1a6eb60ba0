// Cleans HTML as a document of its own, for tests that do not depend on Growth.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "wirefold/html/links.h"
#include "wirefold/html/sanitize.h"

namespace wirefold::test {

inline std::string sanitized(std::string_view markup, std::string_view base) {
  Growth growth(markup.size());
  return html::sanitize(markup, base, growth, std::string_view::npos);
}

inline std::string with_absolute_links(std::string markup, std::string_view base) {
  Growth growth(markup.size());
  return html::with_absolute_links(std::move(markup), base, growth);
}

}  // namespace wirefold::test
