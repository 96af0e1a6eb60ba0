#include "wirefold/ingest/overrides.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "standing.h"
#include "wirefold/base/log.h"
#include "wirefold/ingest/override_names.h"
#include "wirefold/ingest/reports/event_rulings.h"
#include "wirefold/ingest/undo.h"

namespace wirefold::ingest {
namespace {

void log(const Override& order) {
  LogEvent event("ruling", LogArea::kFold,
                 order.problem.empty() ? LogLevel::kInfo : LogLevel::kWarning);
  event.field("id", order.id).field("kind", to_string(order.kind));
  if (order.undoes != 0) event.field("undoes", order.undoes);
  if (to_int(order.story) != 0) event.field("story", to_int(order.story));
  if (to_int(order.other) != 0) event.field("other", to_int(order.other));
  if (!order.by.empty()) event.text("by", order.by);
  if (!order.problem.empty()) event.text("error", order.problem);
  event.emit();
}

/// `articles` in order, without repetitions.
std::vector<ArticleId> each_once(const std::vector<ArticleId>& articles) {
  std::vector<ArticleId> out;
  std::set<ArticleId> seen;
  for (const ArticleId id : articles) {
    if (seen.insert(id).second) out.push_back(id);
  }
  return out;
}

}  // namespace

bool Overrides::take(Timestamp now, std::vector<StoryNews>& news, store::Transaction& changes) {
  assert(check_.is_here());
  bool any = false;
  Relocation relocation(changes, stories_, folder_, keeper_, now, news);
  std::vector<std::int64_t> standing;
  for (Override& order : stored_.overrides().all()) {
    if (!order.done) {
      any = true;
      const Override wanted = order;
      const std::string problem = carry_out(order, relocation, changes);
      if (!problem.empty()) order = wanted;
      order.problem = problem;
      order.done = now;
      changes.overrides().close(order);
      log(order);
    }
    if (order.stands()) standing.push_back(order.id);
  }
  if (!any && standing == known_) return false;
  load(changes);
  return true;
}

void Overrides::load(store::Transaction& changes) {
  assert(check_.is_here());
  fold::Overrides out;
  EventKeeper::Apart apart;
  known_.clear();
  for (Override& order : stored_.overrides().all()) {
    if (!order.done || !order.stands()) continue;
    if (follow(stored_.reading(), order)) changes.overrides().close(order);
    known_.push_back(order.id);
    if (order.rests()) continue;
    if (order.kind == OverrideKind::kPin) {
      out.pinned.insert(order.story);
    } else {
      const bool of_events = order.kind == OverrideKind::kEventNever;
      (of_events ? apart : out.never).insert(std::minmax(order.story, order.other));
    }
  }
  folder_.set_overrides(std::move(out));
  keeper_.keep_apart(std::move(apart), changes.events());
}

std::string Overrides::carry_out(Override& order, Relocation& relocation,
                                 store::Transaction& changes) {
  store::OverrideWriter& to = changes.overrides();
  EventRulings events(stored_, keeper_, changes, relocation.now());
  follow(stored_.reading(), order);
  switch (order.kind) {
    case OverrideKind::kPin:
      return pin(order);
    case OverrideKind::kSplit:
      return split(order, relocation, to);
    case OverrideKind::kMerge:
      return merge(order, relocation, to);
    case OverrideKind::kNever:
      return never(order);
    case OverrideKind::kUndo:
      return Undo(stored_, relocation, events, to).carry_out(order);
    case OverrideKind::kEventJoin:
      return events.join(order);
    case OverrideKind::kEventLeave:
      return events.leave(order);
    case OverrideKind::kEventNever:
      return events.never(order);
  }
  return "unknown kind of override";
}

std::string Overrides::pin(const Override& order) {
  return stored_.reading().lead_of(order.story) ? "" : no_such(order.story);
}

std::string Overrides::never(const Override& order) {
  for (const StoryId story : {order.story, order.other}) {
    if (!stored_.reading().lead_of(story)) return no_such(story);
  }
  if (order.story == order.other) return "they are already one story; split it first";
  return {};
}

/// Pins the target too, so that no rule takes the articles out of it again.
std::string Overrides::merge(Override& order, Relocation& relocation, store::OverrideWriter& to) {
  const StoryId from = order.story;
  const StoryId into = order.other;
  if (from == into) return "they are already one story";
  const auto story = stored_.reading().story(from);
  const auto lead = stored_.reading().lead_of(into);
  if (!story || !lead) return no_such(story ? into : from);
  for (const Member& member : story->members) order.articles.push_back(member.article.id);
  relocation.merge(story->lead(), from, into, operator_reason(lead->id));
  stand(to, OverrideKind::kPin, into, StoryId{}, order.id, relocation.now());
  return {};
}

std::string Overrides::split(Override& order, Relocation& relocation, store::OverrideWriter& to) {
  order.articles = each_once(order.articles);
  std::vector<Article> leaving;
  for (const ArticleId id : order.articles) {
    const auto article = stored_.reading().article(id);
    const auto placement = stored_.reading().placement(id);
    if (!article || !placement) return "there is no article " + std::to_string(to_int(id));
    if (!leaving.empty() && placement->story != order.story) {
      return "the articles belong to different stories";
    }
    order.story = placement->story;
    leaving.push_back(*article);
  }
  const auto story = stored_.reading().story(order.story);
  if (leaving.empty() || !story) return "no articles are named";
  if (leaving.size() >= story->members.size())
    return "no article would be left in " + name_of(story->id);
  order.other = relocation.new_story(leaving.front(), order.story);
  for (const Article& article : leaving) {
    relocation.move(article, order.story, order.other, operator_reason(ArticleId{}));
  }
  stand(to, OverrideKind::kNever, order.story, order.other, order.id, relocation.now());
  return {};
}

}  // namespace wirefold::ingest
