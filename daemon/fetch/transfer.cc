#include "transfer.h"

#include <sys/socket.h>

#include <algorithm>
#include <new>
#include <utility>

#include "request_options.h"
#include "wirefold/fetch/redirect.h"

namespace wirefold::fetch {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kPlain =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";

/// The host of a URL whose host and port no two programs read differently: it has no user, escape
/// or character beyond ASCII. Empty for any other.
std::string_view plain_host(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = url.substr(scheme + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  if (authority.find_first_not_of(kPlain) != std::string_view::npos) return {};
  return authority.substr(0, authority.find(':'));
}

/// True if the last label begins with a letter: only a number makes a host an address.
bool is_name(std::string_view host) {
  const std::string_view label = host.substr(host.rfind('.') + 1);
  return !label.empty() && kLetters.find(label.front()) != std::string_view::npos;
}

/// The IP address that a URL has in place of a host name; nullopt if it has a name.
std::optional<IpAddress> literal_address(const std::string& url) {
  const std::string_view plain = plain_host(url);
  if (is_name(plain)) return std::nullopt;
  if (const auto address = parse_ip(plain)) return address;
  // A character beyond ASCII may stand for a digit, so the host is taken apart once more. libcurl
  // also folds 0x7f.1 to 127.0.0.1.
  const std::string origin = origin_of("http://" + ParsedUrl(url).ascii_host());
  const std::size_t host = origin.find("://");
  if (host == std::string::npos) return std::nullopt;
  std::string name = origin.substr(host + 3);
  const std::size_t colon = name.rfind(':');
  if (colon != std::string::npos && name.back() != ']') name.resize(colon);
  return parse_ip(name);
}

}  // namespace

Transfer::Transfer(Request request, std::shared_ptr<const Options> options, Easy easy,
                   std::size_t& held)
    : request_(std::move(request)),
      options_(std::move(options)),
      easy_(std::move(easy)),
      held_(held),
      body_limit_(request_.limits.max_body.value_or(options_->max_body_bytes)) {
  held_ += received_.body.capacity();
}

bool Transfer::prepare(const Lines& resolve) {
  TransferOptions out(easy_);
  out.set(CURLOPT_ERRORBUFFER, tls_error_.data());
  if (resolve.get() != nullptr) out.set(CURLOPT_RESOLVE, resolve.get());
  limit(out);
  if (!is_file(request_)) guard(out);
  set_request(out, request_, *options_, headers_);
  received_.missing_option = out.refused();
  const auto address = literal_address(request_.url);
  if (address && !may_ask(*address)) received_.refused = to_string(*address);
  return !received_.missing_option && received_.refused.empty();
}

/// Limits the size of the server's answer.
void Transfer::limit(TransferOptions& out) {
  if (!request_.limits.cuts_body) {
    out.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(body_limit_));
  }
  out.set(CURLOPT_WRITEFUNCTION, on_body);
  out.set(CURLOPT_WRITEDATA, this);
  out.set(CURLOPT_HEADERFUNCTION, on_header);
  out.set(CURLOPT_HEADERDATA, this);
  out.set(CURLOPT_NOPROGRESS, 0L);
  out.set(CURLOPT_XFERINFOFUNCTION, on_progress);
  out.set(CURLOPT_XFERINFODATA, this);
}

/// Limits the addresses that are connected to.
void Transfer::guard(TransferOptions& out) {
  out.set(CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  out.set(CURLOPT_OPENSOCKETDATA, this);
  out.set(CURLOPT_PREREQFUNCTION, on_connected);
  out.set(CURLOPT_PREREQDATA, this);
}

bool Transfer::may_ask(const IpAddress& address) const {
  if (is_public(address)) return true;
  if (request_.access && request_.access->private_network && request_.at_home()) return true;
  const auto& networks =
      request_.policy.from_stranger ? options_->stranger_networks : options_->allowed_networks;
  return std::ranges::any_of(
      networks, [&address](const IpNetwork& network) { return network.contains(address); });
}

bool Transfer::has_beginning() const {
  return received_.overflowed && !received_.has_large_headers() && request_.limits.cuts_body;
}

std::optional<Easy> Transfer::take_easy() {
  TransferOptions out(easy_);
  out.set(CURLOPT_ERRORBUFFER, nullptr);  // the buffer ends with the transfer
  return out.refused() ? std::nullopt : std::optional(std::move(easy_));
}

std::size_t Transfer::on_body(char* data, std::size_t, std::size_t size, void* self) noexcept {
  auto& transfer = *static_cast<Transfer*>(self);
  Received& received = transfer.received_;
  const std::size_t room = transfer.body_limit_ - received.body.size();
  received.overflowed = size > room;
  if (received.overflowed && !transfer.request_.limits.cuts_body) return 0;
  try {
    const std::size_t before = received.body.capacity();
    received.body.append(data, std::min(size, room));
    transfer.held_ += received.body.capacity() - before;
  } catch (const std::bad_alloc&) {
    return 0;
  }
  // A short count makes libcurl end the transfer with CURLE_WRITE_ERROR.
  return received.overflowed ? 0 : size;
}

std::size_t Transfer::on_header(char*, std::size_t, std::size_t size, void* self) noexcept {
  Received& received = static_cast<Transfer*>(self)->received_;
  received.header_bytes += size;
  if (!received.has_large_headers()) return size;
  received.overflowed = true;
  return 0;
}

/// Limits the received bytes, independently of on_body().
int Transfer::on_progress(void* self, curl_off_t, curl_off_t received, curl_off_t,
                          curl_off_t) noexcept {
  auto& transfer = *static_cast<Transfer*>(self);
  if (received <= static_cast<curl_off_t>(transfer.body_limit_)) return 0;
  transfer.received_.overflowed = true;
  return 1;
}

curl_socket_t Transfer::on_open_socket(void* self, curlsocktype, curl_sockaddr* address) noexcept {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    const auto ip = ip_of(address->addr);
    const bool unchecked = has_proxy(transfer.request_, *transfer.options_);
    if (!unchecked && (!ip || !transfer.may_ask(*ip))) {
      transfer.received_.refused = ip ? to_string(*ip) : "of an unknown family";
      return CURL_SOCKET_BAD;
    }
  } catch (const std::bad_alloc&) {
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Checks the address before anything is sent, also on a connection that another request has
/// opened.
int Transfer::on_connected(void* self, char* address, char*, int, int) noexcept {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    if (has_proxy(transfer.request_, *transfer.options_)) return CURL_PREREQFUNC_OK;
    const auto ip = parse_ip(address);
    if (ip && transfer.may_ask(*ip)) return CURL_PREREQFUNC_OK;
    transfer.received_.refused = address;
  } catch (const std::bad_alloc&) {
  }
  return CURL_PREREQFUNC_ABORT;
}

}  // namespace wirefold::fetch
