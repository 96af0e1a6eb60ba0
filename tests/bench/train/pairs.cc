#include "bench/train/pairs.h"

#include <limits>
#include <optional>

#include "fold/candidates.h"
#include "fold/window.h"
#include "fold/window_background.h"
#include "wirefold/fold/judge_partial.h"
#include "wirefold/fold/learned_words.h"

namespace wirefold::train {
namespace {

/// Whole texts with a share of kCopies in common are copies unless a rule is against it. Those with
/// less than kNoCopies are none.
constexpr double kCopies = 0.5;
constexpr double kNoCopies = 0.2;

/// An article as its feed shows it, and the whole article.
struct Both {
  fold::Incoming shown;
  fold::Incoming whole;
  fold::OwnWords whole_words;
};

class Stream {
 public:
  Stream(const LabelledSet& set, std::size_t number, View view, double weight)
      : set_(set), pattern_{{}, false, weight, number, view} {}

  std::vector<Pair> run() {
    const std::vector<cli::InputArticle> shown = seen_through(pattern_.view, set_);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const ArticleId id{static_cast<std::int64_t>(i + 1)};
      if (shown[i].published)
        now_ = now_ ? std::max(*now_, *shown[i].published) : *shown[i].published;
      const auto seen = shown[i].published ? now_ : std::nullopt;
      Both article{
          cli::incoming_of(shown[i], id, seen), cli::incoming_of(set_.articles[i], id, seen), {}};
      take(std::move(article));
    }
    return std::move(pairs_);
  }

 private:
  void take(Both article) {
    if (article.shown.seen) window_.expire(*article.shown.seen - rules_.window);
    StoryId story{to_int(article.shown.id)};
    article.whole_words =
        window_.boilerplate().own_words(article.whole.outlet, article.whole.document);
    const fold::OwnWords own = own_words(article.shown.outlet, article.shown.document);
    for (const auto& [slot, evidence] : find_candidates(window_, article.shown)) {
      if (const auto copies = weigh_pair(article, own, slot); copies && *copies) {
        story = window_.at(slot).story;
      }
    }
    documents_.put(article.shown.id, article.shown.document);
    learned_.learn(article.shown.document);
    window_.add(article.shown, fold::fingerprints_of(article.shown.document), story);
    articles_.push_back(std::move(article));
  }

  fold::OwnWords own_words(std::uint64_t outlet, const Document& document) const {
    fold::OwnWords own = window_.boilerplate().own_words(outlet, document);
    learned_.common.mark(own.words);
    return own;
  }

  /// Returns whether the articles are copies, or nullopt if the whole texts do not decide. Keeps
  /// the features of a pair that no rule decides.
  std::optional<bool> weigh_pair(const Both& article, const fold::OwnWords& own, fold::Slot slot) {
    const Both& other = articles_[static_cast<std::size_t>(to_int(window_.at(slot).key.id)) - 1];
    const std::optional<bool> copies = are_copies(article, other);
    if (!copies) return copies;
    const fold::OwnWords others = own_words(other.shown.outlet, other.shown.document);
    fold::Side a = side_of(article.shown, article.shown.document, own);
    fold::Side b = side_of(other.shown, other.shown.document, others);
    if (!is_partial_pair(a, b) || judge_facts(a, b, rules_)) return copies;
    const fold::Comparison comparison = compare_partial(a, b, fold::Comparer(a.body));
    if (against_partial(a, b, comparison)) return copies;
    fold::WindowBackground background(window_, documents_, learned_.rarity, {article.shown, a},
                                      {other.shown, b});
    Pair pair = pattern_;
    pair.features =
        weigh(a, b, comparison, std::numeric_limits<double>::lowest(), learned_.rarity, background)
            .features;
    pair.copies = *copies;
    pairs_.push_back(pair);
    return copies;
  }

  std::optional<bool> are_copies(const Both& one, const Both& two) const {
    const fold::Side a = side_of(one.whole, one.whole.document, one.whole_words);
    const fold::Side b = side_of(two.whole, two.whole.document, two.whole_words);
    if (set_.apart.contains({set_.articles[place(one)].id, set_.articles[place(two)].id})) {
      return false;
    }
    const fold::Comparison comparison = fold::compare(a.body, b.body);
    const double share = comparison.containment();
    const fold::Outcome outcome = judge_words(a, b, comparison, rules_).outcome;
    if (share >= kCopies && is_copy(outcome)) return true;
    const bool template_of_two =
        outcome == fold::Outcome::kTemplate || outcome == fold::Outcome::kOtherNumber;
    return share < kNoCopies || template_of_two ? std::optional(false) : std::nullopt;
  }

  static std::size_t place(const Both& article) {
    return static_cast<std::size_t>(to_int(article.shown.id)) - 1;
  }

  const LabelledSet& set_;
  Pair pattern_;
  fold::Rules rules_;
  fold::MemoryDocuments documents_;
  fold::Window window_{[](ArticleId) {}};
  fold::LearnedWords learned_;
  std::vector<Both> articles_;
  std::vector<Pair> pairs_;
  std::optional<Timestamp> now_;
};

}  // namespace

std::vector<Pair> pairs_of(const LabelledSet& set, std::size_t number, View view, double weight) {
  return Stream(set, number, view, weight).run();
}

}  // namespace wirefold::train
