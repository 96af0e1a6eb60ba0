// The rules that make two articles copies of one text.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "window.h"
#include "wirefold/fold/folder.h"

namespace wirefold::fold {

/// Why two articles are one story.
struct Match {
  double similarity;      ///< 0 to 1
  std::string_view rule;  ///< "link", "text" or "update"
};

/// The exact check of one new article against kept ones, each compared once however often it is
/// asked for. Lives for one decision: article, window and rules must not change meanwhile.
class Verifier {
 public:
  Verifier(const Incoming& article, const Window& window, const Rules& rules);

  /// Where two answers are possible, it says no.
  const std::optional<Match>& match(Slot slot);

 private:
  std::optional<Match> compare_with(const Incoming& other) const;

  const Incoming& article_;
  const Window& window_;
  const Rules& rules_;
  std::vector<Token> words_;  // of the article, without boilerplate
  std::map<Slot, std::optional<Match>> known_;
};

}  // namespace wirefold::fold
