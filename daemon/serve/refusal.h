// Answers that say what is wrong, for a person or a program. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/serve/resource.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

enum class RefusalForm : std::uint8_t {
  kText,  ///< The reason alone, with a newline.
  kJson,  ///< {"error":"the reason"}
  kPage,  ///< With a title, and a link to the front page.
};

/// What a client with this Accept header reads best: a page if it takes HTML, JSON if it asks for
/// that, else text.
RefusalForm refusal_form(std::string_view accept);

/// Type and caching of a refusal, and what a page may load.
Headers refusal_headers(RefusalForm form);

/// `reason` is "not found", or "lang: " with what is wrong with it. It may hold what a client sent.
std::string refusal_text(std::string_view reason);
std::string refusal_json(std::string_view reason);
std::string refusal_page(const Site& site, int status, std::string_view reason);

}  // namespace wirefold::serve
