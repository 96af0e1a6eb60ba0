#include "icu_zone.h"

#include <unicode/timezone.h>

#include <mutex>

namespace wirefold::serve {

void set_icu_zone() {
  static std::once_flag once;
  std::call_once(once, [] { icu::TimeZone::adoptDefault(icu::TimeZone::getGMT()->clone()); });
}

}  // namespace wirefold::serve
