// Articles that are on several pages: what has come of each, and which page is asked for next.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "wirefold/base/result.h"
#include "wirefold/page/page.h"

namespace wirefold::app {

/// What has come of an article, or where more of it is.
struct CollectedPage {
  Result<page::Page> page;  ///< With the text of all pages that have come.
  std::string url;          ///< Of the first.
  int count = 1;            ///< Of the pages that are in it.
  std::string further;      ///< URL of the page to be asked for next; `page` is then not whole yet.
};

/// Pages by the number of their request. The rest of a long article is asked for in two requests at
/// most: all of it on one page if there is such a page, else the second and the third. A further
/// page that does not come, or is another article, costs nothing but itself. Not for several
/// threads.
class ArticlePages {
 public:
  static constexpr int kMostFurther = 2;

  /// Bytes of text that are held. Beyond them articles are taken without their further pages.
  static constexpr std::size_t kMostBytes = std::size_t{16} << 20;

  /// The URL of the article's first page; empty if none has come.
  std::string first_of(std::uint64_t number) const;

  /// Takes the page at `url`, or the reason why it did not come.
  CollectedPage take(std::uint64_t number, const std::string& url, Result<page::Page> page);

  /// Articles that are held.
  std::size_t size() const { return held_.size(); }

 private:
  struct Held {
    page::Page page;
    std::string url;
    int count = 1;
    int asked = 0;           // further pages
    bool for_whole = false;  // the one on its way has all of the article
  };

  CollectedPage go_on(std::uint64_t number, Held held);

  std::map<std::uint64_t, Held> held_;
  std::size_t bytes_ = 0;
};

}  // namespace wirefold::app
