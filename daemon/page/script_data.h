// Finds articles in the data that pages have for their scripts. Private to the page area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::page {

/// Returns the longest article, as HTML, in the JSON of `scripts`: under a name such as "body",
/// "content" or "rendered", or as a list of paragraphs. Empty if there is none. `scripts` are texts
/// of <script>, where JSON may come after "window.state =" and before other code. JSON that is not
/// well-formed is skipped.
std::string article_in_scripts(const std::vector<std::string_view>& scripts);

}  // namespace wirefold::page
