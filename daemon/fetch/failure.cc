#include "failure.h"

#include "reasons.h"
#include "request_options.h"

namespace wirefold::fetch {
namespace {

bool is_too_large(const Transfer& transfer, CURLcode code) {
  return transfer.received().overflowed || code == CURLE_FILESIZE_EXCEEDED;
}

Errc errc_of(const Transfer& transfer, CURLcode code) {
  if (!transfer.received().refused.empty()) return Errc::kForbidden;
  if (transfer.received().crowded_out || is_too_large(transfer, code)) return Errc::kTooLarge;
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return Errc::kTimeout;
    case CURLE_FILE_COULDNT_READ_FILE:
      return Errc::kIo;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return Errc::kUnsupported;
    default:
      return Errc::kNetwork;
  }
}

bool is_connected(const Easy& easy) { return easy.info<curl_off_t>(CURLINFO_CONNECT_TIME_T) != 0; }

Failure failure_of(const Transfer& transfer, CURLcode code) {
  const Easy& easy = transfer.easy();
  Failure out;
  out.code = code;
  out.url = transfer.request().url;
  out.certificate = easy.info<long>(CURLINFO_SSL_VERIFYRESULT);
  out.system_error = static_cast<int>(easy.info<long>(CURLINFO_OS_ERRNO));
  out.connected = is_connected(easy);
  out.has_proxy = has_proxy(transfer.request(), transfer.options());
  out.body_began = !transfer.received().body.empty();
  out.tls_error = transfer.tls_error();
  out.timeout = timeout_of(transfer.request(), transfer.options());
  return out;
}

std::string reason_of_refusal(const Transfer& transfer) {
  const Options& options = transfer.options();
  const bool from_stranger = transfer.request().policy.from_stranger;
  const std::string& hint = from_stranger ? options.stranger_hint : options.allow_hint;
  return "its address " + transfer.received().refused + " is not public" +
         (hint.empty() ? "" : "; " + hint);
}

std::string reason_of(const Transfer& transfer, CURLcode code) {
  const Received& received = transfer.received();
  if (!received.refused.empty()) return reason_of_refusal(transfer);
  if (received.missing_option) {
    return "nothing was sent: libcurl does not support option " +
           std::to_string(*received.missing_option) + " of the request";
  }
  if (received.crowded_out) return crowded_out().detail;
  if (received.has_large_headers()) return "the headers are larger than the size limit";
  if (is_too_large(transfer, code)) return too_large().detail;
  return reason_of(failure_of(transfer, code));
}

}  // namespace

Error crowded_out() {
  return {Errc::kTooLarge, "too much data came at once, and this transfer was the largest"};
}

Error too_large() { return {Errc::kTooLarge, "the body is larger than the size limit"}; }

Error error_of(const Transfer& transfer, CURLcode code) {
  return {errc_of(transfer, code), reason_of(transfer, code)};
}

bool is_unreachable(const Transfer& transfer, CURLcode code) {
  if (!transfer.received().refused.empty()) return false;
  if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY) return true;
  if (code == CURLE_COULDNT_CONNECT) return true;
  return code == CURLE_OPERATION_TIMEDOUT && !is_connected(transfer.easy());
}

bool breaks_off(const Transfer& transfer, CURLcode code) {
  const Received& received = transfer.received();
  if (received.overflowed || received.crowded_out || !received.refused.empty()) return false;
  if (received.body.empty()) return false;
  return code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_HTTP2 ||
         code == CURLE_HTTP2_STREAM || code == CURLE_OPERATION_TIMEDOUT;
}

}  // namespace wirefold::fetch
