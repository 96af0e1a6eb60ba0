// The fixtures of tests/data/fold_pairs, whose README has the format.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/input_article.h"

namespace wirefold::test {

using Stories = std::set<std::set<std::string>>;  // a partition of the articles, by their ids

/// Two to six articles, and the stories that are right for them in whatever order they come.
struct FoldFixture {
  std::string kind;
  std::string name;
  std::vector<app::InputArticle> articles;
  Stories stories;

  bool together() const { return stories.size() == 1; }
};

/// All of them; throws std::runtime_error that names the line of a mistake.
std::vector<FoldFixture> fold_fixtures();

/// Those of two articles.
std::vector<FoldFixture> fold_pairs();

/// The stories that `articles` are folded into, in this order, as by wirefold fold.
Stories folded(const std::vector<app::InputArticle>& articles);

/// With the signs of markup as references.
std::string escaped(const std::string& text);

/// A paragraph a line, as a feed has it.
std::string html_of(const std::string& text);

/// The same text as the summary of an entry: all that is known of the article.
app::InputArticle as_feed_has_it(app::InputArticle article);

}  // namespace wirefold::test
