// What the pages have in common.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// For links to outlets: they learn nothing of the page they came from.
inline constexpr std::string_view kLeaving = " rel=\"noopener noreferrer\"";

struct PageHead {
  std::string title;
  std::string root;    ///< Way to "/" from this page: "" or "../".
  std::string filter;  ///< Of the feeds that go with the page; empty: everything.
  std::string feed_title;
};

/// Everything before <main>: head with the feeds for readers to find, the site's name, where to go.
std::string page_head(const Site& site, const PageHead& head);

/// The end of <main> and of the page.
std::string page_foot(const Site& site);

/// "2024-11-10 12:06 UTC", with the exact time for machines.
std::string time_tag(Timestamp t);

/// ` name="value"`, escaped; nothing for an empty value.
std::string attribute(std::string_view name, std::string_view value);

/// ` lang="…"`, and the direction of its script where it is written from the right.
std::string language(std::string_view lang);

}  // namespace wirefold::serve
