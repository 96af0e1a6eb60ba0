#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/time.h"
#include "wirefold/control/orders.h"
#include "wirefold/ingest/override_names.h"
#include "wirefold/serve/target.h"
#include "wirefold/serve/words/ruling_words.h"
#include "wirefold/store/database.h"

namespace wirefold::cli {
namespace {

/// The words of the pages, in English.
std::string words_of(const Override& order) {
  return serve::ruling_words(order, serve::kDefaultLanguage);
}

Override override_of(const OverrideOptions& options) {
  Override out;
  out.kind = options.kind;
  if (options.kind == OverrideKind::kSplit) {
    for (const std::int64_t id : options.ids) out.articles.push_back(ArticleId{id});
  } else {
    out.story = StoryId{options.ids.at(0)};
    if (options.ids.size() > 1) out.other = StoryId{options.ids.at(1)};
  }
  return out;
}

int fail(const Override& order, const std::string& why) {
  to_error() << "wirefold " << (order.is_of_event() ? "event " : "story ") << command_of(order.kind)
             << ": " << why << '\n';
  return 1;
}

/// Prints the outcome of an order to a database, followed by `more` of it.
int say(const std::string& database, const Override& order, const std::string& more = {}) {
  if (!order.problem.empty()) return fail(order, order.problem);
  const std::string name = ingest::name_of_override(order.id);
  if (order.done) {
    to_output() << name << ": " << words_of(order) << more << '\n';
    return 0;
  }
  if (store::is_in_use(database)) {
    return fail(order, "the daemon is busy; it will carry out " + name + " later");
  }
  to_output() << name << ": " << words_of(order) << ", as soon as the daemon runs again\n";
  return 0;
}

/// What else there is to say of `undo`, which has reverted `was`.
std::string more_of(const std::optional<Override>& was, const Override& undo) {
  if (!was || !undo.is_carried_out()) return {};
  const std::string more = serve::undone_words(*was, undo, serve::kDefaultLanguage);
  return more.empty() ? "" : "; " + more;
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
  const std::string database = app::database_file(*config);
  return say(database, control::carry_out(database, override_of(options)));
}

int undo_override(const std::string& config_file, std::int64_t id) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  const std::string database = app::database_file(*config);
  const auto was = find_override(store::open_to_read(database)->overrides().all(), id);
  const Override undo = control::undo(database, id, "");
  if (undo.done && undo.id == 0) {
    to_output() << ingest::name_of_override(id) << " was not carried out and is removed\n";
    return 0;
  }
  return say(database, undo, more_of(was, undo));
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
  const auto order = find_override(store::open_to_read(database)->overrides().all(), id);
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
