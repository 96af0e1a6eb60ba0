#include "templates.h"

#include <cstddef>

namespace wirefold::events {
namespace {

// Of the words of both headlines, in fifths, those that they share.
constexpr std::size_t kAllFifths = 5;
constexpr std::size_t kSharedFifths = 2;
constexpr std::size_t kSharedFifthsBesideNumbers = 1;

/// The words of a headline that the other headline has not.
struct Others {
  std::size_t all = 0;
  std::size_t telling = 0;
  std::size_t numbers = 0;  ///< That the other report has nowhere.

  bool are_telling() const { return all > 0 && telling == all; }
};

class Headlines {
 public:
  explicit Headlines(const Weights& weights) : weights_(weights) {}

  void compare(const Vector& one, const Vector& two) {
    auto x = one.begin();
    auto y = two.begin();
    while (x != one.end() || y != two.end()) {
      const bool x_first = y == two.end() || (x != one.end() && x->hash() < y->hash());
      const bool y_first = x == one.end() || (y != two.end() && y->hash() < x->hash());
      if (x_first) {
        add_lone(*x++, one_);
      } else if (y_first) {
        add_lone(*y++, two_);
      } else {
        add_shared(*x++, *y++);
      }
    }
  }

  bool are_of_template() const {
    if (one_.are_telling() && two_.are_telling() && share(kSharedFifths)) return true;
    return one_.numbers > 0 && two_.numbers > 0 && share(kSharedFifthsBesideNumbers);
  }

 private:
  bool share(std::size_t fifths) const {
    return kAllFifths * shared_ >= fifths * (shared_ + one_.all + two_.all);
  }

  /// A term that the other report has nowhere.
  void add_lone(const WeightedTerm& term, Others& to) const {
    if (!term.in_title()) return;
    ++to.all;
    to.numbers += term.is_number();
    to.telling += term.is_number() || weights_.is_rare(term.hash());
  }

  void add_shared(const WeightedTerm& one, const WeightedTerm& two) {
    if (one.in_title() && two.in_title()) {
      ++shared_;
    } else {
      one_.all += one.in_title();
      two_.all += two.in_title();
    }
  }

  const Weights& weights_;
  std::size_t shared_ = 0;
  Others one_;
  Others two_;
};

}  // namespace

bool are_of_template(const Vector& one, const Vector& two, const Weights& weights) {
  Headlines headlines(weights);
  headlines.compare(one, two);
  return headlines.are_of_template();
}

}  // namespace wirefold::events
