// Errors as values, for everyday failures of a feed, a page or a request.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace wirefold {

/// Why one feed, document, file or request failed. The daemon goes on.
enum class Errc : std::uint8_t {
  kTimeout,      ///< No complete answer in the time allowed.
  kNetwork,      ///< Name not found, connection refused or broken, TLS failed.
  kTooLarge,     ///< More bytes than the configured limit.
  kHttpStatus,   ///< An answer with a status that is neither success nor 304.
  kMalformed,    ///< The bytes do not follow their format.
  kUnsupported,  ///< Readable, but nothing that wirefold handles, e.g. an HTML page.
  kForbidden,    ///< Not allowed in this installation, e.g. an address in a private network.
  kIo,           ///< A local file could not be read or written.
  kCrash,        ///< The program crashed while it read the document.
};

/// The name of `code` in log lines and metrics, e.g. "http_status".
std::string_view to_string(Errc code) noexcept;

struct Error {
  Errc code;
  std::string detail;  ///< For people: what was found and where. HTTP answers quote some.
};

/// A value, or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const noexcept { return state_.index() == 0; }

  // Reading the value of a failed result is a bug in the caller.
  const T& operator*() const& noexcept { return *value(); }
  T& operator*() & noexcept { return *value(); }
  T&& operator*() && noexcept { return std::move(*value()); }
  const T* operator->() const noexcept { return value(); }
  T* operator->() noexcept { return value(); }

  const Error& error() const noexcept {
    assert(!*this);
    return *std::get_if<1>(&state_);
  }

 private:
  const T* value() const noexcept {
    assert(*this);
    return std::get_if<0>(&state_);
  }
  T* value() noexcept {
    assert(*this);
    return std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

}  // namespace wirefold
