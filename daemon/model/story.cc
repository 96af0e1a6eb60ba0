#include "wirefold/model/story.h"

#include <map>
#include <set>
#include <string_view>

namespace wirefold {

OutletNames::OutletNames(const Story& story) {
  std::map<std::string_view, std::string_view> publishers;  // by outlet name
  for (const Member& m : story.members) {
    const std::string& publisher = m.article.publisher_name();
    const auto [it, is_new] = publishers.emplace(m.article.outlet, publisher);
    if (!is_new && it->second != publisher) shared_.insert(m.article.outlet);
  }
}

std::string OutletNames::of(const Article& article) const {
  if (!shared_.contains(article.outlet)) return article.outlet;
  return article.outlet + " (" + article.publisher.id() + ")";
}

std::vector<std::string> outlets_of(const Story& story) {
  const OutletNames called(story);
  std::vector<std::string> names;
  std::set<std::string_view> publishers;
  for (const Member& m : story.members) {
    if (publishers.insert(m.article.publisher_name()).second) names.push_back(called.of(m.article));
  }
  return names;
}

std::size_t bytes_of(const Article& article) {
  constexpr std::size_t kRest = 512;
  std::size_t bytes = kRest;
  for (const std::string* text :
       {&article.outlet, &article.key, &article.link, &article.canonical, &article.title,
        &article.summary, &article.content, &article.page_text, &article.image}) {
    bytes += text->size();
  }
  for (const auto* names : {&article.authors, &article.categories}) {
    for (const std::string& name : *names) bytes += sizeof(name) + name.size();
  }
  for (const Enclosure& e : article.enclosures) bytes += sizeof(e) + e.url.size() + e.type.size();
  return bytes;
}

std::size_t bytes_of(const Story& story) {
  std::size_t bytes = sizeof(story) + story.feed_url.size() + story.feed_title.size() +
                      story.feed_uid.size() + story.feed_rights.size();
  for (const Member& member : story.members) bytes += bytes_of(member.article);
  return bytes;
}

}  // namespace wirefold
