#include "verify.h"

#include <algorithm>
#include <iterator>

#include "subject.h"
#include "window_background.h"
#include "wirefold/base/hash.h"
#include "wirefold/fold/judge_partial.h"

namespace wirefold::fold {
namespace {

/// Hashes of the sentences that can_tell(), sorted.
std::vector<std::uint64_t> telling_sentences(const Document& document) {
  std::vector<std::uint64_t> out;
  for (const Sentence& s : document.sentences) {
    if (can_tell(s)) out.push_back(s.hash);
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Marks the words of `sentences` in the body of `document`.
Cover cover_of(const Document& document, const std::vector<std::uint64_t>& sentences) {
  Cover out(document.body.size());
  for (const Sentence& s : document.sentences) {
    if (std::binary_search(sentences.begin(), sentences.end(), s.hash)) out.add(s.first, s.last);
  }
  return out;
}

}  // namespace

Verifier::Verifier(const Incoming& article, const Window& window, const LearnedWords& learned,
                   const Rules& rules, Documents& documents)
    : article_(article), window_(window), learned_(learned), rules_(rules), documents_(documents) {}

OwnWords Verifier::own_words(std::uint64_t outlet, const Document& document) const {
  OwnWords own = window_.boilerplate().own_words(outlet, document);
  learned_.common.mark(own.words);
  return own;
}

const Comparer& Verifier::comparer() {
  if (!comparer_) {
    own_ = own_words(article_.outlet, article_.document);
    comparer_.emplace(own_.words);
  }
  return *comparer_;
}

std::size_t Verifier::words() {
  comparer();
  return own_.words.size();
}

std::uint64_t Verifier::key() {
  comparer();
  std::uint64_t out = mix_hash(article_.outlet, article_.link);
  for (const Token& word : own_.words) out = mix_hash(out, word.hash);
  return out;
}

const std::optional<Verdict>& Verifier::verdict(Slot slot) {
  const auto [it, first] = known_.try_emplace(slot);
  if (first && window_.at(slot).key.id != article_.id) it->second = judge(slot);
  return it->second;
}

Judged Verifier::relation(Slot slot) {
  const std::optional<Verdict>& found = verdict(slot);
  if (!found) return {};
  Judged out;
  out.copies = is_copy(found->outcome);
  out.held = found->held;
  out.parted = found->parted;
  out.similarity = found->similarity;
  out.in_one = found->in_first;
  out.in_two = found->in_second;
  out.one_headline = found->one_headline;
  out.outcome = found->outcome;
  return out;
}

double Verifier::kindred(Slot slot) {
  comparer();
  const ArticleKey& other = window_.at(slot).key;
  const std::optional<Document> document = documents_.get(other.id);
  if (!document) return 0;
  const std::vector<Token> its = own_words(other.outlet, *document).words;
  const std::vector<Token>& mine = own_.words;
  const std::vector<Token>& title = article_.document.title;
  return std::max(own_subject(title, mine, Cover(mine.size()), document->title, its).shared,
                  own_subject(document->title, its, Cover(its.size()), title, mine).shared);
}

std::optional<Verdict> Verifier::judge(Slot slot) {
  const ArticleKey& other = window_.at(slot).key;
  const std::optional<Document> document = documents_.get(other.id);
  if (!document) return std::nullopt;
  const Comparer& comparer = this->comparer();
  const OwnWords its_words = own_words(other.outlet, *document);
  const Side mine = side_of(article_, article_.document, own_);
  const Side its = side_of(other, *document, its_words);
  if (const auto verdict = judge_facts(mine, its, rules_)) return verdict;
  if (is_partial_pair(mine, its)) return judge_partial_pair(mine, its, other);
  return judge_words(mine, its, comparer.with(its.body, least_share(rules_)), rules_);
}

Verdict Verifier::judge_partial_pair(Side mine, Side its, const ArticleKey& other) {
  const Comparison comparison = compare_partial(mine, its, comparer());
  WindowBackground background(window_, documents_, learned_.rarity, {article_, mine}, {other, its});
  return judge_partial(mine, its, comparison, rules_, learned_.rarity, background);
}

std::vector<Sharer> Verifier::sharers(std::size_t most) const {
  std::vector<Sharer> out;
  for (const auto& [slot, verdict] : known_) {
    if (out.size() == most) break;
    if (!verdict || is_copy(verdict->outcome) || verdict->similarity == 0) continue;
    const ArticleKey& other = window_.at(slot).key;
    const auto document = documents_.get(other.id);
    if (!document || other.outlet == article_.outlet) continue;
    std::vector<std::uint64_t> shared =
        shared_boilerplate(article_, article_.document, other, *document, window_.boilerplate());
    if (!shared.empty()) out.push_back({slot, std::move(shared)});
  }
  return out;
}

std::vector<std::uint64_t> shared_boilerplate(const ArticleKey& of_a, const Document& a,
                                              const ArticleKey& of_b, const Document& b,
                                              const Boilerplate& learned) {
  const std::vector<std::uint64_t> in_a = telling_sentences(a);
  const std::vector<std::uint64_t> in_b = telling_sentences(b);
  std::vector<std::uint64_t> shared;
  std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(),
                        std::back_inserter(shared));
  std::erase_if(shared, [&](std::uint64_t sentence) {
    return learned.is_boilerplate(of_a.outlet, sentence) ||
           learned.is_boilerplate(of_b.outlet, sentence);
  });
  if (shared.empty()) return {};
  const OwnSubject own_a = own_subject(a.title, a.body, cover_of(a, shared), b.title, b.body);
  const OwnSubject own_b = own_subject(b.title, b.body, cover_of(b, shared), a.title, a.body);
  const bool unlike = std::min(own_a.words, own_b.words) >= kLeastOwnWords &&
                      std::max(own_a.shared, own_b.shared) < kLeastSubject;
  return unlike ? shared : std::vector<std::uint64_t>();
}

}  // namespace wirefold::fold
