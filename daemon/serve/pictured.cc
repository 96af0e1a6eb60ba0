#include "wirefold/html/url.h"
#include "wirefold/serve/pictures.h"

namespace wirefold::serve {

const Article* pictured(const Story& story) {
  for (const Member& member : story.members) {
    if (html::is_web_url(member.article.image)) return &member.article;
  }
  return nullptr;
}

}  // namespace wirefold::serve
