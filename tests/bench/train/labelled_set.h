// A folder of articles that people and their full texts say something about.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/input_article.h"

namespace wirefold::train {

struct LabelledSet {
  std::string name;
  std::vector<app::InputArticle> articles;              ///< In the order of coming.
  std::set<std::pair<std::string, std::string>> apart;  ///< Ids of pairs labelled so, both ways.
};

/// articles.jsonl is the input of `wirefold fold`; labels.jsonl has objects with "a", "b" and
/// "label", of which "apart" counts here. Throws std::runtime_error for what cannot be read.
LabelledSet read_set(const std::filesystem::path& folder);

}  // namespace wirefold::train
