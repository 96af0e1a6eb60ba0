#include "wirefold/base/hmac.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace wirefold {
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

}  // namespace

std::string hmac_hex(std::string_view method, std::string_view secret, std::string_view bytes) {
  const EVP_MD* const digest = digest_of(method);
  if (digest == nullptr) return {};
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  const bool done = HMAC(digest, secret.data(), static_cast<int>(secret.size()),
                         reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                         mac.data(), &size) != nullptr;
  return done ? hex(mac.data(), size) : std::string();
}

bool equal_in_constant_time(std::string_view given, std::string_view secret) {
  return given.size() == secret.size() &&
         CRYPTO_memcmp(given.data(), secret.data(), secret.size()) == 0;
}

std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("the system has no random numbers");
  }
  return hex(bytes.data(), bytes.size());
}

}  // namespace wirefold
