// Finds the further pages of an article, or the page with the whole article. Private to the page
// area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::page {

/// Absolute URLs of the page's own host; https if the page's own URL is. Empty = no such link.
struct FurtherPages {
  std::string whole;  ///< The article on one page.
  std::string next;   ///< The page after this one.
};

/// Searches `links`, absolute URLs that the page links to, for the article's own address with the
/// number of a page ("?page=2", "/2/", "-2.html") or a word for the whole ("?page=all",
/// "/komplettansicht"). The text of a link and rel=next do not count: they lead as often to the
/// next article. All other parameters of the address must be equal. `url` is the URL of the page;
/// `first` is the URL of the article's first page if this is a further page, else empty.
FurtherPages further_pages(const std::vector<std::string>& links, std::string_view url,
                           std::string_view first);

/// True if a link, which may be relative, has the number of a page or a word for the whole.
bool may_be_further_page(std::string_view link);

/// A text that the addresses of all pages of the article contain; `url` is the first page. Empty if
/// there is none.
std::string shared_part(std::string_view url);

}  // namespace wirefold::page
