#include "orders.h"

#include "draft.h"
#include "order_page.h"
#include "wirefold/base/time.h"

namespace wirefold::serve {
namespace {

std::string story_path(StoryId story) { return "/story/" + std::to_string(to_int(story)); }

/// Where the operator goes on: `back`, or if its story or event is gone, the story that took its
/// place, or that the order was about.
std::string landing(const Asked& asked, const Override& order) {
  const std::string& back = asked.means.back;
  const auto target = read_target(back.substr(0, back.find('?')), {});
  if (!target) return back;
  if (target->kind == Kind::kEventPage && !asked.source.event(EventId{target->id})) {
    return to_int(order.story) == 0 ? "/" : story_path(order.story);
  }
  if (target->kind != Kind::kStoryPage || asked.source.story(StoryId{target->id})) return back;
  const auto into = asked.source.successor(StoryId{target->id});
  return into ? story_path(*into) : "/";
}

/// The way back after `outcome`, or why it failed.
ResourcePtr after(const Asked& asked, const Override& outcome) {
  if (!outcome.problem.empty()) return problem_page(asked, 409, outcome.problem);
  const std::string to = landing(asked, outcome);
  if (outcome.id == 0) return redirect(asked, to);
  return redirect(asked, with_argument(to, "ruling", std::to_string(outcome.id)));
}

}  // namespace

ResourcePtr give_order(Asked& asked) {
  const Draft draft = read_draft(asked.fields);
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  auto order = order_of(draft);
  if (!order) return order_page(asked);  // it still has to be chosen
  order->by = asked.request.session.name;
  order->made = wall_clock_now();
  return after(asked, asked.actions.carry_out(*order));
}

ResourcePtr undo_ruling(Asked& asked) {
  const std::int64_t ruling = asked.fields.number("ruling");
  if (ruling == 0) asked.fields.refuse("ruling", "missing");
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  return after(asked, asked.actions.undo(ruling, asked.request.session.name));
}

}  // namespace wirefold::serve
