#include <unistd.h>

#include <algorithm>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/app/stored_source.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/time.h"
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

void print_rest(std::size_t shown, const serve::StoryTotal& total) {
  if (shown == 0)
    to_error() << "no story matches; names of outlets, groups and agencies are exact\n";
  if (shown == total.count && !total.is_least) return;
  to_error() << serve::shown_of(shown, total) << " stories"
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
  std::vector<Story> found = source.stories(query);
  serve::StoryTotal total;
  if (!options.json) total = serve::total_of(source, query, found.size());
  if (found.size() > shown) found.resize(shown);
  serve::Site site;
  site.base_url = config::base_url(*config);
  const Paint paint(wants_colours(STDOUT_FILENO));
  for (const Story& story : found) {
    if (options.json) {
      to_output().json(serve::render_story_json(site, story));
    } else {
      print(story, paint);
      if (options.articles) print_articles(story, paint);
    }
  }
  if (!to_output().flush()) return 1;
  if (!options.json) print_rest(found.size(), total);
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
