#include <chrono>
#include <iostream>
#include <thread>

#include "ruling_words.h"
#include "settings.h"
#include "undo.h"
#include "wirefold/app/commands.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/time.h"
#include "wirefold/store/store.h"

namespace wirefold::app {
namespace {

using namespace std::chrono_literals;

// For a daemon that is in the middle of something.
constexpr auto kPatience = 20s;

std::string articles(const std::vector<ArticleId>& ids) {
  std::string out = ids.size() == 1 ? "article " : "articles ";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    out += (i > 0 ? ", " : "") + std::to_string(to_int(ids[i]));
  }
  return out;
}

/// In a sentence: what is wanted, or what is so by now.
std::string said(const Ruling& ruling) {
  switch (ruling.kind) {
    case RulingKind::kPin:
      return name_of(ruling.story) + " keeps its articles";
    case RulingKind::kSplit:
      return ruling.done ? articles(ruling.articles) + " left " + name_of(ruling.story) + " for " +
                               name_of(ruling.other)
                         : articles(ruling.articles) + " leave for a story of their own";
    case RulingKind::kMerge:
      return name_of(ruling.story) + (ruling.done ? " is" : " becomes") + " part of " +
             name_of(ruling.other);
    case RulingKind::kNever:
      return name_of(ruling.story) + " and " + name_of(ruling.other) + " are never made one";
    case RulingKind::kUndo:
      return name_of_ruling(ruling.undoes) + " is " + (ruling.done ? "undone" : "taken back") +
             (ruling.articles.empty() ? ""
                                      : ": " + articles(ruling.articles) + " went back from " +
                                            name_of(ruling.story) + " to " + name_of(ruling.other));
  }
  return {};
}

Ruling ruling_of(const RulingOptions& options) {
  Ruling out;
  out.kind = options.kind;
  out.made = wall_clock_now();
  if (options.kind == RulingKind::kSplit) {
    for (const std::int64_t id : options.ids) out.articles.push_back(ArticleId{id});
  } else {
    out.story = StoryId{options.ids.at(0)};
    if (options.ids.size() > 1) out.other = StoryId{options.ids.at(1)};
  }
  return out;
}

std::optional<Ruling> find(store::Store& store, std::int64_t id) {
  for (Ruling& ruling : store.rulings()) {
    if (ruling.id == id) return std::move(ruling);
  }
  return std::nullopt;
}

/// What the daemon has made of it; nothing if it has not within our patience.
std::optional<Ruling> outcome(const std::string& database, std::int64_t id) {
  store::Store store(database);
  const auto limit = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < limit) {
    auto ruling = find(store, id);
    if (ruling && ruling->done) return ruling;
    std::this_thread::sleep_for(50ms);
  }
  return std::nullopt;
}

int fail(const Ruling& ruling, const std::string& why) {
  std::cerr << "wirefold story " << to_string(ruling.kind) << ": " << why << '\n';
  return 1;
}

}  // namespace

int rule(const RulingOptions& options) {
  const config::Loaded loaded = config::load(options.config_file);
  if (!report(loaded.problems)) return 1;
  const std::string database = database_file(loaded.config);
  Ruling ruling = ruling_of(options);
  store::add_ruling(database, ruling);
  if (!store::is_in_use(database)) {
    std::cout << "ruling " << ruling.id << ": " << said(ruling)
              << ", as soon as the daemon runs again\n";
    return 0;
  }
  const auto done = outcome(database, ruling.id);
  if (!done)
    return fail(ruling, "the daemon is busy and has not taken up ruling " +
                            std::to_string(ruling.id) + " yet; it will");
  if (!done->problem.empty()) return fail(*done, done->problem);
  std::cout << "ruling " << done->id << ": " << said(*done) << '\n';
  return 0;
}

int list_rulings(const std::string& config_file, bool json) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  store::Store store(database_file(loaded.config));
  for (const Ruling& ruling : store.rulings()) {
    Ruling shown = ruling;
    if (!ruling.problem.empty()) shown.done.reset();  // it never was
    const char* const state = !ruling.problem.empty() ? "failed"
                              : !ruling.done          ? "waits"
                              : ruling.stands()       ? "holds"
                                                      : "done";
    if (!json) {
      std::cout << ruling.id << "  " << format_rfc3339(ruling.made) << "  " << state << "  "
                << said(shown) << (ruling.problem.empty() ? "" : ": " + ruling.problem) << '\n';
      continue;
    }
    JsonWriter out;
    out.begin_object().member("id", ruling.id).member("kind", to_string(ruling.kind));
    out.member("made", format_rfc3339(ruling.made)).member("state", state);
    if (to_int(ruling.story) != 0) out.member("story", to_int(ruling.story));
    if (to_int(ruling.other) != 0) out.member("other", to_int(ruling.other));
    out.key("articles").begin_array();
    for (const ArticleId id : ruling.articles) out.value(to_int(id));
    out.end_array().member_if("problem", ruling.problem).end_object();
    std::cout << out.take() << '\n';
  }
  return std::cout.flush() ? 0 : 1;
}

int forget_ruling(const std::string& config_file, std::int64_t id) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  const std::string database = database_file(loaded.config);
  std::optional<Ruling> ruling;
  {
    store::Store store(database);
    ruling = find(store, id);
  }
  const bool can_be = ruling && (!ruling->done || ruling->stands());
  if (!can_be || !store::drop_ruling(database, id)) {
    std::cerr << "wirefold story forget: "
              << (ruling ? "it is done, and nothing that holds: " : "there is no ruling ") << id
              << '\n';
    return 1;
  }
  std::cout << "no longer so: " << said(*ruling) << '\n';
  return 0;
}

}  // namespace wirefold::app
