// A resource to be served, rendered and compressed once.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/base/time.h"

namespace wirefold::serve {

/// Content codings (RFC 9110 section 8.4.1).
enum class Coding : std::uint8_t { kIdentity, kGzip, kBrotli };
inline constexpr std::size_t kCodings = 3;

struct Representation {
  std::string bytes;  ///< Empty if compression does not help.
  std::string etag;   ///< Strong, quoted; each coding has its own (RFC 9110 section 8.8.3.3).
};

/// Immutable once built, and so safe from any thread.
struct Resource {
  int status = 200;
  std::string content_type;
  std::string cache_control;
  std::string link;           ///< Link header; may be empty.
  std::string location;       ///< Target of a redirect.
  std::string refresh;        ///< Seconds after which browsers ask for it again; empty: never.
  bool is_page = false;       ///< HTML; gets a Content-Security-Policy.
  std::string language;       ///< Of a page's words, which depends on Accept-Language; else empty.
  bool has_sessions = false;  ///< A page that is another one for a signed-in operator.
  /// For one client alone. It is not compressed: its size would tell of the secret in it, beside
  /// what others may have put in (BREACH).
  bool for_one = false;
  /// Atom or RSS with a style sheet. Browsers get it as plain XML, because they show the source of
  /// a feed that has its own type, or save it. It gets a Content-Security-Policy.
  bool is_styled = false;
  bool is_picture = false;  ///< Of a stranger; is compressed already, and gets a policy of its own.
  bool is_private = false;  ///< Requires the password.
  bool for_scripts = false;  ///< Scripts of other sites may read it (CORS).
  Timestamp modified{};      ///< Time of the newest item.
  /// False if it was rendered in the second of `modified`, in which more may change. Clients then
  /// do not get that time.
  bool is_settled = true;
  /// When the resource expires even without a change, because it looks back from now (`since=6h`).
  std::optional<Timestamp> ends;
  Representation as[kCodings];

  /// True if clients may get `modified` and revalidate with it. If the resource looks back from
  /// now, `modified` does not show that an item has left it.
  bool is_dated() const { return is_settled && !ends; }

  const Representation& in(Coding coding) const { return as[static_cast<std::size_t>(coding)]; }
};

using ResourcePtr = std::shared_ptr<const Resource>;

/// Memory of all resources of the process that are still in use: by the desk, or by a client that
/// slowly reads an older version. Safe from any thread.
std::size_t rendered_bytes();

/// Above this limit, nothing more is rendered on demand, and slow clients are disconnected. The
/// largest feeds and pages that are rendered after one change take a third of it.
inline constexpr std::size_t kMostRenderedBytes = std::size_t{128} << 20;

/// Memory of one resource.
std::size_t bytes_of(const Resource& resource);

/// The Cache-Control of what may be kept for `age`; by clients alone if it requires a password.
std::string cache_for(bool is_private, std::chrono::seconds age);

/// Completes `head` with `body` in every coding that makes it smaller, and with entity tags.
ResourcePtr make_resource(Resource head, std::string body);

/// The time `modified` in an entity tag of make_resource(); the epoch for other tags.
Timestamp time_of_tag(std::string_view etag);

/// The request headers that select the representation, as received; empty if absent.
struct Conditions {
  std::string_view if_none_match;
  std::string_view if_modified_since;
  std::string_view accept_encoding;
  std::string_view a_im;
  std::string_view accept;
};

struct Choice {
  Coding coding = Coding::kIdentity;
  bool not_modified = false;
  bool as_xml = false;  ///< Of a styled resource: as application/xml.
};

/// Negotiation (RFC 9110 section 12.5.3) and conditions (section 13.2.2).
Choice choose(const Resource& resource, const Conditions& conditions);

/// The time of the version that the client knows, if it accepts the entries since then instead of
/// the whole feed (RFC 3229, A-IM: feed); else the epoch.
Timestamp delta_base(const Conditions& conditions);

using Headers = std::vector<std::pair<std::string, std::string>>;

/// All headers of the answer except those of the transfer.
Headers headers_of(const Resource& resource, Choice choice);

/// The headers of every answer.
Headers common_headers();

/// The further headers of every page: Content-Security-Policy and Referrer-Policy.
Headers page_headers();

}  // namespace wirefold::serve
