#include "orders.h"

#include "draft.h"
#include "order_page.h"
#include "own_paths.h"

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

/// The way back after `outcome`, or why it failed. `mark` is that of the form.
ResourcePtr after(const Asked& asked, const Override& outcome, std::string mark) {
  if (!outcome.problem.empty()) return problem_page(asked, 409, outcome.problem);
  std::string to = landing(asked, outcome);
  if (outcome.id != 0) to = with_argument(to, "ruling", std::to_string(outcome.id));
  asked.repeats.note(std::move(mark), to);
  return redirect(asked, to);
}

}  // namespace

ResourcePtr give_order(Asked& asked) {
  const Draft draft = read_draft(asked.fields);
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  const std::string mark = asked.fields.line("once");
  if (const std::string to = asked.repeats.where(mark); !to.empty()) return redirect(asked, to);
  auto order = order_of(draft);
  if (!order) return order_page(asked);  // it still has to be chosen
  order->by = asked.request.session.name;
  return after(asked, asked.actions.carry_out(*order), mark);
}

ResourcePtr undo_ruling(Asked& asked) {
  const std::int64_t ruling = asked.fields.number("ruling");
  if (ruling == 0) asked.fields.refuse("ruling", "missing");
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  const std::string mark = "undo " + std::to_string(ruling);
  if (const std::string to = asked.repeats.where(mark); !to.empty()) return redirect(asked, to);
  return after(asked, asked.actions.undo(ruling, asked.request.session.name), mark);
}

}  // namespace wirefold::serve
