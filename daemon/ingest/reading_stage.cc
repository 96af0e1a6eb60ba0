#include "wirefold/ingest/reading_stage.h"

namespace wirefold::ingest {
namespace {

// A thread that was idle waits this long for so many messages. Most need no reading.
constexpr std::size_t kWorthwhile = 64;
constexpr std::chrono::milliseconds kGathering(5);

// Bytes of a large document, and how often a thread looks whether the one before has been folded.
constexpr std::size_t kLarge = std::size_t{1} << 20;
constexpr std::chrono::milliseconds kLookAgain(10);

void hold(Handover& handover, const LargePermit& permit) {
  if (auto* const poll = std::get_if<ReadResponse>(&handover)) poll->large = permit;
  if (auto* const push = std::get_if<ReadPush>(&handover)) push->large = permit;
}

}  // namespace

ReadingStage::ReadingStage(Inbox& inbox, Handovers& out, Reader& reader)
    : inbox_(inbox), out_(out), reader_(reader) {
  out_.set_on_room([this] {
    const MutexLock lock(mutex_);
    has_room_ = true;
    changed_.notify_all();
  });
}

void ReadingStage::run(ReadingMark& mark, Pulse& pulse) {
  try {
    while (!inbox_.ended()) {
      pulse.beat();
      auto taken = next(pulse);
      if (!taken) continue;
      auto& [turn, message] = *taken;
      const bool is_large = bytes_of(message) > kLarge;
      const LargePermit permit = is_large ? wait_for_large(turn, pulse) : nullptr;
      if (is_large && !permit) return;
      Handover handover = reader_.read(std::move(message), mark);
      if (is_large) hold(handover, permit);
      if (!hand_over(turn, std::move(handover), pulse)) return;
    }
  } catch (...) {
    fail();
    throw;
  }
}

/// Waits for a message at most one turn of the pulse.
std::optional<std::pair<ReadingStage::Turn, Message>> ReadingStage::next(const Pulse& pulse) {
  const auto deadline = Inbox::Clock::now() + pulse.interval();
  if (!begin_taking(deadline)) return std::nullopt;
  const bool was_idle = inbox_.empty();
  auto message = inbox_.pop(deadline);
  if (message && was_idle) inbox_.gather(kWorthwhile, Inbox::Clock::now() + kGathering);
  const std::optional<Turn> turn = end_taking(message.has_value());
  if (!turn) return std::nullopt;
  return std::pair(*turn, *std::move(message));
}

/// Waits until no other thread takes a message. False if one still does at the deadline.
bool ReadingStage::begin_taking(Inbox::Clock::time_point deadline) {
  const MutexLock lock(mutex_);
  while (is_taking_) {
    if (!may_take_.wait_until(mutex_, deadline)) return false;
  }
  is_taking_ = true;
  return true;
}

/// Lets the next thread take a message. Returns the turn of the one that was taken.
std::optional<ReadingStage::Turn> ReadingStage::end_taking(bool has_message) {
  const MutexLock lock(mutex_);
  is_taking_ = false;
  may_take_.notify_one();
  if (!has_message) return std::nullopt;
  return taken_++;
}

/// Waits until the messages before have been handed over, and no other large document is in memory.
/// Returns null if the thread must end.
LargePermit ReadingStage::wait_for_large(Turn turn, Pulse& pulse) {
  const MutexLock lock(mutex_);
  while (turn != handed_over_ || large_.use_count() > 1) {
    pulse.beat();
    if (has_failed_ || out_.closed()) return nullptr;
    changed_.wait_until(mutex_, Inbox::Clock::now() + kLookAgain);
  }
  return large_;
}

/// Waits until the messages before have been handed over. False if the thread must end.
bool ReadingStage::hand_over(Turn turn, Handover&& handover, Pulse& pulse) {
  const MutexLock lock(mutex_);
  for (;;) {
    pulse.beat();
    if (has_failed_ || out_.closed()) return false;
    if (turn == handed_over_) {
      has_room_ = false;  // a pop() after a refusal sets it
      if (out_.try_push(std::move(handover))) break;
    }
    wait(turn, Inbox::Clock::now() + pulse.interval());
  }
  ++handed_over_;
  has_room_ = true;
  changed_.notify_all();
  return true;
}

/// Waits until the message may be handed over or the thread must end, at most until `deadline`.
void ReadingStage::wait(Turn turn, Inbox::Clock::time_point deadline) {
  while (!has_failed_ && (turn != handed_over_ || !has_room_)) {
    if (!changed_.wait_until(mutex_, deadline)) return;
  }
}

/// The messages after the one that has failed can no longer be handed over in order.
void ReadingStage::fail() {
  const MutexLock lock(mutex_);
  has_failed_ = true;
  changed_.notify_all();
}

}  // namespace wirefold::ingest
