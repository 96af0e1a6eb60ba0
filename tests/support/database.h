// Databases as the daemon has them, for tests.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "support/changes.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/store/database.h"

namespace wirefold::test {

/// Opens the database `path` as the daemon does.
inline std::unique_ptr<store::Database> open_database(const std::string& path = ":memory:",
                                                      Timestamp now = wall_clock_now()) {
  return store::open(path, now, [](const Article& a) { return ingest::search_words_of(a); });
}

/// The article of the publisher `name` with `key`; nullopt if there is none.
inline std::optional<ArticleId> article_with(store::View& view, const std::string& name,
                                             const std::string& key) {
  store::Probe probe;
  probe.asker.publisher.name = name;
  probe.key = key;
  const auto known = view.folding().lookup({&probe, 1}).front().by_key;
  return known ? std::optional(known->id) : std::nullopt;
}

}  // namespace wirefold::test
