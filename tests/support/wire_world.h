// A world of news: agencies write, outlets copy them and write their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

namespace wirefold::test {

/// One item of an outlet's feed.
struct WireItem {
  std::string link;  ///< Its id, too.
  std::string title;
  std::string text;
};

/// Round by round each outlet publishes some items, a third of them an agency's: whole, or without
/// the tail, under a headline of its own. Now and then a headline is corrected. Nothing but the
/// seed decides what comes.
class WireWorld {
 public:
  struct Size {
    std::size_t outlets = 24;
    std::size_t items = 3;    ///< Of an outlet in a round.
    std::size_t listed = 40;  ///< In its feed, the newest first.
    std::size_t words = 60;   ///< Of a text.
  };

  WireWorld(const Size& size, std::uint64_t seed);

  /// The next round.
  void go_on();

  /// What an outlet's feed lists now.
  const std::deque<WireItem>& items(std::size_t outlet) const { return feeds_.at(outlet); }

  /// The same as an RSS document.
  std::string rss(std::size_t outlet) const;

  std::size_t outlets() const { return feeds_.size(); }

  /// A text of so many words, of which no two are alike, and a sentence a line of twelve.
  std::string text(std::size_t words);

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  WireItem publish(std::size_t outlet, const std::vector<WireItem>& agency);

  const Size size_;
  std::mt19937_64 random_;
  std::vector<std::string> vocabulary_;
  std::vector<std::deque<WireItem>> feeds_;
  std::size_t last_item_ = 0;
};

}  // namespace wirefold::test
