// The pictures that are kept on the disk.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/model/ids.h"

namespace wirefold::pictures {

/// A folder with one file for each article, "ARTICLE-HASH": the hash of its bytes and of the URL
/// that they came from. So a file that a power failure has damaged does not count. The files take
/// at most the budget, in blocks of 4 KiB; those that were not used for longest are removed first.
/// A file's time shows its last use, within an hour, so that this order outlives the process. Only
/// files with such names, and what an interrupted write has left, are touched.
///
/// One thread.
class PictureFiles {
 public:
  /// Finds the files that are there. `folder` need not exist.
  explicit PictureFiles(std::string folder);

  /// Removes what is above the budget. 0: all files.
  void set_budget(std::int64_t bytes);

  /// The file of an article; counts as a use. A file that is damaged or that came from another URL
  /// is removed instead.
  std::optional<std::string> read(ArticleId article, std::string_view url);

  /// Keeps a file in the place of an earlier one of the article. A file that is larger than the
  /// budget is not kept. Returns the reason if it cannot be written.
  std::optional<Error> write(ArticleId article, std::string_view url, std::string_view bytes);

  void remove(ArticleId article);

  /// Articles after `article` by id, at most `most`.
  std::vector<ArticleId> after(ArticleId article, std::size_t most) const;

  std::int64_t bytes() const { return bytes_; }
  std::size_t size() const { return kept_.size(); }

 private:
  struct Kept {
    std::uint64_t hash = 0;
    std::int64_t bytes = 0;  // in whole blocks
    std::int64_t used = 0;   // the file's time, in seconds since 1970
    std::list<ArticleId>::iterator place;
  };

  void find_files();
  std::string path_of(ArticleId article, std::uint64_t hash) const;
  void add(ArticleId article, Kept kept);
  void use(ArticleId article, Kept& kept);
  void fit();

  const std::string folder_;
  std::map<ArticleId, Kept> kept_;
  std::list<ArticleId> uses_;  // the last used first
  std::int64_t bytes_ = 0;
  std::int64_t budget_ = INT64_MAX;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::pictures
