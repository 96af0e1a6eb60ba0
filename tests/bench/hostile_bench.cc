// Measures how fast hostile documents are read, in bytes a second at three sizes. Work that is
// linear has the same rate for a long document as for a short one.
//
//   hostile_bench [NAME...]      only the shapes whose names contain one of these
//
// Ends with status 1 if a shape of 4 MB is read at less than a third of the rate of 256 KB.
#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>

#include "bench/hostile_shapes.h"
#include "bench/timing.h"
#include "wirefold/base/growth.h"
#include "wirefold/fetch/link_header.h"
#include "wirefold/fetch/robots.h"
#include "wirefold/html/links.h"
#include "wirefold/html/page_links.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/sanitize.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/model/limits.h"
#include "wirefold/page/page.h"
#include "wirefold/parse/feed.h"
#include "wirefold/parse/opml.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/search_words.h"
#include "wirefold/text/sentences.h"
#include "wirefold/text/wire.h"

namespace {

using namespace wirefold;
using bench::Reader;

constexpr std::size_t kSizes[] = {std::size_t{256} << 10, std::size_t{1} << 20,
                                  std::size_t{4} << 20};
constexpr double kLeastShare = 1.0 / 3;
constexpr std::string_view kUrl = "https://h.example/news/a";

void read_markup(const std::string& markup) {
  Growth growth(markup.size());
  html::plain_text_of_safe(html::sanitize(markup, kUrl, growth, kMostTextBytes));
  html::one_line(markup);
  html::page_links(markup, kUrl);
  html::with_absolute_links(markup, kUrl, growth);
}

void read_text(const std::string& text) {
  text::read_wire(text);
  text::analyse("A title", text);
  text::without_sentences(text, [](std::uint64_t hash) { return hash % 2 == 0; });
  text::count_words(text);
}

void read_feed(const std::string& bytes) {
  const auto feed = parse::parse_feed(bytes, "", kUrl);
  if (!feed) return;
  for (const Entry& entry : feed->entries) html::one_line(entry.title);
}

void read(Reader reader, const std::string& bytes) {
  switch (reader) {
    case Reader::kPage:
      static_cast<void>(page::read_page(bytes, "text/html; charset=utf-8", kUrl));
      return;
    case Reader::kMarkup:
      return read_markup(bytes);
    case Reader::kText:
      return read_text(bytes);
    case Reader::kFeed:
      return read_feed(bytes);
    case Reader::kOpml:
      static_cast<void>(parse::read_opml(bytes, "feeds.opml"));
      return;
    case Reader::kRobots:
      fetch::Robots::parse(bytes, "wirefold").allows("/" + std::string(2000, 'a'));
      return;
    case Reader::kLinkHeader:
      fetch::links_of(bytes);
      return;
  }
}

/// Bytes a second in the fastest of a few rounds.
double rate_of(const bench::Shape& shape, std::size_t bytes) {
  const std::string document = bench::document_of(shape, bytes);
  const int rounds = bytes == kSizes[0] ? 3 : 2;
  double seconds = 1e9;
  for (int i = 0; i < rounds; ++i) {
    seconds = std::min(seconds, bench::seconds_of(1, [&] { read(shape.reader, document); }));
  }
  return static_cast<double>(document.size()) / seconds;
}

bool is_wanted(std::string_view name, int argc, char** argv) {
  return argc < 2 || std::any_of(argv + 1, argv + argc, [name](const char* part) {
           return name.find(part) != std::string_view::npos;
         });
}

bool falls_from(const std::array<double, std::size(kSizes)>& rates) {
  return rates.back() < kLeastShare * rates.front();
}

/// Returns false if the rate falls with the size. A rate that seems to fall is measured again, as
/// the machine may have done other work.
bool measure(const bench::Shape& shape) {
  constexpr int kTries = 3;
  std::array<double, std::size(kSizes)> rates{};
  for (int i = 0; i == 0 || (i < kTries && falls_from(rates)); ++i) {
    for (std::size_t s = 0; s < rates.size(); ++s) {
      rates[s] = std::max(rates[s], rate_of(shape, kSizes[s]));
    }
  }
  const bool falls = falls_from(rates);
  std::printf("%-42.*s", static_cast<int>(shape.name.size()), shape.name.data());
  for (const double rate : rates) std::printf(" %9.2f", rate / 1e6);
  std::printf("%s\n", falls ? "  FALLS" : "");
  std::fflush(stdout);
  return !falls;
}

}  // namespace

int main(int argc, char** argv) {
  std::printf("%-42s %9s %9s %9s\n", "MB/s", "256 KB", "1 MB", "4 MB");
  bool all = true;
  for (const bench::Shape& shape : bench::kShapes) {
    if (is_wanted(shape.name, argc, argv) && !measure(shape)) all = false;
  }
  return all ? 0 : 1;
}
