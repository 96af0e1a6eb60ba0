// The common parts of the pages. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// Attributes of links to outlets, which then learn nothing about the linking page.
inline constexpr std::string_view kLeaving = " rel=\"noopener noreferrer\"";

struct PageHead {
  std::string title;
  std::string root;    ///< Path to "/" from this page: "", "../", or absolute.
  std::string filter;  ///< Filter of the page's feeds; empty: no filter.
  std::string feed_title;
};

/// Everything before <main>: the head with links to the feeds, the site's title, the navigation.
std::string page_head(const Site& site, const PageHead& head);

/// The end of <main>, and the footer.
std::string page_foot(const Site& site);

/// "2024-11-10 12:06 UTC", with the exact time in an attribute.
std::string time_tag(Timestamp t);

/// ` name="value"`, escaped; empty for an empty value.
std::string attribute(std::string_view name, std::string_view value);

/// ` lang="…"`, and ` dir="rtl"` for scripts that run from right to left.
std::string language(std::string_view lang);

}  // namespace wirefold::serve
