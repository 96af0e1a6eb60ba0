// Chooses the language of a page. Private to the serve area.
#pragma once

#include <string_view>

namespace wirefold::serve {

/// The language, of those with words in serve/words, that the client prefers (Accept-Language, RFC
/// 9110 section 12.5.4); kDefaultLanguage if it names none of them. A region or script does not
/// matter: "id-ID" asks for "id". Of equally preferred languages, the first in the list.
std::string_view page_language(std::string_view accept_language);

}  // namespace wirefold::serve
