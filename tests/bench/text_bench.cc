// Measures how fast texts are cut into normalised, hashed words, as a ratio to ICU, which only
// normalises the same bytes (NFKC with case folded) in the same run.
//
//   text_bench FILE...      plain text in UTF-8, one script a file; lengthens short texts
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <string_view>
#include <vector>

#include "bench/timing.h"
#include "text/words/words.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/analyse.h"

namespace {

using namespace wirefold;

constexpr std::size_t kEnoughBytes = std::size_t{64} << 10;

/// Pieces of `text` between spaces, or after full stops in scripts without spaces.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (const std::string_view word : split(text, ' ')) {
    std::string_view rest = word;
    for (std::size_t at = 0; (at = rest.find("\xE3\x80")) != std::string_view::npos;) {
      const std::size_t end = std::min(at + 3, rest.size());
      pieces.push_back(rest.substr(0, end));
      rest.remove_prefix(end);
    }
    if (!rest.empty()) pieces.push_back(rest);
  }
  return pieces;
}

/// Lengthens a short text with words drawn at random, the same ones each time. A processor would
/// learn the branches of a text that is merely repeated, but no article is read twice.
std::string lengthened(std::string text) {
  if (text.size() >= kEnoughBytes) return text;
  const std::vector<std::string_view> pieces = pieces_of(text);
  std::mt19937 random(1);
  std::string out;
  while (out.size() < kEnoughBytes) (out += pieces[random() % pieces.size()]) += ' ';
  return out;
}

void normalise(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
  nfkc->normalizeUTF8(0, icu::StringPiece(text), sink, nullptr, status);
  if (U_FAILURE(status) || out.empty()) std::abort();
}

void cut(const std::string& text) {
  if (text::split_words(text, text::kMaxWords).tokens.empty()) std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: text_bench FILE...\n");
    return 2;
  }
  for (int i = 1; i < argc; ++i) {
    const std::string read = bench::read_all(argv[i]);
    if (trim(read).empty()) continue;
    const std::string text = lengthened(read);
    const int repeats = bench::repeats_for([&text] { cut(text); });
    double raw = 1e9, full = 1e9;
    for (int round = 0; round < bench::kRounds; ++round) {
      raw = std::min(raw, bench::seconds_of(repeats, [&text] { normalise(text); }));
      full = std::min(full, bench::seconds_of(repeats, [&text] { cut(text); }));
    }
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::printf("%-24s %8.3f MB   ICU %7.1f MB/s   wirefold %7.1f MB/s   ratio %.3f\n", argv[i],
                megabytes, megabytes / raw, megabytes / full, raw / full);
  }
  return 0;
}
