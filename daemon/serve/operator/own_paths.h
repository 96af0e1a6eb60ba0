// Paths of this site: those that come back from a form, and those of redirects. Private to the
// serve area.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::serve {

/// `typed` if it is the path of a page for readers or of one under /operator/, perhaps with a
/// query; else "/". A redirect to the result stays on this site.
std::string own_path(std::string_view typed);

/// True for "/operator/feeds/add", and every path of its form.
bool is_operator_path(std::string_view path);

/// `path`, which may have a query, with a further argument.
std::string with_argument(std::string path, std::string_view name, std::string_view value);

/// The relative URL from the page at `from` to `to`, both paths from the root of the site; `to` may
/// have a query. A proxy may serve the site below a path, and under another name than base_url, so
/// that neither a path from the server's root nor a whole URL is right everywhere.
std::string relative_path(std::string_view from, std::string_view to);

}  // namespace wirefold::serve
