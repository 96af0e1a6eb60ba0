#include "transfer.h"

#include <sys/socket.h>

#include <algorithm>
#include <new>
#include <utility>

#include "request_options.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"

namespace wirefold::fetch {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";
constexpr std::string_view kNameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";

bool has_only(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

/// True if every program reads `host` as a name. A host whose last label is a number is an address
/// (WHATWG URL, "ends in a number"); some programs drop dots at its end first.
bool is_name(std::string_view host) {
  const std::size_t end = host.find_last_not_of('.');
  if (end == std::string_view::npos || !has_only(host, kNameCharacters)) return false;
  const std::string_view bare = host.substr(0, end + 1);
  const std::string_view label = bare.substr(bare.rfind('.') + 1);
  const bool is_hex = starts_with_ignore_case(label, "0x");
  return !has_only(label.substr(is_hex ? 2 : 0), is_hex ? kHexDigits : kDigits);
}

/// The host of a web URL up to its port, as it is written; empty for any other URL. With a user or
/// an escape it is no name.
std::string_view written_host(std::string_view url) {
  if (!html::is_web_url(url)) return {};
  const std::string_view rest = url.substr(url.find("://") + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const std::size_t colon = std::min(authority.find(':'), authority.size());
  if (!has_only(authority.substr(colon), ":0123456789")) return {};
  return authority.substr(0, colon);
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

bool Transfer::prepare() {
  TransferOptions out(easy_);
  out.set(CURLOPT_ERRORBUFFER, tls_error_.data());
  for (const std::string& line : options_->resolve) resolve_.add(line);
  // A handle that never began keeps its last list after a reset, so an empty one is set too.
  out.set(CURLOPT_RESOLVE, resolve_.get());
  limit(out);
  if (!is_file(request_)) guard(out);
  set_request(out, request_, *options_, headers_);
  received_.missing_option = out.refused();
  if (!is_file(request_)) check_host();
  return !received_.missing_option && received_.refused.empty();
}

/// Refuses an address that must not be asked. With a proxy no other check sees it, so a host that
/// is neither an address nor a name is refused too.
void Transfer::check_host() {
  const std::string_view written = written_host(request_.url);
  if (is_name(written)) return;
  std::string host;
  auto address = written.starts_with('[') ? std::nullopt : parse_ip(written);
  if (!address) {
    host = ParsedUrl(request_.url).ascii_host();
    if (is_name(host)) return;
    address = parse_ip(host);
  }
  if (address && may_ask(*address)) return;
  received_.refused = address ? to_string(*address) : '"' + host + '"';
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
