#include "window.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "wirefold/base/hash.h"

namespace wirefold::fold {
namespace {

// A passage that stands in more articles than this is looked up in the newest of them only.
constexpr int kMaxSharers = 256;

// An outlet that edits all day does not fill the window: later texts are found by earlier prints.
constexpr std::uint8_t kMostEdits = 8;

// Sentences of one article that are looked up.
constexpr std::size_t kMaxProbes = 200;

/// The newest `most` of slots, each once: an article that was edited is filed again.
std::vector<Slot> newest(std::vector<Slot> slots, int most) {
  std::sort(slots.begin(), slots.end(), std::greater<>());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  if (slots.size() > static_cast<std::size_t>(most)) slots.resize(static_cast<std::size_t>(most));
  return slots;
}

std::uint32_t key_of(std::uint64_t link) { return static_cast<std::uint32_t>(link >> 32); }

std::uint32_t key_of(StoryId story) {
  return static_cast<std::uint32_t>(mix_hash(0, static_cast<std::uint64_t>(to_int(story))) >> 32);
}

}  // namespace

void Shelf::add(const Kept& kept, const Prints& prints) {
  const Slot slot = first_ + kept_.size();
  kept_.push_back(kept);
  index(slot, prints);
  index_story(slot);
  if (kept.facts.link != 0) links_.add(key_of(kept.facts.link), owner(slot));
}

void Shelf::index(Slot slot, const Prints& prints) {
  for (const Fingerprint f : prints.fingerprints) prints_.add(f, owner(slot));
  for (const std::uint32_t sample : prints.samples) samples_.add(sample, owner(slot));
  if (prints.headline != 0) headlines_.add(prints.headline, owner(slot));
}

void Shelf::index_story(Slot slot) { stories_.add(key_of(at(slot).story), owner(slot)); }

std::optional<Slot> Shelf::slot_of(ArticleId id) const {
  const auto it =
      std::lower_bound(kept_.begin(), kept_.end(), id,
                       [](const Kept& k, ArticleId wanted) { return k.facts.id < wanted; });
  if (it == kept_.end() || it->facts.id != id) return std::nullopt;
  return first_ + static_cast<Slot>(it - kept_.begin());
}

void Shelf::drop_oldest() {
  kept_.pop_front();
  ++first_;
  forget_gone();
}

void Shelf::forget_gone() {
  const Owner first = owner(first_);
  prints_.forget_before(first);
  samples_.forget_before(first);
  headlines_.forget_before(first);
  links_.forget_before(first);
  stories_.forget_before(first);
}

void Shelf::find_near(const std::vector<Fingerprint>& probes,
                      const std::function<void(Slot, int distance)>& found) const {
  for (const Fingerprint probe : probes) prints_.prefetch(probe);
  const NearIndex::Found live = [&](Owner o, int distance) { found(slot_of(o), distance); };
  for (const Fingerprint probe : probes) prints_.near(probe, live);
}

void Shelf::find_shared(const std::vector<std::uint32_t>& samples, std::vector<Slot>& hits) const {
  samples_.find_all(samples, kMaxSharers, [&](Owner o) { hits.push_back(slot_of(o)); });
}

void Shelf::find_sample(std::uint32_t sample, int most, std::vector<Slot>& hits) const {
  samples_.find(sample, most, [&](Owner o) { hits.push_back(slot_of(o)); });
}

void Shelf::find_headline(std::uint32_t key, int most, std::vector<Slot>& hits) const {
  headlines_.find(key, most, [&](Owner o) { hits.push_back(slot_of(o)); });
}

void Shelf::find_link(std::uint64_t link, std::vector<Slot>& hits) const {
  links_.find(key_of(link), kMaxSharers, [&](Owner o) {
    const Slot slot = slot_of(o);
    if (at(slot).facts.link == link) hits.push_back(slot);
  });
}

void Shelf::find_members(StoryId story, std::vector<Slot>& hits) const {
  stories_.find(key_of(story), std::numeric_limits<int>::max(), [&](Owner o) {
    const Slot slot = slot_of(o);
    if (at(slot).story == story) hits.push_back(slot);
  });
}

bool Shelf::has_member(StoryId story) const {
  constexpr int kLooked = 64;  // articles that were filed under the story and have left it again
  bool out = false;
  stories_.find(key_of(story), kLooked,
                [&](Owner found) { out = out || at(slot_of(found)).story == story; });
  return out;
}

Window::Window(Dropped dropped, Slot first)
    : dropped_(std::move(dropped)), first_(first), dated_(first) {}

void Window::add(const Facts& article, const Prints& prints, StoryId story) {
  const std::vector<Slot> there = members(story);
  const bool repeats = std::any_of(there.begin(), there.end(), [&](Slot slot) {
    return at(slot).facts.outlet == article.outlet;
  });
  if (!repeats) {
    boilerplate_.learn(article.outlet, prints.sentences, article.seen.value_or(Timestamp{}));
  }
  Kept kept{article, story};
  kept.leads = there.empty();
  kept.partial = prints.partial;
  if (article.seen) {
    dated_.add(kept, prints);
    return;
  }
  if (!undated_) undated_ = std::make_unique<Shelf>(kUndated + first_);
  if (undated_->kept().size() == kMostUndated) drop_oldest(*undated_);
  undated_->add(kept, prints);
}

void Window::replace(ArticleId id, const Prints& prints) {
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  Kept& kept = shelf(*slot).at(*slot);
  kept.compilation = kept.contained = false;  // of its earlier text
  kept.partial = prints.partial;
  if (kept.edits == kMostEdits) return;
  ++kept.edits;
  shelf(*slot).index(*slot, prints);  // the earlier prints lead here too, and do no harm
}

void Window::move(ArticleId id, StoryId story) {
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  Kept& kept = shelf(*slot).at(*slot);
  kept.leads = !has_member(story);
  kept.story = story;
  shelf(*slot).index_story(*slot);
}

void Window::set_outlet(ArticleId id, std::uint64_t outlet) {
  if (const auto slot = slot_of(id)) shelf(*slot).at(*slot).facts.outlet = outlet;
}

bool Window::has_member(StoryId story) const {
  bool out = false;
  for_each_shelf([&](const Shelf& shelf) { out = out || shelf.has_member(story); });
  return out;
}

void Window::note_rule(ArticleId id, std::string_view rule) {
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  Kept& kept = shelf(*slot).at(*slot);
  kept.compilation = kept.compilation || rule == kCompilation;
  kept.contained = kept.contained || rule == kContained;
}

void Window::note_copy(ArticleId id, OutletPairs::Key pair) {
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  copies_.remove(std::exchange(shelf(*slot).at(*slot).copied, pair));
  copies_.add(pair);
}

void Window::expire(Timestamp oldest, std::size_t most) {
  while (!dated_.kept().empty() &&
         (*dated_.kept().front().facts.seen < oldest || dated_.kept().size() > most)) {
    drop_oldest(dated_);
  }
}

void Window::drop_oldest(Shelf& shelf) {
  dropped_(shelf.kept().front().facts.id);
  copies_.remove(shelf.kept().front().copied);
  shelf.drop_oldest();
}

void Window::for_each_shelf(const std::function<void(const Shelf&)>& use) const {
  use(dated_);
  if (undated_) use(*undated_);
}

std::size_t Window::size() const noexcept {
  return dated_.kept().size() + (undated_ ? undated_->kept().size() : 0);
}

std::optional<Slot> Window::slot_of(ArticleId id) const {
  std::optional<Slot> out;
  for_each_shelf([&](const Shelf& shelf) {
    if (!out) out = shelf.slot_of(id);
  });
  return out;
}

std::vector<Slot> Window::members(StoryId story) const {
  std::vector<Slot> out;
  for_each_shelf([&](const Shelf& shelf) { shelf.find_members(story, out); });
  std::sort(out.begin(), out.end(),
            [this](Slot a, Slot b) { return at(a).facts.id < at(b).facts.id; });
  // An article that went away and came back is filed twice.
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Slot> Window::with_sample(std::uint32_t sample, int most) const {
  std::vector<Slot> out;
  for_each_shelf([&](const Shelf& shelf) { shelf.find_sample(sample, most, out); });
  return newest(std::move(out), most);
}

std::vector<Slot> Window::under_headline(std::uint32_t key, int most) const {
  std::vector<Slot> out;
  if (key == 0) return out;
  for_each_shelf([&](const Shelf& shelf) { shelf.find_headline(key, most, out); });
  return newest(std::move(out), most);
}

Candidates Window::candidates(const Incoming& article) const {
  Candidates out;
  find_shared(article, out);
  find_headline(article, out);
  find_near(article, out);
  return out;
}

void Window::find_near(const Incoming& article, Candidates& out) const {
  const auto note = [&out](Slot slot, int d) {
    Evidence& e = out[slot];
    if (e.distance < 0 || d < e.distance) e.distance = d;
  };
  const Document& document = article.document;
  std::vector<Fingerprint> probes = text_prints(document);
  for (const Sentence& s : document.sentences) {
    if (!can_tell(s) || probes.size() >= kMaxProbes) continue;
    if (!boilerplate_.is_boilerplate(article.outlet, s.hash)) probes.push_back(s.fingerprint);
  }
  for_each_shelf([&](const Shelf& shelf) { shelf.find_near(probes, note); });
}

void Window::find_shared(const Incoming& article, Candidates& out) const {
  std::vector<Slot> sharers;
  std::vector<Slot> same_link;
  for_each_shelf([&](const Shelf& shelf) {
    shelf.find_shared(article.document.samples, sharers);
    if (article.link != 0) shelf.find_link(article.link, same_link);
  });
  std::sort(sharers.begin(), sharers.end());
  for (auto first = sharers.begin(); first != sharers.end();) {
    const auto last = std::upper_bound(first, sharers.end(), *first);
    const bool partial = article.document.partial || at(*first).partial;
    if (static_cast<std::size_t>(last - first) >= least_shared_samples(partial)) {
      out[*first].shared_samples = static_cast<std::uint32_t>(last - first);
    }
    first = last;
  }
  for (const Slot slot : same_link) out[slot].same_link = true;
}

void Window::find_headline(const Incoming& article, Candidates& out) const {
  for (const Slot slot : under_headline(headline_key(article.document.title), kMostOfHeadline)) {
    if (article.document.partial || at(slot).partial) out[slot].same_headline = true;
  }
}

}  // namespace wirefold::fold
