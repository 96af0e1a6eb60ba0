// What is known of languages: the phrases of daemon/text/languages (its README says what each is).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wirefold::text {

enum class Phrases : std::uint8_t {
  kBylines,        ///< Before the name of who wrote it. Case counts.
  kNameParticles,  ///< Small words inside names.
  kAnnouncements,  ///< Beginnings of lines that announce other articles.
  kCredits,        ///< Beginnings of lines that credit a picture or sell something.
  kCreditMarks,    ///< What the ends of captions hold.
  kPaywall,        ///< What stubs before a paywall say.
  kConsent,        ///< What walls of consent say.
  kSeries,         ///< Words for the parts of a series, and ordinals behind their number.
  kFurniture,      ///< What publishers say in articles beside the news.
  kLinkLabels,     ///< What aggregators call links, and say of who submitted one.
  kPublished,      ///< Before the date of publication.
};

/// Those of all languages, never empty. From any thread.
const std::vector<std::string>& phrases(Phrases which);

/// An agency by a name that stands in datelines.
struct AgencyName {
  std::string written;
  std::string agency;  ///< The one name that wirefold calls it by.
};

const std::vector<AgencyName>& agency_names();

}  // namespace wirefold::text
