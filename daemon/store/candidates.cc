#include "wirefold/store/folding.h"

namespace wirefold::store {

std::size_t bytes_of(const Candidates& candidates) {
  std::size_t bytes = sizeof(Candidates);
  for_each(candidates, [&bytes](const KnownArticle& article) {
    bytes += sizeof(KnownArticle);
    for (const std::string* text :
         {&article.key, &article.title, &article.link, &article.canonical, &article.feed_url,
          &article.publisher.name, &article.publisher.carrier}) {
      bytes += text->size();
    }
  });
  return bytes;
}

}  // namespace wirefold::store
