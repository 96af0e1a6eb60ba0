#include "mailbox.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "wirefold/serve/http/http_server.h"

namespace wirefold::serve {
namespace {

int event_descriptor() {
  const int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (fd >= 0) return fd;
  throw ServeError("cannot make an event descriptor: " + std::generic_category().message(errno));
}

}  // namespace

Mailbox::Mailbox() : fd_(event_descriptor()) {}

Mailbox::~Mailbox() { close(fd_); }

void Mailbox::put(Exchange* exchange, ResourcePtr resource) {
  rendered_.lock()->push_back({exchange, std::move(resource)});
  wake();
}

// The write fails only if the counter is at its maximum, and the read only if it is 0.
void Mailbox::wake() { eventfd_write(fd_, 1); }

std::vector<Rendered> Mailbox::take() {
  eventfd_t ignored = 0;
  eventfd_read(fd_, &ignored);  // before the lock: a later put() makes it readable again
  return rendered_.take();
}

}  // namespace wirefold::serve
