#include "circle_maker.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace wirefold::fold {
namespace {

Judged judged_pair(Verifier& of_one, Slot two) {
  Judged out = of_one.relation(two);
  if (!out.copies) out.kindred = of_one.kindred(two);
  return out;
}

}  // namespace

CircleMaker::CircleMaker(const Window& window, const LearnedWords& learned, const Rules& rules,
                         const Overrides& overrides, Documents& documents, Relations& relations,
                         Staying staying)
    : window_(window),
      learned_(learned),
      rules_(rules),
      overrides_(overrides),
      documents_(documents),
      relations_(relations),
      staying_(staying) {}

Circle CircleMaker::around(Verifier& verifier, const std::set<StoryId>& stories,
                           const std::map<StoryId, Slot>& nearest) const {
  std::vector<Companion> companions(1);
  const auto add = [&](StoryId story) {
    if (companions.size() >= kMostCompanions) return;
    const std::vector<Slot> members = window_.members(story);
    const auto copy = nearest.find(story);
    if (members.size() <= kMostRevised) {
      add_members(story, members, companions);
    } else if (copy != nearest.end()) {
      companions.push_back({copy->second, story, true, false, true});
    }
  };
  for (const auto& [story, copy] : nearest) add(story);
  for (const StoryId story : stories) {
    if (!nearest.contains(story)) add(story);
  }
  return compared(std::move(companions), &verifier);
}

std::optional<Circle> CircleMaker::of(StoryId own, const std::set<StoryId>& stories) const {
  std::vector<Companion> companions;
  const auto add = [&](StoryId story) {
    if (companions.size() >= kMostCompanions) return;
    const std::vector<Slot> members = window_.members(story);
    if (members.size() <= kMostRevised) add_members(story, members, companions);
  };
  add(own);
  for (const StoryId story : stories) {
    if (story != own) add(story);
  }
  if (companions.size() < 2) return std::nullopt;
  return compared(std::move(companions), nullptr);
}

void CircleMaker::add_members(StoryId story, const std::vector<Slot>& members,
                              std::vector<Companion>& companions) const {
  if (members.empty()) return;
  const auto started = std::find_if(members.begin(), members.end(),
                                    [this](Slot slot) { return window_.at(slot).leads; });
  const Slot lead = started == members.end() ? members.front() : *started;
  for (const Slot slot : members) {
    const ArticleId id = window_.at(slot).key.id;
    const bool movable =
        id > staying_.until && !staying_.others.contains(id) && !overrides_.pinned.contains(story);
    companions.push_back({slot, story, slot == lead, movable});
  }
}

/// `verifier` belongs to the companion that is not in the window yet.
Circle CircleMaker::compared(std::vector<Companion> companions, Verifier* verifier) const {
  std::vector<Incoming> articles;  // complete before any verifier, which keeps a reference
  for (const Companion& c : companions) {
    articles.push_back(c.slot ? incoming_of(*c.slot) : Incoming());
  }
  std::vector<std::unique_ptr<Verifier>> verifiers;
  std::vector<Graph::Node> nodes;
  const auto verifier_of = [&](std::size_t i) -> Verifier& {
    return verifiers[i] ? *verifiers[i] : *verifier;
  };
  for (std::size_t i = 0; i < companions.size(); ++i) {
    const std::optional<Slot>& slot = companions[i].slot;
    verifiers.push_back(
        slot ? std::make_unique<Verifier>(articles[i], window_, learned_, rules_, documents_)
             : nullptr);
    const bool known = slot && window_.at(*slot).compilation;
    nodes.push_back({verifier_of(i).words(), verifier_of(i).key(), known});
  }
  const auto related = [&](std::size_t i, std::size_t j) {
    return relation(companions[i], companions[j], verifier_of(i));
  };
  return Circle(companions, std::move(nodes), related);
}

Incoming CircleMaker::incoming_of(Slot slot) const {
  const ArticleKey& key = window_.at(slot).key;
  return {key, documents_.get(key.id).value_or(Document())};
}

Judged CircleMaker::relation(const Companion& one, const Companion& two, Verifier& of_one) const {
  if (!one.slot) return judged_pair(of_one, *two.slot);
  const ArticleId a = window_.at(*one.slot).key.id;
  const ArticleId b = window_.at(*two.slot).key.id;
  const auto known = relations_.find(a, b);
  Judged judged = known ? *known : judged_pair(of_one, *two.slot);
  if (!known && std::max(a, b) > staying_.until) relations_.keep(a, b, judged);
  if (!overrides_.may_meet(one.story, two.story)) judged.copies = false;
  return judged;
}

}  // namespace wirefold::fold
