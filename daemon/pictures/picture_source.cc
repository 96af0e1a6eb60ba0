#include "wirefold/pictures/picture_source.h"

#include "wirefold/html/url.h"
#include "wirefold/serve/pictures.h"

namespace wirefold::pictures {

bool StoredPictures::exists(ArticleId article) {
  return view_->reading().placement(article).has_value();
}

std::optional<NamedPicture> StoredPictures::named(ArticleId article) {
  const auto known = view_->reading().article(article);
  if (!known || !html::is_web_url(known->image)) return std::nullopt;
  return NamedPicture{known->image, known->feed};
}

bool StoredPictures::is_shown(ArticleId article) {
  const auto placement = view_->reading().placement(article);
  const auto story = placement ? view_->reading().story(placement->story) : std::nullopt;
  const Article* const shown = story ? serve::pictured(*story) : nullptr;
  return shown != nullptr && shown->id == article;
}

}  // namespace wirefold::pictures
