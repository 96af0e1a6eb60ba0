// Compares pairs of texts by their words.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <vector>

#include "wirefold/text/analyse.h"

namespace wirefold::text {

struct Pair {
  std::string_view a, b;
};

inline std::vector<std::uint32_t> token_hashes(std::string_view body) {
  std::vector<std::uint32_t> out;
  for (const Token& t : words_of("", body).body) out.push_back(t.hash);
  return out;
}

inline void expect_equal(std::initializer_list<Pair> pairs) {
  for (const Pair& p : pairs) {
    EXPECT_EQ(token_hashes(p.a), token_hashes(p.b)) << p.a << " | " << p.b;
  }
}

inline void expect_different(std::initializer_list<Pair> pairs) {
  for (const Pair& p : pairs) {
    EXPECT_NE(token_hashes(p.a), token_hashes(p.b)) << p.a << " | " << p.b;
  }
}

}  // namespace wirefold::text
