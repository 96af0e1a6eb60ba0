#include "wirefold/websub/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

#include "wirefold/base/strings.h"

namespace wirefold::websub {
namespace {

const EVP_MD* digest_of(std::string_view method) {
  if (method == "sha1") return EVP_sha1();
  if (method == "sha256") return EVP_sha256();
  if (method == "sha384") return EVP_sha384();
  if (method == "sha512") return EVP_sha512();
  return nullptr;
}

std::string hex(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < size; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 0xf];
  }
  return out;
}

/// In hex; empty if OpenSSL fails.
std::string hmac(const EVP_MD* digest, std::string_view secret, std::string_view body) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  const bool done = HMAC(digest, secret.data(), static_cast<int>(secret.size()),
                         reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                         mac.data(), &size) != nullptr;
  return done ? hex(mac.data(), size) : std::string();
}

}  // namespace

std::string signature(std::string_view secret, std::string_view body) {
  return "sha256=" + hmac(EVP_sha256(), secret, body);
}

bool is_signed(std::string_view header, std::string_view secret, std::string_view body) {
  header = trim(header);
  const std::size_t equals = header.find('=');
  if (equals == std::string_view::npos) return false;
  const EVP_MD* const digest = digest_of(to_lower_ascii(header.substr(0, equals)));
  if (digest == nullptr) return false;
  const std::string right = hmac(digest, secret, body);
  if (right.empty()) return false;
  const std::string given = to_lower_ascii(header.substr(equals + 1));
  return given.size() == right.size() &&
         CRYPTO_memcmp(given.data(), right.data(), right.size()) == 0;
}

std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("the system has no random numbers");
  }
  return hex(bytes.data(), bytes.size());
}

}  // namespace wirefold::websub
