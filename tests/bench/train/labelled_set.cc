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
  out.name = folder.parent_path().filename().string();  // "sets/german/"
  app::InputReader reader;
  for_each_line(folder / "articles.jsonl", [&](const std::string& line) {
    if (const auto article = reader.read(line)) out.articles.push_back(*article);
  });
  simdjson::dom::parser parser;
  for_each_line(folder / "labels.jsonl", [&](const std::string& line) {
    const simdjson::dom::element label = parser.parse(line);
    if (std::string_view(label["label"]) != "apart") return;
    const std::string a{std::string_view(label["a"])};
    const std::string b{std::string_view(label["b"])};
    out.apart.insert({a, b});
    out.apart.insert({b, a});
  });
  return out;
}

}  // namespace wirefold::train
