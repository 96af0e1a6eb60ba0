// Why a request came to nothing, in words for people. Private to the fetch area.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <string>
#include <string_view>

namespace wirefold::fetch {

/// What libcurl knows of a transfer that failed. libcurl's own texts are never shown: they say
/// neither whose fault it is nor what helps.
struct Failure {
  CURLcode code = CURLE_OK;
  std::string url;
  long certificate = 0;            ///< X509_verify_cert()'s result; 1: it was not asked yet.
  int system_error = 0;            ///< errno of the connection.
  bool connected = false;          ///< Else nobody has answered.
  bool has_proxy = false;          ///< Then that is the one who has not.
  bool body_began = false;         ///< The document breaks off.
  std::string_view tls_error;      ///< libcurl's text: TLS libraries give no number for these.
  std::chrono::seconds timeout{};  ///< Of one whole transfer.
};

/// What is wrong and, where that is known, what helps: one line.
std::string reason_of(const Failure& failure);

/// The same for an HTTP status that is no success: "HTTP status 404: …". `body` tells plain HTTP
/// at a TLS port, for which every server has a sentence of its own and no status.
std::string reason_of_status(int status, std::string_view body);

}  // namespace wirefold::fetch
