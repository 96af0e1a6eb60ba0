#include <unistd.h>

#include <algorithm>

#include "cli/reports/event_words.h"
#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/app/stored_source.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/time.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/render/render.h"
#include "wirefold/serve/story_total.h"
#include "wirefold/serve/target.h"
#include "wirefold/store/database.h"

namespace wirefold::cli {
namespace {

// Maximum number of stories to print without -n.
constexpr std::size_t kShown = 30;

std::string listed(const std::vector<std::string>& outlets) {
  std::string out;
  for (const std::string& outlet : outlets) {
    out.append(out.empty() ? "" : ", ").append(outlet);
  }
  return out;
}

void print(const Story& story, const Paint& paint) {
  const std::vector<std::string> outlets = outlets_of(story);
  to_output() << paint(Colour::kCyan, std::to_string(to_int(story.id))) << "  "
              << paint(Colour::kFaint, format_local(story.published)) << "  "
              << paint(Colour::kBold, story.lead().title);
  if (story.pinned) to_output() << "  " << paint(Colour::kYellow, "pinned");
  to_output() << "\n    " << outlets.size() << (outlets.size() == 1 ? " outlet: " : " outlets: ")
              << listed(outlets) << '\n';
}

void print_articles(const Story& story, const Paint& paint) {
  for (const Member& m : story.members) {
    to_output() << "    article " << paint(Colour::kCyan, std::to_string(to_int(m.article.id)))
                << "  " << m.article.outlet << ": " << m.article.title << "\n"
                << "        " << paint(Colour::kFaint, m.article.link) << '\n';
  }
}

void print_event(const Event& event, const Paint& paint) {
  const std::size_t outlets = serve::count_outlets(event);
  to_output() << paint(Colour::kCyan, "event " + std::to_string(to_int(event.id))) << "  "
              << paint(Colour::kFaint, format_local(event.published)) << "  "
              << paint(Colour::kBold, serve::first_of(event).lead().title) << "\n    " << outlets
              << (outlets == 1 ? " outlet, " : " outlets, ") << serve::count_reports(event)
              << " stories\n";
  for (const Report& report : event.reports) {
    const Article& lead = report.story.lead();
    to_output() << "    " << paint(Colour::kCyan, std::to_string(to_int(report.story.id))) << "  "
                << lead.outlet << ": " << lead.title << "\n        "
                << paint(Colour::kFaint, why_in_event(report)) << '\n';
  }
}

void print_entry(const Event& entry, bool articles, const Paint& paint) {
  if (serve::is_event(entry)) return print_event(entry, paint);
  const Story& story = serve::first_of(entry);
  print(story, paint);
  if (articles) print_articles(story, paint);
}

void print_rest(std::size_t shown, const serve::StoryTotal& total, bool by_event) {
  if (shown == 0)
    to_error() << "no story matches; names of outlets, groups and agencies are exact\n";
  if (shown == total.count && !total.is_least) return;
  to_error() << serve::shown_of(shown, total) << (by_event ? " events and stories" : " stories")
             << (shown < total.count ? "; -n prints more" : "") << '\n';
}

}  // namespace

int stories(const StoriesOptions& options) {
  const Result<serve::Target> target = serve::read_target("/", options.filter);
  if (!target) {
    to_error() << "wirefold stories: " << target.error().detail << '\n';
    return 2;
  }
  const auto config = load_config(options.config_file);
  if (!config) return 1;
  StoryQuery query = target->query_at(wall_clock_now());
  const std::size_t shown = options.limit.value_or(kShown);
  // Reads at least as many stories as the page: a smaller selection may be in another order.
  query.limit = std::max(shown, static_cast<std::size_t>(config->serve.stories));
  app::StoredSource source(app::database_file(*config));
  std::vector<Event> found =
      target->by_event ? source.events(query) : serve::entries_of(source.stories(query));
  serve::StoryTotal total;
  if (!options.json) total = serve::total_of(source, query, found.size(), target->by_event);
  if (found.size() > shown) found.resize(shown);
  serve::Site site;
  site.base_url = config::base_url(*config);
  const Paint paint(wants_colours(STDOUT_FILENO));
  for (const Event& entry : found) {
    if (options.json) {
      to_output().json(serve::render_entry_json(site, entry));
    } else {
      print_entry(entry, options.articles, paint);
    }
  }
  if (!to_output().flush()) return 1;
  if (!options.json) print_rest(found.size(), total, target->by_event);
  return 0;
}

int show_story(const std::string& config_file, std::int64_t id, bool json) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  const std::unique_ptr<store::View> view = store::open_to_read(app::database_file(*config));
  store::Reading& stored = view->reading();
  const auto story = stored.story(stored.successor(StoryId{id}).value_or(StoryId{id}));
  if (!story) {
    to_error() << "wirefold story show: there is no story " << id << '\n';
    return 1;
  }
  if (json) {
    serve::Site site;
    site.base_url = config::base_url(*config);
    to_output().json(serve::render_story_json(site, *story));
  } else {
    const Paint paint(wants_colours(STDOUT_FILENO));
    print(*story, paint);
    print_articles(*story, paint);
  }
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::cli
