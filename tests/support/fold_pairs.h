// The pairs of tests/data/fold_pairs, whose README has the format.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/input_article.h"

namespace wirefold::test {

struct FoldPair {
  std::string name;
  bool together = false;
  app::InputArticle first;
  app::InputArticle second;
};

/// All of them; throws std::runtime_error that names the line of a mistake.
std::vector<FoldPair> fold_pairs();

using Stories = std::set<std::set<std::string>>;  // a partition of the articles, by their ids

/// The stories that `articles` are folded into, in this order, as by wirefold fold.
Stories folded(const std::vector<app::InputArticle>& articles);

}  // namespace wirefold::test
