// HTTP without sockets: which answer a request gets.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/serve/snapshot.h"

namespace wirefold::serve {

/// What of a request counts. Header values as received; empty = absent.
struct Request {
  std::string_view method;
  std::string_view path;
  std::string_view if_none_match;
  std::string_view if_modified_since;
  std::string_view accept_encoding;
};

struct Answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string_view body;  ///< Lives as long as the snapshot, or for ever. Not sent for HEAD.
};

/// What is served. Either may be null: not ready yet.
struct Served {
  const Snapshot* stories = nullptr;
  const Snapshot* feeds = nullptr;
};

/// Never fails: what is not there is 404, methods other than GET, HEAD and OPTIONS are 405, and
/// without a snapshot of stories the feeds are 503 (an empty feed would make readers drop their
/// entries). Conditional requests follow RFC 9110 section 13.2.2.
Answer answer(const Served& served, const Request& request);

}  // namespace wirefold::serve
