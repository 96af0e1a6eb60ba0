// The fixtures of tests/data/fold_pairs, whose README describes the format.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/input_article.h"

namespace wirefold::test {

using Stories = std::set<std::set<std::string>>;  // A partition of the articles, by their ids.

/// Two to six articles, and the stories that they must form in any order.
struct FoldFixture {
  std::string kind;
  std::string name;
  std::vector<cli::InputArticle> articles;
  Stories stories;

  bool together() const { return stories.size() == 1; }
};

/// Returns all fixtures. Throws std::runtime_error that names the line of a mistake.
std::vector<FoldFixture> fold_fixtures();

/// Returns the fixtures with two articles.
std::vector<FoldFixture> fold_pairs();

/// Folds `articles` in this order, as wirefold fold does, and returns the stories.
Stories folded(const std::vector<cli::InputArticle>& articles);

/// Escapes `<` and `&`.
std::string escaped(const std::string& text);

/// Makes a paragraph of each line, as in a feed.
std::string html_of(const std::string& text);

/// Moves the text into the summary, as if only the feed's entry were known.
cli::InputArticle as_feed_has_it(cli::InputArticle article);

}  // namespace wirefold::test
