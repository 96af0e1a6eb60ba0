// Who publishes what a feed brings.
#pragma once

#include <string>

namespace wirefold {

/// What makes two feeds those of one outlet. What an outlet is called is another thing:
/// Article::outlet.
struct Publisher {
  /// The registrable domain of the site ("paper.example"), the publisher's place on a platform
  /// ("youtube.com/uc1"), or what the operator gave as the outlet. Empty: not known yet.
  std::string name;

  /// A host that carries what others publish, whose feeds only say that it is `name`: a burner of
  /// feeds, a bridge, an address without a domain. Empty: nobody else can publish there, or the
  /// operator says so.
  std::string carrier;

  /// Stands for the carrier of a feed of which only what it is called is known.
  static constexpr char kItsName[] = "its name";

  /// More is known of it than what it is called.
  bool is_known() const { return !name.empty() && carrier != kItsName; }

  /// Others cannot publish as this publisher does.
  bool is_certain() const { return !name.empty() && carrier.empty(); }

  /// The name for certain ones; a feed that only claims a name has none of its own.
  std::string id() const { return carrier.empty() ? name : name + " via " + carrier; }

  bool operator==(const Publisher&) const = default;
};

}  // namespace wirefold
