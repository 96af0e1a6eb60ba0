#include "mhd.h"

#include <memory>

namespace wirefold::serve {
namespace {

// Limits of the cache. A response keeps its resource alive even after the desk has a newer one.
constexpr std::size_t kMostResponses = 64;
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

void release(void* kept) { delete static_cast<ResourcePtr*>(kept); }

void add_headers(MHD_Response* response, const Headers& headers) {
  if (response == nullptr) return;
  for (const auto& [name, value] : headers) {
    MHD_add_response_header(response, name.c_str(), value.c_str());
  }
}

std::size_t key_of(const Resource* resource, Choice choice) {
  return reinterpret_cast<std::size_t>(resource) * 16 +
         static_cast<std::size_t>(choice.coding) * 4 + (choice.as_xml ? 2 : 0) +
         (choice.not_modified ? 1 : 0);
}

}  // namespace

MhdResponse copied_response(std::string_view body, const Headers& headers) {
  MhdResponse response(MHD_create_response_from_buffer(
      body.size(), const_cast<char*>(body.data()),  // libmicrohttpd only reads it
      MHD_RESPMEM_MUST_COPY));
  add_headers(response.get(), headers);
  return response;
}

MhdResponse resource_response(const ResourcePtr& resource, Choice choice, const Headers& headers) {
  const std::string_view body =
      choice.not_modified ? std::string_view() : resource->in(choice.coding).bytes;
  auto holder = std::make_unique<ResourcePtr>(resource);
  MhdResponse response(MHD_create_response_from_buffer_with_free_callback_cls(
      body.size(), const_cast<char*>(body.data()), release, holder.get()));
  if (!response) return nullptr;
  static_cast<void>(holder.release());
  add_headers(response.get(), headers);
  return response;
}

MHD_Response* ResponseCache::find(const ResourcePtr& resource, Choice choice) {
  const std::size_t key = key_of(resource.get(), choice);
  const auto known = made_.find(key);
  if (known != made_.end()) return known->second.response.get();
  if (made_.size() >= kMostResponses || bytes_ > kMostBytes) {
    made_.clear();
    bytes_ = 0;
  }
  bytes_ += bytes_of(*resource);
  MhdResponse response = resource_response(resource, choice, headers_of(*resource, choice));
  if (!response) return nullptr;
  return made_.emplace(key, Made{resource, std::move(response)}).first->second.response.get();
}

}  // namespace wirefold::serve
