#include "wirefold/ingest/lead_choice.h"

#include <cassert>
#include <set>

#include "wirefold/base/log.h"
#include "wirefold/base/strings.h"
#include "wirefold/ingest/articles.h"

namespace wirefold::ingest {

void LeadChoice::load(const config::Config& config) {
  assert(check_.is_here());
  prefer_ = config.fold.prefer;
  by_ = config.fold.lead;
  name_preferred();
}

void LeadChoice::name_preferred() {
  assert(check_.is_here());
  const std::set<std::string> before = preferred_.unclear();
  preferred_ = PreferredOutlets(prefer_, feeds_.all());
  for (const std::string& name : preferred_.unclear()) {
    if (before.contains(name)) continue;
    LogEvent("prefer", LogArea::kFold, LogLevel::kWarning)
        .text("name", name)
        .text("detail", "several publishers have this name, so none is preferred; use a domain")
        .emit();
  }
}

bool LeadChoice::is_better(const Article& article, const Article& lead) const {
  assert(check_.is_here());
  const std::size_t rank = preferred_.rank(article.publisher);
  const std::size_t rank_of_lead = preferred_.rank(lead.publisher);
  if (rank != rank_of_lead) return rank < rank_of_lead;
  if (by_ == "agency") return is_by_agency(article) && !is_by_agency(lead);
  return by_ == "longest" && text_of(article).size() * 2 > text_of(lead).size() * 3;
}

/// True if the outlet is the agency that the text names. The feed's own title does not count,
/// because any feed may use that name.
bool LeadChoice::is_by_agency(const Article& article) const {
  const crawl::Feed* const feed = feeds_.find(article.feed);
  std::string names = article.publisher.is_certain() ? article.publisher.name : "";
  if (feed != nullptr) names += '\n' + feed->source->label();
  return !article.wire.agency.empty() &&
         find_ignore_case(names, article.wire.agency) != std::string_view::npos;
}

}  // namespace wirefold::ingest
