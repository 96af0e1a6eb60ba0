#include "fold_stream.h"

#include <algorithm>
#include <cassert>

namespace wirefold::cli {
FoldStream::Names FoldStream::NamedDocuments::names(ArticleId id) const {
  const auto it = names_.find(to_int(id));
  return it == names_.end() ? Names() : it->second;
}

void FoldStream::NamedDocuments::drop(ArticleId id) {
  MemoryDocuments::drop(id);
  names_.erase(to_int(id));
}

FoldStream::FoldStream(const fold::Rules& rules, const std::optional<events::Rules>& events,
                       std::size_t most_waiting)
    : rules_(rules), most_waiting_(most_waiting), folder_(rules, documents_) {
  if (!events) return;
  event_window_ = events->window;
  events_.emplace(*events);
}

std::vector<FoldStream::Line> FoldStream::take(const InputArticle& a) {
  const auto seen = a.published ? std::optional(clock_.take(*a.published)) : std::nullopt;
  if (seen) note_time(*seen);
  settle();  // precedes the next decision, because settled decisions do not change
  const ArticleId id{++articles_};
  fold::Incoming incoming = incoming_of(a, id, seen);
  const fold::Decision decision = folder_.decide(incoming);
  Waiting& article = waiting_.emplace_back();
  article.line.id = a.id;
  article.published = a.published;
  article.came = now_;
  if (events_) article.report = report_of(a, incoming);
  place(id, article, decision.story.value_or(StoryId{++last_story_}), decision.reason);
  if (!decision.story) begin_story(article);
  folder_.remember(incoming, article.story);
  while (const auto move = folder_.revise()) carry_out(*move);
  settle();  // if too many wait
  return take_final();
}

std::vector<FoldStream::Line> FoldStream::finish() {
  most_waiting_ = 0;
  settle();
  if (events_) events_->finish();
  return take_final();
}

/// Articles without a date, before all dated ones, begin to wait now. So do articles whose dates
/// were doubtful.
void FoldStream::note_time(Timestamp now) {
  const bool has_jumped = !now_ || now > *now_ + kLongestSilence;
  now_ = now;
  if (!has_jumped) return;
  const auto date = [now](auto& article) {
    const Timestamp published = article.published.value_or(Timestamp::min());
    article.came = std::max(article.came.value_or(now), std::min(published, now));
  };
  std::ranges::for_each(waiting_, date);
  std::ranges::for_each(settled_, date);
}

/// Counts a new story, and finds its event.
void FoldStream::begin_story(Waiting& article) {
  ++stories_;
  if (!events_) return;
  article.report->story = article.story;
  events_->begin(*article.report, article.line.id);
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
  place(move.article, *article, to, move.reason);
  if (!move.to) begin_story(*article);
  if (!move.whole) return folder_.move(move.article, to);
  --stories_;
  folder_.merge(move.from, to);
  if (events_) events_->merge(move.from, to);
  std::int64_t id = last_settled();
  for (Waiting& other : waiting_) {
    ++id;
    if (other.story != move.from) continue;
    other.story = to;
    other.line.story = article->line.story;
    documents_.name(ArticleId{id}, {other.line.id, other.line.story});
  }
}

/// True if more than `time` has passed since an article came.
bool FoldStream::has_passed(std::optional<Timestamp> came, std::chrono::seconds time) const {
  return came && now_ && *now_ > *came + time;
}

void FoldStream::settle() {
  while (!waiting_.empty() &&
         (waiting_.size() > most_waiting_ || has_passed(waiting_.front().came, rules_.settle))) {
    Waiting& article = waiting_.front();
    settled_.push_back({std::move(article.line), article.story, article.published, article.came});
    waiting_.pop_front();
  }
  folder_.settle(ArticleId{last_settled()});
}

/// The settled decisions of stories whose events can no longer change.
std::vector<FoldStream::Line> FoldStream::take_final() {
  std::vector<Line> out;
  while (!settled_.empty() && (!events_ || settled_.size() > most_waiting_ ||
                               has_passed(settled_.front().came, event_window_))) {
    Settled& article = settled_.front();
    if (events_) article.line.event = events_->event_of(article.story);
    out.push_back(std::move(article.line));
    settled_.pop_front();
  }
  return out;
}

}  // namespace wirefold::cli
