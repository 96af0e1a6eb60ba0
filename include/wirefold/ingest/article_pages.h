// Collects the pages of articles that are split over several pages.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "wirefold/base/result.h"
#include "wirefold/page/page.h"

namespace wirefold::ingest {

struct CollectedPage {
  Result<page::Page> page;  ///< With the text of all fetched pages; an error if the first failed.
  std::string url;          ///< Of the first page.
  int count = 1;            ///< Pages whose text is in `page`.
};

/// Holds the fetched pages of articles, by the number of the waiting entry. The rest of a long
/// article takes at most two requests: for one page with the whole article if there is one, else
/// for the second and the third page. A further page that fails, or is another article, is left
/// out. Pages are held in memory only: after a restart the first page is requested again. One
/// thread at a time.
class ArticlePages {
 public:
  static constexpr int kMostFurther = 2;

  /// Bytes that are held. Above it articles are taken without their further pages.
  static constexpr std::size_t kMostBytes = std::size_t{16} << 20;

  /// Takes the page at `url`, or the error why it was not fetched. Returns the URL of the page to
  /// request next; nullopt if there is none.
  std::optional<std::string> take(std::uint64_t number, const std::string& url,
                                  Result<page::Page> page);

  /// True if take() has been called for this entry.
  bool has(std::uint64_t number) const { return held_.contains(number); }

  /// The URL of the first page; empty unless has().
  std::string url_of_first(std::uint64_t number) const;

  /// Removes and returns the pages of an entry.
  CollectedPage give(std::uint64_t number);

  /// Number of articles that are held.
  std::size_t size() const { return held_.size(); }

 private:
  struct Held {
    CollectedPage collected;
    int asked = 0;                 // further pages that were requested
    bool asked_for_whole = false;  // the page that was requested last has the whole article
  };

  static std::size_t bytes_of(const Held& held);
  static void add(Held& held, Result<page::Page> further);

  std::map<std::uint64_t, Held> held_;
  std::size_t bytes_ = 0;
};

}  // namespace wirefold::ingest
