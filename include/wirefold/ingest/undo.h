// Taking back what the operator has ordered.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "wirefold/ingest/relocation.h"
#include "wirefold/model/override.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Why the ruling `id` of `rulings`, which is all of them, cannot be undone; empty: it can be, as
/// far as the list tells.
std::string why_not_undone(const std::vector<Ruling>& rulings, std::int64_t id);

/// Fold thread only, within a transaction of the caller's.
class Undo {
 public:
  /// Both outlive it.
  Undo(store::Store& store, Relocation& relocation) : store_(store), relocation_(relocation) {}

  /// Takes back the ruling that `undo` names, with what followed from it, and notes in `undo` which
  /// articles went back, from where and whereto. Otherwise nothing has changed, and it says why.
  std::string carry_out(Ruling& undo);

 private:
  std::string take_back(const Ruling& was, Ruling& undo);
  std::string send_back(const Ruling& was, Ruling& undo);
  void keep_apart(const Ruling& undo);
  StoryId where_they_are(const Ruling& was);
  std::optional<StoryId> where_they_were(const Ruling& was, const Article& lead, StoryId from);
  std::vector<Member> leaving(const Ruling& was, const Story& story);
  const Ruling* moved_by(const Ruling& was, ArticleId article) const;
  void note_in_merges(StoryId story, const std::vector<ArticleId>& articles);
  std::string moved_since(const Ruling& was) const;
  std::string why_none(const Ruling& was, StoryId story) const;
  void go(const std::vector<Member>& leaving, const Story& story, StoryId to);

  store::Store& store_;
  Relocation& relocation_;
  std::vector<Ruling> rulings_;
};

}  // namespace wirefold::app
