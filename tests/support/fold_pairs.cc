#include "support/fold_pairs.h"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "cli/fold_stream.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"

namespace wirefold::test {
namespace {

using Texts = std::map<std::string, std::vector<std::string>, std::less<>>;

constexpr char kFolder[] = SOURCE_DIR "/tests/data/fold_pairs/";
constexpr const char* kFiles[] = {"pairs.txt",        "boilerplate.txt",  "compilation.txt",
                                  "running_text.txt", "common_words.txt", "numerals.txt",
                                  "templates.txt"};

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(kFolder + file);
  if (!in) throw std::runtime_error(file + ": cannot be read");
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// Replaces \u200B and the like by the code point: fixtures write invisible characters so.
std::string unescaped(const std::string& line) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = line.find("\\u"); at != std::string::npos; at = line.find("\\u", from)) {
    out += line.substr(from, at - from);
    append_utf8(out, static_cast<char32_t>(std::stoul(line.substr(at + 2, 4), nullptr, 16)));
    from = at + 6;
  }
  return out + line.substr(from);
}

Texts read_texts() {
  Texts out;
  std::string name;
  for (const std::string& line : lines_of("texts.txt")) {
    if (line.starts_with('@')) {
      name = line.substr(1);
    } else {
      out[name].push_back(unescaped(line));
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

/// Reads "name", "name 2-4" or "name 2", optionally followed by changes between slashes.
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
  // All changes happen at once, so that no change applies to text that another has inserted.
  const std::vector<std::string_view> pieces =
      split(std::string_view(reference).substr(changes), '/');
  const auto mark = [](std::size_t piece) { return '\x01' + std::string(piece, '\x02') + '\x03'; };
  for (std::size_t i = 1; i + 1 < pieces.size(); i += 3) {
    const std::string from(pieces[i]);
    if (from.empty() || out.find(from) == std::string::npos) {
      throw std::runtime_error("nothing to change: " + from);
    }
    replace_all(out, from, mark(i));
  }
  for (std::size_t i = 1; i + 1 < pieces.size(); i += 3) {
    replace_all(out, mark(i), std::string(pieces[i + 1]));
  }
  return out;
}

cli::InputArticle article_of(const std::string& line) {
  const std::vector<std::string_view> parts = split(std::string_view(line).substr(3), '|');
  if (parts.size() < 3) throw std::runtime_error("-- OUTLET | DATE | HEADLINE");
  cli::InputArticle out;
  out.outlet = trim(parts[0]);
  out.published = parse::parse_date(trim(parts[1]));
  const std::size_t headline = static_cast<std::size_t>(parts[2].data() - line.data());
  out.title = trim(std::string_view(line).substr(headline));
  return out;
}

/// Reads a file of fixtures line by line.
class FixtureReader {
 public:
  FixtureReader(const Texts& texts, std::vector<FoldFixture>& out) : texts_(texts), out_(out) {}

  void take(const std::string& escaped) {
    const std::string line = unescaped(escaped);
    if (line.starts_with("## ")) {
      finish();
      kind_ = trim(std::string_view(line).substr(3));
    } else if (line.starts_with("== ")) {
      finish();
      const std::vector<std::string_view> parts = split(std::string_view(line).substr(3), '|');
      out_.push_back({kind_, std::string(trim(parts.at(0)))});
      stories_ = trim(parts.at(1));
      open_ = true;
    } else if (!open_) {
      throw std::runtime_error("an article of no fixture");
    } else if (line.starts_with("-- ")) {
      std::vector<cli::InputArticle>& articles = out_.back().articles;
      articles.push_back(article_of(line));
      articles.back().id = out_.back().name + ' ' + std::to_string(articles.size());
    } else if (out_.back().articles.empty()) {
      throw std::runtime_error("a line of no article");
    } else {
      take_line_of(out_.back().articles.back(), line);
    }
  }

  /// Ends the fixture that is open, if any.
  void finish() {
    if (!open_) return;
    open_ = false;
    FoldFixture& fixture = out_.back();
    const std::size_t count = fixture.articles.size();
    if (kind_.empty()) throw std::runtime_error(fixture.name + " is of no kind");
    if (count < 2 || count > 6) throw std::runtime_error(fixture.name + ": two to six articles");
    if (stories_ == "together" || stories_ == "apart") {
      const char between = stories_ == "together" ? ' ' : ',';
      stories_ = "1";
      for (std::size_t n = 2; n <= count; ++n) stories_ += between + std::to_string(n);
    }
    std::vector<std::string> named;
    for (const std::string_view group : split(stories_, ',')) {
      std::set<std::string> story;
      std::istringstream numbers{std::string(group)};
      for (std::size_t n = 0; numbers >> n;) story.insert(fixture.articles.at(n - 1).id);
      named.insert(named.end(), story.begin(), story.end());
      fixture.stories.insert(std::move(story));
    }
    if (named.size() != count || std::set(named.begin(), named.end()).size() != count) {
      throw std::runtime_error(fixture.name + ": each article in one story");
    }
  }

 private:
  void take_line_of(cli::InputArticle& article, const std::string& line) {
    if (line.starts_with("url: ")) {
      article.url = line.substr(5);
      return;
    }
    const std::size_t at = std::min(line.find('@'), line.size());
    article.text += line.substr(0, at);
    article.text += at == line.size() ? "\n" : paragraphs_of(texts_, line.substr(at + 1));
  }

  const Texts& texts_;
  std::vector<FoldFixture>& out_;
  std::string kind_;
  std::string stories_;  // Of the fixture, as written in its line.
  bool open_ = false;    // True once a fixture has begun.
};

}  // namespace

std::vector<FoldFixture> fold_fixtures() {
  std::vector<FoldFixture> out;
  std::set<std::string> names;
  const Texts texts = read_texts();
  for (const char* file : kFiles) {
    FixtureReader reader(texts, out);
    int number = 0;
    try {
      for (const std::string& line : lines_of(file)) {
        ++number;
        reader.take(line);
      }
      reader.finish();
    } catch (const std::exception& error) {
      throw std::runtime_error(std::string(file) + ':' + std::to_string(number) + ": " +
                               error.what());
    }
  }
  for (const FoldFixture& fixture : out) {
    if (!names.insert(fixture.name).second) throw std::runtime_error("twice: " + fixture.name);
  }
  return out;
}

std::vector<FoldFixture> fold_pairs() {
  std::vector<FoldFixture> out = fold_fixtures();
  std::erase_if(out, [](const FoldFixture& fixture) { return fixture.articles.size() != 2; });
  return out;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

std::string html_of(const std::string& text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (!line.empty()) out += "<p>" + escaped(std::string(line)) + "</p>";
  }
  return out;
}

cli::InputArticle as_feed_has_it(cli::InputArticle article) {
  article.summary = html_of(std::exchange(article.text, {}));
  return article;
}

Stories folded(const std::vector<cli::InputArticle>& articles) {
  cli::FoldStream stream({});
  std::map<std::string, std::set<std::string>> stories;
  const auto note = [&stories](const std::vector<cli::FoldStream::Line>& lines) {
    for (const cli::FoldStream::Line& line : lines) stories[line.story].insert(line.id);
  };
  for (const cli::InputArticle& a : articles) note(stream.take(a));
  note(stream.finish());
  Stories out;
  for (const auto& [id, members] : stories) out.insert(members);
  return out;
}

}  // namespace wirefold::test
