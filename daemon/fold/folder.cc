#include "wirefold/fold/folder.h"

#include <algorithm>
#include <map>
#include <vector>

#include "verify.h"
#include "window.h"

namespace wirefold::fold {
namespace {

// Verified pairs are looked for among this many candidates at most; an article with more is a
// template, or somebody's attack.
constexpr std::size_t kMaxCompared = 64;

struct Verified {
  Slot slot;
  Evidence evidence;
  Match match;
};

/// The candidates with the most evidence, in order of slot.
std::vector<std::pair<Slot, Evidence>> strongest(const Candidates& candidates) {
  std::vector<std::pair<Slot, Evidence>> all(candidates.begin(), candidates.end());
  if (all.size() <= kMaxCompared) return all;
  std::stable_sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
    if (x.second.same_link != y.second.same_link) return x.second.same_link;
    return x.second.shared_samples > y.second.shared_samples;
  });
  all.resize(kMaxCompared);
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  return all;
}

/// The most similar of a story's verified members; the earliest wins a tie.
const Verified& best_of(const std::vector<Verified>& verified) {
  return *std::max_element(verified.begin(), verified.end(), [](const auto& x, const auto& y) {
    return x.match.similarity < y.match.similarity;
  });
}

}  // namespace

class Folder::Impl {
 public:
  explicit Impl(const Rules& rules) : rules_(rules) {}

  Decision decide(const Incoming& article) const {
    Verifier verifier(article, window_, rules_);
    const auto by_story = verified_by_story(article, verifier);
    const std::vector<Verified>* winner = nullptr;
    std::int64_t story = 0;
    for (const auto& [id, verified] : by_story) {
      if (!story_agrees(StoryId{id}, verifier)) continue;
      if (winner == nullptr ||
          best_of(verified).match.similarity > best_of(*winner).match.similarity) {
        winner = &verified;
        story = id;
      }
    }
    if (winner == nullptr) return {std::nullopt, {ArticleId{}, -1, 0, "new"}};
    const Verified& best = best_of(*winner);
    return {StoryId{story},
            {window_.at(best.slot).article.id, best.evidence.distance, best.match.similarity,
             std::string(best.match.rule)}};
  }

  void remember(Incoming article, StoryId story) {
    window_.expire(article.seen - rules_.window);
    window_.boilerplate().expire(article.seen);
    window_.add(std::move(article), story);
  }

  void replace(ArticleId id, Document document) { window_.replace(id, std::move(document)); }
  void begin_at(Timestamp seen) { window_.begin_at(seen); }
  void set_rules(const Rules& rules) { rules_ = rules; }
  std::size_t size() const noexcept { return window_.size(); }
  Boilerplate& boilerplate() noexcept { return window_.boilerplate(); }

 private:
  std::map<std::int64_t, std::vector<Verified>> verified_by_story(const Incoming& article,
                                                                  Verifier& verifier) const {
    std::map<std::int64_t, std::vector<Verified>> out;
    for (const auto& [slot, evidence] : strongest(window_.candidates(article))) {
      if (const auto& match = verifier.match(slot)) {
        out[to_int(window_.at(slot).story)].push_back({slot, evidence, *match});
      }
    }
    return out;
  }

  /// No chains: a story of up to two members needs one that verifies; a larger one its lead, or
  /// half of its first, middle and last.
  bool story_agrees(StoryId story, Verifier& verifier) const {
    const std::vector<Slot>& members = window_.members(story);
    if (members.size() <= 2 || verifier.match(members.front())) return true;
    return verifier.match(members[members.size() / 2]) && verifier.match(members.back());
  }

  Rules rules_;
  Window window_;
};

Folder::Folder(const Rules& rules) : impl_(std::make_unique<Impl>(rules)) {}
Folder::~Folder() = default;

Decision Folder::decide(const Incoming& article) const { return impl_->decide(article); }

void Folder::remember(Incoming article, StoryId story) {
  impl_->remember(std::move(article), story);
}

void Folder::replace(ArticleId id, Document document) { impl_->replace(id, std::move(document)); }

void Folder::begin_at(Timestamp seen) { impl_->begin_at(seen); }

void Folder::set_rules(const Rules& rules) { impl_->set_rules(rules); }

bool Folder::is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const {
  return impl_->boilerplate().is_boilerplate(outlet, sentence_hash);
}

void Folder::restore(const LearnedSentence& sentence) { impl_->boilerplate().restore(sentence); }

std::vector<LearnedSentence> Folder::take_learned() { return impl_->boilerplate().take_learned(); }

std::size_t Folder::size() const noexcept { return impl_->size(); }

}  // namespace wirefold::fold
