// Makes texts of random words.
#pragma once

#include <random>
#include <string>

namespace wirefold::test {

/// Returns a sentence of ten random words. Equal numbers give equal sentences.
inline std::string sentence(unsigned number) {
  std::mt19937 random(number + 1);
  std::string out;
  for (int i = 0; i < 10; ++i) {
    for (int k = 0; k < 6; ++k) out += static_cast<char>('a' + random() % 26);
    out += i == 9 ? ". " : " ";
  }
  return out;
}

/// Returns the sentences [first, last).
inline std::string sentences(unsigned first, unsigned last) {
  std::string out;
  for (unsigned i = first; i < last; ++i) out += sentence(i);
  return out;
}

}  // namespace wirefold::test
