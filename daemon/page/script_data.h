// Articles in the data that pages bring for their scripts. Private to the page area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::page {

/// The longest HTML text of an article that the JSON of `scripts` (texts of <script>, in which JSON
/// may stand behind "window.state =" and before other code) holds under a name such as "body",
/// "content" or "rendered", or as a list of paragraphs; empty if there is none. What is not
/// well-formed is skipped.
std::string article_in_scripts(const std::vector<std::string_view>& scripts);

}  // namespace wirefold::page
