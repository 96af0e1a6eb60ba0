#include "wirefold/fold/fingerprints.h"

#include <algorithm>

#include "wirefold/base/hash.h"
#include "wirefold/base/packing.h"

namespace wirefold::fold {
namespace {

/// The fingerprints of at most kIndexedSentences sentences that can_tell(), including the first and
/// the last: copies are cut at their ends, and pages put text before them.
std::vector<Fingerprint> chosen_sentences(const Document& document) {
  std::vector<Fingerprint> all;
  for (const Sentence& s : document.sentences) {
    if (can_tell(s)) all.push_back(s.fingerprint);
  }
  if (all.size() <= kIndexedSentences) return all;
  std::vector<Fingerprint> out;
  for (std::size_t i = 0; i < kIndexedSentences; ++i) {
    out.push_back(all[i * (all.size() - 1) / (kIndexedSentences - 1)]);
  }
  return out;
}

}  // namespace

std::vector<Fingerprint> text_fingerprints(const Document& document) {
  std::vector<Fingerprint> out;
  if (document.body.size() >= std::size_t{2} * kMinSentenceWords) {
    out = {document.whole, document.lead};
  }
  if (document.title.size() >= kMinTitleWords) out.push_back(document.headline);
  return out;
}

Fingerprints fingerprints_of(const Document& document) {
  Fingerprints out;
  out.simhashes = text_fingerprints(document);
  const std::vector<Fingerprint> sentences = chosen_sentences(document);
  out.simhashes.insert(out.simhashes.end(), sentences.begin(), sentences.end());
  out.samples = document.samples;
  for (const Sentence& s : document.sentences) out.sentences.push_back(s.hash);
  out.headline = headline_key(document.title);
  out.partial = document.partial;
  return out;
}

std::uint32_t headline_key(std::span<const Token> title) {
  std::uint64_t hash = 0;
  int words = 0;
  for (const Token& word : title) {
    if (word.kind == WordClass::kNumber) continue;
    hash = mix_hash(hash, word.hash);
    ++words;
  }
  return words < 2 ? 0 : std::max(static_cast<std::uint32_t>(hash >> 32), 1u);
}

std::string pack(const Fingerprints& fingerprints) {
  std::string out;
  put_all(out, fingerprints.simhashes);
  put_all(out, fingerprints.samples);
  put_all(out, fingerprints.sentences);
  put(out, fingerprints.headline);
  put(out, static_cast<std::uint8_t>(fingerprints.partial));
  return out;
}

std::optional<Fingerprints> unpack_fingerprints(std::string_view bytes) {
  Fingerprints out;
  if (!take_all(bytes, out.simhashes) || !take_all(bytes, out.samples) ||
      !take_all(bytes, out.sentences)) {
    return std::nullopt;
  }
  if (bytes.empty()) return out;  // packed by an earlier version
  std::uint8_t partial = 0;
  const bool whole = take(bytes, out.headline) && take(bytes, partial) && bytes.empty();
  out.partial = partial != 0;
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace wirefold::fold
