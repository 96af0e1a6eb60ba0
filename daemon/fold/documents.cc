#include "wirefold/fold/documents.h"

#include <cassert>
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
  assert(check_.is_here());
  Packed out;
  out.reserve(5 + document.title.size() + document.body.size() + 3 * document.sentences.size());
  for (const std::size_t size :
       {document.title.size(), document.sentences.size(), document.body.size()}) {
    out.push_back(static_cast<std::uint32_t>(size));
  }
  out.push_back(document.part);
  out.push_back(document.partial ? 1 : 0);
  for (const Token& t : document.title) out.push_back(packed(t));
  for (const Sentence& s : document.sentences) {
    out.push_back(s.last);
    out.push_back(static_cast<std::uint32_t>(s.hash));
    out.push_back(static_cast<std::uint32_t>(s.hash >> 32));
  }
  for (const Token& t : document.body) out.push_back(packed(t));
  packed_[to_int(id)] = std::move(out);
}

std::optional<Document> MemoryDocuments::get(ArticleId id) {
  assert(check_.is_here());
  const auto it = packed_.find(to_int(id));
  if (it == packed_.end()) return std::nullopt;
  auto next = it->second.begin();
  Document out;
  out.title.resize(*next++);
  out.sentences.resize(*next++);
  out.body.resize(*next++);
  out.part = *next++;
  out.partial = *next++ != 0;
  for (Token& t : out.title) t = unpacked(*next++);
  std::uint32_t first = 0;
  for (Sentence& s : out.sentences) {
    const std::uint32_t last = *next++;
    const std::uint64_t low = *next++;
    s = {first, last, low | std::uint64_t{*next++} << 32, {}};
    first = last;
  }
  for (Token& t : out.body) t = unpacked(*next++);
  return out;
}

void MemoryDocuments::drop(ArticleId id) {
  assert(check_.is_here());
  packed_.erase(to_int(id));
}

}  // namespace wirefold::fold
