#include "work.h"

namespace wirefold::app {

std::size_t bytes_of(const Work& work) {
  if (const auto* const response = std::get_if<fetch::Response>(&work)) {
    return response->body.capacity();
  }
  const auto* const push = std::get_if<Push>(&work);
  return push == nullptr ? 0 : push->body.capacity();
}

}  // namespace wirefold::app
