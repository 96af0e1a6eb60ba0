#include "wirefold/fold/folder.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "candidates.h"
#include "circle_maker.h"
#include "relations.h"
#include "verify.h"
#include "window.h"
#include "window_background.h"

namespace wirefold::fold {
namespace {

// Most candidates that are compared; an article with more is a template or an attack.
constexpr std::size_t kMaxCompared = 64;

// Most sharers of an article that are compared with one another.
constexpr std::size_t kMostSharers = 6;

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
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
    const auto key = [](const auto& candidate) {
      const Evidence& e = candidate.second;
      return std::tuple(e.same_link, e.same_headline, e.shared_samples, candidate.first);
    };
    return key(x) > key(y);  // among equals the newest first
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
    Verifier verifier(article, window_, learned_, rules_, documents_);
    fresh_ = {};
    const ByStory by_story = verified_by_story(article, verifier, fresh_.touched);
    const std::set<StoryId> holding = fresh_.touched;
    note_boilerplate(verifier);
    if (by_story.empty()) return new_story();
    std::map<StoryId, Slot> nearest;
    for (const auto& [story, verified] : by_story) nearest[story] = best_of(verified).slot;
    const Circle circle = circle_maker().around(verifier, holding, nearest);
    for (std::size_t i = 1; i < circle.size(); ++i) {
      fresh_.relations.emplace_back(window_.at(*circle.at(i).slot).key.id, circle.relation(0, i));
    }
    const Decision decision = decision_of(circle, verifier, by_story);
    fresh_.reason = decision.reason;
    return decision;
  }

  void remember(const Incoming& article, const Fingerprints& fingerprints, StoryId story) {
    make_room(article);
    documents_.put(article.id, article.document);
    learned_.learn(article.document);
    window_.add(article, fingerprints, story);
    for (const auto& [other, judged] : fresh_.relations) relations_.keep(article.id, other, judged);
    note(article.id, fresh_.reason);
    touched_ = std::move(fresh_.touched);
    look_again_from(story);
    learn(fresh_.learned, article.seen.value_or(Timestamp{}));
    fresh_ = {};
  }

  void restore(const ArticleKey& article, const Fingerprints& fingerprints, StoryId story,
               const FoldReason& reason) {
    make_room(article);
    window_.add(article, fingerprints, story);
    note(article.id, reason);
  }

  void replace(ArticleId id, Document document) {
    touched_.clear();
    const std::optional<Slot> slot = window_.slot_of(id);
    if (!slot) return;
    documents_.put(id, document);
    window_.replace(id, fingerprints_of(document));
    relations_.forget(id);
    const WindowEntry& entry = window_.at(*slot);
    const Incoming article{entry.key, std::move(document)};
    Verifier verifier(article, window_, learned_, rules_, documents_);
    verified_by_story(article, verifier, touched_);
    look_again_from(entry.story);
  }

  std::optional<Move> revise() {
    const std::optional<Circle> circle = circle_maker().of(own_, touched_);
    if (!circle) return std::nullopt;
    for (std::size_t i = 0; i < circle->size(); ++i) {
      if (auto move = move_of(*circle, i)) return move;
    }
    touched_.clear();
    return std::nullopt;
  }

  void hold(ArticleId id) { held_.insert(id); }

  void settle(ArticleId last) {
    settled_ = std::max(settled_, last);
    relations_.forget_until(settled_);
  }

  void set_outlet(ArticleId id, std::uint64_t outlet) { window_.set_outlet(id, outlet); }

  void move(ArticleId id, StoryId story) {
    window_.move(id, story);
    if (!touched_.empty()) touched_.insert(story);
  }

  void merge(StoryId from, StoryId into) {
    for (const Slot slot : window_.members(from)) window_.move(window_.at(slot).key.id, into);
  }

  void set_rules(const Rules& rules) {
    rules_ = rules;
    relations_.clear();
  }
  void set_overrides(Overrides overrides) { overrides_ = std::move(overrides); }
  std::size_t size() const noexcept { return window_.size(); }
  std::unique_ptr<Background> background(Seen one, Seen two) const {
    return std::make_unique<WindowBackground>(window_, documents_, learned_.rarity, one, two);
  }
  Boilerplate& boilerplate() noexcept { return window_.boilerplate(); }
  LearnedWords& learned() noexcept { return learned_; }

 private:
  /// The findings of decide() for remember().
  struct Fresh {
    std::vector<std::pair<ArticleId, Judged>> relations;
    std::set<StoryId> touched;
    std::set<std::uint64_t> learned;  // sentences that turned out to be boilerplate
    FoldReason reason;
  };

  /// Keeps the reason why an article is in its story, for later decisions.
  void note(ArticleId id, const FoldReason& reason) {
    window_.note_rule(id, reason.rule);
    window_.note_copy(id, copied_pair(id, reason));
  }

  /// The outlets of a copy and of the article that it is like. Only sure copies by their text
  /// count: not those by earlier copies of the two outlets, by one URL or by a headline, and by
  /// evidence only from kSure on.
  OutletPairs::Key copied_pair(ArticleId id, const FoldReason& reason) const {
    constexpr double kSure = 0.9;
    const bool counts = reason.rule == rule_of(Outcome::kText) ||
                        reason.rule == rule_of(Outcome::kPassage) ||
                        (reason.rule == rule_of(Outcome::kEvidence) && reason.similarity >= kSure);
    const auto slot = window_.slot_of(id);
    const auto like = counts ? window_.slot_of(reason.like) : std::nullopt;
    if (!slot || !like) return OutletPairs::kNone;
    return OutletPairs::key_of(window_.at(*slot).key.outlet, window_.at(*like).key.outlet);
  }

  /// Makes revise() look at the touched stories, `own` first.
  void look_again_from(StoryId own) {
    touched_.insert(own);
    own_ = own;
    held_.clear();
  }

  void make_room(const ArticleKey& article) {
    if (!article.seen) return;
    window_.expire(*article.seen - rules_.window, rules_.most_articles);
    window_.boilerplate().expire(*article.seen);
  }

  /// The candidates that are copies, by story. Adds to `touched` their stories, and the stories of
  /// articles that hold the article or are held by it.
  ByStory verified_by_story(const Incoming& article, Verifier& verifier,
                            std::set<StoryId>& touched) const {
    ByStory out;
    for (const auto& [slot, evidence] : strongest(find_candidates(window_, article))) {
      const std::optional<Verdict>& verdict = verifier.verdict(slot);
      if (!verdict || !(verdict->held || is_copy(verdict->outcome))) continue;
      touched.insert(window_.at(slot).story);
      if (verdict->held) continue;
      out[window_.at(slot).story].push_back({slot, evidence, *verdict});
    }
    return out;
  }

  /// Finds sentences that stand in articles of three outlets, of which no two are about one thing.
  /// Such a sentence is boilerplate of all outlets, and the stories of the articles are revised.
  void note_boilerplate(const Verifier& verifier) const {
    const std::vector<Sharer> sharers = verifier.sharers(kMostSharers);
    for (std::size_t i = 0; i < sharers.size(); ++i) {
      for (std::size_t j = i + 1; j < sharers.size(); ++j) {
        for (const std::uint64_t sentence : unlike_sharing(sharers[i], sharers[j])) {
          fresh_.learned.insert(sentence);
          fresh_.touched.insert(window_.at(sharers[i].slot).story);
          fresh_.touched.insert(window_.at(sharers[j].slot).story);
        }
      }
    }
  }

  std::vector<std::uint64_t> unlike_sharing(const Sharer& one, const Sharer& two) const {
    std::vector<std::uint64_t> both;
    std::set_intersection(one.sentences.begin(), one.sentences.end(), two.sentences.begin(),
                          two.sentences.end(), std::back_inserter(both));
    if (both.empty()) return both;
    const ArticleKey& of_one = window_.at(one.slot).key;
    const ArticleKey& of_two = window_.at(two.slot).key;
    if (of_one.outlet == of_two.outlet) return {};
    const auto a = documents_.get(of_one.id);
    const auto b = documents_.get(of_two.id);
    if (!a || !b) return {};
    const std::vector<std::uint64_t> learned =
        shared_boilerplate(of_one, *a, of_two, *b, window_.boilerplate());
    std::erase_if(both, [&learned](std::uint64_t sentence) {
      return !std::binary_search(learned.begin(), learned.end(), sentence);
    });
    return both;
  }

  void learn(const std::set<std::uint64_t>& learned, Timestamp seen) {
    bool fresh = false;
    for (const std::uint64_t sentence : learned) {
      fresh = window_.boilerplate().learn_of_all(sentence, seen) || fresh;
    }
    if (fresh) relations_.clear();
  }

  CircleMaker circle_maker() const {
    return {window_, learned_, rules_, overrides_, documents_, relations_, {settled_, held_}};
  }

  /// Decides where the article, number 0 of `circle`, belongs.
  Decision decision_of(const Circle& circle, Verifier& verifier, const ByStory& by_story) const {
    const auto stays = [&](std::size_t i) {
      const Companion& one = circle.at(i);
      return one.sampled ? story_agrees(one.story, verifier) : circle.home_of(i) == one.story;
    };
    const auto best =
        circle.nearest(0, [&](std::size_t i) { return circle.together(0, i) && stays(i); });
    if (!best) return {std::nullopt, reason_alone(circle, 0)};
    FoldReason reason = reason_of(circle, 0, *best);
    const StoryId story = circle.at(*best).story;
    const auto verified = by_story.find(story);
    if (verified == by_story.end()) return {story, reason};
    for (const Verified& v : verified->second) {
      if (v.slot == *circle.at(*best).slot) reason.distance = v.evidence.distance;
    }
    return {story, reason};
  }

  FoldReason reason_of(const Circle& circle, std::size_t of, std::size_t like) const {
    const Judged& judged = circle.relation(of, like);
    return {window_.at(*circle.at(like).slot).key.id, -1, judged.similarity,
            std::string(rule_of(judged.outcome))};
  }

  /// The reason for an article that is a story of its own.
  FoldReason reason_alone(const Circle& circle, std::size_t i) const {
    if (circle.is_compilation(i)) return {ArticleId{}, -1, 0, std::string(kCompilation)};
    const auto whole = circle.whole_of(i);
    if (!whole) return new_story().reason;
    const ArticleId holder =
        circle.at(*whole).slot ? window_.at(*circle.at(*whole).slot).key.id : ArticleId{};
    return {holder, -1, circle.relation(i, *whole).similarity, std::string(kContained)};
  }

  /// Prevents chains of half-copies. In a story of more than two members, the article must be a
  /// copy of the first member, or of both the middle and the last one.
  bool story_agrees(StoryId story, Verifier& verifier) const {
    const std::vector<Slot> members = window_.members(story);
    if (members.size() <= 2 || verifier.is_copy_of(members.front())) return true;
    return verifier.is_copy_of(members[members.size() / 2]) && verifier.is_copy_of(members.back());
  }

  /// The move or the new reason of number `i` of `circle`; nullopt if nothing changes.
  std::optional<Move> move_of(const Circle& circle, std::size_t i) {
    const Companion& one = circle.at(i);
    const WindowEntry& entry = window_.at(*one.slot);
    const ArticleId id = entry.key.id;
    const auto home = circle.home_of(i);
    const bool there = home == one.story || !one.movable;
    const FoldReason alone = reason_alone(circle, i);
    const bool known = alone.rule == kCompilation ? entry.compilation
                       : alone.rule == kContained ? entry.contained
                                                  : true;
    const bool to_say = there && one.movable && one.leads && !known;
    if (there && !to_say) return std::nullopt;
    if (to_say || !home) {
      note(id, alone);
      return Move{one.story, to_say ? home : std::nullopt, false, id, alone};
    }
    if (!overrides_.may_meet(one.story, *home)) return std::nullopt;
    const auto of_home = [&](std::size_t j) { return circle.at(j).story == *home; };
    const auto like = circle.nearest(i, of_home);
    if (!like) return std::nullopt;
    const FoldReason reason = reason_of(circle, i, *like);
    note(id, reason);
    return Move{one.story, *home, one.leads, id, reason};
  }

  Rules rules_;
  Overrides overrides_;
  Documents& documents_;
  Window window_;
  LearnedWords learned_;
  mutable Relations relations_;
  mutable Fresh fresh_;        // findings of the last decide()
  std::set<StoryId> touched_;  // by the last remember() or replace()
  StoryId own_{};              // story of the article last remembered or replaced
  std::set<ArticleId> held_;   // since the last remember() or replace()
  ArticleId settled_{};
};

Folder::Folder(const Rules& rules, Documents& documents)
    : impl_(std::make_unique<Impl>(rules, documents)) {}
Folder::~Folder() = default;

Decision Folder::decide(const Incoming& article) const {
  assert(check_.is_here());
  return impl_->decide(article);
}

void Folder::remember(const Incoming& article, const Fingerprints& fingerprints, StoryId story) {
  assert(check_.is_here());
  impl_->remember(article, fingerprints, story);
}

void Folder::remember(const Incoming& article, StoryId story) {
  assert(check_.is_here());
  remember(article, fingerprints_of(article.document), story);
}

void Folder::restore(const ArticleKey& article, const Fingerprints& fingerprints, StoryId story,
                     const FoldReason& reason) {
  assert(check_.is_here());
  impl_->restore(article, fingerprints, story, reason);
}

void Folder::replace(ArticleId id, Document document) {
  assert(check_.is_here());
  impl_->replace(id, std::move(document));
}

std::optional<Move> Folder::revise() {
  assert(check_.is_here());
  return impl_->revise();
}

void Folder::hold(ArticleId id) {
  assert(check_.is_here());
  impl_->hold(id);
}

void Folder::settle(ArticleId last) {
  assert(check_.is_here());
  impl_->settle(last);
}

void Folder::set_outlet(ArticleId id, std::uint64_t outlet) {
  assert(check_.is_here());
  impl_->set_outlet(id, outlet);
}

void Folder::move(ArticleId id, StoryId story) {
  assert(check_.is_here());
  impl_->move(id, story);
}

void Folder::merge(StoryId from, StoryId into) {
  assert(check_.is_here());
  impl_->merge(from, into);
}

void Folder::set_rules(const Rules& rules) {
  assert(check_.is_here());
  impl_->set_rules(rules);
}

void Folder::set_overrides(Overrides overrides) {
  assert(check_.is_here());
  impl_->set_overrides(std::move(overrides));
}

bool Folder::is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const {
  assert(check_.is_here());
  return impl_->boilerplate().is_boilerplate(outlet, sentence_hash);
}

std::unique_ptr<Background> Folder::background(Seen one, Seen two) const {
  assert(check_.is_here());
  return impl_->background(one, two);
}

void Folder::restore(const LearnedSentence& sentence) {
  assert(check_.is_here());
  impl_->boilerplate().restore(sentence);
}

std::vector<LearnedSentence> Folder::take_learned() {
  assert(check_.is_here());
  return impl_->boilerplate().take_learned();
}

std::optional<std::string> Folder::take_learned_words() {
  assert(check_.is_here());
  return impl_->learned().take_changed();
}

bool Folder::restore_learned_words(std::string_view bytes) {
  assert(check_.is_here());
  return impl_->learned().restore(bytes);
}

std::size_t Folder::size() const noexcept {
  assert(check_.is_here());
  return impl_->size();
}

}  // namespace wirefold::fold
