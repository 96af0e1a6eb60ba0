#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

#include "wirefold/ingest/override_names.h"
#include "wirefold/crawl/options.h"
#include "wirefold/ingest/undo.h"
#include "commands.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/time.h"
#include "wirefold/store/database.h"

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
  to_error() << "wirefold story " << to_string(ruling.kind) << ": " << why << '\n';
  return 1;
}

/// Hands `ruling` to the daemon and says what came of it, with what `more` has to say of that. One
/// that failed is not kept once that is said.
int order(const std::string& database, Ruling ruling,
          const std::function<std::string(const Ruling&)>& more) {
  store::add_ruling(database, ruling);
  if (!store::is_in_use(database)) {
    to_output() << name_of_ruling(ruling.id) << ": " << said(ruling)
                << ", as soon as the daemon runs again\n";
    return 0;
  }
  const auto done = outcome(database, ruling.id);
  if (!done)
    return fail(ruling, "the daemon is busy and has not taken up " + name_of_ruling(ruling.id) +
                            " yet; it will");
  if (!done->problem.empty()) {
    store::drop_ruling(database, done->id);
    return fail(*done, done->problem);
  }
  to_output() << name_of_ruling(done->id) << ": " << said(*done) << more(*done) << '\n';
  return 0;
}

/// What `was` no longer says, now that `undo` has taken it back, or what could not go back.
std::string told(const Ruling& was, const Ruling& undo) {
  if (was.stands()) return "; no longer so: " + said(was);
  std::vector<ArticleId> stay;
  for (const ArticleId id : was.articles) {
    const bool went = std::count(undo.articles.begin(), undo.articles.end(), id) > 0;
    if (!went) stay.push_back(id);
  }
  if (stay.empty()) return {};
  return "; " + articles(stay) +
         (stay.size() == 1 ? " stays where it is now" : " stay where they are now");
}

/// An undo of the ruling `id` that waits for the daemon.
std::optional<std::int64_t> waiting_undo(const std::vector<Ruling>& rulings, std::int64_t id) {
  for (const Ruling& undo : rulings) {
    if (undo.undoes == id && !undo.done) return undo.id;
  }
  return std::nullopt;
}

const char* state_of(const Ruling& ruling) {
  if (!ruling.problem.empty()) return "failed";
  if (!ruling.done) return "waits";
  return ruling.stands() ? "holds" : "done";
}

void print_line(const Ruling& ruling) {
  Ruling shown = ruling;
  if (!ruling.problem.empty()) shown.done.reset();  // it never was
  to_output() << ruling.id << "  " << format_local(ruling.made) << "  " << state_of(ruling) << "  "
              << said(shown);
  if (ruling.follows != 0) to_output() << ", by " << name_of_ruling(ruling.follows);
  if (!ruling.problem.empty()) to_output() << ": " << ruling.problem;
  to_output() << '\n';
}

void print_json(const Ruling& ruling) {
  JsonWriter out;
  out.begin_object().member("id", ruling.id).member("kind", to_string(ruling.kind));
  out.member("made", format_rfc3339(ruling.made)).member("state", state_of(ruling));
  if (to_int(ruling.story) != 0) out.member("story", to_int(ruling.story));
  if (to_int(ruling.other) != 0) out.member("other", to_int(ruling.other));
  if (ruling.follows != 0) out.member("follows", ruling.follows);
  if (ruling.undoes != 0) out.member("undoes", ruling.undoes);
  out.key("articles").begin_array();
  for (const ArticleId id : ruling.articles) out.value(to_int(id));
  out.end_array().member_if("problem", ruling.problem).end_object();
  to_output().json(out.take()) << '\n';
}

}  // namespace

int rule(const RulingOptions& options) {
  const config::Loaded loaded = config::load(options.config_file);
  if (!report(loaded.problems)) return 1;
  return order(database_file(loaded.config), ruling_of(options),
               [](const Ruling&) { return std::string(); });
}

int undo_ruling(const std::string& config_file, std::int64_t id) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  const std::string database = database_file(loaded.config);
  const std::vector<Ruling> rulings = store::Store(database).rulings();
  Ruling undo;
  undo.kind = RulingKind::kUndo;
  undo.undoes = id;
  undo.made = wall_clock_now();
  if (store::withdraw_ruling(database, id)) {
    to_output() << name_of_ruling(id) << " was not carried out, and is dropped\n";
    return 0;
  }
  const std::string problem = why_not_undone(rulings, id);
  if (!problem.empty()) return fail(undo, problem);
  if (const auto waiting = waiting_undo(rulings, id))
    return fail(undo, name_of_ruling(*waiting) + " does that as soon as the daemon runs again");
  const auto was = std::find_if(rulings.begin(), rulings.end(),
                                [id](const Ruling& ruling) { return ruling.id == id; });
  return order(database, undo, [&was](const Ruling& done) { return told(*was, done); });
}

int list_rulings(const std::string& config_file, bool json) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  store::Store store(database_file(loaded.config));
  for (const Ruling& ruling : store.rulings()) {
    if (ruling.rests()) continue;
    if (json) {
      print_json(ruling);
    } else {
      print_line(ruling);
    }
  }
  return to_output().flush() ? 0 : 1;
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
    to_error() << "wirefold story forget: "
               << (ruling ? "it is done, and nothing that holds: " : "there is no ruling ") << id
               << '\n';
    return 1;
  }
  to_output() << "no longer so: " << said(*ruling) << '\n';
  return 0;
}

}  // namespace wirefold::app
