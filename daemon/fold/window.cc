#include "window.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <utility>

namespace wirefold::fold {
namespace {

// Most times that an edited article is indexed again, so that frequent edits do not fill the
// window. Later texts are found by the earlier fingerprints.
constexpr std::uint8_t kMostEdits = 8;

/// The newest `most` of slots, each once. An edited article is filed more than once.
std::vector<Slot> newest(std::vector<Slot> slots, int most) {
  std::sort(slots.begin(), slots.end(), std::greater<>());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  if (slots.size() > static_cast<std::size_t>(most)) slots.resize(static_cast<std::size_t>(most));
  return slots;
}

}  // namespace

Window::Window(Dropped dropped, Slot first)
    : dropped_(std::move(dropped)), first_(first), dated_(first) {}

void Window::add(const ArticleKey& article, const Fingerprints& fingerprints, StoryId story) {
  assert(check_.is_here());
  const std::vector<Slot> there = members(story);
  const bool repeats = std::any_of(
      there.begin(), there.end(), [&](Slot slot) { return at(slot).key.outlet == article.outlet; });
  if (!repeats) {
    boilerplate_.learn(article.outlet, fingerprints.sentences, article.seen.value_or(Timestamp{}));
  }
  WindowEntry entry{article, story};
  entry.leads = there.empty();
  entry.partial = fingerprints.partial;
  if (article.seen) {
    dated_.add(entry, fingerprints);
    return;
  }
  if (!undated_) undated_ = std::make_unique<Segment>(kUndated + first_);
  if (undated_->entries().size() == kMostUndated) drop_oldest(*undated_);
  undated_->add(entry, fingerprints);
}

void Window::replace(ArticleId id, const Fingerprints& fingerprints) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  WindowEntry& entry = segment(*slot).at(*slot);
  entry.compilation = entry.contained = false;  // these were properties of the earlier text
  entry.partial = fingerprints.partial;
  if (entry.edits == kMostEdits) return;
  ++entry.edits;
  segment(*slot).index(*slot, fingerprints);  // the earlier fingerprints stay, which does no harm
}

void Window::move(ArticleId id, StoryId story) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  WindowEntry& entry = segment(*slot).at(*slot);
  entry.leads = !has_member(story);
  entry.story = story;
  segment(*slot).index_story(*slot);
}

void Window::set_outlet(ArticleId id, std::uint64_t outlet) {
  assert(check_.is_here());
  if (const auto slot = slot_of(id)) segment(*slot).at(*slot).key.outlet = outlet;
}

bool Window::has_member(StoryId story) const {
  bool out = false;
  for_each_segment([&](const Segment& segment) { out = out || segment.has_member(story); });
  return out;
}

void Window::note_rule(ArticleId id, std::string_view rule) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  WindowEntry& entry = segment(*slot).at(*slot);
  entry.compilation = entry.compilation || rule == kCompilation;
  entry.contained = entry.contained || rule == kContained;
}

void Window::note_copy(ArticleId id, OutletPairs::Key pair) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  copies_.remove(std::exchange(segment(*slot).at(*slot).copied, pair));
  copies_.add(pair);
}

void Window::expire(Timestamp oldest, std::size_t most) {
  assert(check_.is_here());
  while (!dated_.entries().empty() &&
         (*dated_.entries().front().key.seen < oldest || dated_.entries().size() > most)) {
    drop_oldest(dated_);
  }
}

void Window::drop_oldest(Segment& segment) {
  dropped_(segment.entries().front().key.id);
  copies_.remove(segment.entries().front().copied);
  segment.drop_oldest();
}

void Window::for_each_segment(const std::function<void(const Segment&)>& use) const {
  assert(check_.is_here());
  use(dated_);
  if (undated_) use(*undated_);
}

std::size_t Window::size() const noexcept {
  assert(check_.is_here());
  return dated_.entries().size() + (undated_ ? undated_->entries().size() : 0);
}

std::optional<Slot> Window::slot_of(ArticleId id) const {
  assert(check_.is_here());
  std::optional<Slot> out;
  for_each_segment([&](const Segment& segment) {
    if (!out) out = segment.slot_of(id);
  });
  return out;
}

std::vector<Slot> Window::members(StoryId story) const {
  assert(check_.is_here());
  std::vector<Slot> out;
  for_each_segment([&](const Segment& segment) { segment.find_members(story, out); });
  std::sort(out.begin(), out.end(), [this](Slot a, Slot b) { return at(a).key.id < at(b).key.id; });
  // An article that left the story and came back is filed twice.
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Slot> Window::with_sample(std::uint32_t sample, int most) const {
  assert(check_.is_here());
  std::vector<Slot> out;
  for_each_segment([&](const Segment& segment) { segment.find_sample(sample, most, out); });
  return newest(std::move(out), most);
}

std::vector<Slot> Window::under_headline(std::uint32_t key, int most) const {
  assert(check_.is_here());
  std::vector<Slot> out;
  if (key == 0) return out;
  for_each_segment([&](const Segment& segment) { segment.find_headline(key, most, out); });
  return newest(std::move(out), most);
}

}  // namespace wirefold::fold
