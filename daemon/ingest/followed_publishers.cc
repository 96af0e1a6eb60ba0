#include "followed_publishers.h"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "wirefold/base/hash.h"
#include "wirefold/fold/fingerprints.h"
#include "wirefold/ingest/articles.h"

namespace wirefold::ingest {
namespace {

using LearnedByKey = std::unordered_map<std::uint64_t, Timestamp>;

LearnedByKey learned_in(store::Folding& stored) {
  LearnedByKey out;
  stored.for_each_boilerplate(
      [&out](const LearnedSentence& sentence) { out.emplace(sentence.key, sentence.last_seen); });
  return out;
}

/// Copies the boilerplate of the outlet `before` among the sentences of `fingerprints` to the
/// outlet `now`: adds it to `learned` and `out`.
void take_along(const fold::Fingerprints& fingerprints, std::uint64_t before, std::uint64_t now,
                LearnedByKey& learned, std::vector<LearnedSentence>& out) {
  for (const std::uint64_t sentence : fingerprints.sentences) {
    const auto known = learned.find(mix_hash(before, sentence));
    if (known == learned.end()) continue;
    const LearnedSentence copy{mix_hash(now, sentence), known->second};
    if (learned.emplace(copy.key, copy.last_seen).second) out.push_back(copy);
  }
}

}  // namespace

void follow_publishers(store::Folding& stored, store::MemoryWriter& to, fold::Folder& folder) {
  std::vector<std::pair<ArticleId, std::uint64_t>> moved;
  std::vector<LearnedSentence> taken;
  LearnedByKey learned;
  stored.for_each_fingerprints([&](const store::StoredFingerprints& article) {
    const std::uint64_t now = outlet_hash(article.publisher);
    if (now == article.outlet) return;
    if (moved.empty()) learned = learned_in(stored);
    moved.emplace_back(article.article, now);
    if (const auto fingerprints = fold::unpack_fingerprints(article.fingerprints)) {
      take_along(*fingerprints, article.outlet, now, learned, taken);
    }
  });
  for (const auto& [article, outlet] : moved) {
    to.set_fingerprint_outlet(article, outlet);
    folder.set_outlet(article, outlet);
  }
  to.save_boilerplate(taken);
  for (const LearnedSentence& sentence : taken) folder.restore(sentence);
}

}  // namespace wirefold::ingest
