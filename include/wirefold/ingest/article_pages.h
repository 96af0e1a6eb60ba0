// Articles that are on several pages: what has come of each, and which page is asked for next.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "wirefold/base/result.h"
#include "wirefold/page/page.h"

namespace wirefold::app {

struct CollectedPage {
  Result<page::Page> page;  ///< With the text of all pages that have come; why the first has not.
  std::string url;          ///< Of the first.
  int count = 1;            ///< Of the pages whose text is in it.
};

/// What has come of articles, by the number of the entry that waits. The rest of a long article is
/// asked for in two requests at most: all of it on one page if there is such a page, else the
/// second and the third. A further page that does not come, or is another article, costs nothing
/// but itself. In memory alone: after a restart the first page is asked for again. Not for several
/// threads.
class ArticlePages {
 public:
  static constexpr int kMostFurther = 2;

  /// Bytes that are held. Beyond them articles are taken without their further pages.
  static constexpr std::size_t kMostBytes = std::size_t{16} << 20;

  /// Takes the page at `url`, or why it did not come. Gives the URL of the page to be asked for
  /// next, or nothing if there is none.
  std::optional<std::string> take(std::uint64_t number, const std::string& url,
                                  Result<page::Page> page);

  /// Whether any page has come.
  bool has(std::uint64_t number) const { return held_.contains(number); }

  /// The URL of the first page; empty if none has come.
  std::string url_of_first(std::uint64_t number) const;

  /// Hands over, and forgets, what has come.
  CollectedPage give(std::uint64_t number);

  /// Articles of which a page has come.
  std::size_t size() const { return held_.size(); }

 private:
  struct Held {
    CollectedPage collected;
    int asked = 0;                 // further pages
    bool asked_for_whole = false;  // the one on its way has all of the article
  };

  static std::size_t bytes_of(const Held& held);
  static void add(Held& held, Result<page::Page> further);

  std::map<std::uint64_t, Held> held_;
  std::size_t bytes_ = 0;
};

}  // namespace wirefold::app
