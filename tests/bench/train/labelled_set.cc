#include "bench/train/labelled_set.h"

#include <simdjson.h>

#include <fstream>
#include <functional>
#include <stdexcept>

namespace wirefold::train {
namespace {

void for_each_line(const std::filesystem::path& file,
                   const std::function<void(const std::string&)>& use) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + ": cannot be read");
  for (std::string line; std::getline(in, line);) use(line);
}

}  // namespace

LabelledSet read_set(const std::filesystem::path& folder) {
  LabelledSet out;
  out.name = folder.parent_path().filename().string();  // "sets/german/" ends in a slash
  cli::InputReader reader;
  for_each_line(folder / "articles.jsonl", [&](const std::string& line) {
    if (const auto article = reader.read(line)) out.articles.push_back(*article);
  });
  simdjson::dom::parser parser;
  for_each_line(folder / "labels.jsonl", [&](const std::string& line) {
    std::string_view label;
    std::string_view one;
    std::string_view two;
    simdjson::dom::element pair;
    const bool whole = parser.parse(line).get(pair) == simdjson::SUCCESS &&
                       pair["label"].get(label) == simdjson::SUCCESS &&
                       pair["a"].get(one) == simdjson::SUCCESS &&
                       pair["b"].get(two) == simdjson::SUCCESS;
    if (!whole) throw std::runtime_error((folder / "labels.jsonl").string() + ": " + line);
    if (label != "apart") return;
    const std::string a(one);
    const std::string b(two);
    out.apart.insert({a, b});
    out.apart.insert({b, a});
  });
  return out;
}

}  // namespace wirefold::train
