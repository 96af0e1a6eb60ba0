#include "support/fold_pairs.h"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "app/fold_stream.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"

namespace wirefold::test {
namespace {

using Texts = std::map<std::string, std::vector<std::string>, std::less<>>;

constexpr char kFolder[] = SOURCE_DIR "/tests/data/fold_pairs/";

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(kFolder + file);
  if (!in) throw std::runtime_error(file + ": cannot be read");
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

Texts read_texts() {
  Texts out;
  std::string name;
  for (const std::string& line : lines_of("texts.txt")) {
    if (line.starts_with('@')) {
      name = line.substr(1);
    } else {
      out[name].push_back(line);
    }
  }
  return out;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// "name", "name 2-4", "name 2", with changes between slashes behind it.
std::string paragraphs_of(const Texts& texts, const std::string& reference) {
  const std::size_t changes = std::min(reference.find(" /"), reference.size());
  std::istringstream head(reference.substr(0, changes));
  std::string name;
  head >> name;
  const auto text = texts.find(name);
  if (text == texts.end()) throw std::runtime_error("no text " + name);
  std::size_t first = 1;
  std::size_t last = text->second.size();
  if (head >> first) {
    last = first;
    if (char dash = 0; head >> dash) head >> last;
  }
  std::string out;
  for (std::size_t i = first; i <= last; ++i) out += text->second.at(i - 1) + '\n';
  // All at once, so that what one change puts in is no other's to change.
  const std::vector<std::string_view> pieces =
      split(std::string_view(reference).substr(changes), '/');
  const auto mark = [](std::size_t piece) { return '\x01' + std::to_string(piece) + '\x02'; };
  for (std::size_t i = 1; i + 1 < pieces.size(); i += 3) {
    replace_all(out, std::string(pieces[i]), mark(i));
  }
  for (std::size_t i = 1; i + 1 < pieces.size(); i += 3) {
    replace_all(out, mark(i), std::string(pieces[i + 1]));
  }
  return out;
}

app::InputArticle article_of(const std::string& line) {
  const std::vector<std::string_view> parts = split(std::string_view(line).substr(3), '|');
  if (parts.size() < 3) throw std::runtime_error("-- OUTLET | DATE | HEADLINE");
  app::InputArticle out;
  out.outlet = trim(parts[0]);
  out.published = parse::parse_date(trim(parts[1]));
  const std::size_t headline = static_cast<std::size_t>(parts[2].data() - line.data());
  out.title = trim(std::string_view(line).substr(headline));
  return out;
}

}  // namespace

std::vector<FoldPair> fold_pairs() {
  const Texts texts = read_texts();
  std::vector<FoldPair> out;
  int side = 0;  // of the last pair, 1 or 2
  int number = 0;
  for (const std::string& line : lines_of("pairs.txt")) {
    ++number;
    try {
      if (line.starts_with("== ")) {
        const std::vector<std::string_view> parts = split(std::string_view(line).substr(3), '|');
        out.push_back({std::string(trim(parts.at(0))), trim(parts.at(1)) == "together", {}, {}});
        side = 0;
        continue;
      }
      side += line.starts_with("-- ");
      if (out.empty() || side < 1 || side > 2) throw std::runtime_error("not two articles a pair");
      app::InputArticle& article = side == 1 ? out.back().first : out.back().second;
      if (line.starts_with("-- ")) {
        article = article_of(line);
        article.id = out.back().name + ' ' + std::to_string(side);
      } else {
        const std::size_t at = std::min(line.find('@'), line.size());
        article.text += line.substr(0, at);
        article.text += at == line.size() ? "\n" : paragraphs_of(texts, line.substr(at + 1));
      }
    } catch (const std::exception& error) {
      throw std::runtime_error("pairs.txt:" + std::to_string(number) + ": " + error.what());
    }
  }
  return out;
}

Stories folded(const std::vector<app::InputArticle>& articles) {
  app::FoldStream stream({});
  std::map<std::string, std::set<std::string>> stories;
  for (const app::InputArticle& a : articles) stories[stream.take(a).story].insert(a.id);
  Stories out;
  for (const auto& [id, members] : stories) out.insert(members);
  return out;
}

}  // namespace wirefold::test
