// Articles that go on at another address: on further pages, or whole on one of their own. Private
// to the page area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::page {

/// Absolute URLs of the page's own host, https: where its own is; empty = there is no link to one.
struct FurtherPages {
  std::string whole;  ///< The article on one page.
  std::string next;   ///< The page after this one.
};

/// Looks among `links`, absolute URLs that the page links to, for those that are the article's own
/// address with the number of a page ("?page=2", "/2/", "-2.html") or a word for all of it
/// ("?page=all", "/komplettansicht"). What a link is called, or rel=next, says nothing: it is as
/// often the next article. All other parameters of the address have to be equal. `url` is where the
/// page was found, `first` the URL of the article's first page where this is a further one, else
/// empty.
FurtherPages further_pages(const std::vector<std::string>& links, std::string_view url,
                           std::string_view first);

/// Whether a link, which may be relative, has the number of a page or a word for all of them.
bool may_be_further_page(std::string_view link);

/// What the addresses of all pages of the article have in them; `url` is its first. Empty if there
/// is nothing of the kind.
std::string shared_part(std::string_view url);

}  // namespace wirefold::page
