// What every fuzz target holds against what it tests.
#pragma once

#include <cstdio>
#include <cstdlib>

/// Stops the target, under every build: a finding is not an assertion that NDEBUG takes out.
#define CHECK(condition)                                                                  \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                       \
    }                                                                                     \
  } while (false)
