#include "wirefold/html/url.h"

#include <libxml/uri.h>

#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::html {
namespace {

using XmlString = Handle<xmlChar, [](xmlChar* p) { xmlFree(p); }>;

const xmlChar* as_xml(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

bool has_scheme(std::string_view url) noexcept {
  for (std::size_t i = 0; i < url.size(); ++i) {
    const char c = url[i];
    if (c == ':') return i > 0;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
      return false;
    }
  }
  return false;
}

/// libxml2 refuses a URI with raw spaces, quotes or non-ASCII bytes; escape just those.
std::string escape_illegal(std::string_view url) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F &&
        std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos) {
      out += c;
    } else if (byte != '\n' && byte != '\r' && byte != '\t') {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace

std::string resolve_url(std::string_view base, std::string_view reference) {
  reference = trim(reference);
  if (base.empty() || has_scheme(reference)) return std::string(reference);
  const std::string escaped = escape_illegal(reference);
  const XmlString built(xmlBuildURI(as_xml(escaped), as_xml(escape_illegal(trim(base)))));
  return built ? std::string(reinterpret_cast<const char*>(built.get())) : std::string(reference);
}

bool is_web_url(std::string_view url) noexcept {
  const std::size_t prefix = starts_with_ignore_case(url, "http://")    ? 7
                             : starts_with_ignore_case(url, "https://") ? 8
                                                                        : 0;
  if (prefix == 0 || url.size() == prefix) return false;
  if (std::string_view("/?#:@\\").find(url[prefix]) != std::string_view::npos) return false;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return false;
  }
  return true;
}

std::string host_of(std::string_view url) {
  if (!is_web_url(url)) return {};
  url.remove_prefix(url.find("://") + 3);
  url = url.substr(0, url.find_first_of("/?#\\"));
  if (const std::size_t at = url.rfind('@'); at != std::string_view::npos)
    url.remove_prefix(at + 1);
  if (url.empty() || url[0] != '[') url = url.substr(0, url.find(':'));
  std::string host = to_lower_ascii(url);
  return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace wirefold::html
