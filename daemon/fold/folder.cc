#include "wirefold/fold/folder.h"

#include <algorithm>
#include <map>
#include <utility>
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
  Verdict verdict;
};

using ByStory = std::map<StoryId, std::vector<Verified>>;

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
    return x.verdict.similarity < y.verdict.similarity;
  });
}

Decision new_story() { return {std::nullopt, {ArticleId{}, -1, 0, "new"}}; }

}  // namespace

class Folder::Impl {
 public:
  Impl(const Rules& rules, Documents& documents)
      : rules_(rules),
        documents_(documents),
        window_([&documents](ArticleId id) { documents.drop(id); }) {}

  Decision decide(const Incoming& article) const {
    Verifier verifier(article, window_, common_, rules_, documents_);
    return decide(article, verifier, std::nullopt);
  }

  void remember(const Incoming& article, const Prints& prints, StoryId story) {
    make_room(article);
    documents_.put(article.id, article.document);
    common_.learn(article.document);
    window_.add(article, prints, story);
  }

  void restore(const Facts& article, const Prints& prints, StoryId story) {
    make_room(article);
    window_.add(article, prints, story);
  }

  std::optional<Move> replace(ArticleId id, Document document) {
    const std::optional<Slot> slot = window_.slot_of(id);
    if (!slot) return std::nullopt;
    documents_.put(id, document);
    window_.replace(id, prints_of(document));
    const Kept& kept = window_.at(*slot);
    if (rulings_.pinned.contains(kept.story)) return std::nullopt;
    const Incoming article{kept.facts, std::move(document)};
    Verifier verifier(article, window_, common_, rules_, documents_);
    return where_to(article, kept.story, verifier);
  }

  void move(ArticleId id, StoryId story) { window_.move(id, story); }

  void merge(StoryId from, StoryId into) {
    for (const Slot slot : window_.members(from)) window_.move(window_.at(slot).facts.id, into);
  }

  void set_rules(const Rules& rules) { rules_ = rules; }
  void set_rulings(Rulings rulings) { rulings_ = std::move(rulings); }
  std::size_t size() const noexcept { return window_.size(); }
  Boilerplate& boilerplate() noexcept { return window_.boilerplate(); }
  CommonWords& common() noexcept { return common_; }

 private:
  void make_room(const Facts& article) {
    if (!article.seen) return;
    window_.expire(*article.seen - rules_.window);
    window_.boilerplate().expire(*article.seen);
  }

  /// The best story that agrees; an article that is in `current` goes to no story that may not meet
  /// that one.
  Decision decide(const Incoming& article, Verifier& verifier,
                  std::optional<StoryId> current) const {
    const ByStory by_story = verified_by_story(article, verifier);
    const std::vector<Verified>* winner = nullptr;
    StoryId story{};
    for (const auto& [id, verified] : by_story) {
      if (current && !rulings_.may_meet(*current, id)) continue;
      if (!story_agrees(id, verifier)) continue;
      if (winner == nullptr ||
          best_of(verified).verdict.similarity > best_of(*winner).verdict.similarity) {
        winner = &verified;
        story = id;
      }
    }
    if (winner == nullptr) return new_story();
    const Verified& best = best_of(*winner);
    return {story,
            {window_.at(best.slot).facts.id, best.evidence.distance, best.verdict.similarity,
             std::string(rule_of(best.verdict.outcome))}};
  }

  ByStory verified_by_story(const Incoming& article, Verifier& verifier) const {
    ByStory out;
    for (const auto& [slot, evidence] : strongest(window_.candidates(article))) {
      if (!verifier.is_copy_of(slot)) continue;
      out[window_.at(slot).story].push_back({slot, evidence, *verifier.verdict(slot)});
    }
    return out;
  }

  /// No chains: a story of up to two members needs one that verifies; a larger one its lead, or
  /// half of its first, middle and last.
  bool story_agrees(StoryId story, Verifier& verifier) const {
    const std::vector<Slot> members = window_.members(story);
    if (members.size() <= 2 || verifier.is_copy_of(members.front())) return true;
    return verifier.is_copy_of(members[members.size() / 2]) && verifier.is_copy_of(members.back());
  }

  std::optional<Move> where_to(const Incoming& article, StoryId current, Verifier& verifier) const {
    const std::vector<Slot> members = window_.members(current);
    const bool leads = window_.at(members.front()).facts.id == article.id;
    const bool alone = members.size() == 1;
    const bool stays = std::any_of(members.begin(), members.end(),
                                   [&](Slot slot) { return verifier.is_copy_of(slot); });
    const Decision decision = decide(article, verifier, current);
    const bool elsewhere = decision.story && *decision.story != current;
    // Its story goes with it if the leads of both are copies of one another.
    const bool whole = elsewhere && leads && (alone || stays) &&
                       verifier.is_copy_of(window_.members(*decision.story).front());
    if (whole) return one_story(article.id, current, decision);
    if (stays || (alone && !elsewhere)) return std::nullopt;
    if (elsewhere) return Move{current, decision.story, alone, article.id, decision.reason};
    return Move{current, std::nullopt, false, article.id, new_story().reason};
  }

  /// The younger of two stories whose leads are copies comes to the older one, unless the operator
  /// has pinned it.
  std::optional<Move> one_story(ArticleId lead, StoryId current, const Decision& found) const {
    const StoryId younger = std::max(current, *found.story);
    const std::vector<Slot> leaving = window_.members(younger);
    if (rulings_.pinned.contains(younger)) return std::nullopt;
    if (younger == current) return Move{current, found.story, true, lead, found.reason};
    FoldReason reason = found.reason;
    reason.like = lead;
    return Move{younger, current, true, window_.at(leaving.front()).facts.id, reason};
  }

  Rules rules_;
  Rulings rulings_;
  Documents& documents_;
  Window window_;
  CommonWords common_;
};

Folder::Folder(const Rules& rules, Documents& documents)
    : impl_(std::make_unique<Impl>(rules, documents)) {}
Folder::~Folder() = default;

Decision Folder::decide(const Incoming& article) const { return impl_->decide(article); }

void Folder::remember(const Incoming& article, const Prints& prints, StoryId story) {
  impl_->remember(article, prints, story);
}

void Folder::remember(const Incoming& article, StoryId story) {
  remember(article, prints_of(article.document), story);
}

void Folder::restore(const Facts& article, const Prints& prints, StoryId story) {
  impl_->restore(article, prints, story);
}

std::optional<Move> Folder::replace(ArticleId id, Document document) {
  return impl_->replace(id, std::move(document));
}

void Folder::move(ArticleId id, StoryId story) { impl_->move(id, story); }

void Folder::merge(StoryId from, StoryId into) { impl_->merge(from, into); }

void Folder::set_rules(const Rules& rules) { impl_->set_rules(rules); }

void Folder::set_rulings(Rulings rulings) { impl_->set_rulings(std::move(rulings)); }

bool Folder::is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const {
  return impl_->boilerplate().is_boilerplate(outlet, sentence_hash);
}

void Folder::restore(const LearnedSentence& sentence) { impl_->boilerplate().restore(sentence); }

std::vector<LearnedSentence> Folder::take_learned() { return impl_->boilerplate().take_learned(); }

std::optional<std::string> Folder::take_common_words() { return impl_->common().take_changed(); }

bool Folder::restore_common_words(std::string_view bytes) { return impl_->common().restore(bytes); }

std::size_t Folder::size() const noexcept { return impl_->size(); }

}  // namespace wirefold::fold
