// The phrases of the language files in daemon/text/languages, whose README describes each section.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wirefold::text {

enum class Phrases : std::uint8_t {
  kBylines,        ///< Words before the writer's name. Case-sensitive.
  kNameParticles,  ///< Small words inside names.
  kAnnouncements,  ///< Beginnings of lines that announce other articles.
  kCredits,        ///< Beginnings of lines that credit a picture or sell something.
  kCreditMarks,    ///< Words at the ends of captions.
  kPaywall,        ///< Phrases in stubs before a paywall.
  kConsent,        ///< Phrases in consent walls.
  kSeries,         ///< Words for the parts of a series; numbers, each with its ordinals.
  kBoilerplate,    ///< Boilerplate of publishers in articles.
  kLinkLabels,     ///< Aggregators' labels for links and their submitters.
  kPublished,      ///< Labels before the date of publication.
};

/// The phrases of all languages; never empty. Any thread.
const std::vector<std::string>& phrases(Phrases which);

/// A name of an agency in datelines.
struct AgencyName {
  std::string written;
  std::string agency;  ///< The name that wirefold uses for the agency.
};

const std::vector<AgencyName>& agency_names();

}  // namespace wirefold::text
