#include "delta.h"

namespace wirefold::serve {

std::optional<Timestamp> delta_since(const Target& target, const Conditions& conditions,
                                     Choice choice) {
  if (choice.not_modified || !target.is_feed() || target.query.before) return std::nullopt;
  const Timestamp base = delta_base(conditions);
  return base == Timestamp{} ? std::nullopt : std::optional(base);
}

Headers delta_headers(const Resource& delta, const Resource& full, Coding coding) {
  Headers out = headers_of(delta, {coding, false});
  for (auto& [name, value] : out) {
    if (name == "ETag") value = full.in(coding).etag;
    if (name == "Cache-Control") value = "no-store";
    if (name == "Vary") value += ", A-IM, If-None-Match";
  }
  out.emplace_back("IM", "feed");
  return out;
}

}  // namespace wirefold::serve
