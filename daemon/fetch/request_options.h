// Describes a request to libcurl. Private to the fetch area.
#pragma once

#include <chrono>
#include <string>

#include "curl.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

/// True for a file: URL. No connection is made for it.
bool is_file(const Request& request);

/// True if the request goes to a proxy, which resolves the names.
bool has_proxy(const Request& request, const Options& options);

/// Of the whole transfer.
std::chrono::seconds timeout_of(const Request& request, const Options& options);

/// Sets what is sent, and to whom. The handle keeps pointers to the body of `request` and to
/// `headers`, which receives the header lines; both must outlive the transfer.
void set_request(TransferOptions& out, const Request& request, const Options& options,
                 Lines& headers);

}  // namespace wirefold::fetch
