#include "router.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace wirefold::serve {

const Route* Router::find(std::string_view url, std::string_view method) const {
  assert(check_.is_here());
  if (method != "POST" && method != "GET") return nullptr;
  const auto found = std::ranges::find_if(routes_, [url](const Route& route) {
    return route.path.ends_with('/') ? url.starts_with(route.path) : url == route.path;
  });
  return found == routes_.end() ? nullptr : &*found;
}

void Router::keep(Body& body, std::string_view url, std::string_view method,
                  std::string_view piece) {
  if (body.is_too_large) return;
  const Route* const route = find(url, method);
  if (route == nullptr || !route->handler->expects(url)) return;
  keep(body, route->max_body, piece);
}

void Router::keep(Body& body, std::size_t most, std::string_view piece) {
  assert(check_.is_here());
  if (body.is_too_large) return;
  if (body.bytes.size() + piece.size() > most || uploads_ + piece.size() > most_bytes_) {
    drop(body);
    body.is_too_large = true;
    return;
  }
  body.bytes.append(piece);
  uploads_ += piece.size();
}

Reply Router::call(const Route& route, Request request, Body& body) {
  assert(check_.is_here());
  if (body.is_too_large) return {413, "the body is too large\n"};
  request.body = take(body);
  return route.handler->take(std::move(request));
}

std::string Router::take(Body& body) {
  uploads_ -= body.bytes.size();
  return std::exchange(body.bytes, {});
}

void Router::drop(Body& body) {
  uploads_ -= body.bytes.size();
  body.bytes = {};
}

}  // namespace wirefold::serve
