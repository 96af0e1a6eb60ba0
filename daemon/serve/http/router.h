// Finds the handler of a request, keeps the request's body for it, and calls it. Private to the
// serve area; the server's thread only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/serve/http/http_server.h"

namespace wirefold::serve {

/// An endpoint: requests for its path go to its handler.
struct Route {
  std::string path;  ///< "/websub", or with a slash at its end for all paths below it.
  Handler* handler;
  std::size_t max_body;  ///< Bytes.
};

/// The body of one request, as far as a handler expects it.
struct Body {
  std::string bytes;
  bool is_too_large = false;  ///< It is, or all incomplete bodies together are.
};

class Router {
 public:
  /// `most_bytes` is the maximum size of all incomplete bodies together.
  explicit Router(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Where several routes match, the first one counts. Call it before the server runs.
  void add(Route route) { routes_.push_back(std::move(route)); }

  /// The endpoint for the request, valid until the next add(); null if the request is for a
  /// resource.
  const Route* find(std::string_view url, std::string_view method) const;

  /// Keeps a piece of a body if a handler expects the body. All other bodies are dropped.
  void keep(Body& body, std::string_view url, std::string_view method, std::string_view piece);

  /// Keeps a piece of a body of at most `most` bytes.
  void keep(Body& body, std::size_t most, std::string_view piece);

  /// The bytes of a complete body, which are no longer counted.
  std::string take(Body& body);

  /// Calls the handler with `request` and `body`; answers 413 instead if the body is too large.
  Reply call(const Route& route, Request request, Body& body);

  /// Call it at the end of each request.
  void drop(Body& body);

 private:
  const std::size_t most_bytes_;
  std::vector<Route> routes_;
  std::size_t uploads_ = 0;  // bytes of all incomplete bodies
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
