#include "followers.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>

namespace wirefold::serve {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds kQuiet(15);
constexpr std::size_t kBlockBytes = 4096;
constexpr std::size_t kReadBytes = kBlockBytes;

// A client that has lost its connection reconnects after this many milliseconds.
constexpr char kBeginning[] = "retry: 5000\n\n";
constexpr char kAlive[] = ": alive\n\n";

}  // namespace

MhdResponse Followers::follow(MHD_Connection* connection, std::string_view last_event_id,
                              const Headers& headers) {
  if (all_.size() >= most_ || ended_) return nullptr;
  const std::int64_t last = events_.last();
  std::int64_t after = last == 0 ? -1 : last;
  std::int64_t named = 0;
  const char* const end = last_event_id.data() + last_event_id.size();
  if (!last_event_id.empty() &&
      std::from_chars(last_event_id.data(), end, named).ec == std::errc()) {
    after = std::clamp<std::int64_t>(named, 0, last);
  }
  auto follower = std::make_unique<Follower>(
      Follower{this, connection, after, kBeginning, Steady::now(), false});
  MhdResponse response(
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, kBlockBytes, read, follower.get(), gone));
  if (!response) return nullptr;
  all_.insert(follower.get());
  traffic_.followers.fetch_add(1, std::memory_order_relaxed);
  static_cast<void>(follower.release());
  for (const auto& [name, value] : headers) {
    MHD_add_response_header(response.get(), name.c_str(), value.c_str());
  }
  return response;
}

// Called from C, so no exception may leave it.
ssize_t Followers::read(void* self, std::uint64_t, char* buffer, std::size_t max) noexcept {
  auto& follower = *static_cast<Follower*>(self);
  Followers& owner = *follower.owner;
  try {
    if (owner.ended_) return MHD_CONTENT_READER_END_OF_STREAM;
    if (follower.pending.empty()) {
      follower.pending = owner.events_.read(follower.after, kReadBytes);
    }
  } catch (const std::bad_alloc&) {
    return MHD_CONTENT_READER_END_WITH_ERROR;
  }
  if (follower.pending.empty()) {
    follower.suspended = true;
    MHD_suspend_connection(follower.connection);
    return 0;
  }
  const std::size_t size = std::min(max, follower.pending.size());
  std::memcpy(buffer, follower.pending.data(), size);
  follower.pending.erase(0, size);
  follower.spoke = Steady::now();
  return static_cast<ssize_t>(size);
}

void Followers::gone(void* self) noexcept {
  auto* const follower = static_cast<Follower*>(self);
  follower->owner->all_.erase(follower);
  follower->owner->traffic_.followers.fetch_sub(1, std::memory_order_relaxed);
  delete follower;
}

void Followers::resume(Follower& follower) {
  if (!follower.suspended) return;
  follower.suspended = false;
  MHD_resume_connection(follower.connection);
}

void Followers::wake() {
  for (Follower* follower : all_) resume(*follower);
}

void Followers::sweep(Steady::time_point now) {
  for (Follower* follower : all_) {
    if (!follower->suspended || now - follower->spoke < kQuiet) continue;
    follower->pending = kAlive;
    resume(*follower);
  }
}

void Followers::end() {
  ended_ = true;
  wake();
}

}  // namespace wirefold::serve
