// libcurl's handles. Each call that libcurl may refuse is checked. Private to the fetch area;
// tests/structure/check_calls keeps libcurl's functions inside these classes.
#pragma once

#include <curl/curl.h>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>

#include "wirefold/base/handle.h"

namespace wirefold::fetch {

/// Types that libcurl reads from its variable arguments: an int in place of a long would be
/// garbage.
template <typename T>
concept OptionValue = std::same_as<T, long> || std::same_as<T, curl_off_t> ||
    std::is_pointer_v<T> || std::is_null_pointer_v<T>;

/// Types that libcurl writes as information about a transfer.
template <typename T>
concept InfoValue = std::same_as<T, long> || std::same_as<T, curl_off_t>;

/// A list of lines. It must outlive the transfers that it is an option of.
class Lines {
 public:
  void add(const std::string& line);
  curl_slist* get() const noexcept { return list_.get(); }

 private:
  Handle<curl_slist, curl_slist_free_all> list_;
};

/// The handle of one transfer. Unusable once moved from.
class Easy {
 public:
  Easy();

  CURL* get() const noexcept { return handle_.get(); }

  /// Sets all options to their defaults. Connections stay open.
  void reset() noexcept { curl_easy_reset(handle_.get()); }

  /// The `index`-th value of a header of the last response; null if there is none.
  const char* header(const char* name, std::size_t index) const noexcept;

  /// The first value of a header of the last response; empty if there is none.
  std::string header(const char* name) const;

  /// `if_unknown` if libcurl does not know it.
  template <InfoValue T>
  T info(CURLINFO what, T if_unknown = 0) const noexcept {
    T value = 0;
    return curl_easy_getinfo(handle_.get(), what, &value) == CURLE_OK ? value : if_unknown;
  }

 private:
  Handle<CURL, curl_easy_cleanup> handle_;
};

/// Sets the options of one transfer. Remembers the first option that libcurl refuses and sets none
/// after it. The transfer must not begin unless all options are set.
class TransferOptions {
 public:
  explicit TransferOptions(const Easy& easy) noexcept : easy_(easy.get()) {}

  template <OptionValue T>
  void set(CURLoption option, T value) noexcept {
    if (refused_) return;
    if (curl_easy_setopt(easy_, option, value) != CURLE_OK) refused_ = option;
  }

  /// nullopt if libcurl took all options so far.
  std::optional<CURLoption> refused() const noexcept { return refused_; }

 private:
  CURL* easy_;
  std::optional<CURLoption> refused_;
};

/// Runs transfers. Throws std::runtime_error if libcurl cannot go on, or std::bad_alloc.
class Multi {
 public:
  /// A transfer that has ended.
  struct Ended {
    CURL* easy;
    CURLcode code;
  };

  /// Initialises libcurl for the process, too. The first object must be made before other threads
  /// use libcurl.
  Multi();

  template <OptionValue T>
  void set(CURLMoption option, T value) {
    if (curl_multi_setopt(handle_.get(), option, value) != CURLM_OK) refuse(option);
  }

  /// Begins a transfer. False if libcurl refuses it: nothing is sent then.
  [[nodiscard]] bool add(CURL* easy) noexcept;

  /// Drops a transfer, or takes out one that has ended.
  void remove(CURL* easy) noexcept;

  /// Goes on with all transfers as far as possible without waiting.
  void perform();

  /// Takes the next transfer that has ended; nullopt if there is none.
  std::optional<Ended> next_ended() noexcept;

  /// Waits until a transfer can go on or wake() is called, at most `milliseconds`.
  void wait(int milliseconds);

  /// Ends wait(), or the next one. False if libcurl cannot. Safe from any thread.
  [[nodiscard]] bool wake() noexcept;

 private:
  [[noreturn]] static void refuse(CURLMoption option);

  Handle<CURLM, curl_multi_cleanup> handle_;
};

/// A URL taken apart.
class ParsedUrl {
 public:
  explicit ParsedUrl(const std::string& url);

  /// False if it is no URL that libcurl reads; all parts are then empty.
  bool is_valid() const noexcept { return handle_ != nullptr; }

  /// A part as written, with the default port of the scheme; empty if it has none.
  std::string part(CURLUPart what) const;

  /// The host as a request names it: without escapes, and in ASCII (UTS 46), so it may have any
  /// ASCII character, as ':', '@' and blanks. Empty if it has no such form.
  std::string ascii_host() const { return part(CURLUPART_HOST, CURLU_PUNYCODE); }

 private:
  std::string part(CURLUPart what, unsigned flags) const;

  Handle<CURLU, curl_url_cleanup> handle_;
};

}  // namespace wirefold::fetch
