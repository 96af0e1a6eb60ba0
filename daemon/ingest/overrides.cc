#include "wirefold/ingest/overrides.h"

#include <algorithm>
#include <set>

#include "wirefold/ingest/override_names.h"
#include "standing.h"
#include "wirefold/ingest/undo.h"
#include "wirefold/base/log.h"

namespace wirefold::app {
namespace {

void log(const Ruling& ruling) {
  LogEvent event("ruling", LogArea::kFold,
                 ruling.problem.empty() ? LogLevel::kInfo : LogLevel::kWarning);
  event.field("id", ruling.id).field("kind", to_string(ruling.kind));
  if (ruling.undoes != 0) event.field("undoes", ruling.undoes);
  if (to_int(ruling.story) != 0) event.field("story", to_int(ruling.story));
  if (to_int(ruling.other) != 0) event.field("other", to_int(ruling.other));
  if (!ruling.problem.empty()) event.text("error", ruling.problem);
  event.emit();
}

/// `articles` in their order; people name one twice.
std::vector<ArticleId> each_once(const std::vector<ArticleId>& articles) {
  std::vector<ArticleId> out;
  std::set<ArticleId> seen;
  for (const ArticleId id : articles) {
    if (seen.insert(id).second) out.push_back(id);
  }
  return out;
}

}  // namespace

bool Rulings::take(Timestamp now, std::vector<StoryNews>& news) {
  bool any = false;
  Relocation relocation(store_, folder_, now, news);
  std::vector<std::int64_t> standing;
  for (Ruling& ruling : store_.rulings()) {
    if (!ruling.done) {
      any = true;
      const Ruling wanted = ruling;
      const std::string problem = carry_out(ruling, relocation);
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
    if (follow(store_, ruling)) store_.close_ruling(ruling);
    known_.push_back(ruling.id);
    if (ruling.rests()) continue;
    if (ruling.kind == RulingKind::kPin) {
      out.pinned.insert(ruling.story);
    } else {
      out.never.insert(std::minmax(ruling.story, ruling.other));
    }
  }
  folder_.set_rulings(std::move(out));
}

std::string Rulings::carry_out(Ruling& ruling, Relocation& relocation) {
  follow(store_, ruling);
  switch (ruling.kind) {
    case RulingKind::kPin:
      return pin(ruling);
    case RulingKind::kSplit:
      return split(ruling, relocation);
    case RulingKind::kMerge:
      return merge(ruling, relocation);
    case RulingKind::kNever:
      return never(ruling);
    case RulingKind::kUndo:
      return Undo(store_, relocation).carry_out(ruling);
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
std::string Rulings::merge(Ruling& ruling, Relocation& relocation) {
  const StoryId from = ruling.story;
  const StoryId into = ruling.other;
  if (from == into) return "they are one story already";
  const auto story = store_.story(from);
  const auto lead = store_.lead_of(into);
  if (!story || !lead) return no_such(story ? into : from);
  for (const Member& member : story->members) ruling.articles.push_back(member.article.id);
  relocation.merge(story->lead(), from, into, operators(lead->id));
  stand(store_, RulingKind::kPin, into, StoryId{}, ruling.id, relocation.now());
  return {};
}

std::string Rulings::split(Ruling& ruling, Relocation& relocation) {
  ruling.articles = each_once(ruling.articles);
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
  ruling.other = relocation.new_story(leaving.front(), ruling.story);
  for (const Article& article : leaving) {
    relocation.move(article, ruling.story, ruling.other, operators(ArticleId{}));
  }
  stand(store_, RulingKind::kNever, ruling.story, ruling.other, ruling.id, relocation.now());
  return {};
}

}  // namespace wirefold::app
