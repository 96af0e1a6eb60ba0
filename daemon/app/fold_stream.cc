#include "fold_stream.h"

#include <algorithm>
#include <functional>

namespace wirefold::app {
namespace {

constexpr std::chrono::days kLongestSilence(10);

}  // namespace

Timestamp StreamClock::take(Timestamp published) {
  if (published > latest_.back()) {
    latest_.back() = published;
    std::sort(latest_.begin(), latest_.end(), std::greater<>());
  }
  if (!now_) now_ = published;
  const bool plausible = published <= *now_ + kLongestSilence;
  now_ = std::max({*now_, plausible ? published : *now_, latest_.back()});
  return *now_;
}

void FoldStream::NamedDocuments::drop(ArticleId id) {
  MemoryDocuments::drop(id);
  names_.erase(to_int(id));
}

FoldStream::FoldStream(const fold::Rules& rules) : folder_(rules, documents_) {}

FoldStream::Line FoldStream::take(const InputArticle& a) {
  const ArticleId id{++articles_};
  const auto seen = a.published ? std::optional(clock_.take(*a.published)) : std::nullopt;
  fold::Incoming incoming = incoming_of(a, id, seen);
  const fold::Decision decision = folder_.decide(incoming);
  const FoldReason& reason = decision.reason;
  Line line{a.id, a.id, true, {}, reason.distance, reason.similarity, reason.rule};
  if (decision.story) {
    const Names& like = documents_.names(reason.like);
    line.lead = false;
    line.story = like.story;
    line.like = like.article;
  } else {
    ++stories_;
  }
  documents_.name(id, {a.id, line.story});
  folder_.remember(incoming, decision.story.value_or(StoryId{to_int(id)}));
  return line;
}

}  // namespace wirefold::app
