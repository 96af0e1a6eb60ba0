#include "wirefold/ingest/read_document.h"

#include <algorithm>

#include "wirefold/base/secret_query.h"
#include "wirefold/outlet/publisher_of.h"
#include "wirefold/parse/feed.h"
#include "within_memory.h"

namespace wirefold::ingest {
namespace {

/// The publisher of the feed. The first document that names one decides.
Publisher publisher_of(const crawl::FeedFacts& facts, const ParsedFeed& feed) {
  if (facts.publisher.is_certain()) return facts.publisher;
  const Publisher at = outlet::publisher_at(facts.source->url);
  const bool is_open = facts.publisher.name.empty() || facts.publisher == at;
  return is_open ? outlet::publisher_of(facts.source->url, feed) : facts.publisher;
}

/// Feeds list the newest entries first, so these are the first to use up the document's growth.
/// Stories are numbered in the order of events.
void sort_oldest_first(std::vector<Prepared>& articles) {
  std::ranges::reverse(articles);
  std::ranges::stable_sort(articles, {}, [](const Prepared& p) {
    return p.article.published.value_or(p.article.first_seen);
  });
}

}  // namespace

Result<ReadDocument> read_document(const crawl::FeedFacts& facts, const std::string& url,
                                   std::string_view body, std::string_view content_type,
                                   Timestamp now) {
  return within_memory([&]() -> Result<ReadDocument> {
    // Relative links are resolved with it and are public, so it must not contain secrets.
    const std::string base = has_secret_query(url) ? url.substr(0, url.find_first_of("?#")) : url;
    auto document = parse::parse_feed(body, content_type, base);
    if (!document) return document.error();
    ReadDocument out{*std::move(document), {}, {}, {}};
    out.publisher = publisher_of(facts, out.feed);
    out.outlet = outlet_name(*facts.source, out.feed);
    const Origin origin{facts.feed, *facts.source, out.outlet,
                        named_publisher(out.publisher, out.outlet),
                        out.feed.link.empty() ? base : out.feed.link};
    std::vector<EntryIdentity> identities = identities_of(out.feed, facts.feed);
    for (std::size_t i = 0; i < identities.size(); ++i) {
      out.articles.push_back(
          prepare(out.feed.entries[i], std::move(identities[i]), origin, out.feed.growth, now));
    }
    sort_oldest_first(out.articles);
    return out;
  });
}

Publisher named_publisher(const Publisher& publisher, const std::string& outlet) {
  return publisher.name.empty() ? Publisher{outlet, Publisher::kItsName} : publisher;
}

}  // namespace wirefold::ingest
