#include "wirefold/ingest/fold_memory.h"

#include <algorithm>
#include <cassert>

#include "followed_publishers.h"
#include "wirefold/ingest/articles.h"

namespace wirefold::ingest {

void FoldMemory::restore(FoldClock& clock, YoungArticles& young, std::chrono::seconds window,
                         bool publishers_changed, store::MemoryWriter& to) {
  assert(check_.is_here());
  to.forget_boilerplate(clock.wall() - fold::kBoilerplateLife);
  stored_.for_each_boilerplate(
      [this](const LearnedSentence& sentence) { folder_.restore(sentence); });
  folder_.restore_learned_words(stored_.common_words());
  fingerprint_missing(clock.wall() - window, to);
  const bool is_behind = restore_window(clock, young);
  save(to);
  if (is_behind || publishers_changed) follow_publishers(to);
}

void FoldMemory::fingerprint_missing(Timestamp since, store::MemoryWriter& to) {
  stored_.for_each_without_fingerprints(since, [&to](const Article& article) {
    to.save_fingerprints(
        stored_fingerprints(article_key_of(article), fold::fingerprints_of(document_of(article))));
  });
}

/// True if an article has another publisher than its feed now. Nothing is folded with an article
/// whose fingerprints are not readable, but it is kept.
bool FoldMemory::restore_window(FoldClock& clock, YoungArticles& young) {
  bool is_behind = false;
  stored_.for_each_fingerprints([&, this](const store::StoredFingerprints& stored) {
    is_behind = is_behind || stored.outlet != outlet_hash(stored.publisher);
    const auto fingerprints = fold::unpack_fingerprints(stored.fingerprints);
    if (!fingerprints) return;
    folder_.restore(article_key_of(stored, clock.restored_arrival(stored.seen)), *fingerprints,
                    stored.story, reason_of(stored));
    young.add(stored.article, std::min(stored.seen, clock.wall()));
  });
  return is_behind;
}

void FoldMemory::save(store::MemoryWriter& to) {
  assert(check_.is_here());
  to.save_boilerplate(folder_.take_learned());
  if (const auto words = folder_.take_learned_words()) to.save_common_words(*words);
  to.drop_fingerprints(documents_.take_dropped());
}

void FoldMemory::follow_publishers(store::MemoryWriter& to) {
  assert(check_.is_here());
  wirefold::ingest::follow_publishers(stored_, to, folder_);
}

}  // namespace wirefold::ingest
