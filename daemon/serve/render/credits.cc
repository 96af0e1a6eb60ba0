#include "credits.h"

#include <algorithm>

#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

void add_agency(const Article& article, std::vector<std::string>& names) {
  const std::string& agency = article.wire.agency;
  const auto is_agency = [&](const std::string& name) { return equals_ignore_case(name, agency); };
  if (!agency.empty() && std::ranges::none_of(names, is_agency)) names.push_back(agency);
}

}  // namespace

std::vector<std::string> writers_of(const Article& article) {
  std::vector<std::string> out = article.authors;
  std::erase_if(out,
                [&](const std::string& name) { return equals_ignore_case(name, article.outlet); });
  return out;
}

std::vector<std::string> contributors_of(const Article& article) {
  std::vector<std::string> out = writers_of(article);
  if (!equals_ignore_case(article.wire.agency, article.outlet)) add_agency(article, out);
  return out;
}

std::vector<std::string> categories_of(const Article& article) {
  std::vector<std::string> out = article.categories;
  add_agency(article, out);
  return out;
}

}  // namespace wirefold::serve
