#include "rulings.h"

#include <algorithm>

#include "wirefold/base/log.h"

namespace wirefold::app {
namespace {

std::string name_of(StoryId story) { return "story " + std::to_string(to_int(story)); }

std::string no_such(StoryId story) { return "there is no " + name_of(story); }

FoldReason operators(ArticleId like) { return {like, -1, 0, std::string(kByOperator)}; }

void log(const Ruling& ruling) {
  LogEvent event("ruling", LogArea::kFold,
                 ruling.problem.empty() ? LogLevel::kInfo : LogLevel::kWarning);
  event.field("id", ruling.id).field("kind", to_string(ruling.kind));
  if (to_int(ruling.story) != 0) event.field("story", to_int(ruling.story));
  if (to_int(ruling.other) != 0) event.field("other", to_int(ruling.other));
  if (!ruling.problem.empty()) event.text("error", ruling.problem);
  event.emit();
}

}  // namespace

bool Rulings::take(Timestamp now, std::vector<StoryNews>& news) {
  bool any = false;
  std::vector<std::int64_t> standing;
  for (Ruling& ruling : store_.rulings()) {
    if (!ruling.done) {
      any = true;
      const Ruling wanted = ruling;
      const std::string problem = carry_out(ruling, now, news);
      if (!problem.empty()) ruling = wanted;
      ruling.problem = problem;
      ruling.done = now;
      store_.close_ruling(ruling);
      log(ruling);
    }
    if (ruling.stands()) standing.push_back(ruling.id);
  }
  if (!any && standing == known_) return false;
  load();
  return true;
}

void Rulings::load() {
  fold::Rulings out;
  known_.clear();
  for (Ruling& ruling : store_.rulings()) {
    if (!ruling.done || !ruling.stands()) continue;
    if (follow(ruling)) store_.close_ruling(ruling);
    known_.push_back(ruling.id);
    if (ruling.kind == RulingKind::kPin) {
      out.pinned.insert(ruling.story);
    } else {
      out.never.insert(std::minmax(ruling.story, ruling.other));
    }
  }
  folder_.set_rulings(std::move(out));
}

/// Where its stories have become part of others, it is about those. True if any has.
bool Rulings::follow(Ruling& ruling) {
  bool any = false;
  for (StoryId* story : {&ruling.story, &ruling.other}) {
    if (to_int(*story) == 0) continue;
    const auto now = store_.successor(*story);
    any = any || now.has_value();
    *story = now.value_or(*story);
  }
  return any;
}

std::string Rulings::carry_out(Ruling& ruling, Timestamp now, std::vector<StoryNews>& news) {
  follow(ruling);
  switch (ruling.kind) {
    case RulingKind::kPin:
      return pin(ruling);
    case RulingKind::kSplit:
      return split(ruling, now, news);
    case RulingKind::kMerge:
      return merge(ruling, now, news);
    case RulingKind::kNever:
      return never(ruling);
  }
  return "of an unknown kind";
}

std::string Rulings::pin(const Ruling& ruling) {
  return store_.lead_of(ruling.story) ? "" : no_such(ruling.story);
}

std::string Rulings::never(const Ruling& ruling) {
  for (const StoryId story : {ruling.story, ruling.other}) {
    if (!store_.lead_of(story)) return no_such(story);
  }
  if (ruling.story == ruling.other) return "they are one story already: split it first";
  return {};
}

/// Both stories are what the operator wants them to be: the target keeps what it gets.
std::string Rulings::merge(Ruling& ruling, Timestamp now, std::vector<StoryNews>& news) {
  const StoryId from = ruling.story;
  const StoryId into = ruling.other;
  if (from == into) return "they are one story already";
  const auto lead = store_.lead_of(from);
  const auto other = store_.lead_of(into);
  if (!lead || !other) return no_such(lead ? into : from);
  const FoldReason reason = operators(other->id);
  store_.merge_story(from, into, lead->id, reason, now);
  folder_.merge(from, into);
  for (const Ruling& old : store_.rulings()) {
    const bool both = std::minmax(old.story, old.other) == std::minmax(from, into);
    if (old.kind == RulingKind::kNever && both) store_.drop_ruling(old.id);
  }
  stand(RulingKind::kPin, into, StoryId{}, now);
  news.push_back({StoryNews::kMerge, into, from, *lead, reason, store_.count_outlets(into)});
  return {};
}

std::string Rulings::split(Ruling& ruling, Timestamp now, std::vector<StoryNews>& news) {
  std::vector<Article> leaving;
  for (const ArticleId id : ruling.articles) {
    const auto article = store_.article(id);
    const auto placement = store_.placement(id);
    if (!article || !placement) return "there is no article " + std::to_string(to_int(id));
    if (!leaving.empty() && placement->story != ruling.story) {
      return "the articles are not of one story";
    }
    ruling.story = placement->story;
    leaving.push_back(*article);
  }
  const auto story = store_.story(ruling.story);
  if (leaving.empty() || !story) return "no articles are named";
  if (leaving.size() >= story->members.size())
    return "nothing would be left of " + name_of(story->id);
  const Timestamp published = leaving.front().published.value_or(now);
  ruling.other = store_.add_story(std::min(published, now), store_.story_created(ruling.story));
  for (const Article& article : leaving) {
    const FoldReason reason = operators(ArticleId{});
    store_.move_article(article.id, ruling.other, reason, now);
    folder_.move(article.id, ruling.other);
    news.push_back({StoryNews::kSplit, ruling.other, ruling.story, article, reason,
                    store_.count_outlets(ruling.other)});
  }
  stand(RulingKind::kNever, ruling.story, ruling.other, now);
  return {};
}

/// Adds what follows from the operator's word and holds from now on.
void Rulings::stand(RulingKind kind, StoryId story, StoryId other, Timestamp now) {
  Ruling ruling;
  ruling.kind = kind;
  ruling.story = story;
  ruling.other = other;
  ruling.made = now;
  ruling.done = now;
  store_.add_ruling(ruling);
}

}  // namespace wirefold::app
