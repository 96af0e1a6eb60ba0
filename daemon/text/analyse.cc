#include "wirefold/text/analyse.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "running_text.h"
#include "series.h"
#include "text/numbers/number_words.h"
#include "text/words/vocabulary.h"
#include "text/words/words.h"
#include "wirefold/base/hash.h"
#include "wirefold/text/simhash.h"

namespace wirefold::text {
namespace {

constexpr std::size_t kMaxTitleWords = 100;

/// Hashes of the 2-word shingles, one less than there are words.
std::vector<std::uint64_t> pairs_of(std::span<const Token> words) {
  std::vector<std::uint64_t> out;
  if (words.empty()) return out;
  out.reserve(words.size() - 1);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    out.push_back(mix_hash(words[i].hash, words[i + 1].hash));
  }
  return out;
}

/// SimHash over the pairs inside words [first, last); of a single word, over that word.
Fingerprint fingerprint(std::span<const Token> words, std::span<const std::uint64_t> pairs,
                        std::size_t first, std::size_t last) {
  SimHash sum;
  if (last - first == 1) sum.add(sequence_hash(words.subspan(first, 1)));
  if (last - first > 1) sum.add(pairs.subspan(first, last - first - 1));
  return sum.value();
}

std::vector<std::uint64_t> sentence_hashes(const Words& words) {
  std::vector<std::uint64_t> out;
  out.reserve(words.sentence_ends.size());
  std::uint32_t first = 0;
  for (const std::uint32_t last : words.sentence_ends) {
    out.push_back(sequence_hash({words.tokens.data() + first, last - first}));
    first = last;
  }
  return out;
}

std::vector<Sentence> sentences_of(const Words& words, const std::vector<std::uint64_t>& hashes) {
  std::vector<Sentence> out;
  out.reserve(hashes.size());
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const std::uint32_t last = words.sentence_ends[i];
    out.push_back({first, last, hashes[i], {}});
    first = last;
  }
  return out;
}

/// The words of a body without a headline.
RunningText words_in(std::string_view body) {
  RunningText out = running_text(body, kMaxWords, Places::kKeep);
  classify_words(out.words, out.text, Vocabulary::instance().language_of(out.words.tokens));
  return out;
}

/// A shingle of five words is two pairs and a word.
std::vector<std::uint32_t> samples_of(std::span<const Token> words,
                                      std::span<const std::uint64_t> pairs) {
  std::vector<std::uint32_t> out;
  const SampleDensity* density = std::begin(kSampleDensities);
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    if (i == density->end) ++density;
    const std::uint64_t h = shingle_hash(pairs[i], pairs[i + 2], words[i + 4].hash);
    if (is_sample(h, density->modulus)) out.push_back(sample_of(h));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Document words_of(std::string_view title, std::string_view body) {
  Words headline = split_words(title, kMaxTitleWords, Places::kKeep);
  auto [text, words] = running_text(body, kMaxWords, Places::kKeep);
  // Sentences are hashed before classify_words(), so that the hashes do not depend on the language.
  const std::vector<std::uint64_t> hashes = sentence_hashes(words);
  const int language =
      Vocabulary::instance().language_of(words.tokens.empty() ? headline.tokens : words.tokens);
  classify_words(headline, title, language);
  classify_words(words, text, language);
  Document doc;
  doc.sentences = sentences_of(words, hashes);
  doc.title = std::move(headline.tokens);
  doc.part = part_of(doc.title);
  doc.body = std::move(words.tokens);
  return doc;
}

Document analyse(std::string_view title, std::string_view body) {
  Document doc = words_of(title, body);
  const std::span<const Token> all(doc.body);
  const std::vector<std::uint64_t> pairs = pairs_of(all);
  for (Sentence& s : doc.sentences) {
    if (s.last - s.first >= kMinSentenceWords) {
      s.fingerprint = fingerprint(all, pairs, s.first, s.last);
    }
  }
  doc.headline = fingerprint(doc.title, pairs_of(doc.title), 0, doc.title.size());
  doc.whole = fingerprint(all, pairs, 0, all.size());
  doc.lead = fingerprint(all, pairs, 0, std::min(all.size(), kLeadWords));
  doc.samples = samples_of(all, pairs);
  return doc;
}

std::vector<std::string_view> spelled_words(std::string_view body) {
  const RunningText running = words_in(body);
  std::vector<std::string_view> out;
  out.reserve(running.words.token_bytes.size());
  for (const auto& [begin, end] : running.words.token_bytes) {
    out.push_back(running.text.substr(begin, end - begin));
  }
  return out;
}

std::size_t count_words(std::string_view text) { return words_in(text).words.tokens.size(); }

}  // namespace wirefold::text
