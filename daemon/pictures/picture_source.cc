#include "wirefold/pictures/picture_source.h"

#include "wirefold/html/url.h"
#include "wirefold/serve/pictures.h"

namespace wirefold::pictures {
namespace {

std::optional<NamedPicture> at(std::string url, FeedId feed) {
  if (!html::is_web_url(url)) return std::nullopt;
  return NamedPicture{std::move(url), feed};
}

}  // namespace

bool StoredPictures::exists(PictureId picture) {
  if (is_icon(picture)) return named(picture).has_value();
  return view_->reading().placement(std::get<ArticleId>(picture)).has_value();
}

std::optional<NamedPicture> StoredPictures::named(PictureId picture) {
  if (is_icon(picture)) return icon_of(std::get<FeedId>(picture));
  return picture_of(std::get<ArticleId>(picture));
}

std::optional<NamedPicture> StoredPictures::icon_of(FeedId feed) {
  return at(view_->feeds().icon(feed), feed);
}

std::optional<NamedPicture> StoredPictures::picture_of(ArticleId article) {
  const auto known = view_->reading().article(article);
  return known ? at(known->image, known->feed) : std::nullopt;
}

bool StoredPictures::is_shown(PictureId picture) {
  if (is_icon(picture)) return true;
  const auto article = std::get<ArticleId>(picture);
  const auto placement = view_->reading().placement(article);
  const auto story = placement ? view_->reading().story(placement->story) : std::nullopt;
  const Article* const shown = story ? serve::pictured(*story) : nullptr;
  return shown != nullptr && shown->id == article;
}

}  // namespace wirefold::pictures
