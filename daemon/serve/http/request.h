// Reads a request from libmicrohttpd. Private to the serve area.
#pragma once

#include <microhttpd.h>

#include <string_view>

#include "wirefold/serve/http/http_server.h"
#include "wirefold/serve/resource.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// Value of a request header; empty if absent.
std::string_view header(MHD_Connection* connection, const char* name);

/// Value of the last header line with this name; a proxy may add one after those of its client.
std::string_view last_header(MHD_Connection* connection, std::string_view name);

/// Decoded value of an argument of the query; empty if absent.
std::string_view argument(MHD_Connection* connection, const char* name);

Arguments arguments_of(MHD_Connection* connection);

/// A request for a handler, without its body and client.
Request request_of(MHD_Connection* connection, std::string_view path, std::string_view method);

Conditions conditions_of(MHD_Connection* connection);

/// True if the request has two body lengths, or one that proxies may read differently, which allows
/// request smuggling (RFC 9112 sections 6.1 and 6.3). libmicrohttpd uses the first length.
bool is_ambiguous(MHD_Connection* connection);

}  // namespace wirefold::serve
