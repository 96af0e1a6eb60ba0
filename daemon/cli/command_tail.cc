#include <simdjson.h>
#include <unistd.h>

#include <charconv>
#include <csignal>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/base/file.h"
#include "wirefold/base/output.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/terminal.h"
#include "wirefold/store/database.h"

namespace wirefold::cli {
namespace {

constexpr std::size_t kAtATime = 500;
constexpr timespec kLookEvery{0, 250'000'000};

/// Blocks the signals that end the program, to wait for them.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set_, signal);
    sigprocmask(SIG_BLOCK, &set_, nullptr);
  }
  bool came_within(const timespec& time) const { return sigtimedwait(&set_, nullptr, &time) > 0; }

 private:
  sigset_t set_;
};

std::string text_of(const simdjson::dom::object& event, std::string_view key) {
  std::string_view text;
  return event.at_key(key).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::int64_t number_of(const simdjson::dom::object& event, std::string_view key) {
  std::int64_t number = 0;
  return event.at_key(key).get(number) == simdjson::SUCCESS ? number : 0;
}

/// Prints events as JSON, or for people: "12:01:02 copy 7 (3 outlets)  Beta: The title  https://…".
class Printer {
 public:
  explicit Printer(bool json) : json_(json), paint_(!json && wants_colours(STDOUT_FILENO)) {}

  void print(const StoryEvent& event) {
    if (json_) {
      to_output() << "{\"cursor\":" << event.id << ',';
      to_output().json(event.data.substr(1)) << '\n';
      return;
    }
    simdjson::dom::object data;
    if (parser_.parse(event.data).get(data) != simdjson::SUCCESS) return;
    const std::string time = text_of(data, "time");
    const bool is_new = event.kind == "story" || event.kind == "event";
    const std::int64_t number = number_of(data, is_new ? "id" : "story");
    const std::string outlet = text_of(data, "outlet");
    const std::int64_t outlets = number_of(data, "outlets");
    const std::int64_t from = number_of(data, "from");
    to_output() << paint_(Colour::kFaint, time.size() >= 19 ? time.substr(11, 8) : time) << ' '
                << paint_(event.kind == "story" ? Colour::kGreen : Colour::kCyan, event.kind) << ' '
                << number;
    if (outlets > 1) to_output() << " (" << outlets << " outlets)";
    if (from > 0) to_output() << " from " << from;
    if (event.kind == "event_story") to_output() << " in event " << number_of(data, "id");
    to_output() << "  " << (outlet.empty() ? "" : outlet + ": ")
                << paint_(Colour::kBold, text_of(data, "title")) << "  "
                << paint_(Colour::kFaint, text_of(data, "link")) << '\n';
  }

 private:
  bool json_;
  Paint paint_;
  simdjson::dom::parser parser_;
};

/// The cursor to start after: from the options, from the cursor file, or before the last
/// TailOptions::lines events.
Result<std::int64_t> first_cursor(const TailOptions& options, store::Reading& stored) {
  if (options.from) return *options.from;
  if (!options.cursor_file.empty() && access(options.cursor_file.c_str(), F_OK) == 0) {
    const Result<std::string> text = read_file(options.cursor_file, 100);
    if (!text) return text.error();
    const std::string_view digits = trim(*text);
    std::int64_t cursor = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), cursor);
    if (error == std::errc() && end == digits.data() + digits.size()) return cursor;
    return Error{Errc::kMalformed, options.cursor_file + ": not a cursor"};
  }
  const std::vector<StoryEvent> last = stored.last_events(options.lines + 1);
  if (last.size() > options.lines) return last.front().id;
  return last.empty() ? 0 : last.front().id - 1;
}

/// Reports events after `cursor` that are no longer stored. Returns `cursor`, or the last event if
/// `cursor` is from another database.
std::int64_t mended(std::int64_t cursor, store::Reading& stored) {
  const std::vector<StoryEvent> last = stored.last_events(1);
  const std::int64_t newest = last.empty() ? 0 : last.front().id;
  if (cursor > newest) {
    to_error()
        << "wirefold tail: the cursor belongs to another database; continuing from the end\n";
    return newest;
  }
  const std::vector<StoryEvent> next = stored.events_after(cursor, 1);
  if (!next.empty() && next.front().id > cursor + 1) {
    to_error() << "wirefold tail: events " << cursor + 1 << " to " << next.front().id - 1
               << " are no longer kept\n";
  }
  return cursor;
}

int fail(const std::string& why) {
  to_error() << "wirefold tail: " << why << '\n';
  return 1;
}

}  // namespace

int tail(const TailOptions& options) {
  const auto config = load_config(options.config_file);
  if (!config) return 1;
  const Signals signals;
  const std::unique_ptr<store::View> view = store::open_to_read(app::database_file(*config));
  store::Reading& stored = view->reading();
  const Result<std::int64_t> from = first_cursor(options, stored);
  if (!from) return fail(from.error().detail);
  std::int64_t cursor = mended(*from, stored);
  Printer printer(options.json);
  bool more = true;
  for (;;) {
    const std::vector<StoryEvent> events =
        more ? stored.events_after(cursor, kAtATime) : std::vector<StoryEvent>();
    for (const StoryEvent& event : events) printer.print(event);
    if (!to_output().flush()) return 1;
    if (!events.empty()) cursor = events.back().id;
    if (!options.cursor_file.empty() && (!events.empty() || more)) {
      const auto error = replace_file(options.cursor_file, std::to_string(cursor) + '\n');
      if (error) return fail(error->detail);
    }
    more = events.size() == kAtATime;
    if (more) continue;
    if (!options.follow) return 0;
    if (signals.came_within(kLookEvery)) return 0;
    more = view->was_changed_elsewhere();
  }
}

}  // namespace wirefold::cli
