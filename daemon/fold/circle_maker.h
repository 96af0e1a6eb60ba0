// Finds the articles of a circle and compares them. Private to the fold area.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "circle.h"
#include "relations.h"
#include "verify.h"
#include "window.h"
#include "wirefold/fold/folder.h"
#include "wirefold/fold/learned_words.h"

namespace wirefold::fold {

/// Stories of more articles are not revised: many comparisons have confirmed them.
inline constexpr std::size_t kMostRevised = 8;

/// Approximate limit of the articles in a circle, in which each pair is compared once.
inline constexpr std::size_t kMostCompanions = 32;

/// Articles that stay in their stories.
struct Staying {
  ArticleId until{};  ///< This article and all before it stay.
  const std::set<ArticleId>& others;
};

/// Lives for one decision, during which its arguments must not change. Fold thread only.
class CircleMaker {
 public:
  CircleMaker(const Window& window, const LearnedWords& learned, const Rules& rules,
              const Overrides& overrides, Documents& documents, Relations& relations,
              Staying staying);

  /// The article of `verifier`, as number 0, with the stories that it touches: all members of a
  /// story of at most kMostRevised articles, and of a larger one the copy named by `nearest`.
  /// Stories with copies come first. Stories beyond kMostCompanions are left out.
  Circle around(Verifier& verifier, const std::set<StoryId>& stories,
                const std::map<StoryId, Slot>& nearest) const;

  /// The articles of those of `stories` that have at most kMostRevised articles, `own` first.
  /// Stories beyond kMostCompanions are left out. Returns nullopt for fewer than two articles.
  std::optional<Circle> of(StoryId own, const std::set<StoryId>& stories) const;

 private:
  void add_members(StoryId story, const std::vector<Slot>& members,
                   std::vector<Companion>& companions) const;
  Circle compared(std::vector<Companion> companions, Verifier* verifier) const;
  Incoming incoming_of(Slot slot) const;
  Judged relation(const Companion& one, const Companion& two, Verifier& of_one) const;

  const Window& window_;
  const LearnedWords& learned_;
  const Rules& rules_;
  const Overrides& overrides_;
  Documents& documents_;
  Relations& relations_;
  Staying staying_;
};

}  // namespace wirefold::fold
