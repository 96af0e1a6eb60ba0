// Renders error answers for people and programs. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/serve/resource.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

enum class RefusalForm : std::uint8_t {
  kText,  ///< The reason alone, with a newline.
  kJson,  ///< {"error":"the reason"}
  kPage,  ///< A page with a title and a link to the front page.
};

/// The best form for a client with this Accept header: a page if it accepts HTML and does not
/// prefer JSON, JSON if it names JSON, else text.
RefusalForm refusal_form(std::string_view accept);

/// The headers of an error answer: type, caching and, for a page, page_headers().
Headers refusal_headers(RefusalForm form);

/// `reason` is a phrase such as "not found", or "limit: not a whole number" for an argument. It
/// never contains the value of an argument.
std::string refusal_text(std::string_view reason);
std::string refusal_json(std::string_view reason);
std::string refusal_page(const Site& site, std::string_view language, int status,
                         std::string_view reason);

}  // namespace wirefold::serve
