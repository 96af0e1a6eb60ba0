#include "wirefold/base/result.h"

namespace wirefold {

std::string_view to_string(Errc code) noexcept {
  switch (code) {
    case Errc::kTimeout:
      return "timeout";
    case Errc::kNetwork:
      return "network";
    case Errc::kTooLarge:
      return "too_large";
    case Errc::kHttpStatus:
      return "http_status";
    case Errc::kMalformed:
      return "malformed";
    case Errc::kUnsupported:
      return "unsupported";
    case Errc::kForbidden:
      return "forbidden";
    case Errc::kIo:
      return "io";
    case Errc::kCrash:
      return "crash";
  }
  return "unknown";
}

}  // namespace wirefold
