#include "wirefold/outlet/registrable_domain.h"

#include <libpsl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <memory>

#include "wirefold/base/strings.h"

namespace wirefold::outlet {
namespace {

constexpr int kLongestHost = 255;  // RFC 1035 section 2.3.4

struct CloseIdna {
  void operator()(UIDNA* idna) const { uidna_close(idna); }
};

/// `host`, which is not ASCII, in the form of DNS; empty if DNS cannot have it.
std::string as_in_dns(std::string_view host) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, CloseIdna> idna(
      uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status));
  std::array<char, kLongestHost> out{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(host.size(), 4 * kLongestHost));
  const std::int32_t length = uidna_nameToASCII_UTF8(idna.get(), host.data(), size, out.data(),
                                                     kLongestHost, &info, &status);
  if (U_FAILURE(status) != 0 || info.errors != 0 || length > kLongestHost) return {};
  return {out.data(), static_cast<std::size_t>(length)};
}

/// True if `host` may be a domain: several labels, none of them empty, and no digit at the
/// beginning of the last one, since no top-level domain has one.
bool has_labels(std::string_view host) {
  if (host.starts_with('.') || host.find("..") != std::string_view::npos) return false;
  const std::size_t dot = host.rfind('.');
  return dot != std::string_view::npos && (host[dot + 1] < '0' || host[dot + 1] > '9');
}

}  // namespace

std::string ascii_host(std::string_view host) {
  while (host.ends_with('.')) host.remove_suffix(1);
  const bool ascii = std::ranges::none_of(host, [](char c) { return (c & 0x80) != 0; });
  return ascii ? to_lower_ascii(host) : as_in_dns(host);
}

std::string registrable_domain(std::string_view host) {
  const std::string name(host);
  if (!has_labels(name)) return {};
  const char* const domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? std::string() : domain;
}

bool is_public_suffix(std::string_view host) {
  const std::string name(host);
  return has_labels(name) && psl_is_public_suffix(psl_builtin(), name.c_str()) != 0;
}

}  // namespace wirefold::outlet
