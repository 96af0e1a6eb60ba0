// Measures the cost of folding beside the work that every article needs anyway.
//
//   fold_bench FILE...   articles as JSON Lines (the input of wirefold fold): fingerprints, net,
//                        check and decision, as a ratio to normalising and cutting the same texts
//                        into words in the same run; memory of the window an article; the verdict
//                        on a pair of which one or both are known by the feed alone; the cost of
//                        events, each article as a new story
//   fold_bench           near-lookups among 10^6 and 10^7 fingerprints, as a ratio to a linear scan
#include <malloc.h>

#include <cstdio>
#include <fstream>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "bench/timing.h"
#include "cli/input_article.h"
#include "wirefold/events/finder.h"
#include "wirefold/fold/folder.h"
#include "wirefold/fold/judge_partial.h"
#include "wirefold/fold/near_index.h"
#include "wirefold/text/analyse.h"

namespace {

using namespace wirefold;

constexpr int kPasses = 9;

struct Text {
  std::string title;
  std::string body;
};

struct Articles {
  std::vector<Text> texts;
  std::vector<fold::Incoming> incoming;
  std::size_t words = 0;
};

Articles read_articles(int count, char** files) {
  Articles out;
  cli::InputReader reader;
  for (int i = 0; i < count; ++i) {
    std::ifstream in(files[i]);
    for (std::string line; std::getline(in, line);) {
      const auto article = reader.read(line);
      if (!article) continue;
      const ArticleId id{static_cast<std::int64_t>(out.texts.size() + 1)};
      out.incoming.push_back(cli::incoming_of(*article, id, Timestamp{}));
      out.incoming.back().published.reset();
      out.texts.push_back({article->title, cli::body_of(*article)});
      out.words += out.incoming.back().document.body.size();
    }
  }
  return out;
}

/// Carries out the moves that a new article causes in other stories.
void revise(fold::Folder& folder, ArticleId article, std::size_t& stories) {
  while (const auto move = folder.revise()) {
    if (move->to == move->from) continue;
    stories += move->to ? 0 : 1;
    stories -= move->whole ? 1 : 0;
    const StoryId to = move->to.value_or(StoryId{-to_int(article) * 100 - to_int(move->article)});
    move->whole ? folder.merge(move->from, to) : folder.move(move->article, to);
  }
}

/// Seconds for all decisions and the moves that follow. Making the folder and copying the input do
/// not count. Stories settle as in a full window of ten days.
double fold_all(const Articles& articles, std::size_t& stories) {
  fold::MemoryDocuments documents;
  fold::Folder folder({}, documents);
  std::vector<fold::Incoming> incoming = articles.incoming;
  const fold::Rules rules;
  const auto young = static_cast<std::int64_t>(incoming.size()) * rules.settle / rules.window;
  stories = 0;
  return bench::seconds_of(1, [&] {
    for (fold::Incoming& article : incoming) {
      const auto decision = folder.decide(article);
      stories += !decision.story;
      const ArticleId id = article.id;
      const StoryId story = decision.story.value_or(StoryId{to_int(id)});
      folder.remember(std::move(article), story);
      revise(folder, id, stories);
      folder.settle(ArticleId{to_int(id) - young});
    }
  });
}

/// Documents that hold no texts, so that only the window's own memory is measured.
class Elsewhere : public fold::Documents {
 public:
  void put(ArticleId, const Document&) override {}
  std::optional<Document> get(ArticleId) override { return std::nullopt; }
  void drop(ArticleId) override {}
};

/// Uses the processor's own instruction, as a good scan would.
[[gnu::target("popcnt")]] std::size_t scan(const std::vector<Fingerprint>& all, Fingerprint wanted,
                                           int radius) {
  const auto bits = static_cast<unsigned long long>(wanted);
  std::size_t found = 0;
  for (const Fingerprint f : all) {
    found += __builtin_popcountll(static_cast<unsigned long long>(f) ^ bits) <= radius;
  }
  return found;
}

std::size_t heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

double bytes_an_article(const Articles& articles) {
  Elsewhere documents;
  fold::Folder folder({}, documents);
  const std::size_t before = heap_bytes();
  for (const fold::Incoming& article : articles.incoming) {
    folder.remember(article, StoryId{to_int(article.id)});
  }
  return static_cast<double>(heap_bytes() - before) / static_cast<double>(articles.texts.size());
}

/// The background of an empty window.
class NoBackground : public fold::Background {
 public:
  std::uint32_t recurrences() override { return 0; }
  fold::Sharers sharers(std::span<const Token> /*passage*/) override { return {}; }
  std::uint32_t earlier_copies() override { return 0; }
};

/// A whole article, and the brief that a feed has of it: the headline with 40 words.
struct Both {
  Document whole, brief;
  fold::OwnWords whole_words, brief_words;
};

fold::OwnWords all_words(const Document& document) {
  fold::OwnWords out{document.body, {}};
  for (const Sentence& s : document.sentences) out.ends.push_back(s.last);
  return out;
}

std::string beginning_of(const std::string& text) {
  constexpr int kWords = 40;
  std::size_t end = 0;
  for (int i = 0; i < kWords && end != std::string::npos; ++i) end = text.find(' ', end + 1);
  return text.substr(0, end);
}

/// Microseconds for the verdict on a brief and the article `step` further on, brief or whole.
/// Neighbours are alike only by chance. With step 0 it is the article itself.
double microseconds_a_pair(const std::vector<Both>& all, bool whole, std::size_t step) {
  NoBackground background;
  const fold::Rarity rarity;
  std::size_t copies = 0;
  const double seconds = bench::seconds_of(kPasses, [&] {
    for (std::size_t i = 0; i + step < all.size(); ++i) {
      const fold::ArticleKey one{ArticleId{1}, 1, 0, Timestamp{}, Timestamp{}};
      const fold::ArticleKey two{ArticleId{2}, 2, 0, Timestamp{}, Timestamp{}};
      const Both& other = all[i + step];
      fold::Side a = side_of(one, all[i].brief, all[i].brief_words);
      fold::Side b = side_of(two, whole ? other.whole : other.brief,
                             whole ? other.whole_words : other.brief_words);
      const fold::Comparison comparison = compare_partial(a, b, fold::Comparer(a.body));
      copies += is_copy(judge_partial(a, b, comparison, {}, rarity, background).outcome);
    }
  });
  return copies < all.size() * kPasses + 1 ? 1e6 * seconds / static_cast<double>(all.size()) : 0;
}

void measure_partial(const Articles& articles) {
  std::vector<Both> all;
  for (const Text& t : articles.texts) {
    Both both{
        text::words_of(t.title, t.body), text::words_of(t.title, beginning_of(t.body)), {}, {}};
    both.brief.partial = true;
    both.whole_words = all_words(both.whole);
    both.brief_words = all_words(both.brief);
    all.push_back(std::move(both));
  }
  std::printf(
      "partial pairs: two briefs %.1f us, equal ones %.1f us; with a whole text %.1f us, its own "
      "%.1f us\n",
      microseconds_a_pair(all, false, 1), microseconds_a_pair(all, false, 0),
      microseconds_a_pair(all, true, 1), microseconds_a_pair(all, true, 0));
}

/// The reports of all articles, each of a story of its own, in the order of the files.
std::vector<events::NewReport> reports_of(const Articles& articles) {
  std::vector<events::NewReport> out;
  for (std::size_t i = 0; i < articles.texts.size(); ++i) {
    const Text& text = articles.texts[i];
    const fold::ArticleKey& key = articles.incoming[i];
    out.push_back({StoryId{to_int(key.id)}, key.outlet, "", std::nullopt, std::nullopt,
                   events::terms_of(text.title, text.body)});
  }
  return out;
}

/// All in one window, which is the dearest case.
void find_all(events::Finder& finder, const std::vector<events::NewReport>& reports) {
  std::int64_t last = 0;
  for (const events::NewReport& report : reports) {
    const events::Found found = finder.find(report);
    const EventId event = found.event.value_or(EventId{last + 1});
    last = std::max(last, to_int(event));
    finder.remember(report, event, found.link.like);
  }
}

void measure_events(const Articles& articles) {
  const auto n = static_cast<double>(articles.texts.size());
  double terms = std::numeric_limits<double>::max();
  double found = terms;
  double bytes = 0;
  std::size_t seen = 0;
  for (int i = 0; i < kPasses; ++i) {
    terms = std::min(terms, bench::seconds_of(1, [&] {
                       for (const Text& t : articles.texts)
                         seen += events::terms_of(t.title, t.body).terms.size();
                     }));
    const std::vector<events::NewReport> reports = reports_of(articles);
    const std::size_t before = heap_bytes();
    events::Finder finder{events::Rules{}};
    found = std::min(found, bench::seconds_of(1, [&] { find_all(finder, reports); }));
    bytes = static_cast<double>(heap_bytes() - before) / n;
  }
  std::printf("events: terms %.1f us, the event %.1f us, %.0f bytes an article (%zu)\n",
              1e6 * terms / n, 1e6 * found / n, bytes, seen % 10);
}

void measure_articles(int count, char** files) {
  const Articles articles = read_articles(count, files);
  const std::size_t n = articles.texts.size();
  if (n == 0) return;
  constexpr double kLong = std::numeric_limits<double>::max();
  double words = kLong;
  double analysed = kLong;
  double folded = kLong;
  std::size_t seen = 0;
  std::size_t stories = 0;
  for (int i = 0; i < kPasses; ++i) {  // in turns; the fastest pass of each counts
    words = std::min(words, bench::seconds_of(1, [&] {
                       for (const Text& t : articles.texts)
                         seen += text::words_of(t.title, t.body).sentences.size();
                     }));
    analysed = std::min(analysed, bench::seconds_of(1, [&] {
                          for (const Text& t : articles.texts)
                            seen += text::analyse(t.title, t.body).samples.size();
                        }));
    folded = std::min(folded, fold_all(articles, stories));
  }
  for (double* seconds : {&words, &analysed, &folded}) *seconds /= static_cast<double>(n);
  const double fingerprints = analysed - words;
  std::printf("%zu articles of %.0f words, %zu stories (%zu)\n", n,
              static_cast<double>(articles.words) / static_cast<double>(n), stories, seen % 10);
  std::printf(
      "normalising and cutting %.1f us, fingerprints %.1f us, net, check and decision %.1f us\n",
      1e6 * words, 1e6 * fingerprints, 1e6 * folded);
  std::printf("folding to normalising and cutting: %.2f; %.0f articles a second in all\n",
              (fingerprints + folded) / words, 1 / (analysed + folded));
  std::printf("window: %.0f bytes an article\n", bytes_an_article(articles));
  measure_partial(articles);
  measure_events(articles);
}

void measure_near(std::size_t size) {
  constexpr int kRadius = 3;
  std::mt19937_64 random(1);
  std::vector<Fingerprint> all(size);
  for (Fingerprint& f : all) f = Fingerprint{random()};
  const std::size_t before = heap_bytes();
  fold::NearIndex index(kRadius);
  for (std::size_t i = 0; i < size; ++i) index.add(all[i], static_cast<std::uint32_t>(i));
  const std::size_t bytes = heap_bytes() - before;
  std::size_t found = 0;
  const auto probe = [&](int i) { return all[static_cast<std::size_t>(i) * 7919 % size]; };
  double indexed = std::numeric_limits<double>::max();
  double linear = indexed;
  for (int round = 0; round < kPasses; ++round) {
    int next = round * 1000;
    indexed = std::min(indexed, bench::seconds_of(1000, [&] {
                         index.near(probe(next++), [&found](std::uint32_t, int) { ++found; });
                       }));
    linear = std::min(linear,
                      bench::seconds_of(10, [&] { found += scan(all, probe(next++), kRadius); }));
  }
  std::printf(
      "%9zu fingerprints, k <= %d: index %.2f us, linear scan %.0f us, %.0f times; "
      "%.1f bytes each (%zu)\n",
      size, kRadius, 1e6 * indexed, 1e6 * linear, linear / indexed,
      static_cast<double>(bytes) / static_cast<double>(size), found % 10);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) {
    measure_articles(argc - 1, argv + 1);
  } else {
    measure_near(1'000'000);
    measure_near(10'000'000);
  }
}
