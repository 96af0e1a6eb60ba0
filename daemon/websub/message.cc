#include "wirefold/websub/message.h"

namespace wirefold::websub {

std::size_t bytes_of(const Message& message) {
  const auto* const push = std::get_if<Push>(&message);
  return push == nullptr ? 0 : push->body.capacity();
}

}  // namespace wirefold::websub
