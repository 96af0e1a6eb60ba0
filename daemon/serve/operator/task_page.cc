#include "task_page.h"

#include <fmt/format.h>

#include "found_page.h"
#include "import_page.h"
#include "wirefold/base/number.h"

namespace wirefold::serve {
namespace {

std::optional<Tasks::Number> task_in(std::string_view path) {
  constexpr std::string_view kBegin = "/operator/task/";
  if (!path.starts_with(kBegin)) return std::nullopt;
  return whole_number<Tasks::Number>(path.substr(kBegin.size()));
}

std::string more_link(const Asked& asked) {
  return fmt::format("<p><a href=\"{}operator/feeds\">{}</a></p>\n", asked.means.root,
                     asked.words.html("add_more"));
}

std::string stop_button(const Asked& asked, Tasks::Number task) {
  return post_button(asked.means, "stop_task", "operator/task/stop",
                     {{"task", std::to_string(task)}});
}

}  // namespace

ResourcePtr task_page(Asked& asked) {
  const auto task = task_in(asked.request.path);
  if (!task) return nothing_here(asked);
  const auto state = asked.tasks.state(*task);
  if (!state) return problem_page(asked, 404, asked.words.text("no_such_task"));
  const bool finds = state->kind == TaskState::Kind::kFind;
  Page page = finds ? found_page(asked, *state) : import_page(asked, *state);
  page.goes_on = !state->is_done;
  page.main += state->is_done ? more_link(asked) : stop_button(asked, *task);
  return page_answer(asked, std::move(page));
}

ResourcePtr stop_task(Asked& asked) {
  const std::int64_t task = asked.fields.number("task");
  if (task == 0) asked.fields.refuse("task", "missing");
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  asked.tasks.stop(static_cast<Tasks::Number>(task));
  return redirect(asked, fmt::format("/operator/task/{}", task));
}

}  // namespace wirefold::serve
