// The common parts of the pages. Private to the serve area.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "serve/attribute.h"
#include "serve/words/words.h"
#include "wirefold/base/time.h"
#include "wirefold/model/event.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

struct PageHead {
  std::string title;
  std::string root;    ///< Path to "/" from this page: "", "../", or absolute.
  std::string filter;  ///< Filter of the page's feeds; empty: no filter.
  std::string feed_title{};
  std::string searched{};            ///< Words in the search field.
  const Session* session = nullptr;  ///< Of the operator who asks for the page; may be null.
};

/// The session of a target; null without one.
const Session* session_of(const Target& target);

/// Id of the search form in the head, for filters elsewhere that belong to it.
inline constexpr std::string_view kSearchForm = "search";

/// Everything before <main>: the head with links to the feeds, the site's title, the search, the
/// navigation.
std::string page_head(const Site& site, const Words& words, const PageHead& head);

/// The end of <main>, and the footer, with further markup in it.
std::string page_foot(const Site& site, const Words& words, const std::string& more = {});

/// "10 November 2024 at 12:06 UTC", or "12:06 UTC" without the day, with the exact time in an
/// attribute. With the `offset` of an outlet, its own clock: "19:06 UTC+7".
std::string time_tag(const Words& words, Timestamp t, bool with_day = true,
                     std::chrono::minutes offset = std::chrono::minutes(0));

/// A section that says what to do where there are no feeds yet, with the operator's means of adding
/// some; without a session with the commands that do.
std::string no_feeds(const Words& words, const std::string& means);

/// "6 min", "2 h 05 min", "3 d 4 h".
std::string delay_words(const Words& words, std::chrono::minutes delay);

/// Path from the front page to the page of an entry: "story/7", "event/3".
std::string page_of(const Event& entry);

/// The outlet's name, as a link to its stories on the front page, from a page one level below it.
std::string outlet_link(const Article& article);

}  // namespace wirefold::serve
