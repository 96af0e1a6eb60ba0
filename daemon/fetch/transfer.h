// One request in flight. Private to the fetch area.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "curl.h"
#include "wirefold/base/ip_address.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

/// All header fields of a response together; real ones have some 2 KiB.
constexpr std::size_t kMaxHeaderBytes = std::size_t{64} << 10;

/// What libcurl's callbacks have received and noticed.
struct Received {
  std::string body;                          ///< As sent.
  std::size_t header_bytes = 0;              ///< Of all header fields.
  bool overflowed = false;                   ///< Headers or body exceeded their limit.
  bool crowded_out = false;                  ///< There was no room beside the other bodies.
  std::string refused;                       ///< The address that is not allowed; else empty.
  std::optional<CURLoption> missing_option;  ///< libcurl refused it: nothing was sent.

  bool has_large_headers() const { return header_bytes > kMaxHeaderBytes; }
};

/// A request, its handle, and what has been received so far. Checks the size of the response and
/// each address before anything is sent to it. libcurl's callbacks have the address of the object.
class Transfer {
 public:
  /// Adds the growth of the body to `held`, which outlives the object.
  Transfer(Request request, std::shared_ptr<const Options> options, Easy easy, std::size_t& held);

  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// Sets all options. False if the transfer must not begin: received() then says why.
  [[nodiscard]] bool prepare();

  const Easy& easy() const { return easy_; }
  const Request& request() const { return request_; }
  const Options& options() const { return *options_; }
  const Received& received() const { return received_; }

  /// Largest body in bytes, as sent and unpacked.
  std::size_t body_limit() const { return body_limit_; }

  /// True if the body was cut at its limit, and its beginning counts.
  bool has_beginning() const;

  /// libcurl's text about TLS; may be empty.
  const char* tls_error() const { return tls_error_.data(); }

  /// Notes that there was no room beside the other bodies.
  void crowd_out() { received_.crowded_out = true; }

  Request take_request() { return std::move(request_); }
  std::string take_body() { return std::move(received_.body); }

  /// The handle, for another transfer; nullopt if it cannot be used again.
  std::optional<Easy> take_easy();

 private:
  // libcurl's callbacks; `self` is the object. No exception may leave them.
  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) noexcept;
  static std::size_t on_header(char*, std::size_t, std::size_t size, void* self) noexcept;
  static int on_progress(void* self, curl_off_t, curl_off_t received, curl_off_t,
                         curl_off_t) noexcept;
  static curl_socket_t on_open_socket(void* self, curlsocktype, curl_sockaddr* address) noexcept;
  static int on_connected(void* self, char* address, char*, int, int) noexcept;

  bool may_ask(const IpAddress& address) const;
  void check_host();
  void limit(TransferOptions& out);
  void guard(TransferOptions& out);

  Request request_;
  std::shared_ptr<const Options> options_;
  Easy easy_;
  Lines headers_;  // libcurl keeps pointers to the lines
  Lines resolve_;
  std::size_t& held_;
  std::size_t body_limit_;
  Received received_;
  std::array<char, CURL_ERROR_SIZE> tls_error_{};
};

}  // namespace wirefold::fetch
