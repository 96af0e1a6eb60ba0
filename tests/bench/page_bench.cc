// Measures how fast articles are read from pages (encoding, tree, text, title, date), as a ratio to
// the bare HTML library, which builds the tree of the same bytes in the same run.
//
//   page_bench FILE...      leaves out documents that are no pages
#include <libxml/HTMLparser.h>

#include <cstdio>
#include <vector>

#include "bench/timing.h"
#include "wirefold/page/page.h"

namespace {

using namespace wirefold;

struct Document {
  std::string bytes;
  int repeats = 1;
  double raw_seconds = 1e9;
  double full_seconds = 1e9;
};

void parse_raw(const Document& d) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  xmlFreeDoc(htmlReadMemory(d.bytes.data(), static_cast<int>(d.bytes.size()), nullptr, "UTF-8",
                            kOptions | XML_PARSE_HUGE));
}

void read_full(const Document& d) {
  if (!page::read_page(d.bytes, "text/html; charset=utf-8", "https://h.example/a")) std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Document> documents;
  for (int i = 1; i < argc; ++i) {
    Document d;
    d.bytes = bench::read_all(argv[i]);
    if (!page::read_page(d.bytes, "text/html; charset=utf-8", "")) continue;
    d.repeats = bench::repeats_for([&d] { read_full(d); });
    documents.push_back(std::move(d));
  }
  if (documents.empty()) {
    std::fprintf(stderr, "usage: page_bench FILE...; no pages given\n");
    return 2;
  }
  double bytes = 0, raw = 0, full = 0;
  for (int round = 0; round < bench::kRounds; ++round) {
    for (Document& d : documents) {
      d.raw_seconds = std::min(d.raw_seconds, bench::seconds_of(d.repeats, [&d] { parse_raw(d); }));
      d.full_seconds =
          std::min(d.full_seconds, bench::seconds_of(d.repeats, [&d] { read_full(d); }));
    }
  }
  for (const Document& d : documents) {
    bytes += static_cast<double>(d.bytes.size());
    raw += d.raw_seconds;
    full += d.full_seconds;
  }
  std::printf("HTML  %5zu files %8.1f MB   %-9s %7.1f MB/s   wirefold %7.1f MB/s   ratio %.3f\n",
              documents.size(), bytes / 1e6, "libxml2", bytes / raw / 1e6, bytes / full / 1e6,
              raw / full);
  return 0;
}
