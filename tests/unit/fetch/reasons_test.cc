#include "fetch/reasons.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace wirefold::fetch {
namespace {

Failure failure(CURLcode code, const char* url = "https://news.example:8443/rss") {
  Failure out;
  out.code = code;
  out.url = url;
  out.timeout = std::chrono::seconds(30);
  return out;
}

TEST(Reasons, NeverAreLibcurlsOwnWords) {
  for (int code = 1; code < CURL_LAST; ++code) {
    const auto curl_code = static_cast<CURLcode>(code);
    const std::string reason = reason_of(failure(curl_code));
    EXPECT_FALSE(reason.empty()) << code;
    EXPECT_EQ(reason.find(curl_easy_strerror(curl_code)), std::string::npos) << reason;
    EXPECT_EQ(reason.find('\n'), std::string::npos) << reason;
  }
}

TEST(Reasons, NameTheHostAndWhatHelps) {
  EXPECT_EQ(reason_of(failure(CURLE_COULDNT_RESOLVE_HOST)),
            "the name news.example does not resolve: is it spelled right, and is the network "
            "up?");
  Failure refused = failure(CURLE_COULDNT_CONNECT);
  refused.system_error = ECONNREFUSED;
  EXPECT_TRUE(reason_of(refused).starts_with("news.example:8443 refuses the connection"));
  Failure slow = failure(CURLE_OPERATION_TIMEDOUT);
  EXPECT_EQ(reason_of(slow), "no connection to news.example:8443 in time");
  slow.connected = true;
  EXPECT_NE(reason_of(slow).find("within 30 s (fetch.timeout)"), std::string::npos);
}

TEST(Reasons, TellCertificatesApart) {
  Failure f = failure(CURLE_PEER_FAILED_VERIFICATION);
  const std::pair<long, const char*> rows[] = {{1, "for another host"},
                                               {10, "has expired"},
                                               {18, "self-signed"},
                                               {20, "does not know"},
                                               {99, "X.509 error 99"}};
  for (const auto& [number, words] : rows) {
    f.certificate = number;
    EXPECT_NE(reason_of(f).find(words), std::string::npos) << reason_of(f);
  }
}

TEST(Reasons, TellTlsAndPlainHttpApart) {
  Failure f = failure(CURLE_SSL_CONNECT_ERROR);
  f.tls_error = "error:0A00010B:SSL routines::wrong version number";
  EXPECT_EQ(reason_of(f), "the port does not speak TLS: write http:// in place of https://");
  EXPECT_NE(reason_of(failure(CURLE_UNSUPPORTED_PROTOCOL, "http://h.example/")).find("https://"),
            std::string::npos);
  EXPECT_EQ(reason_of_status(400, "<p>The plain HTTP request was sent to HTTPS port</p>"),
            "HTTP status 400: the port speaks TLS: write https:// in place of http://");
  EXPECT_EQ(reason_of_status(400, "no"), "HTTP status 400");
}

TEST(Reasons, SayWhatAStatusMeans) {
  EXPECT_NE(reason_of_status(403, "").find("fetch.contact"), std::string::npos);
  EXPECT_EQ(reason_of_status(404, ""), "HTTP status 404: there is nothing at this address");
  EXPECT_EQ(reason_of_status(418, ""), "HTTP status 418");
}

TEST(Reasons, SayThatADocumentBreaksOff) {
  Failure f = failure(CURLE_PARTIAL_FILE);
  EXPECT_EQ(reason_of(f), "news.example:8443 closed the connection without an answer");
  f.body_began = true;
  EXPECT_NE(reason_of(f).find("the document breaks off"), std::string::npos);
}

}  // namespace
}  // namespace wirefold::fetch
