#include <unistd.h>

#include <fstream>
#include <iostream>

#include "commands.h"
#include "fold_stream.h"
#include "loaded_config.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/terminal.h"
#include "wirefold/ingest/fold_rules.h"

namespace wirefold::cli {
namespace {

/// The output line of one article.
std::string json_of(const FoldStream::Line& line) {
  JsonWriter json;
  json.begin_object().member("id", line.id).member("story", line.story).member("lead", line.lead);
  line.lead ? json.key("like").null() : json.member("like", line.like);
  line.distance < 0 ? json.key("distance").null() : json.member("distance", line.distance);
  line.lead ? json.key("similarity").null() : json.member("similarity", line.similarity);
  json.member("rule", line.rule).member_if("contained_in", line.whole);
  json.member_if("event", line.event).end_object();
  return json.take();
}

void print(const std::vector<FoldStream::Line>& lines) {
  for (const FoldStream::Line& line : lines) to_output().json(json_of(line)) << '\n';
}

std::string note_of(const FoldStream& folding) {
  return std::to_string(folding.articles()) + " articles, " + std::to_string(folding.stories()) +
         " stories, " + std::to_string(folding.window()) + " in the window";
}

int fold_stream(std::istream& in, const std::string& name, std::uintmax_t bytes,
                const fold::Rules& rules, const std::optional<events::Rules>& events) {
  FoldStream folding(rules, events);
  InputReader reader;
  constexpr std::int64_t kShowEvery = 512;
  Progress progress("Folding", isatty(STDOUT_FILENO) == 0);
  std::string line;
  std::uintmax_t read = 0;
  int exit_code = 0;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    read += line.size() + 1;
    if (trim(line).empty()) continue;
    Result<InputArticle> article = reader.read(line);
    if (article && article->id.empty()) article = Error{Errc::kMalformed, "no \"id\""};
    if (article) {
      print(folding.take(*article));
    } else {
      to_error() << name << ':' << number << ": " << article.error().detail << '\n';
      exit_code = 1;
    }
    if (folding.articles() % kShowEvery == 0) progress.show(read, bytes, note_of(folding));
  }
  print(folding.finish());
  return to_output().flush() ? exit_code : 1;
}

std::uintmax_t size_of(std::ifstream& in) {
  in.seekg(0, std::ios::end);
  const auto end = in.tellg();
  in.clear();
  in.seekg(0);
  in.clear();  // a pipe cannot seek
  return end > 0 ? static_cast<std::uintmax_t>(end) : 0;
}

}  // namespace

int fold(const std::string& file, const std::string& config_file, bool finds_events) {
  fold::Rules rules;
  std::optional<events::Rules> events;
  if (finds_events) events.emplace();
  if (!config_file.empty()) {
    const auto config = load_config(config_file);
    if (!config) return 1;
    rules = ingest::rules_of(*config);
    if (finds_events) events = ingest::event_rules_of(*config);
  }
  std::ios::sync_with_stdio(false);
  if (file == "-") return fold_stream(std::cin, "standard input", 0, rules, events);
  std::ifstream in(file);
  if (!in) {
    to_error() << "wirefold fold: " << file << ": cannot be read\n";
    return 1;
  }
  const std::uintmax_t bytes = size_of(in);
  return fold_stream(in, file, bytes, rules, events);
}

}  // namespace wirefold::cli
