#include "bench/train/views.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"

namespace wirefold::train {
namespace {

constexpr std::size_t kFeedWords = 40;
constexpr std::size_t kLeastSentence = 6;
constexpr std::size_t kMostSentence = 30;
constexpr std::size_t kForeign = 60;

using Words = std::vector<std::string_view>;

Words words_of(std::string_view text) {
  Words out;
  constexpr std::string_view kSpace = " \t\r\n";
  for (std::size_t at = text.find_first_not_of(kSpace); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kSpace, end);
  }
  return out;
}

std::string joined(const Words& words, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = first; i < std::min(last, words.size()); ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

/// End of the sentence that begins at `first`.
std::size_t sentence_end(const Words& words, std::size_t first) {
  const std::size_t last = std::min(words.size(), first + kMostSentence);
  for (std::size_t i = first + kLeastSentence; i < last; ++i) {
    if (std::string_view(".!?").find(words[i].back()) != std::string_view::npos) return i + 1;
  }
  return last;
}

/// The text that every feed has of an article: its summary, or else its text.
const std::string& told_of(const cli::InputArticle& a) {
  return a.summary.empty() ? a.text : a.summary;
}

cli::InputArticle with_words(const cli::InputArticle& a, std::string words) {
  cli::InputArticle out = a;
  out.text.clear();
  out.html.clear();
  out.summary = std::move(words);
  return out;
}

std::string beginning(const cli::InputArticle& a, std::size_t words) {
  return a.summary.empty() ? joined(words_of(a.text), 0, words) : a.summary;
}

std::string first_sentence(const cli::InputArticle& a) {
  const Words words = words_of(told_of(a));
  return joined(words, 0, sentence_end(words, 0));
}

std::string of_some_length(const cli::InputArticle& a, std::uint64_t chance) {
  switch (chance % 5) {
    case 0:
      return first_sentence(a);
    case 1:
      return joined(words_of(told_of(a)), 0, 25);
    case 2:
      return beginning(a, kFeedWords);
    case 3:
      return beginning(a, 60);
    default:
      return {};
  }
}

/// A sentence from further down, then the beginning.
std::string with_teaser(const cli::InputArticle& a, std::uint64_t chance) {
  const Words words = words_of(a.text);
  if (words.size() < 2 * kFeedWords) return beginning(a, kFeedWords);
  std::size_t from = kFeedWords + chance % (std::min<std::size_t>(words.size(), 300) - kFeedWords);
  from = std::min(sentence_end(words, from), words.size() - kLeastSentence);
  const std::string teaser = joined(words, from, sentence_end(words, from));
  const std::size_t left = kFeedWords - std::min(words_of(teaser).size(), kFeedWords / 2);
  return teaser + "\n" + joined(words, 0, left);
}

/// Sentences of articles that are far apart in the set.
std::vector<std::string> foreign_sentences(const LabelledSet& set) {
  std::vector<std::string> out;
  const std::size_t step = std::max<std::size_t>(1, set.articles.size() / kForeign);
  for (std::size_t i = 0; i < set.articles.size() && out.size() < kForeign; i += step) {
    const Words words = words_of(set.articles[i].text);
    if (words.size() < 3 * kFeedWords) continue;
    const std::size_t from = sentence_end(words, kFeedWords);
    out.push_back(joined(words, from, sentence_end(words, from)));
  }
  return out;
}

std::string with_boilerplate(const cli::InputArticle& a, const std::vector<std::string>& foreign,
                             std::uint64_t chance) {
  std::string text = beginning(a, kFeedWords);
  if (foreign.empty() || chance % 10 != 0) return text;
  const std::string& sentence = foreign[chance / 10 % foreign.size()];
  return chance / 1000 % 2 == 0 ? sentence + "\n" + text : text + "\n" + sentence;
}

}  // namespace

const char* name_of(View view) {
  constexpr const char* kNames[] = {"40 words",           "first sentence", "mixed lengths",
                                    "half the headlines", "own teasers",    "furniture",
                                    "half whole texts"};
  return kNames[static_cast<std::size_t>(view)];
}

std::vector<cli::InputArticle> seen_through(View view, const LabelledSet& set) {
  const std::vector<std::string> foreign =
      view == View::kBoilerplate ? foreign_sentences(set) : std::vector<std::string>();
  std::vector<cli::InputArticle> out;
  for (const cli::InputArticle& a : set.articles) {
    const std::uint64_t chance = hash64(a.id, static_cast<std::uint64_t>(view)) >> 8;
    if (view == View::kWhole && chance % 2 == 0) {
      out.push_back(a);
      continue;
    }
    out.push_back(with_words(a, view == View::kSentence      ? first_sentence(a)
                                : view == View::kLengths     ? of_some_length(a, chance)
                                : view == View::kTeasers     ? with_teaser(a, chance)
                                : view == View::kBoilerplate ? with_boilerplate(a, foreign, chance)
                                                             : beginning(a, kFeedWords)));
    if (view == View::kHalfTitles && chance % 2 == 0) out.back().title.clear();
  }
  return out;
}

}  // namespace wirefold::train
