// What a request says, out of libmicrohttpd's hands. Private to the serve area.
#pragma once

#include <microhttpd.h>

#include <string_view>

#include "wirefold/serve/resource.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// Value of a request header; empty if absent.
std::string_view header(MHD_Connection* connection, const char* name);

/// The same of the last line with that name: a proxy may add one behind those of its client.
std::string_view last_header(MHD_Connection* connection, std::string_view name);

/// Value of an argument of the query, decoded; empty if absent.
std::string_view argument(MHD_Connection* connection, const char* name);

Arguments arguments_of(MHD_Connection* connection);

Conditions conditions_of(MHD_Connection* connection);

/// Two lengths at once, or one that others may read otherwise, is how requests are smuggled past
/// proxies (RFC 9112 sections 6.1 and 6.3). libmicrohttpd takes the first of them.
bool is_ambiguous(MHD_Connection* connection);

}  // namespace wirefold::serve
