// A libcurl that refuses a chosen option or call.
#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <set>

namespace wirefold::test {

/// While an object of this class lives, it watches this program's calls of libcurl. One object at a
/// time.
class RefusingCurl {
 public:
  enum class Call : std::uint8_t { kNone, kAdd, kPoll, kWakeup };  // curl_multi_…()

  RefusingCurl();
  ~RefusingCurl();
  RefusingCurl(const RefusingCurl&) = delete;
  RefusingCurl& operator=(const RefusingCurl&) = delete;

  /// Refuses `option` from now on.
  void refuse(CURLoption option);

  /// Refuses `call` from now on.
  void refuse(Call call);

  /// All options that were set so far.
  std::set<CURLoption> seen() const;
};

}  // namespace wirefold::test
