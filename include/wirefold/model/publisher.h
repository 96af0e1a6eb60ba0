// The publisher of a feed.
#pragma once

#include <string>

namespace wirefold {

/// Decides whether two feeds are of one outlet. The display name of an outlet is Article::outlet.
struct Publisher {
  /// The registrable domain of the site ("paper.example"), the publisher's place on a platform
  /// ("youtube.com/uc1"), or the outlet that the operator set. Empty: not known yet.
  std::string name;

  /// A host that carries feeds of others, which only claim to be of `name`: a feed burner, a
  /// bridge, an address without a domain. Empty: nobody else can publish under `name`, or the
  /// operator set it.
  std::string carrier;

  /// The carrier of a feed of which only the display name is known.
  static constexpr char kItsName[] = "its name";

  /// True if more than the display name is known.
  bool is_known() const { return !name.empty() && carrier != kItsName; }

  /// True if nobody else can publish under this name.
  bool is_certain() const { return !name.empty() && carrier.empty(); }

  /// `name` if it is certain; else with the carrier, so that a claimed name is not the real one.
  std::string id() const { return carrier.empty() ? name : name + " via " + carrier; }

  bool operator==(const Publisher&) const = default;
};

}  // namespace wirefold
