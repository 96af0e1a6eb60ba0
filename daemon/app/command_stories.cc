#include <unistd.h>

#include <iostream>

#include "columns.h"
#include "settings.h"
#include "stored_source.h"
#include "wirefold/app/commands.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/units.h"
#include "wirefold/parse/date.h"
#include "wirefold/serve/render.h"

namespace wirefold::app {
namespace {

/// "2h", "7d", or a date.
std::optional<Timestamp> since(const std::string& text, Timestamp now) {
  if (const auto ago = parse_duration(text)) return now - *ago;
  return parse::parse_date(text);
}

std::string listed(const std::vector<std::string>& outlets) {
  std::string out;
  for (const std::string& outlet : outlets) {
    out.append(out.empty() ? "" : ", ").append(printable(outlet));
  }
  return out;
}

void print(const Story& story, const Paint& paint) {
  const std::vector<std::string> outlets = outlets_of(story);
  std::cout << paint(Colour::kCyan, std::to_string(to_int(story.id))) << "  "
            << paint(Colour::kFaint, format_rfc3339(story.published)) << "  "
            << paint(Colour::kBold, printable(story.lead().title));
  if (story.pinned) std::cout << "  " << paint(Colour::kYellow, "pinned");
  std::cout << "\n    " << outlets.size() << (outlets.size() == 1 ? " outlet: " : " outlets: ")
            << listed(outlets) << '\n';
}

void print_articles(const Story& story, const Paint& paint) {
  for (const Member& m : story.members) {
    std::cout << "    article " << paint(Colour::kCyan, std::to_string(to_int(m.article.id)))
              << "  " << printable(m.article.outlet) << ": " << printable(m.article.title) << "\n"
              << "        " << paint(Colour::kFaint, printable(m.article.link)) << '\n';
  }
}

}  // namespace

int stories(const StoriesOptions& options) {
  const config::Loaded loaded = config::load(options.config_file);
  if (!report(loaded.problems)) return 1;
  StoryQuery query;
  query.limit = options.limit;
  query.min_outlets = options.min_outlets;
  query.words = options.words;
  if (!options.since.empty()) {
    query.changed_since = since(options.since, wall_clock_now());
    if (!query.changed_since) {
      std::cerr << "wirefold stories: --since wants a time such as 2h, 7d or 2026-01-31: "
                << options.since << '\n';
      return 2;
    }
  }
  StoredSource source(database_file(loaded.config));
  serve::Site site;
  site.base_url = config::base_url(loaded.config);
  const Paint paint(wants_colours(STDOUT_FILENO));
  for (const Story& story : source.stories(query)) {
    if (options.json) {
      std::cout << serve::render_story_json(site, story) << '\n';
    } else {
      print(story, paint);
      if (options.articles) print_articles(story, paint);
    }
  }
  return std::cout.flush() ? 0 : 1;
}

int show_story(const std::string& config_file, std::int64_t id, bool json) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  store::Store store(database_file(loaded.config));
  const auto story = store.story(store.successor(StoryId{id}).value_or(StoryId{id}));
  if (!story) {
    std::cerr << "wirefold story show: there is no story " << id << '\n';
    return 1;
  }
  if (json) {
    serve::Site site;
    site.base_url = config::base_url(loaded.config);
    std::cout << serve::render_story_json(site, *story) << '\n';
  } else {
    const Paint paint(wants_colours(STDOUT_FILENO));
    print(*story, paint);
    print_articles(*story, paint);
  }
  return std::cout.flush() ? 0 : 1;
}

}  // namespace wirefold::app
