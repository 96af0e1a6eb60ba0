#include "copy_kinds.h"

#include <algorithm>
#include <string>

#include "serve/render/story_html.h"
#include "wirefold/base/hash.h"
#include "wirefold/text/difference.h"
#include "wirefold/text/likeness.h"

namespace wirefold::serve {
namespace {

// Copies of one story that are compared. A comparison takes a millisecond, 25 at worst.
constexpr std::size_t kMostCompared = 12;

// Results that are kept: those of some hundred pages, in 1 MB.
constexpr std::size_t kMostKept = 10000;

/// Changes with the text of the article.
std::uint64_t text_key(const Article& article) {
  return mix_hash(hash64(article.page_text),
                  mix_hash(article.text_hash, static_cast<std::uint64_t>(to_int(article.id))));
}

void add_changed(CopyKinds& to, std::size_t words) {
  to.least_words = to.with_words == 0 ? words : std::min(to.least_words, words);
  to.most_words = std::max(to.most_words, words);
  ++to.with_words;
}

}  // namespace

CopyKinds CopyComparisons::of(const Story& story, std::size_t& budget) {
  CopyKinds out;
  std::vector<const Member*> copies = copies_by_outlet(story);
  copies.resize(std::min(copies.size(), kMostCompared));
  if (copies.size() > budget) return out;
  budget -= copies.size();
  for (const Member* const copy : copies) {
    const Result result = compare(story.lead(), copy->article);
    if (!result.compared) continue;
    if (result.new_words > 0) {
      add_changed(out, result.new_words);
    } else {
      ++(result.left_out > 0 ? out.cut : out.word_for_word);
    }
  }
  return out;
}

CopyComparisons::Result CopyComparisons::compare(const Article& lead, const Article& copy) {
  const Key key = mix_hash(text_key(lead), text_key(copy));
  if (const auto known = known_.find(key); known != known_.end()) {
    uses_.splice(uses_.begin(), uses_, known->second);
    return known->second->second;
  }
  Result out;
  const std::string from = text_of(lead);
  const std::string to = text_of(copy);
  const text::Difference difference(from, to);
  const text::Likeness likeness = text::likeness({}, {}, difference);
  if (likeness.first_words > 0 && likeness.second_words > 0 && !likeness.cut()) {
    out = {true, likeness.new_words(), likeness.left_out()};
  }
  uses_.emplace_front(key, out);
  known_[key] = uses_.begin();
  if (uses_.size() > kMostKept) {
    known_.erase(uses_.back().first);
    uses_.pop_back();
  }
  return out;
}

}  // namespace wirefold::serve
