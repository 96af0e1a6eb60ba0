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
#include "wirefold/model/picture.h"

namespace wirefold::pictures {

/// A folder with one file for each picture: "ARTICLE-HASH", or "feed-FEED-HASH" for an icon. The
/// hash is of its bytes and of the URL that they came from. So a file that a power failure has
/// damaged does not count. The files take at most the budget, in blocks of 4 KiB; those that were
/// not used for longest are removed first. A file's time shows its last use, within an hour, so
/// that this order outlives the process. Only files with such names, and what an interrupted write
/// has left, are touched.
///
/// One thread.
class PictureFiles {
 public:
  /// Finds the files that are there. `folder` need not exist.
  explicit PictureFiles(std::string folder);

  /// Removes what is above the budget. 0: all files.
  void set_budget(std::int64_t bytes);

  /// The file of a picture; counts as a use. A file that is damaged or that came from another URL
  /// is removed instead.
  std::optional<std::string> read(PictureId picture, std::string_view url);

  /// Keeps a file in the place of an earlier one of the picture. A file that is larger than the
  /// budget is not kept. Returns the reason if it cannot be written.
  std::optional<Error> write(PictureId picture, std::string_view url, std::string_view bytes);

  void remove(PictureId picture);

  /// Pictures after `picture`, at most `most`: articles by id, then feeds by id.
  std::vector<PictureId> after(PictureId picture, std::size_t most) const;

  std::int64_t bytes() const { return bytes_; }
  std::size_t size() const { return kept_.size(); }

 private:
  struct Kept {
    std::uint64_t hash = 0;
    std::int64_t bytes = 0;  // in whole blocks
    std::int64_t used = 0;   // the file's time, in seconds since 1970
    std::list<PictureId>::iterator place;
  };

  void find_files();
  std::string path_of(PictureId picture, std::uint64_t hash) const;
  void add(PictureId picture, Kept kept);
  void use(PictureId picture, Kept& kept);
  void fit();

  const std::string folder_;
  std::map<PictureId, Kept> kept_;
  std::list<PictureId> uses_;  // the last used first
  std::int64_t bytes_ = 0;
  std::int64_t budget_ = INT64_MAX;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::pictures
