#include "wirefold/fold/folder.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "circle_maker.h"
#include "relations.h"
#include "verify.h"
#include "window.h"
#include "window_background.h"

namespace wirefold::fold {
namespace {

// Verified pairs are looked for among this many candidates at most; an article with more is a
// template, or somebody's attack.
constexpr std::size_t kMaxCompared = 64;

// Articles with sentences of one that are compared with one another.
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
    return key(x) > key(y);  // the newest of equals
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
    note_furniture(verifier);
    if (by_story.empty()) return new_story();
    std::map<StoryId, Slot> nearest;
    for (const auto& [story, verified] : by_story) nearest[story] = best_of(verified).slot;
    const Circle circle = circle_maker().around(verifier, holding, nearest);
    for (std::size_t i = 1; i < circle.size(); ++i) {
      fresh_.relations.emplace_back(window_.at(*circle.at(i).slot).facts.id, circle.relation(0, i));
    }
    const Decision decision = decision_of(circle, verifier, by_story);
    fresh_.reason = decision.reason;
    return decision;
  }

  void remember(const Incoming& article, const Prints& prints, StoryId story) {
    make_room(article);
    documents_.put(article.id, article.document);
    learned_.learn(article.document);
    window_.add(article, prints, story);
    for (const auto& [other, judged] : fresh_.relations) relations_.keep(article.id, other, judged);
    note(article.id, fresh_.reason);
    touched_ = std::move(fresh_.touched);
    look_again_from(story);
    learn(fresh_.furniture, article.seen.value_or(Timestamp{}));
    fresh_ = {};
  }

  void restore(const Facts& article, const Prints& prints, StoryId story,
               const FoldReason& reason) {
    make_room(article);
    window_.add(article, prints, story);
    note(article.id, reason);
  }

  void replace(ArticleId id, Document document) {
    touched_.clear();
    const std::optional<Slot> slot = window_.slot_of(id);
    if (!slot) return;
    documents_.put(id, document);
    window_.replace(id, prints_of(document));
    relations_.forget(id);
    const Kept& kept = window_.at(*slot);
    const Incoming article{kept.facts, std::move(document)};
    Verifier verifier(article, window_, learned_, rules_, documents_);
    verified_by_story(article, verifier, touched_);
    look_again_from(kept.story);
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
    for (const Slot slot : window_.members(from)) window_.move(window_.at(slot).facts.id, into);
  }

  void set_rules(const Rules& rules) {
    rules_ = rules;
    relations_.clear();
  }
  void set_rulings(Rulings rulings) { rulings_ = std::move(rulings); }
  std::size_t size() const noexcept { return window_.size(); }
  std::unique_ptr<Background> background(Seen one, Seen two) const {
    return std::make_unique<WindowBackground>(window_, documents_, learned_.rarity, one, two);
  }
  Boilerplate& boilerplate() noexcept { return window_.boilerplate(); }
  LearnedWords& learned() noexcept { return learned_; }

 private:
  /// What decide() finds out of an article, for remember().
  struct Fresh {
    std::vector<std::pair<ArticleId, Judged>> relations;
    std::set<StoryId> touched;
    std::set<std::uint64_t> furniture;  // sentences that turned out to be that
    FoldReason reason;
  };

  /// Why an article is where it is, for those that come later.
  void note(ArticleId id, const FoldReason& reason) {
    window_.note_rule(id, reason.rule);
    window_.note_copy(id, copied_pair(id, reason));
  }

  /// The outlets of a copy and of what it is like. Copies that were found by what the two had
  /// between them before do not count, nor do those of one URL, of a headline, and doubtful ones.
  OutletPairs::Key copied_pair(ArticleId id, const FoldReason& reason) const {
    constexpr double kSure = 0.9;
    const bool counts = reason.rule == rule_of(Outcome::kText) ||
                        reason.rule == rule_of(Outcome::kPassage) ||
                        (reason.rule == rule_of(Outcome::kEvidence) && reason.similarity >= kSure);
    const auto slot = window_.slot_of(id);
    const auto like = counts ? window_.slot_of(reason.like) : std::nullopt;
    if (!slot || !like) return OutletPairs::kNone;
    return OutletPairs::key_of(window_.at(*slot).facts.outlet, window_.at(*like).facts.outlet);
  }

  /// The touched stories are revised from now on, `own` first.
  void look_again_from(StoryId own) {
    touched_.insert(own);
    own_ = own;
    held_.clear();
  }

  void make_room(const Facts& article) {
    if (!article.seen) return;
    window_.expire(*article.seen - rules_.window, rules_.most_articles);
    window_.boilerplate().expire(*article.seen);
  }

  /// The candidates that are copies; `touched` gets their stories, and those of whom the article
  /// holds or is held by.
  ByStory verified_by_story(const Incoming& article, Verifier& verifier,
                            std::set<StoryId>& touched) const {
    ByStory out;
    for (const auto& [slot, evidence] : strongest(window_.candidates(article))) {
      const std::optional<Verdict>& verdict = verifier.verdict(slot);
      if (!verdict || !(verdict->held || is_copy(verdict->outcome))) continue;
      touched.insert(window_.at(slot).story);
      if (verdict->held) continue;
      out[window_.at(slot).story].push_back({slot, evidence, *verdict});
    }
    return out;
  }

  /// A sentence that articles of three outlets have, of which no two speak of one thing, is
  /// furniture of all outlets; and what was folded by it is looked at again.
  void note_furniture(const Verifier& verifier) const {
    const std::vector<Sharer> sharers = verifier.sharers(kMostSharers);
    for (std::size_t i = 0; i < sharers.size(); ++i) {
      for (std::size_t j = i + 1; j < sharers.size(); ++j) {
        for (const std::uint64_t sentence : unlike_sharing(sharers[i], sharers[j])) {
          fresh_.furniture.insert(sentence);
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
    const Facts& of_one = window_.at(one.slot).facts;
    const Facts& of_two = window_.at(two.slot).facts;
    if (of_one.outlet == of_two.outlet) return {};
    const auto a = documents_.get(of_one.id);
    const auto b = documents_.get(of_two.id);
    if (!a || !b) return {};
    const std::vector<std::uint64_t> furniture =
        shared_furniture(of_one, *a, of_two, *b, window_.boilerplate());
    std::erase_if(both, [&furniture](std::uint64_t sentence) {
      return !std::binary_search(furniture.begin(), furniture.end(), sentence);
    });
    return both;
  }

  void learn(const std::set<std::uint64_t>& furniture, Timestamp seen) {
    bool fresh = false;
    for (const std::uint64_t sentence : furniture) {
      fresh = window_.boilerplate().learn_of_all(sentence, seen) || fresh;
    }
    if (fresh) relations_.clear();
  }

  CircleMaker circle_maker() const {
    return {window_, learned_, rules_, rulings_, documents_, relations_, {settled_, held_}};
  }

  /// Where the article, number 0 of `circle`, belongs.
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
    return {window_.at(*circle.at(like).slot).facts.id, -1, judged.similarity,
            std::string(rule_of(judged.outcome))};
  }

  /// Of one that is a story of its own.
  FoldReason reason_alone(const Circle& circle, std::size_t i) const {
    if (circle.is_compilation(i)) return {ArticleId{}, -1, 0, std::string(kCompilation)};
    const auto whole = circle.whole_of(i);
    if (!whole) return new_story().reason;
    const ArticleId holder =
        circle.at(*whole).slot ? window_.at(*circle.at(*whole).slot).facts.id : ArticleId{};
    return {holder, -1, circle.relation(i, *whole).similarity, std::string(kContained)};
  }

  /// No chains: a story of up to two members needs one that verifies; a larger one its lead, or
  /// half of its first, middle and last.
  bool story_agrees(StoryId story, Verifier& verifier) const {
    const std::vector<Slot> members = window_.members(story);
    if (members.size() <= 2 || verifier.is_copy_of(members.front())) return true;
    return verifier.is_copy_of(members[members.size() / 2]) && verifier.is_copy_of(members.back());
  }

  /// What has to change for number `i` of `circle`, if anything has.
  std::optional<Move> move_of(const Circle& circle, std::size_t i) {
    const Companion& one = circle.at(i);
    const Kept& kept = window_.at(*one.slot);
    const ArticleId id = kept.facts.id;
    const auto home = circle.home_of(i);
    const bool there = home == one.story || !one.movable;
    const FoldReason alone = reason_alone(circle, i);
    const bool known = alone.rule == kCompilation ? kept.compilation
                       : alone.rule == kContained ? kept.contained
                                                  : true;
    const bool to_say = there && one.movable && one.leads && !known;
    if (there && !to_say) return std::nullopt;
    if (to_say || !home) {
      note(id, alone);
      return Move{one.story, to_say ? home : std::nullopt, false, id, alone};
    }
    if (!rulings_.may_meet(one.story, *home)) return std::nullopt;
    const auto of_home = [&](std::size_t j) { return circle.at(j).story == *home; };
    const auto like = circle.nearest(i, of_home);
    if (!like) return std::nullopt;
    const FoldReason reason = reason_of(circle, i, *like);
    note(id, reason);
    return Move{one.story, *home, one.leads, id, reason};
  }

  Rules rules_;
  Rulings rulings_;
  Documents& documents_;
  Window window_;
  LearnedWords learned_;
  mutable Relations relations_;
  mutable Fresh fresh_;        // of the last decide()
  std::set<StoryId> touched_;  // by the last remember() or replace()
  StoryId own_{};              // of the article that was remembered or replaced last
  std::set<ArticleId> held_;   // since then
  ArticleId settled_{};
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

void Folder::restore(const Facts& article, const Prints& prints, StoryId story,
                     const FoldReason& reason) {
  impl_->restore(article, prints, story, reason);
}

void Folder::replace(ArticleId id, Document document) { impl_->replace(id, std::move(document)); }

std::optional<Move> Folder::revise() { return impl_->revise(); }

void Folder::hold(ArticleId id) { impl_->hold(id); }

void Folder::settle(ArticleId last) { impl_->settle(last); }

void Folder::set_outlet(ArticleId id, std::uint64_t outlet) { impl_->set_outlet(id, outlet); }

void Folder::move(ArticleId id, StoryId story) { impl_->move(id, story); }

void Folder::merge(StoryId from, StoryId into) { impl_->merge(from, into); }

void Folder::set_rules(const Rules& rules) { impl_->set_rules(rules); }

void Folder::set_rulings(Rulings rulings) { impl_->set_rulings(std::move(rulings)); }

bool Folder::is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const {
  return impl_->boilerplate().is_boilerplate(outlet, sentence_hash);
}

std::unique_ptr<Background> Folder::background(Seen one, Seen two) const {
  return impl_->background(one, two);
}

void Folder::restore(const LearnedSentence& sentence) { impl_->boilerplate().restore(sentence); }

std::vector<LearnedSentence> Folder::take_learned() { return impl_->boilerplate().take_learned(); }

std::optional<std::string> Folder::take_learned_words() { return impl_->learned().take_changed(); }

bool Folder::restore_learned_words(std::string_view bytes) {
  return impl_->learned().restore(bytes);
}

std::size_t Folder::size() const noexcept { return impl_->size(); }

}  // namespace wirefold::fold
