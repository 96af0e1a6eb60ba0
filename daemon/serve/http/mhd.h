// libmicrohttpd's handles, and answers as it wants them. Private to the serve area.
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

/// A response of bytes that are copied.
MhdResponse copied_response(std::string_view body, const Headers& headers);

/// Responses of resources, made once and sent many times. Their bytes stay in the resources.
/// One thread.
class ResponseCache {
 public:
  /// Null if there is no memory. Lives until the next call.
  MHD_Response* find(const ResourcePtr& resource, Choice choice);

 private:
  struct Made {
    ResourcePtr resource;  // so that no other can have its address
    MhdResponse response;
  };

  std::unordered_map<std::size_t, Made> made_;
  std::size_t bytes_ = 0;  // of their resources
};

/// A response of a resource's bytes, which stay in it until the last one is sent.
MhdResponse resource_response(const ResourcePtr& resource, Choice choice, const Headers& headers);

}  // namespace wirefold::serve
