// A request of an operator while it is answered. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "fields.h"
#include "serve/means/means.h"
#include "wirefold/serve/operator/operator_pages.h"

namespace wirefold::serve {

/// The request, and what answers it.
struct Asked {
  Asked(Source& source_now, Actions& actions_now, Tasks& tasks_now, Repeats& repeats_now,
        const Site& site_now, const OperatorRequest& request_now);

  Source& source;
  Actions& actions;
  Tasks& tasks;
  Repeats& repeats;
  const Site& site;
  const OperatorRequest& request;
  const Words& words;
  Fields fields;
  Means means;  ///< Back is the page that the field `back` names, else the front page.
};

/// A page of the operator.
struct Page {
  std::string title;  ///< Plain text; also the heading.
  std::string main;   ///< Markup of <main> below the heading.
  int status = 200;
  bool goes_on = false;  ///< Browsers ask for it again after a second.
};

ResourcePtr page_answer(const Asked& asked, Page page);

/// A page that says why nothing was done, with a link back. `sentence` is plain text.
ResourcePtr problem_page(const Asked& asked, int status, std::string_view sentence);

/// The problem_page() of Fields::problem().
ResourcePtr wrong_field(const Asked& asked);

/// After a POST: `to` is a path from "/".
ResourcePtr redirect(const Asked& asked, std::string_view to);

/// 404.
ResourcePtr nothing_here(const Asked& asked);

/// A link back, with the words of `key`.
std::string back_link(const Asked& asked, std::string_view key);

}  // namespace wirefold::serve
