// The check that every fuzz target uses.
#pragma once

#include <cstdio>
#include <cstdlib>

/// Aborts in every build. assert() would do nothing where NDEBUG is defined.
#define CHECK(condition)                                                                  \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                       \
    }                                                                                     \
  } while (false)
