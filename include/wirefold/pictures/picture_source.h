// The interface through which pictures learn what articles and feeds name.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "wirefold/model/picture.h"
#include "wirefold/store/database.h"

namespace wirefold::pictures {

struct NamedPicture {
  std::string url;  ///< A web URL.
  FeedId feed{};    ///< The feed that names it.
};

/// One thread. The exceptions of the store pass through.
class PictureSource {
 public:
  virtual ~PictureSource() = default;

  /// False if the article is forgotten, or the feed names no icon any more.
  virtual bool exists(PictureId picture) = 0;

  /// What the article or the feed names; nullopt if it names none, or does not exist.
  virtual std::optional<NamedPicture> named(PictureId picture) = 0;

  /// True if the pages show it: the icons of all feeds, and of articles serve::pictured().
  virtual bool is_shown(PictureId picture) = 0;
};

/// Reads the database on a connection of its own.
class StoredPictures : public PictureSource {
 public:
  /// Opens the database `path` read-only. Throws StoreError.
  explicit StoredPictures(const std::string& path) : view_(store::open_to_read(path)) {}

  bool exists(PictureId picture) override;
  std::optional<NamedPicture> named(PictureId picture) override;
  bool is_shown(PictureId picture) override;

 private:
  std::optional<NamedPicture> icon_of(FeedId feed);
  std::optional<NamedPicture> picture_of(ArticleId article);

  const std::unique_ptr<store::View> view_;
};

}  // namespace wirefold::pictures
