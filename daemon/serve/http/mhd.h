// Handles and responses of libmicrohttpd. Private to the serve area.
#pragma once

#include <microhttpd.h>

#include <string>
#include <string_view>
#include <unordered_map>

#include "wirefold/base/handle.h"
#include "wirefold/serve/resource.h"

namespace wirefold::serve {

using MhdDaemon = Handle<MHD_Daemon, MHD_stop_daemon>;
using MhdResponse = Handle<MHD_Response, MHD_destroy_response>;

/// A response with a copy of `body`.
MhdResponse copied_response(std::string_view body, const Headers& headers);

/// Caches the responses for resources. The responses refer to the bytes of the resources. One
/// thread.
class ResponseCache {
 public:
  /// The response, valid until the next call; null if memory is short.
  MHD_Response* find(const ResourcePtr& resource, Choice choice);

 private:
  struct Made {
    ResourcePtr resource;  // held, so that no other resource can get its address
    MhdResponse response;
  };

  std::unordered_map<std::size_t, Made> made_;
  std::size_t bytes_ = 0;  // bytes of the resources in made_
};

/// A response that refers to a resource's bytes, and holds the resource until it is sent.
MhdResponse resource_response(const ResourcePtr& resource, Choice choice, const Headers& headers);

}  // namespace wirefold::serve
