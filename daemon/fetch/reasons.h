// Explains in words why a request failed. Private to the fetch area.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <string>
#include <string_view>

namespace wirefold::fetch {

/// libcurl's facts about a failed transfer. libcurl's own texts are never shown: they name neither
/// the party at fault nor a remedy.
struct Failure {
  CURLcode code = CURLE_OK;
  std::string url;
  long certificate = 0;            ///< X509_verify_cert()'s result; 1: not called yet.
  int system_error = 0;            ///< errno of the connection.
  bool connected = false;          ///< False: no server has answered.
  bool has_proxy = false;          ///< The peer of the connection is a proxy.
  bool body_began = false;         ///< True if a document breaks off.
  std::string_view tls_error;      ///< libcurl's text: TLS libraries give no number for these.
  std::chrono::seconds timeout{};  ///< Of one whole transfer.
};

/// One line: the fault and, if known, a remedy.
std::string reason_of(const Failure& failure);

/// The same for an HTTP status that is no success: "HTTP status 404: …". `body` reveals plain HTTP
/// at a TLS port, which each server software answers with 400 and a sentence of its own.
std::string reason_of_status(int status, std::string_view body);

}  // namespace wirefold::fetch
