// libcurl's handles, and its options set in the one way that notices when libcurl does not take
// one. Private to the fetch area; tests/structure/check_calls holds the others to it.
#pragma once

#include <curl/curl.h>

#include <concepts>
#include <type_traits>

#include "wirefold/base/handle.h"

namespace wirefold::fetch {

using Easy = Handle<CURL, curl_easy_cleanup>;
using Multi = Handle<CURLM, curl_multi_cleanup>;
using Headers = Handle<curl_slist, curl_slist_free_all>;
using CurlUrl = Handle<CURLU, curl_url_cleanup>;
using CurlText = Handle<char, curl_free>;

/// What libcurl reads from its variable arguments: an int in the place of a long is garbage.
template <typename T>
concept OptionValue = std::same_as<T, long> || std::same_as<T, curl_off_t> ||
    std::is_pointer_v<T> || std::is_null_pointer_v<T>;

/// Sets the options of one transfer. The first that libcurl does not take is remembered, and none
/// is set after it: without all of them the transfer must not begin.
class TransferOptions {
 public:
  explicit TransferOptions(CURL* easy) noexcept : easy_(easy) {}

  template <OptionValue T>
  void set(CURLoption option, T value) noexcept {
    if (code_ != CURLE_OK) return;
    code_ = curl_easy_setopt(easy_, option, value);
    if (code_ != CURLE_OK) refused_ = option;
  }

  /// CURLE_OK as long as all were taken.
  CURLcode code() const noexcept { return code_; }

  /// The option that was not, if any.
  CURLoption refused() const noexcept { return refused_; }

 private:
  CURL* easy_;
  CURLcode code_ = CURLE_OK;
  CURLoption refused_{};
};

/// False if libcurl does not take it.
template <OptionValue T>
[[nodiscard]] bool set_option(CURLM* multi, CURLMoption option, T value) noexcept {
  return curl_multi_setopt(multi, option, value) == CURLM_OK;
}

}  // namespace wirefold::fetch
