#include "wirefold/ingest/undo.h"

#include <algorithm>

#include "wirefold/ingest/override_names.h"
#include "standing.h"

namespace wirefold::app {
namespace {

bool is_moving(const Ruling& ruling) {
  return ruling.kind == RulingKind::kSplit || ruling.kind == RulingKind::kMerge;
}

const Ruling* find(const std::vector<Ruling>& rulings, std::int64_t id) {
  const auto at = std::find_if(rulings.begin(), rulings.end(),
                               [id](const Ruling& ruling) { return ruling.id == id; });
  return at == rulings.end() ? nullptr : &*at;
}

std::string by_hand(const Ruling& was) {
  const std::string how = was.kind == RulingKind::kMerge
                              ? "story split ARTICLE ...\" with those of " + name_of(was.story)
                              : "story merge " + std::to_string(to_int(was.other)) + ' ' +
                                    std::to_string(to_int(was.story)) + '"';
  return "an earlier version carried it out, and did not keep what has to go back; use \"" + how;
}

bool has(const std::vector<Member>& members, ArticleId id) {
  return std::any_of(members.begin(), members.end(),
                     [id](const Member& member) { return member.article.id == id; });
}

/// It was folded by its likeness to one of `members`, and not put there by the operator.
bool belongs_to(const Member& member, const std::vector<Member>& members) {
  return member.reason.rule != kByOperator && has(members, member.reason.like);
}

}  // namespace

std::string why_not_undone(const std::vector<Ruling>& rulings, std::int64_t id) {
  const Ruling* const was = id > 0 ? find(rulings, id) : nullptr;
  for (const Ruling& undo : rulings) {
    if (was == nullptr && id > 0 && undo.undoes == id && undo.is_carried_out())
      return name_of_ruling(id) + " is undone already, by " + name_of_ruling(undo.id);
  }
  if (was == nullptr) return "there is no ruling " + std::to_string(id);
  if (was->kind == RulingKind::kUndo && was->is_carried_out())
    return name_of_ruling(was->id) + " is an undo: order again what it took back";
  return is_moving(*was) && !was->reversible ? by_hand(*was) : "";
}

std::string Undo::carry_out(Ruling& undo) {
  rulings_ = store_.rulings();
  std::string problem = why_not_undone(rulings_, undo.undoes);
  if (problem.empty()) problem = take_back(*find(rulings_, undo.undoes), undo);
  return problem;
}

std::string Undo::take_back(const Ruling& was, Ruling& undo) {
  if (is_moving(was)) {
    const std::string problem = send_back(was, undo);
    if (!problem.empty()) return problem;
  }
  store_.drop_ruling(was.id);
  store_.drop_followers(was.id);
  if (was.kind == RulingKind::kMerge) keep_apart(undo);
  return {};
}

std::string Undo::send_back(const Ruling& was, Ruling& undo) {
  // A story that comes back without some of its articles would be another one.
  if (was.kind == RulingKind::kMerge) {
    if (std::string problem = moved_since(was); !problem.empty()) return problem;
  }
  undo.story = where_they_are(was);
  const auto story = store_.story(undo.story);
  const std::vector<Member> members = story ? leaving(was, *story) : std::vector<Member>();
  if (members.empty()) return why_none(was, undo.story);
  const auto to = where_they_were(was, members.front().article, undo.story);
  if (!to) return no_such(was.story);
  if (*to == undo.story) return "they are one story already";
  undo.other = *to;
  for (const Member& member : members) undo.articles.push_back(member.article.id);
  go(members, *story, *to);
  if (was.kind == RulingKind::kSplit) note_in_merges(was.story, undo.articles);
  return {};
}

/// Where `story` has become part of others by the operator's word, `articles` came along with it as
/// it were: an undo of that takes them, too.
void Undo::note_in_merges(StoryId story, const std::vector<ArticleId>& articles) {
  for (Ruling& merge : rulings_) {
    const bool took = merge.kind == RulingKind::kMerge && merge.is_carried_out();
    if (!took || merge.story != story) continue;
    merge.articles.insert(merge.articles.end(), articles.begin(), articles.end());
    store_.close_ruling(merge);
    story = merge.other;
  }
}

StoryId Undo::where_they_are(const Ruling& was) {
  const bool merged = was.kind == RulingKind::kMerge;
  const auto successor = merged ? store_.successor(was.story) : std::nullopt;
  return successor ? *successor : store_.successor(was.other).value_or(was.other);
}

/// Of a merge the story that ended, which comes back under its id if it is not forgotten yet.
std::optional<StoryId> Undo::where_they_were(const Ruling& was, const Article& lead, StoryId from) {
  if (was.kind == RulingKind::kMerge) {
    const bool revived = store_.revive_story(was.story, relocation_.now());
    return revived ? was.story : relocation_.new_story(lead, from);
  }
  const StoryId story = store_.successor(was.story).value_or(was.story);
  return store_.lead_of(story) ? std::optional(story) : std::nullopt;
}

/// Of `story`, where they are: what the ruling put there, and what has come since as their copies.
/// What a later ruling was about too stays where that wants it.
std::vector<Member> Undo::leaving(const Ruling& was, const Story& story) {
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

/// The later ruling that has moved `article`; null: none.
const Ruling* Undo::moved_by(const Ruling& was, ArticleId article) const {
  for (const Ruling& later : rulings_) {
    const bool names = std::count(later.articles.begin(), later.articles.end(), article) > 0;
    if (later.id > was.id && is_moving(later) && later.is_carried_out() && names) return &later;
  }
  return nullptr;
}

/// Empty if no later ruling has moved any of its articles.
std::string Undo::moved_since(const Ruling& was) const {
  for (const ArticleId id : was.articles) {
    const Ruling* const later = moved_by(was, id);
    if (later != nullptr)
      return name_of_ruling(later->id) + " has moved its articles since: undo that first";
  }
  return {};
}

std::string Undo::why_none(const Ruling& was, StoryId story) const {
  if (std::string problem = moved_since(was); !problem.empty()) return problem;
  return "none of its articles is in " + name_of(story) + " any more";
}

/// A copy of an article that goes along keeps its reason.
void Undo::go(const std::vector<Member>& leaving, const Story& story, StoryId to) {
  const auto lead = store_.lead_of(to);
  const FoldReason reason = operators(lead ? lead->id : ArticleId{});
  if (leaving.size() == story.members.size()) {
    relocation_.merge(leaving.front().article, story.id, to, reason);
    return;
  }
  for (const Member& member : leaving) {
    const FoldReason& why = belongs_to(member, leaving) ? member.reason : reason;
    relocation_.move(member.article, story.id, to, why);
  }
}

/// Two stories that were made one and are two again would be folded again at the next look, if the
/// rules take them for one.
void Undo::keep_apart(const Ruling& undo) {
  if (!store_.lead_of(undo.story)) return;  // nothing was left there
  for (Ruling& never : store_.rulings()) {
    if (never.kind != RulingKind::kNever || !never.is_carried_out()) continue;
    follow(store_, never);
    if (std::minmax(never.story, never.other) == std::minmax(undo.story, undo.other)) return;
  }
  stand(store_, RulingKind::kNever, undo.other, undo.story, undo.id, relocation_.now());
}

}  // namespace wirefold::app
