// Measures how fast whole feeds are parsed (encoding, model, dates, links), as a ratio to the bare
// XML or JSON library, which reads the same bytes in the same run.
//
//   parse_bench FILE...      leaves out documents that are no feeds
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "bench/timing.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/feed.h"

namespace {

using wirefold::bench::kRounds;
using wirefold::bench::seconds_of;

struct Document {
  std::string bytes;
  bool json = false;
  int repeats = 1;
  double raw_seconds = 1e9;
  double full_seconds = 1e9;
};

void parse_raw(const Document& document, simdjson::dom::parser& json) {
  if (document.json) {
    simdjson::dom::element root;
    const auto error = json.parse(document.bytes).get(root);
    if (error) std::abort();  // repaired documents were left out
  } else {
    pugi::xml_document xml;
    xml.load_buffer(document.bytes.data(), document.bytes.size());
  }
}

void parse_full(const Document& document) {
  if (!wirefold::parse::parse_feed(document.bytes, "", "https://h.example/feed")) std::abort();
}

void sample(Document& document, simdjson::dom::parser& json) {
  document.raw_seconds = std::min(document.raw_seconds,
                                  seconds_of(document.repeats, [&] { parse_raw(document, json); }));
  document.full_seconds =
      std::min(document.full_seconds, seconds_of(document.repeats, [&] { parse_full(document); }));
}

std::vector<Document> load(int argc, char** argv) {
  std::vector<Document> documents;
  simdjson::dom::parser parser;
  for (int i = 1; i < argc; ++i) {
    Document d;
    d.bytes = wirefold::bench::read_all(argv[i]);
    d.json = wirefold::trim(d.bytes).starts_with('{');
    if (!wirefold::parse::parse_feed(d.bytes, "", "")) continue;
    simdjson::dom::element root;
    if (d.json && parser.parse(d.bytes).get(root)) continue;
    d.repeats = wirefold::bench::repeats_for([&d] { parse_full(d); });
    documents.push_back(std::move(d));
  }
  return documents;
}

void report(const char* name, const char* library, const std::vector<Document>& all, bool json) {
  double bytes = 0, raw = 0, full = 0;
  int files = 0;
  for (const Document& d : all) {
    if (d.json != json) continue;
    ++files;
    bytes += static_cast<double>(d.bytes.size());
    raw += d.raw_seconds;
    full += d.full_seconds;
  }
  if (files == 0) return;
  std::printf("%-5s %5d files %8.1f MB   %-9s %7.1f MB/s   wirefold %7.1f MB/s   ratio %.3f\n",
              name, files, bytes / 1e6, library, bytes / raw / 1e6, bytes / full / 1e6, raw / full);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Document> documents = load(argc, argv);
  if (documents.empty()) {
    std::fprintf(stderr, "usage: parse_bench FILE...; no feeds given\n");
    return 2;
  }
  simdjson::dom::parser json;
  for (int round = 0; round < kRounds; ++round) {
    for (Document& document : documents) sample(document, json);
  }
  report("XML", "pugixml", documents, false);
  report("JSON", "simdjson", documents, true);
  return 0;
}
