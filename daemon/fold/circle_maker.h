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

/// Stories of more articles stay as they are: many have agreed on them.
inline constexpr std::size_t kMostRevised = 8;

/// Articles that are looked at together, about: each is compared with each, once.
inline constexpr std::size_t kMostCompanions = 32;

/// Articles that stay where they are.
struct Staying {
  ArticleId until{};  ///< This one and those before it.
  const std::set<ArticleId>& others;
};

/// Lives for one question; what it is given must not change meanwhile. Fold thread only.
class CircleMaker {
 public:
  CircleMaker(const Window& window, const LearnedWords& learned, const Rules& rules,
              const Rulings& rulings, Documents& documents, Relations& relations, Staying staying);

  /// The article of `verifier`, number 0, with the stories that it touches: all members of a small
  /// one; of another its copy, by `nearest`. Those with copies come first; what no longer fits is
  /// left out.
  Circle around(Verifier& verifier, const std::set<StoryId>& stories,
                const std::map<StoryId, Slot>& nearest) const;

  /// The articles of those of `stories` that are small, of `own` first; nothing if they are fewer
  /// than two. What no longer fits is left out.
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
  const Rulings& rulings_;
  Documents& documents_;
  Relations& relations_;
  Staying staying_;
};

}  // namespace wirefold::fold
