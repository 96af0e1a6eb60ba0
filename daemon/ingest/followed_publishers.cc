#include "followed_publishers.h"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "wirefold/ingest/articles.h"
#include "wirefold/base/hash.h"
#include "wirefold/fold/fingerprints.h"

namespace wirefold::app {
namespace {

using LearnedByKey = std::unordered_map<std::uint64_t, Timestamp>;

LearnedByKey learned_in(store::Store& store) {
  LearnedByKey out;
  store.for_each_boilerplate(
      [&out](const LearnedSentence& sentence) { out.emplace(sentence.key, sentence.last_seen); });
  return out;
}

/// The furniture of the outlet `before` among the sentences of `prints`, as that of `now`.
void take_along(const fold::Prints& prints, std::uint64_t before, std::uint64_t now,
                LearnedByKey& learned, std::vector<LearnedSentence>& out) {
  for (const std::uint64_t sentence : prints.sentences) {
    const auto known = learned.find(mix_hash(before, sentence));
    if (known == learned.end()) continue;
    const LearnedSentence copy{mix_hash(now, sentence), known->second};
    if (learned.emplace(copy.key, copy.last_seen).second) out.push_back(copy);
  }
}

}  // namespace

void follow_publishers(store::Store& store, fold::Folder& folder) {
  std::vector<std::pair<ArticleId, std::uint64_t>> moved;
  std::vector<LearnedSentence> taken;
  LearnedByKey learned;
  store.for_each_prints([&](const store::StoredPrints& stored) {
    const std::uint64_t now = outlet_hash(stored.publisher);
    if (now == stored.outlet) return;
    if (moved.empty()) learned = learned_in(store);
    moved.emplace_back(stored.article, now);
    if (const auto prints = fold::unpack_prints(stored.prints)) {
      take_along(*prints, stored.outlet, now, learned, taken);
    }
  });
  for (const auto& [article, outlet] : moved) {
    store.set_print_outlet(article, outlet);
    folder.set_outlet(article, outlet);
  }
  for (const LearnedSentence& sentence : taken) {
    store.save_boilerplate(sentence);
    folder.restore(sentence);
  }
}

}  // namespace wirefold::app
