// Simulates news: agencies write texts, and outlets copy them and write their own.
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
  std::string link;  ///< Also its id.
  std::string title;
  std::string text;
};

/// In each round each outlet publishes some items. A third are copies of an agency's text, whole or
/// without the last sentence, under a headline of their own. Now and then a headline is corrected.
/// The seed alone decides the outcome.
class WireWorld {
 public:
  struct Size {
    std::size_t outlets = 24;
    std::size_t items = 3;    ///< Per outlet and round.
    std::size_t listed = 40;  ///< In an outlet's feed, newest first.
    std::size_t words = 60;   ///< Per text.
  };

  WireWorld(const Size& size, std::uint64_t seed);

  /// Plays the next round.
  void go_on();

  /// The items that an outlet's feed lists now.
  const std::deque<WireItem>& items(std::size_t outlet) const { return feeds_.at(outlet); }

  /// The same items as an RSS document.
  std::string rss(std::size_t outlet) const;

  std::size_t outlets() const { return feeds_.size(); }

  /// Returns a new random text of `words` words in sentences of twelve.
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
