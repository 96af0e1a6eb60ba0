// A folder of articles, with labels by people and by the whole texts.
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
  std::vector<cli::InputArticle> articles;              ///< In the order of arrival.
  std::set<std::pair<std::string, std::string>> apart;  ///< Ids of such pairs, in both orders.
};

/// Reads articles.jsonl, the input of `wirefold fold`, and labels.jsonl, objects with "a", "b" and
/// "label". Only the label "apart" counts. Throws std::runtime_error if a file cannot be read.
LabelledSet read_set(const std::filesystem::path& folder);

}  // namespace wirefold::train
