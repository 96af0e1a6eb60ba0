#include "wirefold/html/url.h"

#include <algorithm>

#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"

namespace wirefold::html {
namespace {

/// The five parts of RFC 3986 section 3, each with its delimiter, so that "" and "?" differ.
struct Parts {
  std::string_view scheme;     // "http:"
  std::string_view authority;  // "//host:80"
  std::string_view path;
  std::string_view query;     // "?q"
  std::string_view fragment;  // "#f"
};

std::string_view take(std::string_view& rest, std::size_t size) {
  const std::string_view part = rest.substr(0, size);
  rest.remove_prefix(part.size());
  return part;
}

Parts split_url(std::string_view url) {
  Parts p;
  if (has_scheme(url)) p.scheme = take(url, url.find(':') + 1);
  if (url.starts_with("//")) p.authority = take(url, url.find_first_of("/?#", 2));
  p.path = take(url, url.find_first_of("?#"));
  p.query = take(url, url.find('#'));
  p.fragment = url;
  return p;
}

/// Resolves "." and ".." (RFC 3986 section 5.2.4).
std::string without_dot_segments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t slash = path.find('/', 1);
    const bool last = slash == std::string_view::npos;
    const std::string_view segment = take(path, slash);  // "/name", or "name" at the front
    const std::string_view name = segment.substr(segment.starts_with('/') ? 1 : 0);
    if (name == ".") {
      if (last) out += '/';
    } else if (name == "..") {
      out.resize(out.rfind('/') == std::string::npos ? 0 : out.rfind('/'));
      if (last) out += '/';
    } else {
      out += segment;
    }
  }
  return out;
}

/// RFC 3986 section 5.2.3.
std::string merged_path(const Parts& base, std::string_view path) {
  if (base.path.empty() && !base.authority.empty()) return '/' + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  std::string out(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
  return out.append(path);
}

/// Drops or escapes white space as browsers do before they parse a URL (WHATWG URL section 4.4).
std::string cleaned(std::string_view reference) {
  reference = trim(reference);
  const auto odd = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  if (std::none_of(reference.begin(), reference.end(), odd)) return std::string(reference);
  std::string out;
  for (const char c : reference) {
    if (c == ' ') {
      out += "%20";
    } else if (!odd(c)) {
      out += c;
    }
  }
  return out;
}

template <typename... Part>
std::string joined(const Part&... parts) {
  std::string out;
  (out.append(parts), ...);
  return out;
}

}  // namespace

std::string resolve_url(std::string_view base, std::string_view reference) {
  std::string clean = without_userinfo(cleaned(reference));
  if (has_scheme(clean)) return clean;
  base = trim(base);
  if (!has_scheme(base)) return clean;
  std::string plain;
  if (has_userinfo(base)) base = plain = without_userinfo(std::string(base));
  const Parts b = split_url(base);
  const Parts r = split_url(clean);
  if (!r.authority.empty()) {
    return joined(b.scheme, r.authority, without_dot_segments(r.path), r.query, r.fragment);
  }
  if (r.path.empty()) {
    return joined(b.scheme, b.authority, b.path, r.query.empty() ? b.query : r.query, r.fragment);
  }
  const std::string path =
      without_dot_segments(r.path.starts_with('/') ? std::string(r.path) : merged_path(b, r.path));
  return joined(b.scheme, b.authority, path, r.query, r.fragment);
}

std::string resolve_url(std::string_view base, std::string_view reference, Growth& growth) {
  const bool fits = has_scheme(trim(reference)) || growth.take(base.size());
  return resolve_url(fits ? base : std::string_view(), reference);
}

namespace {

/// True if the first segment is a host name: "www." and more, or `host`.
bool begins_with_host(std::string_view reference, std::string_view host) {
  const std::string_view first = reference.substr(0, reference.find_first_of("/?#"));
  if (first.find('.') == first.npos) return false;
  const bool is_name = std::ranges::all_of(first, [](char c) {
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
  });
  if (!is_name || first.ends_with('.')) return false;
  if (!host.empty() && equals_ignore_case(first, host)) return host.find('.') != host.npos;
  return starts_with_ignore_case(first, "www.") && std::ranges::count(first, '.') >= 2;
}

/// `reference` repaired: with "//" or "http://" before a leading host name, and with "&amp;"
/// decoded.
std::string mended(std::string_view base, std::string_view reference) {
  constexpr std::string_view kEscaped = "&amp;";
  reference = trim(reference);
  std::string out;
  if (begins_with_host(reference, host_of(base))) out = has_scheme(trim(base)) ? "//" : "http://";
  for (std::size_t at = reference.find(kEscaped); at != reference.npos;
       at = reference.find(kEscaped)) {
    out.append(reference.substr(0, at)).append("&");
    reference.remove_prefix(at + kEscaped.size());
  }
  return out.append(reference);
}

}  // namespace

std::string resolve_address(std::string_view base, std::string_view reference) {
  return resolve_url(base, mended(base, reference));
}

std::string resolve_address(std::string_view base, std::string_view reference, Growth& growth) {
  return resolve_url(base, mended(base, reference), growth);
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

std::string full_host_of(std::string_view url) {
  if (!is_web_url(url)) return {};
  url.remove_prefix(url.find("://") + 3);
  url = url.substr(0, url.find_first_of("/?#\\"));
  if (const std::size_t at = url.rfind('@'); at != std::string_view::npos)
    url.remove_prefix(at + 1);
  const bool is_v6 = url.starts_with('[');
  url = is_v6 ? url.substr(0, url.find(']') + 1) : url.substr(0, url.find(':'));
  return to_lower_ascii(url);
}

std::string host_of(std::string_view url) {
  std::string host = full_host_of(url);
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::string_view path_of(std::string_view url) {
  if (!is_web_url(url)) return {};
  url.remove_prefix(url.find("://") + 3);
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t slash = url.find('/');
  return slash == std::string_view::npos ? std::string_view("/") : url.substr(slash);
}

}  // namespace wirefold::html
