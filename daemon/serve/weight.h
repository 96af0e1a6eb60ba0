// Reads the preferences of a client. Private to the serve area.
#pragma once

#include <string_view>

namespace wirefold::serve {

/// The weight of `name` in a list such as Accept or Accept-Encoding (RFC 9110 section 12.4.2), in
/// thousandths; 0: not accepted. "*" stands for every name that is not in the list. Ranges such as
/// "text/*" are ignored.
int weight_of(std::string_view list, std::string_view name);

}  // namespace wirefold::serve
