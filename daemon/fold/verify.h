// One new article against those of the window.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "window.h"
#include "wirefold/fold/common_words.h"
#include "wirefold/fold/folder.h"

namespace wirefold::fold {

/// The exact check of one article against kept ones, each compared once however often it is asked
/// for. Lives for one decision: article, window and rules must not change meanwhile.
class Verifier {
 public:
  Verifier(const Incoming& article, const Window& window, const CommonWords& common,
           const Rules& rules, Documents& documents);

  /// Nothing for an article that is gone. The article itself is its own copy by no rule.
  const std::optional<Verdict>& verdict(Slot slot);

  bool is_copy_of(Slot slot) {
    const std::optional<Verdict>& found = verdict(slot);
    return found && is_copy(found->outcome);
  }

 private:
  std::optional<Verdict> judge(const Kept& other);
  std::vector<Token> own_words(std::uint64_t outlet, const Document& document) const;

  const Incoming& article_;
  const Window& window_;
  const CommonWords& common_;
  const Rules& rules_;
  Documents& documents_;
  std::vector<Token> words_;          // of the article, without boilerplate
  std::optional<Comparer> comparer_;  // made when it is needed: most articles are like no other
  std::map<Slot, std::optional<Verdict>> known_;
};

}  // namespace wirefold::fold
