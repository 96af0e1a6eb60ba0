// One thing that is served, rendered and compressed once.
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
  std::string bytes;  ///< Empty: not worth compressing.
  std::string etag;   ///< Strong, quoted; each coding has its own (RFC 9110 section 8.8.3.3).
};

/// Immutable once built, so safe from any thread.
struct Resource {
  int status = 200;
  std::string content_type;
  std::string cache_control;
  std::string link;          ///< Link header; may be empty.
  std::string location;      ///< Of a redirect.
  bool is_page = false;      ///< HTML: gets a policy of what it may load.
  bool is_private = false;   ///< Only for those who know the password.
  bool for_scripts = false;  ///< Scripts of other sites may read it (CORS).
  Timestamp modified{};      ///< Of the newest thing in it.
  /// False if it was made in the very second of `modified`, within which more may change: then no
  /// client is told that time.
  bool is_settled = true;
  /// From then on it is another one, whatever changes: it looks back from now (`since=6h`).
  std::optional<Timestamp> ends;
  Representation as[kCodings];

  /// Clients may be told `modified`, and ask for what is newer. Of what looks back from now it does
  /// not tell when something has left it.
  bool is_dated() const { return is_settled && !ends; }

  const Representation& in(Coding coding) const { return as[static_cast<std::size_t>(coding)]; }
};

using ResourcePtr = std::shared_ptr<const Resource>;

/// What all resources of the process take that somebody still has: the desk, or a client that takes
/// its time to read an older one. Safe from any thread.
std::size_t rendered_bytes();

/// Beyond it nothing more is made on demand, and clients that take their answer for long are let
/// go. The largest feeds and pages that one change makes anew take a third of it.
inline constexpr std::size_t kMostRenderedBytes = std::size_t{128} << 20;

/// What one takes in memory.
std::size_t bytes_of(const Resource& resource);

/// `head` with `body` in every coding that makes it smaller, and their tags.
ResourcePtr make_resource(Resource head, std::string body);

/// The time in a tag that make_resource() made, that is `modified`; the epoch for other tags.
Timestamp time_of_tag(std::string_view etag);

/// What of a request decides about the representation. Header values as received; empty = absent.
struct Conditions {
  std::string_view if_none_match;
  std::string_view if_modified_since;
  std::string_view accept_encoding;
  std::string_view a_im;
};

struct Choice {
  Coding coding = Coding::kIdentity;
  bool not_modified = false;
};

/// Negotiation (RFC 9110 section 12.5.3) and conditions (section 13.2.2).
Choice choose(const Resource& resource, const Conditions& conditions);

/// The client knows an older version and takes entries that are new since then instead of the
/// whole feed (RFC 3229, A-IM: feed): that version's time, else the epoch.
Timestamp delta_base(const Conditions& conditions);

using Headers = std::vector<std::pair<std::string, std::string>>;

/// All headers of the answer but those of the transfer.
Headers headers_of(const Resource& resource, Choice choice);

/// What every answer has.
Headers common_headers();

/// What every page has besides: what it may load, and what it tells those that it links to.
Headers page_headers();

}  // namespace wirefold::serve
