#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/time.h"
#include "wirefold/ingest/override_names.h"
#include "wirefold/ingest/undo.h"
#include "wirefold/serve/target.h"
#include "wirefold/serve/words/ruling_words.h"
#include "wirefold/store/database.h"

namespace wirefold::cli {
namespace {

using namespace std::chrono_literals;

// Longest wait for a busy daemon.
constexpr auto kPatience = 20s;

/// The words of the pages, in English.
std::string words_of(const Override& order) {
  return serve::ruling_words(order, serve::kDefaultLanguage);
}

Override override_of(const OverrideOptions& options) {
  Override out;
  out.kind = options.kind;
  out.made = wall_clock_now();
  if (options.kind == OverrideKind::kSplit) {
    for (const std::int64_t id : options.ids) out.articles.push_back(ArticleId{id});
  } else {
    out.story = StoryId{options.ids.at(0)};
    if (options.ids.size() > 1) out.other = StoryId{options.ids.at(1)};
  }
  return out;
}

std::optional<Override> find(store::Overrides& overrides, std::int64_t id) {
  for (Override& order : overrides.all()) {
    if (order.id == id) return std::move(order);
  }
  return std::nullopt;
}

/// The override once the daemon has processed it; nullopt after kPatience.
std::optional<Override> outcome(const std::string& database, std::int64_t id) {
  const std::unique_ptr<store::View> view = store::open_to_read(database);
  const auto limit = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < limit) {
    auto order = find(view->overrides(), id);
    if (order && order->done) return order;
    std::this_thread::sleep_for(50ms);
  }
  return std::nullopt;
}

int fail(const Override& order, const std::string& why) {
  to_error() << "wirefold " << (order.is_of_event() ? "event " : "story ") << command_of(order.kind)
             << ": " << why << '\n';
  return 1;
}

/// Stores an override and, if a daemon runs, waits for it and prints the outcome, followed by
/// `more` of it. Deletes an override that failed.
int submit(const std::string& database, Override order,
           const std::function<std::string(const Override&)>& more) {
  store::add_override(database, order);
  if (!store::is_in_use(database)) {
    to_output() << ingest::name_of_override(order.id) << ": " << words_of(order)
                << ", as soon as the daemon runs again\n";
    return 0;
  }
  const auto done = outcome(database, order.id);
  if (!done)
    return fail(order, "the daemon is busy; it will carry out " +
                           ingest::name_of_override(order.id) + " later");
  if (!done->problem.empty()) {
    store::drop_override(database, done->id);
    return fail(*done, done->problem);
  }
  to_output() << ingest::name_of_override(done->id) << ": " << words_of(*done) << more(*done)
              << '\n';
  return 0;
}

/// The undo of override `id` that waits for the daemon; nullopt if there is none.
std::optional<std::int64_t> waiting_undo(const std::vector<Override>& overrides, std::int64_t id) {
  for (const Override& undo : overrides) {
    if (undo.undoes == id && !undo.done) return undo.id;
  }
  return std::nullopt;
}

void print_line(const Override& order) {
  to_output() << order.id << "  " << format_local(order.made) << "  " << to_string(order.state())
              << "  " << words_of(order);
  if (order.follows != 0) to_output() << ", by " << ingest::name_of_override(order.follows);
  if (!order.by.empty()) to_output() << ", ordered by " << order.by;
  if (!order.problem.empty()) to_output() << ": " << order.problem;
  to_output() << '\n';
}

void print_json(const Override& order) {
  JsonWriter out;
  out.begin_object().member("id", order.id).member("kind", to_string(order.kind));
  out.member("made", format_rfc3339(order.made)).member("state", to_string(order.state()));
  if (to_int(order.story) != 0) out.member("story", to_int(order.story));
  if (to_int(order.other) != 0) out.member("other", to_int(order.other));
  if (order.follows != 0) out.member("follows", order.follows);
  if (order.undoes != 0) out.member("undoes", order.undoes);
  out.member_if("by", order.by);
  out.key("articles").begin_array();
  for (const ArticleId id : order.articles) out.value(to_int(id));
  out.end_array().member_if("problem", order.problem).end_object();
  to_output().json(out.take()) << '\n';
}

}  // namespace

std::string command_of(OverrideKind kind) {
  const std::string name(to_string(kind));
  return name.starts_with("event_") ? name.substr(6) : name;
}

int add_override(const OverrideOptions& options) {
  const auto config = load_config(options.config_file);
  if (!config) return 1;
  return submit(app::database_file(*config), override_of(options),
                [](const Override&) { return std::string(); });
}

int undo_override(const std::string& config_file, std::int64_t id) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  const std::string database = app::database_file(*config);
  const std::vector<Override> overrides = store::open_to_read(database)->overrides().all();
  Override undo;
  undo.kind = OverrideKind::kUndo;
  undo.undoes = id;
  undo.made = wall_clock_now();
  if (store::withdraw_override(database, id)) {
    to_output() << ingest::name_of_override(id) << " was not carried out and is removed\n";
    return 0;
  }
  const std::string problem = ingest::why_not_undone(overrides, id);
  if (!problem.empty()) return fail(undo, problem);
  if (const auto waiting = waiting_undo(overrides, id))
    return fail(undo,
                ingest::name_of_override(*waiting) + " undoes it as soon as the daemon runs again");
  const auto was = std::find_if(overrides.begin(), overrides.end(),
                                [id](const Override& order) { return order.id == id; });
  return submit(database, undo, [&was](const Override& done) {
    const std::string more = serve::undone_words(*was, done, serve::kDefaultLanguage);
    return more.empty() ? "" : "; " + more;
  });
}

int list_overrides(const std::string& config_file, bool json) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  const std::unique_ptr<store::View> view = store::open_to_read(app::database_file(*config));
  for (const Override& order : view->overrides().all()) {
    if (order.rests()) continue;
    if (json) {
      print_json(order);
    } else {
      print_line(order);
    }
  }
  return to_output().flush() ? 0 : 1;
}

int forget_override(const std::string& config_file, std::int64_t id) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  const std::string database = app::database_file(*config);
  const auto order = find(store::open_to_read(database)->overrides(), id);
  const bool can_forget = order && (!order->done || order->stands());
  if (!can_forget || !store::drop_override(database, id)) {
    to_error() << "wirefold story forget: "
               << (order ? "neither in force nor waiting; use \"wirefold story undo\" for override "
                         : "there is no override ")
               << id << '\n';
    return 1;
  }
  to_output() << "no longer in force: " << words_of(*order) << '\n';
  return 0;
}

}  // namespace wirefold::cli
