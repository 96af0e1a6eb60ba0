#include "normal_form.h"

#include <cstdint>

#include <unicode/bytestream.h>

namespace wirefold::text {

std::string normalized(const icu::Normalizer2& normalizer, std::string_view utf8) {
  std::string out;
  const auto size = static_cast<std::int32_t>(utf8.size());
  icu::StringByteSink<std::string> sink(&out, size);
  UErrorCode status = U_ZERO_ERROR;
  normalizer.normalizeUTF8(0, icu::StringPiece(utf8.data(), size), sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(utf8);
}

std::string decomposed(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return normalized(*icu::Normalizer2::getNFDInstance(status), utf8);
}

std::string composed(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return normalized(*icu::Normalizer2::getNFCInstance(status), utf8);
}

}  // namespace wirefold::text
