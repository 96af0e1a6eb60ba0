#include "reasons.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>

#include "wirefold/base/strings.h"
#include "wirefold/fetch/redirect.h"

namespace wirefold::fetch {
namespace {

constexpr char kPlainAtTls[] = "the port speaks TLS: write https:// in place of http://";

struct Words {
  long number;
  std::string_view text;
};

template <std::size_t N>
std::string_view find(const std::array<Words, N>& table, long number) {
  const auto* const it =
      std::ranges::find_if(table, [number](const Words& words) { return words.number == number; });
  return it == table.end() ? std::string_view() : it->text;
}

// openssl/x509_vfy.h: X509_V_ERR_…; libcurl passes them on unchanged. libcurl itself compares the
// host's name before it asks OpenSSL: a mismatch leaves "unspecified", 1.
constexpr std::array kCertificates = {
    Words{1, "its certificate is for another host: is the name right?"},
    Words{2, "its certificate is from an authority that this machine does not know"},
    Words{9, "its certificate is not valid yet: is the clock of this machine right?"},
    Words{10,
          "its certificate has expired: the publisher has to renew it, or the clock of this "
          "machine is wrong"},
    Words{18,
          "its certificate is self-signed: if you trust it, add it to this machine's "
          "authorities (update-ca-certificates)"},
    Words{19,
          "its certificate is from a self-signed authority: if you trust it, add it to this "
          "machine's authorities (update-ca-certificates)"},
    Words{20,
          "its certificate is from an authority that this machine does not know, or the server "
          "does not send the intermediate certificates"},
    Words{21, "the server does not send the intermediate certificates"},
    Words{23, "its certificate was revoked"},
    Words{62, "its certificate is for another host: is the name right?"}};

constexpr std::array kStatuses = {
    Words{401,
          "it requires a user and a password: set them in a [[feed]] table (user, password_from)"},
    Words{403,
          "the server refuses access; if it refuses all programs, set fetch.contact to tell the "
          "publisher who asks"},
    Words{404, "there is nothing at this address"},
    Words{407, "the proxy requires a user and a password (fetch.proxy)"},
    Words{410, "the publisher has removed it for good"},
    Words{429, "the server has received too many requests"},
    Words{451, "the server may not show it for legal reasons"},
    Words{500, "the server has an internal error"},
    Words{502, "a server behind the gateway does not answer"},
    Words{503, "the server is overloaded or under maintenance"},
    Words{504, "a server behind the gateway does not answer in time"}};

// Sentences of nginx, Apache and Go for plain HTTP at a TLS port.
constexpr std::array<std::string_view, 3> kSaysTls = {"sent to HTTPS port", "SSL-enabled server",
                                                      "to an HTTPS server"};

// OpenSSL's texts for bytes that are no TLS.
constexpr std::array<std::string_view, 3> kSaysPlain = {"wrong version number",
                                                        "packet length too long", "http request"};

bool says_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(parts, [text](std::string_view part) {
    return find_ignore_case(text, part) != std::string_view::npos;
  });
}

bool is_plain(const std::string& url) { return starts_with_ignore_case(url, "http:"); }

/// "news.example" or "news.example:8080".
std::string host_in(const std::string& url) {
  const std::string origin = origin_of(url);
  const std::size_t host = origin.find("://");
  return host == std::string::npos ? url : origin.substr(host + 3);
}

std::string without_port(std::string host) {
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && !host.ends_with(']')) host.resize(colon);
  return host;
}

/// The peer that a connection is made to.
std::string peer_of(const Failure& f) {
  return f.has_proxy ? "the proxy (fetch.proxy)" : host_in(f.url);
}

std::string no_connection(const Failure& f) {
  const std::string host = peer_of(f);
  switch (f.system_error) {
    case ECONNREFUSED:
      return host + " refuses the connection: nothing listens there, or a firewall blocks it";
    case ENETUNREACH:
    case EHOSTUNREACH:
      return "there is no route to " + host + ": is the network up?";
    default:
      return "no connection to " + host;
  }
}

std::string too_slow(const Failure& f) {
  if (!f.connected) return "no connection to " + peer_of(f) + " in time";
  return host_in(f.url) + " did not answer in full within " + std::to_string(f.timeout.count()) +
         " s (fetch.timeout)";
}

std::string no_tls(const Failure& f) {
  if (says_any(f.tls_error, kSaysPlain)) {
    return "the port does not speak TLS: write http:// in place of https://";
  }
  return "no TLS connection to " + host_in(f.url) +
         ": it requires a version or cipher that this machine does not support, or closed the "
         "connection";
}

std::string certificate(const Failure& f) {
  const std::string_view known = find(kCertificates, f.certificate);
  if (!known.empty()) return std::string(known);
  return "its certificate cannot be trusted (X.509 error " + std::to_string(f.certificate) + ")";
}

std::string broken(const Failure& f) {
  if (f.body_began) return "the document breaks off: the connection was closed in the middle";
  const std::string out = host_in(f.url) + " closed the connection without an answer";
  return is_plain(f.url) ? out + "; perhaps " + kPlainAtTls : out;
}

std::string no_http(const Failure& f) {
  return is_plain(f.url) ? "the answer is not HTTP; perhaps " + std::string(kPlainAtTls)
                         : "the answer is not HTTP";
}

}  // namespace

std::string reason_of(const Failure& f) {
  switch (f.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "the name " + without_port(host_in(f.url)) +
             " does not resolve: is it spelled right, and is the "
             "network up?";
    case CURLE_COULDNT_RESOLVE_PROXY:
      return "the name of the proxy does not resolve (fetch.proxy)";
    case CURLE_PROXY:
      return "the proxy refuses the connection (fetch.proxy)";
    case CURLE_COULDNT_CONNECT:
      return no_connection(f);
    case CURLE_OPERATION_TIMEDOUT:
      return too_slow(f);
    case CURLE_PEER_FAILED_VERIFICATION:
      return certificate(f);
    case CURLE_SSL_CONNECT_ERROR:
      return no_tls(f);
    case CURLE_SSL_CACERT_BADFILE:
      return "this machine has no list of certificate authorities: install ca-certificates";
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return broken(f);
    case CURLE_UNSUPPORTED_PROTOCOL:  // libcurl's code for an answer without a status line
    case CURLE_WEIRD_SERVER_REPLY:
      return no_http(f);
    case CURLE_URL_MALFORMAT:
      return "not a valid URL";
    case CURLE_FILE_COULDNT_READ_FILE:
      return "the file cannot be read: is it there, and may this user read it?";
    default:
      return "the request failed (libcurl error " + std::to_string(f.code) + ')';
  }
}

std::string reason_of_status(int status, std::string_view body) {
  std::string out = "HTTP status " + std::to_string(status);
  if (status == 400 && says_any(body, kSaysTls)) return out + ": " + kPlainAtTls;
  const std::string_view known = find(kStatuses, status);
  return known.empty() ? out : out.append(": ").append(known);
}

}  // namespace wirefold::fetch
