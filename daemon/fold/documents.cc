#include "wirefold/fold/documents.h"

#include <utility>

namespace wirefold::fold {
namespace {

constexpr std::uint32_t kClassBits = 3;

std::uint32_t packed(const Token& t) {
  return (t.hash & ~kClassBits) | static_cast<std::uint32_t>(t.kind);
}

Token unpacked(std::uint32_t word) {
  return {word & ~kClassBits, static_cast<WordClass>(word & kClassBits)};
}

}  // namespace

void MemoryDocuments::put(ArticleId id, const Document& document) {
  Packed out;
  out.words.reserve(document.title.size() + document.body.size());
  for (const Token& t : document.title) out.words.push_back(packed(t));
  for (const Token& t : document.body) out.words.push_back(packed(t));
  out.title_words = static_cast<std::uint32_t>(document.title.size());
  out.sentence_ends.reserve(document.sentences.size());
  out.sentence_hashes.reserve(document.sentences.size());
  for (const Sentence& s : document.sentences) {
    out.sentence_ends.push_back(s.last);
    out.sentence_hashes.push_back(s.hash);
  }
  packed_[to_int(id)] = std::move(out);
}

std::optional<Document> MemoryDocuments::get(ArticleId id) {
  const auto it = packed_.find(to_int(id));
  if (it == packed_.end()) return std::nullopt;
  const Packed& from = it->second;
  Document out;
  const auto body = from.words.begin() + from.title_words;
  out.title.reserve(from.title_words);
  out.body.reserve(from.words.size() - from.title_words);
  for (auto w = from.words.begin(); w != body; ++w) out.title.push_back(unpacked(*w));
  for (auto w = body; w != from.words.end(); ++w) out.body.push_back(unpacked(*w));
  out.sentences.reserve(from.sentence_ends.size());
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < from.sentence_ends.size(); ++i) {
    out.sentences.push_back({first, from.sentence_ends[i], from.sentence_hashes[i], {}});
    first = from.sentence_ends[i];
  }
  return out;
}

void MemoryDocuments::drop(ArticleId id) { packed_.erase(to_int(id)); }

}  // namespace wirefold::fold
