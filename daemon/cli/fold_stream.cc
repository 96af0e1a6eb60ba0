#include "fold_stream.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <iterator>

namespace wirefold::cli {
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

FoldStream::Names FoldStream::NamedDocuments::names(ArticleId id) const {
  const auto it = names_.find(to_int(id));
  return it == names_.end() ? Names() : it->second;
}

void FoldStream::NamedDocuments::drop(ArticleId id) {
  MemoryDocuments::drop(id);
  names_.erase(to_int(id));
}

FoldStream::FoldStream(const fold::Rules& rules, std::size_t most_waiting)
    : rules_(rules), most_waiting_(most_waiting), folder_(rules, documents_) {}

std::vector<FoldStream::Line> FoldStream::take(const InputArticle& a) {
  const auto seen = a.published ? std::optional(clock_.take(*a.published)) : std::nullopt;
  if (seen && !now_) {  // earlier articles, without a date, start to wait now
    for (Waiting& earlier : waiting_) earlier.came = seen;
  }
  if (seen) now_ = seen;
  // Precedes the next decision, because settled decisions do not change.
  std::vector<Line> lines = take_settled();
  const ArticleId id{++articles_};
  fold::Incoming incoming = incoming_of(a, id, seen);
  const fold::Decision decision = folder_.decide(incoming);
  Waiting& article = waiting_.emplace_back();
  article.line.id = a.id;
  article.came = now_;
  if (!decision.story) ++stories_;
  place(id, article, decision.story.value_or(StoryId{++last_story_}), decision.reason);
  folder_.remember(incoming, article.story);
  while (const auto move = folder_.revise()) carry_out(*move);
  std::ranges::move(take_settled(), std::back_inserter(lines));  // if too many wait
  return lines;
}

std::vector<FoldStream::Line> FoldStream::finish() {
  most_waiting_ = 0;
  return take_settled();
}

std::int64_t FoldStream::last_settled() const {
  return articles_ - static_cast<std::int64_t>(waiting_.size());
}

FoldStream::Waiting* FoldStream::waiting(ArticleId id) {
  const std::int64_t place = to_int(id) - last_settled() - 1;
  return place < 0 ? nullptr : &waiting_[static_cast<std::size_t>(place)];
}

/// Puts an article into `story`. `reason` names a member of the story, or the article starts it.
void FoldStream::place(ArticleId id, Waiting& article, StoryId story, const FoldReason& reason) {
  const Names other = documents_.names(reason.like);
  Line& line = article.line;
  article.story = story;
  line.rule = reason.rule;
  line.distance = reason.distance;
  line.similarity = reason.similarity;
  line.lead = reason.rule == kContained || to_int(reason.like) == 0;
  line.story = line.lead ? line.id : other.story;
  line.like = line.lead ? std::string() : other.article;
  line.whole = line.lead ? other.article : std::string();
  documents_.name(id, {line.id, line.story});
}

void FoldStream::carry_out(const fold::Move& move) {
  Waiting* const article = waiting(move.article);
  assert(article != nullptr);  // the folder moves no settled article
  if (move.to == move.from) {
    article->line.rule = move.reason.rule;
    article->line.whole = documents_.names(move.reason.like).article;
    return;
  }
  if (++article->moves > fold::kMostMoves) return folder_.hold(move.article);
  const StoryId to = move.to ? *move.to : StoryId{++last_story_};
  stories_ += move.whole ? -1 : move.to ? 0 : 1;
  place(move.article, *article, to, move.reason);
  if (!move.whole) return folder_.move(move.article, to);
  folder_.merge(move.from, to);
  std::int64_t id = last_settled();
  for (Waiting& other : waiting_) {
    ++id;
    if (other.story != move.from) continue;
    other.story = to;
    other.line.story = article->line.story;
    documents_.name(ArticleId{id}, {other.line.id, other.line.story});
  }
}

bool FoldStream::is_settled(const Waiting& article) const {
  if (waiting_.size() > most_waiting_) return true;
  return article.came && now_ && *now_ > *article.came + rules_.settle;
}

std::vector<FoldStream::Line> FoldStream::take_settled() {
  std::vector<Line> out;
  while (!waiting_.empty() && is_settled(waiting_.front())) {
    out.push_back(std::move(waiting_.front().line));
    waiting_.pop_front();
  }
  folder_.settle(ArticleId{last_settled()});
  return out;
}

}  // namespace wirefold::cli
