#include "wirefold/ingest/undo.h"

#include <algorithm>

#include "standing.h"
#include "wirefold/ingest/override_names.h"

namespace wirefold::ingest {
namespace {

bool is_moving(const Override& order) {
  return order.kind == OverrideKind::kSplit || order.kind == OverrideKind::kMerge;
}

const Override* find(const std::vector<Override>& overrides, std::int64_t id) {
  const auto at = std::find_if(overrides.begin(), overrides.end(),
                               [id](const Override& order) { return order.id == id; });
  return at == overrides.end() ? nullptr : &*at;
}

std::string by_hand(const Override& was) {
  const std::string how = was.kind == OverrideKind::kMerge
                              ? "story split ARTICLE ...\" with those of " + name_of(was.story)
                              : "story merge " + std::to_string(to_int(was.other)) + ' ' +
                                    std::to_string(to_int(was.story)) + '"';
  return "an earlier version carried it out and did not record what it moved; use \"" + how;
}

bool has(const std::vector<Member>& members, ArticleId id) {
  return std::any_of(members.begin(), members.end(),
                     [id](const Member& member) { return member.article.id == id; });
}

/// True if `member` was folded as a copy of one of `members`, and not placed by the operator.
bool belongs_to(const Member& member, const std::vector<Member>& members) {
  return member.reason.rule != kByOperator && has(members, member.reason.like);
}

}  // namespace

std::string why_not_undone(const std::vector<Override>& overrides, std::int64_t id) {
  const Override* const was = id > 0 ? find(overrides, id) : nullptr;
  for (const Override& undo : overrides) {
    if (was == nullptr && id > 0 && undo.undoes == id && undo.is_carried_out())
      return name_of_override(id) + " is already undone by " + name_of_override(undo.id);
  }
  if (was == nullptr) return "there is no override " + std::to_string(id);
  if (was->kind == OverrideKind::kUndo && was->is_carried_out())
    return name_of_override(was->id) +
           " is an undo and cannot be undone; repeat the original command";
  return is_moving(*was) && !was->reversible ? by_hand(*was) : "";
}

std::string Undo::carry_out(Override& undo) {
  overrides_ = stored_.all();
  std::string problem = why_not_undone(overrides_, undo.undoes);
  if (problem.empty()) problem = take_back(*find(overrides_, undo.undoes), undo);
  return problem;
}

std::string Undo::take_back(const Override& was, Override& undo) {
  std::string problem;
  if (is_moving(was)) problem = send_back(was, undo);
  if (was.is_of_event()) problem = events_.take_back(was, undo);
  if (!problem.empty()) return problem;
  to_.drop(was.id);
  to_.drop_followers(was.id);
  if (was.kind == OverrideKind::kMerge) keep_apart(undo);
  return {};
}

std::string Undo::send_back(const Override& was, Override& undo) {
  // A story that came back without some of its articles would be another one.
  if (was.kind == OverrideKind::kMerge) {
    if (std::string problem = moved_since(was); !problem.empty()) return problem;
  }
  undo.story = where_they_are(was);
  const auto story = stories_.story(undo.story);
  const std::vector<Member> members = story ? leaving(was, *story) : std::vector<Member>();
  if (members.empty()) return why_none(was, undo.story);
  const auto to = where_they_were(was, members.front().article, undo.story);
  if (!to) return no_such(was.story);
  if (*to == undo.story) return "they are already one story";
  undo.other = *to;
  for (const Member& member : members) undo.articles.push_back(member.article.id);
  go(members, *story, *to);
  if (was.kind == OverrideKind::kSplit) note_in_merges(was.story, undo.articles);
  return {};
}

/// Adds `articles` to the operator's merges of `story` into other stories, as if they had come
/// along, so that undoing these merges moves them too.
void Undo::note_in_merges(StoryId story, const std::vector<ArticleId>& articles) {
  for (Override& merge : overrides_) {
    const bool took = merge.kind == OverrideKind::kMerge && merge.is_carried_out();
    if (!took || merge.story != story) continue;
    merge.articles.insert(merge.articles.end(), articles.begin(), articles.end());
    to_.close(merge);
    story = merge.other;
  }
}

StoryId Undo::where_they_are(const Override& was) {
  const bool merged = was.kind == OverrideKind::kMerge;
  const auto successor = merged ? stories_.successor(was.story) : std::nullopt;
  return successor ? *successor : stories_.successor(was.other).value_or(was.other);
}

/// The story to which the articles go back. For a merge it is the story that ended, under its id,
/// or a new story if that is forgotten.
std::optional<StoryId> Undo::where_they_were(const Override& was, const Article& lead,
                                             StoryId from) {
  if (was.kind == OverrideKind::kMerge) {
    const bool revived = relocation_.revive(was.story);
    return revived ? was.story : relocation_.new_story(lead, from);
  }
  const StoryId story = stories_.successor(was.story).value_or(was.story);
  return stories_.lead_of(story) ? std::optional(story) : std::nullopt;
}

/// The members of `story` that the override moved there, and the copies of these that have come
/// since. Articles that a later override has moved stay.
std::vector<Member> Undo::leaving(const Override& was, const Story& story) {
  std::vector<Member> out;
  for (const ArticleId id : was.articles) {
    for (const Member& member : story.members) {
      if (member.article.id == id && moved_by(was, id) == nullptr) out.push_back(member);
    }
  }
  for (bool more = true; more;) {
    more = false;
    for (const Member& member : story.members) {
      const ArticleId id = member.article.id;
      const bool came_since = member.article.first_seen >= *was.done;
      if (!came_since || has(out, id) || !belongs_to(member, out) || moved_by(was, id)) continue;
      out.push_back(member);
      more = true;
    }
  }
  return out;
}

/// The first later override that has moved `article`; null if there is none.
const Override* Undo::moved_by(const Override& was, ArticleId article) const {
  for (const Override& later : overrides_) {
    const bool names = std::count(later.articles.begin(), later.articles.end(), article) > 0;
    if (later.id > was.id && is_moving(later) && later.is_carried_out() && names) return &later;
  }
  return nullptr;
}

/// Empty if no later override has moved any of its articles.
std::string Undo::moved_since(const Override& was) const {
  for (const ArticleId id : was.articles) {
    const Override* const later = moved_by(was, id);
    if (later != nullptr)
      return name_of_override(later->id) + " has moved its articles since; undo it first";
  }
  return {};
}

std::string Undo::why_none(const Override& was, StoryId story) const {
  if (std::string problem = moved_since(was); !problem.empty()) return problem;
  return "none of its articles is still in " + name_of(story);
}

/// An article that is a copy of another one in `leaving` keeps its reason.
void Undo::go(const std::vector<Member>& leaving, const Story& story, StoryId to) {
  const auto lead = stories_.lead_of(to);
  const FoldReason reason = operator_reason(lead ? lead->id : ArticleId{});
  if (leaving.size() == story.members.size()) {
    relocation_.merge(leaving.front().article, story.id, to, reason);
    return;
  }
  for (const Member& member : leaving) {
    const FoldReason& why = belongs_to(member, leaving) ? member.reason : reason;
    relocation_.move(member.article, story.id, to, why);
  }
}

/// Adds a never override for the two stories, unless there is one. Otherwise the rules could merge
/// them again at the next revision.
void Undo::keep_apart(const Override& undo) {
  if (!stories_.lead_of(undo.story)) return;  // nothing was left there
  for (Override& never : stored_.all()) {
    if (never.kind != OverrideKind::kNever || !never.is_carried_out()) continue;
    follow(stories_, never);
    if (std::minmax(never.story, never.other) == std::minmax(undo.story, undo.other)) return;
  }
  stand(to_, OverrideKind::kNever, undo.other, undo.story, undo.id, relocation_.now());
}

}  // namespace wirefold::ingest
