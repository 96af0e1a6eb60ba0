#include "wirefold/text/analyse.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "vocabulary.h"
#include "wirefold/text/simhash.h"
#include "wirefold/text/wire.h"
#include "words.h"

namespace wirefold::text {
namespace {

constexpr std::size_t kMaxTitleWords = 100;
constexpr std::size_t kSampleWords = 5;

/// SimHash over the 2-word shingles; of a single word over that word.
Fingerprint fingerprint(std::span<const Token> words) {
  SimHash sum;
  if (words.size() == 1) sum.add(sequence_hash(words));
  for (std::size_t i = 0; i + 1 < words.size(); ++i) sum.add(sequence_hash(words.subspan(i, 2)));
  return sum.value();
}

std::vector<Sentence> sentences_of(const Words& words) {
  std::vector<Sentence> out;
  out.reserve(words.sentence_ends.size());
  std::uint32_t first = 0;
  for (const std::uint32_t last : words.sentence_ends) {
    const std::span<const Token> tokens(words.tokens.data() + first, last - first);
    out.push_back({first, last, sequence_hash(tokens), fingerprint(tokens)});
    first = last;
  }
  return out;
}

std::vector<std::uint32_t> samples_of(std::span<const Token> words) {
  std::vector<std::uint32_t> out;
  const SampleDensity* density = std::begin(kSampleDensities);
  for (std::size_t i = 0; i + kSampleWords <= words.size(); ++i) {
    if (i == density->end) ++density;
    const std::uint64_t h = sequence_hash(words.subspan(i, kSampleWords));
    if (h % density->modulus == 0) out.push_back(static_cast<std::uint32_t>(h >> 32));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Document analyse(std::string_view title, std::string_view body) {
  Document doc;
  doc.title = split_words(title, kMaxTitleWords).tokens;
  Words words = split_words(read_wire(body).body, kMaxWords);
  const std::span<const Token> all(words.tokens);
  doc.headline = fingerprint(doc.title);
  doc.sentences = sentences_of(words);
  doc.whole = fingerprint(all);
  doc.lead = fingerprint(all.first(std::min(all.size(), kLeadWords)));
  doc.samples = samples_of(all);
  doc.body = std::move(words.tokens);
  // After the fingerprints: they are of the words as they stand.
  const Vocabulary& vocabulary = Vocabulary::instance();
  const int language = vocabulary.language_of(doc.body.empty() ? doc.title : doc.body);
  vocabulary.classify(doc.title, language);
  vocabulary.classify(doc.body, language);
  return doc;
}

std::size_t count_words(std::string_view text) {
  return split_words(text, kMaxWords).tokens.size();
}

}  // namespace wirefold::text
