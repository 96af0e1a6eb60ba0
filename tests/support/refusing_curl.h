// A libcurl that does not take an option when it is told so.
#pragma once

#include <curl/curl.h>

#include <set>

namespace wirefold::test {

/// While one is there, this program's curl_easy_setopt() goes through it. One at a time.
class RefusingCurl {
 public:
  RefusingCurl();
  ~RefusingCurl();
  RefusingCurl(const RefusingCurl&) = delete;
  RefusingCurl& operator=(const RefusingCurl&) = delete;

  /// From now on.
  void refuse(CURLoption option);

  /// All that were set so far.
  std::set<CURLoption> seen() const;
};

}  // namespace wirefold::test
