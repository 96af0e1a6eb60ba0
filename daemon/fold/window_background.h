// Answers the questions of a Background from the window. Private to the fold area.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "window.h"
#include "wirefold/fold/documents.h"
#include "wirefold/fold/score.h"

namespace wirefold::fold {

/// Lives for one decision about `one` and `two`, which need not be in the window. Each call reads
/// at most 16 articles by a headline, or 8 by each of four shingles. Fold thread only.
class WindowBackground : public Background {
 public:
  WindowBackground(const Window& window, Documents& documents, const Rarity& rarity, Seen one,
                   Seen two)
      : window_(window), documents_(documents), rarity_(rarity), one_(one), two_(two) {}

  std::uint32_t recurrences() override;
  Sharers sharers(std::span<const Token> passage) override;
  std::uint32_t earlier_copies() override;

 private:
  bool is_of_pair(Slot slot) const;
  bool recurs_in(Slot slot) const;
  bool is_stranger(Slot slot);
  bool is_of_another_day(const Side& side) const;
  Sharers sharers_of(std::uint32_t sample);

  const Window& window_;
  Documents& documents_;
  const Rarity& rarity_;
  Seen one_;
  Seen two_;
  std::vector<std::uint32_t> words_;  // words of both articles, sorted; made on demand
};

}  // namespace wirefold::fold
