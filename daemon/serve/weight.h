// What a client prefers. Private to the serve area.
#pragma once

#include <string_view>

namespace wirefold::serve {

/// What `name` weighs in a list such as Accept or Accept-Encoding (RFC 9110 section 12.4.2), in
/// thousandths; 0: not wanted. "*" stands for every name that is not in the list; ranges such as
/// "text/*" are not looked at.
int weight_of(std::string_view list, std::string_view name);

}  // namespace wirefold::serve
