// The pages under /operator/, for a signed-in operator.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "wirefold/serve/operator/actions.h"
#include "wirefold/serve/operator/repeats.h"
#include "wirefold/serve/operator/tasks.h"
#include "wirefold/serve/resource.h"
#include "wirefold/serve/session.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/source.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// A request of a signed-in operator. A POST has been checked: it comes from a page of this server,
/// with the token of the session.
struct OperatorRequest {
  std::string path;  ///< "/operator/order"
  bool is_post = false;
  /// Names and values of the query or, of a POST, of the form; decoded, of any bytes. A file of a
  /// form is a value as well.
  Arguments fields;
  Session session;
  std::string_view language = kDefaultLanguage;  ///< Of the words of the page.
};

/// Answers one request at a time.
class OperatorPages {
 public:
  /// All must outlive this object. `source` is not used by others.
  OperatorPages(Source& source, Actions& actions, Tasks& tasks);

  /// The answer: a page, or a redirect after a POST. 404 for an unknown path, 400 with a page that
  /// names the field for wrong values. No answer is stored by caches. Exceptions of the store pass
  /// through.
  ResourcePtr answer(const Site& site, const OperatorRequest& request);

 private:
  Source& source_;
  Actions& actions_;
  Tasks& tasks_;
  Repeats repeats_;
};

}  // namespace wirefold::serve
