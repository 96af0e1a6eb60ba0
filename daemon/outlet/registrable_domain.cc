#include "wirefold/outlet/registrable_domain.h"

#include <libpsl.h>

namespace wirefold::outlet {
namespace {

/// Without the dots that may end it.
std::string plain(std::string_view host) {
  while (host.ends_with('.')) host.remove_suffix(1);
  return std::string(host);
}

/// True for what may be a domain: several labels, none of them empty, the last no number, as no
/// top-level domain is one.
bool has_labels(std::string_view host) {
  if (host.starts_with('.') || host.find("..") != std::string_view::npos) return false;
  const std::size_t dot = host.rfind('.');
  return dot != std::string_view::npos && (host[dot + 1] < '0' || host[dot + 1] > '9');
}

}  // namespace

std::string registrable_domain(std::string_view host) {
  const std::string name = plain(host);
  if (!has_labels(name)) return {};
  const char* const domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? std::string() : domain;
}

bool is_public_suffix(std::string_view host) {
  const std::string name = plain(host);
  return has_labels(name) && psl_is_public_suffix(psl_builtin(), name.c_str()) != 0;
}

}  // namespace wirefold::outlet
