// The interface through which pictures learn what articles name.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "wirefold/model/ids.h"
#include "wirefold/store/database.h"

namespace wirefold::pictures {

struct NamedPicture {
  std::string url;  ///< A web URL.
  FeedId feed{};    ///< The feed of the article.
};

/// One thread. The exceptions of the store pass through.
class PictureSource {
 public:
  virtual ~PictureSource() = default;

  virtual bool exists(ArticleId article) = 0;

  /// The picture that an article names; nullopt if it names none, or does not exist.
  virtual std::optional<NamedPicture> named(ArticleId article) = 0;

  /// True if the pages show the article's picture: serve::pictured().
  virtual bool is_shown(ArticleId article) = 0;
};

/// Reads the database on a connection of its own.
class StoredPictures : public PictureSource {
 public:
  /// Opens the database `path` read-only. Throws StoreError.
  explicit StoredPictures(const std::string& path) : view_(store::open_to_read(path)) {}

  bool exists(ArticleId article) override;
  std::optional<NamedPicture> named(ArticleId article) override;
  bool is_shown(ArticleId article) override;

 private:
  const std::unique_ptr<store::View> view_;
};

}  // namespace wirefold::pictures
