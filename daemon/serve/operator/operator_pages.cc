#include "wirefold/serve/operator/operator_pages.h"

#include <array>

#include "asked.h"
#include "feed_changes.h"
#include "feed_search.h"
#include "order_page.h"
#include "orders.h"
#include "rulings_page.h"
#include "task_page.h"

namespace wirefold::serve {
namespace {

struct Place {
  std::string_view path;
  ResourcePtr (*get)(Asked&);   // null: POST alone
  ResourcePtr (*post)(Asked&);  // null: GET alone
};

constexpr std::array kPlaces = {
    Place{"/operator/order", order_page, give_order},
    Place{"/operator/undo", nullptr, undo_ruling},
    Place{"/operator/rulings", rulings_page, nullptr},
    Place{"/operator/feeds", add_page, nullptr},
    Place{"/operator/feeds/find", nullptr, find_feed},
    Place{"/operator/feeds/add", nullptr, add_feed},
    Place{"/operator/feeds/edit", edit_page, edit_feed},
    Place{"/operator/feeds/remove", remove_page, remove_feed},
    Place{"/operator/feeds/retry", nullptr, retry_feed},
    Place{"/operator/feeds/import", nullptr, import_list},
    Place{"/operator/task/stop", nullptr, stop_task},
};

ResourcePtr answer_of(Asked& asked) {
  const OperatorRequest& request = asked.request;
  for (const Place& place : kPlaces) {
    if (place.path != request.path) continue;
    const auto make = request.is_post ? place.post : place.get;
    return make == nullptr ? nothing_here(asked) : make(asked);
  }
  return request.is_post ? nothing_here(asked) : task_page(asked);
}

}  // namespace

OperatorPages::OperatorPages(Source& source, Actions& actions, Tasks& tasks)
    : source_(source), actions_(actions), tasks_(tasks) {}

ResourcePtr OperatorPages::answer(const Site& site, const OperatorRequest& request) {
  Asked asked(source_, actions_, tasks_, repeats_, site, request);
  return answer_of(asked);
}

}  // namespace wirefold::serve
