#include "explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <span>
#include <utility>

#include "wirefold/base/strings.h"
#include "wirefold/serve/target.h"
#include "wirefold/serve/words/likeness_words.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/difference.h"
#include "wirefold/text/headline.h"

namespace wirefold::cli {
namespace {

using fold::CommonRun;
using fold::Outcome;

// From this value on, a similarity is printed as 1.00, and fold.min_similarity cannot be above 1.
constexpr double kMostSimilarity = 0.995;

// The smallest value of fold.min_probability.
constexpr double kLeastProbability = 0.5;

/// The words of a text that take part in the decision, hashed and as they are spelled.
struct OwnText {
  fold::OwnWords own;
  std::vector<std::string_view> words;  // views into the body
  std::vector<std::uint32_t> places;    // of the words in the body: some are missing
  std::size_t size() const { return own.words.size(); }
};

OwnText own_text(const ExplainSide& side, const Learned& learned) {
  OwnText out;
  const std::vector<std::string_view> words = text::spelled_words(side.body);
  for (const Sentence& s : side.article.document.sentences) {
    if (learned.is_boilerplate(side.article.outlet, s.hash)) continue;
    for (std::uint32_t i = s.first; i < s.last && i < words.size(); ++i) {
      out.own.words.push_back(side.article.document.body[i]);
      out.words.push_back(words[i]);
      out.places.push_back(i);
    }
    out.own.ends.push_back(static_cast<std::uint32_t>(out.size()));
  }
  learned.words.common.mark(out.own.words);
  return out;
}

/// The text between two words of one body.
std::string_view between(std::string_view word, std::string_view next) {
  const char* const end = word.data() + word.size();
  return {end, static_cast<std::size_t>(next.data() - end)};
}

/// Words [first, last) with the text between them, white space collapsed.
std::string spelled(const OwnText& text, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = first; i < last; ++i) {
    const std::string_view word = text.words[i];
    if (i > first) {
      const std::string_view marks = between(text.words[i - 1], word);
      const bool adjoin = text.places[i] == text.places[i - 1] + 1 && text::count_words(marks) == 0;
      out += adjoin ? marks : " […] ";  // a sentence that is boilerplate
    }
    out += word;
  }
  return collapse_space(out);
}

/// Words of `kind` in [first, last) that the other stretch lacks.
std::string missing_words(const OwnText& text, std::size_t first, std::size_t last,
                          std::span<const Token> other, WordClass kind) {
  std::string out;
  for (std::size_t i = first; i < last; ++i) {
    const Token& token = text.own.words[i];
    const bool there = std::any_of(other.begin(), other.end(),
                                   [&](const Token& t) { return t.hash == token.hash; });
    if (token.kind != kind || there) continue;
    if (!out.empty()) out += ' ';
    out += text.words[i];
  }
  return out;
}

class Aligned {
 public:
  Aligned(const OwnText& a, const OwnText& b, const std::vector<CommonRun>& runs, Explanation& out)
      : a_(a), b_(b), runs_(runs), out_(out), shown_(a.size()) {}

  void list() {
    for (const CommonRun& run : runs_) {
      std::fill_n(shown_.begin() + run.a, run.length, true);
    }
    CommonRun last{0, 0, 0};
    for (const CommonRun& run : runs_) {
      list_gap(last, run);
      out_.passages.push_back({Passage::kCommon, spelled(a_, run.a, run.a + run.length),
                               spelled(b_, run.b, run.b + run.length)});
      last = run;
    }
    list_gap(last,
             {static_cast<std::uint32_t>(a_.size()), static_cast<std::uint32_t>(b_.size()), 0});
    list_rest();
  }

 private:
  /// Lists the words between two runs of the second text, and those behind the first run in the
  /// first text, if the runs are in the same order there.
  void list_gap(const CommonRun& before, const CommonRun& run) {
    const std::size_t first_b = before.b + before.length;
    const std::size_t first_a = before.a + before.length;
    std::size_t last_a = first_a;
    while (run.a >= first_a && last_a < run.a && !shown_[last_a]) ++last_a;
    const bool has_a = last_a > first_a;
    const bool has_b = run.b > first_b;
    if (!has_a && !has_b) return;
    std::fill(shown_.begin() + static_cast<std::ptrdiff_t>(first_a),
              shown_.begin() + static_cast<std::ptrdiff_t>(last_a), true);
    const auto kind = has_a && has_b ? Passage::kInstead
                      : has_a        ? Passage::kOnlyA
                                     : Passage::kOnlyB;
    out_.passages.push_back({kind, spelled(a_, first_a, last_a), spelled(b_, first_b, run.b)});
  }

  /// Lists the words of the first text that are not shown yet, because their neighbours are
  /// elsewhere in the second text.
  void list_rest() {
    for (std::size_t i = 0; i < shown_.size();) {
      std::size_t end = i;
      while (end < shown_.size() && !shown_[end]) ++end;
      if (end > i) out_.passages.push_back({Passage::kOnlyA, spelled(a_, i, end), {}});
      i = end + 1;
    }
  }

  const OwnText& a_;
  const OwnText& b_;
  const std::vector<CommonRun>& runs_;
  Explanation& out_;
  std::vector<bool> shown_;  // of the words of the first text
};

/// Lists the numbers and names that count against the pair.
void list_conflicts(const OwnText& a, const OwnText& b, Explanation& out) {
  for (const fold::Gap& gap : fold::gaps_between(out.comparison.runs)) {
    const std::span<const Token> in_a(a.own.words.data() + gap.first_a, gap.last_a - gap.first_a);
    const std::span<const Token> in_b(b.own.words.data() + gap.first_b, gap.last_b - gap.first_b);
    for (const WordClass kind : {WordClass::kNumber, WordClass::kName}) {
      if (fold::replaced(in_a, in_b, kind) == 0) continue;
      out.conflicts.push_back({kind == WordClass::kNumber,
                               missing_words(a, gap.first_a, gap.last_a, in_b, kind),
                               missing_words(b, gap.first_b, gap.last_b, in_a, kind)});
    }
  }
}

void compare_fingerprints(const Document& a, const Document& b, Explanation& out) {
  out.whole = distance(a.whole, b.whole);
  out.lead = distance(a.lead, b.lead);
  out.headline = distance(a.headline, b.headline);
  for (const Sentence& x : a.sentences) {
    for (const Sentence& y : b.sentences) {
      if (!fold::can_tell(x) || !fold::can_tell(y)) continue;
      out.sentence = std::min(out.sentence, distance(x.fingerprint, y.fingerprint));
    }
  }
  std::vector<std::uint32_t> shared;
  std::set_intersection(a.samples.begin(), a.samples.end(), b.samples.begin(), b.samples.end(),
                        std::back_inserter(shared));
  out.shared_samples = shared.size();
}

/// True if a fingerprint of `later` finds `earlier` in the window.
bool leads_to(const ExplainSide& later, const ExplainSide& earlier, const Learned& learned) {
  const Document& document = later.article.document;
  std::vector<Fingerprint> probes = fold::text_fingerprints(document);
  for (const Sentence& s : document.sentences) {
    const bool boilerplate = learned.is_boilerplate(later.article.outlet, s.hash);
    if (fold::can_tell(s) && !boilerplate) probes.push_back(s.fingerprint);
  }
  for (const Fingerprint stored : fold::fingerprints_of(earlier.article.document).simhashes) {
    for (const Fingerprint probe : probes) {
      if (distance(stored, probe) <= fold::kNearRadius) return true;
    }
  }
  return false;
}

/// True if sampled passages or the headline of one article find the other.
bool share_fingerprints(const Document& a, const Document& b, const Explanation& e) {
  const bool partial = a.partial || b.partial;
  const std::uint32_t key = fold::headline_key(a.title);
  return e.shared_samples >= fold::least_shared_samples(partial) ||
         (partial && key != 0 && key == fold::headline_key(b.title));
}

/// The rule that still keeps a pair apart under other settings; empty for copies.
std::string unless_copies(const fold::Verdict& then) {
  if (is_copy(then.outcome)) return {};
  return fmt::format("; the rule then: \"{}\", apart", rule_of(then.outcome));
}

/// A pair of which one article is partial, as the folder compares it.
struct Weighing {
  Weighing(const ExplainSide& one, const fold::Side& side_one, const ExplainSide& two,
           const fold::Side& side_two, const Learned& learned)
      : a(side_one), b(side_two), rarity(learned.words.rarity) {
    comparison = fold::compare_partial(a, b, fold::Comparer(side_one.body));
    background = learned.background({one.article, a}, {two.article, b});
  }
  Weighing(const Weighing&) = delete;  // the background refers to the sides
  Weighing& operator=(const Weighing&) = delete;

  fold::Verdict verdict(const fold::Rules& rules) const {
    return fold::judge_partial(a, b, comparison, rules, rarity, *background);
  }
  fold::Weighed weighed() const {
    return fold::weigh(a, b, comparison, std::numeric_limits<double>::lowest(), rarity,
                       *background);
  }

  fold::Side a;
  fold::Side b;
  const fold::Rarity& rarity;
  fold::Comparison comparison;
  std::unique_ptr<fold::Background> background;
};

/// The change after which a partial pair with too little evidence would count as copies.
std::string otherwise_of_doubt(const Weighing& pair, const Explanation& e,
                               const fold::Rules& rules) {
  if (!say_enough(pair.a, pair.b, rules, pair.rarity)) {
    return "with the text of both, or a headline with more distinctive words";
  }
  if (are_own_words(pair.a, pair.b, pair.comparison)) {
    return fmt::format("with {} words in a row in common", fold::kOwnWords);
  }
  const double probability = fold::probability_of(e.weighed->score);
  return probability < kLeastProbability
             ? std::string("with more in common")
             : fmt::format("fold.min_probability of {:.3f} or less", probability);
}

/// Lists what would change the decision.
std::vector<std::string> otherwise_of(const Explanation& e, const fold::Side& a,
                                      const fold::Side& b, const fold::Rules& rules,
                                      const std::optional<Weighing>& partial) {
  const fold::Comparison& c = e.comparison;
  const fold::Verdict words = partial ? partial->verdict(rules) : fold::judge_words(a, b, c, rules);
  std::vector<std::string> out;
  switch (e.verdict.outcome) {
    case Outcome::kSameLink:
      out.push_back(fmt::format("with other URLs the words would decide: rule \"{}\", {}",
                                rule_of(words.outcome),
                                is_copy(words.outcome) ? "one story" : "apart"));
      break;
    case Outcome::kText:
    case Outcome::kUpdate:
      if (e.verdict.similarity < kMostSimilarity) {
        out.push_back(fmt::format("fold.min_similarity above {:.2f}", e.verdict.similarity));
      }
      out.push_back(fmt::format("fold.min_words above {}", c.matched));
      break;
    case Outcome::kPassage:
      out.push_back(fmt::format("fold.min_similarity above {:.2f}",
                                e.verdict.similarity + fold::kBriefAllowance));
      out.push_back(fmt::format("a longest common run of fewer than {} words (it has {})",
                                fold::kBriefRun, c.longest));
      break;
    case Outcome::kEvidence:
    case Outcome::kHistory:
      out.push_back(fmt::format("fold.min_probability above {:.3f}", e.verdict.similarity));
      break;
    case Outcome::kHeadline: {
      fold::Rules off = rules;
      off.equal_headlines = false;
      const fold::Verdict then = partial->verdict(off);
      out.push_back(fmt::format("fold.equal_headlines = \"off\"; the rule then: \"{}\", {}",
                                rule_of(then.outcome),
                                is_copy(then.outcome) ? "one story" : "apart"));
      break;
    }
    case Outcome::kColumn:
      out.push_back("with a headline that does not recur");
      break;
    case Outcome::kDoubt:
      out.push_back(otherwise_of_doubt(*partial, e, rules));
      break;
    case Outcome::kFarApart:
      out.push_back(fmt::format(
          "a fold.window of {} days; the words then: rule \"{}\", {}",
          std::chrono::ceil<std::chrono::days>(std::chrono::abs(*a.published - *b.published))
              .count(),
          rule_of(words.outcome), is_copy(words.outcome) ? "one story" : "apart"));
      break;
    case Outcome::kTooFewWords: {
      fold::Rules few = rules;
      few.min_words = c.matched;
      out.push_back(fmt::format("fold.min_words of {} or less", c.matched) +
                    unless_copies(fold::judge_words(a, b, c, few)));
      break;
    }
    case Outcome::kTooLittle: {
      fold::Rules little = rules;
      little.min_similarity = e.verdict.similarity;
      out.push_back(fmt::format("fold.min_similarity of {:.2f} or less", e.verdict.similarity) +
                    unless_copies(fold::judge_words(a, b, c, little)));
      break;
    }
    case Outcome::kTemplate:
      out.push_back("without the conflicting numbers and names");
      break;
    case Outcome::kOtherNumber:
      out.push_back("with the same numbers in both titles");
      break;
    case Outcome::kSameOutlet:
      static_assert(fold::kUpdateCoverage == 0.8);
      out.push_back("from two outlets, or with four fifths of the longer text in common");
      break;
    case Outcome::kOtherOpening:
      out.push_back("with the beginning of one text somewhere in the other");
      break;
    case Outcome::kOtherSubject:
      out.push_back("with words of one article's own sentences and headline in the other");
      break;
    case Outcome::kOtherPart:
      out.push_back("with the same part number in both headlines");
      break;
  }
  if (is_copy(e.verdict.outcome) && c.matched > 0 && c.coverage() < fold::kUpdateCoverage) {
    out.push_back("another story's article in the longer text as well: then that is a compilation");
  }
  if (is_copy(e.verdict.outcome) && !e.found) {
    out.push_back("the search for candidates: it would not find one article for the other");
  }
  return out;
}

text::Likeness likeness_of(const ExplainSide& a, const ExplainSide& b) {
  const std::string first = text::without_outlet(a.title, a.outlet, {});
  const std::string second = text::without_outlet(b.title, b.outlet, {});
  return text::likeness({first, a.article.published}, {second, b.article.published},
                        text::Difference(a.body, b.body));
}

/// The decision and its reason, without a full stop.
std::string decision_text(const Explanation& e) {
  const fold::Comparison& c = e.comparison;
  const std::string row = c.longest == 0
                              ? "no four common words in a row"
                              : fmt::format("at most {} common words in a row", c.longest);
  switch (e.verdict.outcome) {
    case Outcome::kSameLink:
      return "One story: the same URL, and titles and texts agree";
    case Outcome::kText:
    case Outcome::kPassage:
      return "One story";
    case Outcome::kUpdate:
      return "One story: the same outlet's text again";
    case Outcome::kEvidence:
      return "One story: the evidence is for one text";
    case Outcome::kHistory:
      return "One story: the evidence is for one text, and the two outlets have had copies between "
             "them before";
    case Outcome::kHeadline:
      return "One story: the same headline within a day, and one of the two has no text";
    case Outcome::kColumn:
      return "Apart: two issues under a recurring headline";
    case Outcome::kDoubt:
      return "Apart: only the headline and first words of one are known, and the evidence is too "
             "weak";
    case Outcome::kFarApart:
      return "Apart: published too far apart";
    case Outcome::kTooFewWords:
      return "Apart: too few words in common, " + row;
    case Outcome::kTooLittle:
      return "Apart: " + row + ", too little of either text";
    case Outcome::kTemplate:
      return "Apart: one template about two events; numbers or names are in conflict";
    case Outcome::kOtherNumber:
      return "Apart: short texts with different numbers in title and body";
    case Outcome::kSameOutlet:
      return "Apart: two texts of one outlet that are not nearly the same";
    case Outcome::kOtherOpening:
      return "Apart: both begin with different news and go on with the same text";
    case Outcome::kOtherSubject:
      return "Apart: except for the common words they are about different things";
    case Outcome::kOtherPart:
      return "Apart: two parts of a series";
  }
  return {};
}

/// The background if there is no window.
class NoBackground : public fold::Background {
 public:
  std::uint32_t recurrences() override { return 0; }
  fold::Sharers sharers(std::span<const Token> /*passage*/) override { return {}; }
  std::uint32_t earlier_copies() override { return 0; }
};

/// "3 other articles", or one.
std::string other_articles(std::uint32_t count) {
  return count == 1 ? "one other article" : fmt::format("{} other articles", count);
}

/// The feature's name for people; empty for features that are not shown.
std::string_view words_of(fold::Feature feature) {
  switch (feature) {
    case fold::Feature::kBias:
    case fold::Feature::kNoBody:
      return {};
    case fold::Feature::kTitleEqual:
      return "the same headline";
    case fold::Feature::kTitleCommon:
      return "common words of the headlines";
    case fold::Feature::kTitleRecurs:
      return "a recurring headline";
    case fold::Feature::kCross:
      return "words of one headline in the other article";
    case fold::Feature::kRun:
      return "the longest run of common words";
    case fold::Feature::kMatched:
      return "the common words";
    case fold::Feature::kContained:
      return "how much of the shorter text is common";
    case fold::Feature::kWholeRun:
      return "a whole sentence in common";
    case fold::Feature::kReplaced:
      return "different words between common ones";
    case fold::Feature::kOtherEnd:
      return "how both continue";
    case fold::Feature::kNumbers:
      return "different numbers";
    case fold::Feature::kTime:
      return "the time between them";
    case fold::Feature::kBoilerplate:
      return "articles about other things with the common words";
    case fold::Feature::kOtherDays:
      return "articles of other days with the common words";
    case fold::Feature::kTextRule:
      return "most of the shorter text in common";
    case fold::Feature::kPassageRule:
      return "one long passage in common";
    case fold::Feature::kHistory:
      return "earlier copies between the two outlets";
  }
  return {};
}

/// The features that count most for, or against, the pair, the strongest first.
std::string telling_features(const fold::Features& features, bool for_it) {
  constexpr std::size_t kShown = 3;
  constexpr double kLittle = 0.2;
  std::vector<std::pair<double, std::string_view>> points;
  for (std::size_t i = 0; i < fold::kFeatures; ++i) {
    const double counts = features.at(i) * fold::weights().at(i) * (for_it ? 1 : -1);
    const std::string_view words = words_of(static_cast<fold::Feature>(i));
    if (counts > kLittle && !words.empty()) points.emplace_back(-counts, words);
  }
  std::stable_sort(points.begin(), points.end(),
                   [](const auto& x, const auto& y) { return x.first < y.first; });
  std::string out;
  for (std::size_t i = 0; i < std::min(kShown, points.size()); ++i) {
    out.append(out.empty() ? "" : ", ").append(points[i].second);
  }
  return out;
}

void remark_on_evidence(const fold::Weighed& weighed, std::vector<std::string>& out) {
  for (const bool for_it : {true, false}) {
    const std::string features = telling_features(weighed.features, for_it);
    if (!features.empty()) out.push_back((for_it ? "For it: " : "Against it: ") + features + '.');
  }
  if (const std::uint32_t n = weighed.sharers.strangers; n > 0) {
    out.push_back("The common passage is also in " + other_articles(n) +
                  " about other things, so it counts little.");
  }
  if (weighed.recurrences > 0) {
    out.push_back("The same headline is also on " + other_articles(weighed.recurrences) + ".");
  }
}

}  // namespace

Learned::Learned()
    : background([](fold::Seen, fold::Seen) { return std::make_unique<NoBackground>(); }) {}

Explanation explain(const ExplainSide& a, const ExplainSide& b, const fold::Rules& rules,
                    const Learned& learned) {
  const OwnText own_a = own_text(a, learned);
  const OwnText own_b = own_text(b, learned);
  const fold::Side side_a = side_of(a.article, a.article.document, own_a.own);
  const fold::Side side_b = side_of(b.article, b.article.document, own_b.own);
  Explanation out{};
  out.likeness = likeness_of(a, b);
  out.comparison = fold::compare(own_a.own.words, own_b.own.words);
  out.around = fold::surroundings_of(side_a, side_b, out.comparison);
  std::optional<Weighing> partial;
  if (is_partial_pair(side_a, side_b)) partial.emplace(a, side_a, b, side_b, learned);
  if (partial) out.weighed = partial->weighed();
  const auto by_facts = fold::judge_facts(side_a, side_b, rules);
  out.verdict = by_facts  ? *by_facts
                : partial ? partial->verdict(rules)
                          : fold::judge_words(side_a, side_b, out.comparison, rules);
  out.same_link = a.article.link != 0 && a.article.link == b.article.link;
  compare_fingerprints(a.article.document, b.article.document, out);
  out.found = out.same_link || share_fingerprints(a.article.document, b.article.document, out) ||
              leads_to(a, b, learned) || leads_to(b, a, learned);
  list_conflicts(own_a, own_b, out);
  Aligned(own_a, own_b, out.comparison.runs, out).list();
  out.otherwise = otherwise_of(out, side_a, side_b, rules, partial);
  return out;
}

std::string sentence_of(const Explanation& e) {
  const std::string out = decision_text(e) + '.';
  const bool little =
      e.verdict.outcome == Outcome::kTooFewWords || e.verdict.outcome == Outcome::kTooLittle;
  const std::string words = serve::likeness_words(e.likeness, serve::kDefaultLanguage);
  return little || words.empty() ? out : out + " B compared with A: " + words + '.';
}

std::vector<std::string> remarks_on(const Explanation& e) {
  std::vector<std::string> out;
  if (e.comparison.matched > 0 && e.around.opening() <= fold::kUnlikeOpening) {
    out.push_back("Neither opening is in the other text.");
  }
  if (!e.found) {
    out.push_back(e.weighed ? "The daemon would not compare the two: their headlines differ, and "
                              "no sentence or sampled passage is nearly the same in both."
                            : "The daemon would not compare the two: no sentence or opening is "
                              "nearly the same in both, and fewer than two sampled passages are.");
  }
  if (e.weighed) remark_on_evidence(*e.weighed, out);
  return out;
}

}  // namespace wirefold::cli
