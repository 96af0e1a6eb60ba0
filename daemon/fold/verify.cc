#include "verify.h"

namespace wirefold::fold {

Verifier::Verifier(const Incoming& article, const Window& window, const CommonWords& common,
                   const Rules& rules, Documents& documents)
    : article_(article), window_(window), common_(common), rules_(rules), documents_(documents) {}

std::vector<Token> Verifier::own_words(std::uint64_t outlet, const Document& document) const {
  std::vector<Token> words = window_.boilerplate().own_words(outlet, document);
  common_.mark(words);
  return words;
}

const std::optional<Verdict>& Verifier::verdict(Slot slot) {
  const auto [it, first] = known_.try_emplace(slot);
  if (first && window_.at(slot).facts.id != article_.id) it->second = judge(window_.at(slot));
  return it->second;
}

std::optional<Verdict> Verifier::judge(const Kept& other) {
  const std::optional<Document> document = documents_.get(other.facts.id);
  if (!document) return std::nullopt;
  if (!comparer_) {
    words_ = own_words(article_.outlet, article_.document);
    comparer_.emplace(words_);
  }
  const std::vector<Token> its_words = own_words(other.facts.outlet, *document);
  const Side mine{article_.outlet, article_.link, article_.published, article_.document.title,
                  words_};
  const Side its{other.facts.outlet, other.facts.link, other.facts.published, document->title,
                 its_words};
  if (const auto verdict = judge_facts(mine, its, rules_)) return verdict;
  return judge_words(mine, its, comparer_->with(its_words, least_share(rules_)), rules_);
}

}  // namespace wirefold::fold
