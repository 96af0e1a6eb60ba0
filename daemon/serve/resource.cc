#include "wirefold/serve/resource.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <charconv>

#include "compress.h"
#include "weight.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

// Smaller bodies are not compressed: the gzip header would outweigh the gain.
constexpr std::size_t kMinCompressBytes = 512;

// Allows only this server's own files, and no inline script or style.
constexpr char kContentSecurityPolicy[] =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// The same for a feed, of which browsers show only texts.
constexpr char kFeedPolicy[] =
    "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'";

// For a file of a stranger, should a browser show it as a document of its own.
constexpr char kPicturePolicy[] = "default-src 'none'; sandbox";

constexpr char kXmlType[] = "application/xml; charset=utf-8";

constexpr std::array<std::string_view, kCodings> kNames = {"", "gzip", "br"};

/// The hash identifies the bytes. The time after it shows which version a client has.
std::string etag_of(std::string_view bytes, Timestamp modified, std::string_view coding) {
  std::string out = '"' + to_hex(hash64(bytes)) + '-';
  out += to_hex(static_cast<std::uint64_t>(modified.time_since_epoch().count())).substr(4);
  if (!coding.empty()) out.append("-").append(coding);
  return out + '"';
}

std::string_view without_weakness(std::string_view tag) {
  tag = trim(tag);
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

/// Weak comparison (RFC 9110 section 8.8.3.2) of a list of entity tags with `etag`.
bool matches(std::string_view list, std::string_view etag) {
  if (trim(list) == "*") return true;
  for (const std::string_view tag : split(list, ',')) {
    if (without_weakness(tag) == etag) return true;
  }
  return false;
}

Coding coding_for(const Resource& resource, std::string_view accept_encoding) {
  if (accept_encoding.empty()) return Coding::kIdentity;
  const int gzip =
      resource.in(Coding::kGzip).bytes.empty() ? 0 : weight_of(accept_encoding, "gzip");
  const int br = resource.in(Coding::kBrotli).bytes.empty() ? 0 : weight_of(accept_encoding, "br");
  if (br > 0 && br >= gzip) return Coding::kBrotli;
  return gzip > 0 ? Coding::kGzip : Coding::kIdentity;
}

std::string vary_of(const Resource& resource) {
  std::string out = "Accept-Encoding";
  if (resource.is_private) out += ", Authorization";
  if (!resource.language.empty()) out += ", Accept-Language";
  if (resource.has_sessions) out += ", Cookie";
  // Clients that accept HTML get a page, or XML to look at.
  if (resource.status == 404 || resource.is_styled) out += ", Accept";
  return out;
}

bool is_not_modified(const Resource& resource, const Representation& body,
                     const Conditions& conditions) {
  if (resource.status != 200) return false;
  if (!conditions.if_none_match.empty()) return matches(conditions.if_none_match, body.etag);
  if (conditions.if_modified_since.empty() || !resource.is_dated()) return false;
  Timestamp since{};
  return parse_http_date(std::string(conditions.if_modified_since), since) &&
         resource.modified <= since;
}

/// True for a client that accepts pages and does not name the type of this feed, as a browser.
bool prefers_xml(const Resource& resource, std::string_view accept) {
  const std::string_view type = resource.content_type;
  return resource.is_styled && weight_of(accept, "text/html") > 0 &&
         weight_of(accept, trim(type.substr(0, type.find(';')))) == 0;
}

std::atomic<std::size_t>& held() {
  static std::atomic<std::size_t> bytes{0};
  return bytes;
}

}  // namespace

ResourcePtr make_resource(Resource head, std::string body) {
  const auto put = [&head](Coding coding, std::string bytes, std::string_view of) {
    auto& as = head.as[static_cast<std::size_t>(coding)];
    as.etag = etag_of(of, head.modified, kNames.at(static_cast<std::size_t>(coding)));
    as.bytes = std::move(bytes);
  };
  if (body.size() >= kMinCompressBytes && !head.is_picture && !head.for_one) {
    for (const Coding coding : {Coding::kGzip, Coding::kBrotli}) {
      std::string bytes = coding == Coding::kGzip ? gzip(body) : brotli(body);
      if (!bytes.empty() && bytes.size() < body.size()) put(coding, std::move(bytes), body);
    }
  }
  const std::string tag = etag_of(body, head.modified, "");
  auto& identity = head.as[static_cast<std::size_t>(Coding::kIdentity)];
  identity.etag = tag;
  identity.bytes = std::move(body);
  auto made = std::make_unique<const Resource>(std::move(head));
  const std::size_t bytes = bytes_of(*made);
  held() += bytes;
  // If the memory does not suffice for the pointer itself, it calls the function at once.
  return ResourcePtr(made.release(), [bytes](const Resource* resource) {
    held() -= bytes;
    delete resource;
  });
}

std::string cache_for(bool is_private, std::chrono::seconds age) {
  return fmt::format("{}, max-age={}", is_private ? "private" : "public", age.count());
}

std::size_t rendered_bytes() { return held(); }

std::size_t bytes_of(const Resource& resource) {
  constexpr std::size_t kOverhead = 1024;
  std::size_t out = kOverhead;
  for (const Representation& as : resource.as) out += as.bytes.capacity();
  return out;
}

Timestamp time_of_tag(std::string_view etag) {
  constexpr std::size_t kHashDigits = 16;
  constexpr std::size_t kTimeDigits = 12;
  if (etag.size() < kHashDigits + kTimeDigits + 3 || etag[0] != '"') return {};
  if (etag[kHashDigits + 1] != '-') return {};
  const std::string_view digits = etag.substr(kHashDigits + 2, kTimeDigits);
  std::uint64_t seconds = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), seconds, 16);
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) return {};
  constexpr std::uint64_t kYear9999 = 253402300799;
  return seconds > kYear9999 ? Timestamp{} : Timestamp(std::chrono::seconds(seconds));
}

Choice choose(const Resource& resource, const Conditions& conditions) {
  Choice out;
  out.coding = coding_for(resource, conditions.accept_encoding);
  out.not_modified = is_not_modified(resource, resource.in(out.coding), conditions);
  out.as_xml = prefers_xml(resource, conditions.accept);
  return out;
}

Timestamp delta_base(const Conditions& conditions) {
  bool wanted = false;
  for (const std::string_view item : split(conditions.a_im, ',')) {
    wanted = wanted || equals_ignore_case(trim(item.substr(0, item.find(';'))), "feed");
  }
  Timestamp latest{};
  if (!wanted) return latest;
  for (const std::string_view tag : split(conditions.if_none_match, ',')) {
    latest = std::max(latest, time_of_tag(without_weakness(tag)));
  }
  return latest;
}

Headers common_headers() { return {{"X-Content-Type-Options", "nosniff"}}; }

Headers page_headers() {
  return {{"Content-Security-Policy", kContentSecurityPolicy}, {"Referrer-Policy", "same-origin"}};
}

Headers headers_of(const Resource& resource, Choice choice) {
  Headers out = common_headers();
  const auto add = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out.emplace_back(name, value);
  };
  const Representation& body = resource.in(choice.coding);
  if (resource.for_scripts) add("Access-Control-Allow-Origin", "*");
  add("ETag", resource.status == 200 ? body.etag : "");
  add("Cache-Control", resource.cache_control);
  add("Vary", vary_of(resource));
  if (resource.status == 200 && resource.is_dated() && resource.modified != Timestamp{}) {
    add("Last-Modified", format_http_date(resource.modified));
  }
  add("Link", resource.link);
  add("Location", resource.location);
  add("Refresh", resource.refresh);
  if (choice.not_modified) return out;
  add("Content-Type", choice.as_xml ? kXmlType : resource.content_type);
  add("Content-Language", resource.language);
  if (resource.is_page) {
    for (auto& header : page_headers()) out.push_back(std::move(header));
  }
  if (resource.is_styled) add("Content-Security-Policy", kFeedPolicy);
  if (resource.is_picture) add("Content-Security-Policy", kPicturePolicy);
  add("Content-Encoding", std::string(kNames.at(static_cast<std::size_t>(choice.coding))));
  return out;
}

}  // namespace wirefold::serve
