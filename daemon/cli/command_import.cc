#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/base/file.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/control/feed_import.h"
#include "wirefold/control/feed_list.h"
#include "wirefold/html/url.h"
#include "wirefold/model/import_line.h"
#include "wirefold/parse/opml.h"

namespace wirefold::cli {
namespace {

/// Requests each new feed.
void check_all(control::FeedImport& importing, const config::Config& config) {
  Progress progress("Requesting feeds");
  std::size_t done = 0;
  const std::size_t asked = importing.count_new();
  importing.check(control::asking_of(config),
                  [&](const ImportLine&) { progress.show(++done, asked); });
}

std::size_t count(const std::vector<ImportLine>& lines, ImportFate fate) {
  return static_cast<std::size_t>(
      std::ranges::count_if(lines, [fate](const ImportLine& line) { return line.fate == fate; }));
}

std::string said(const ImportLine& line) {
  switch (line.fate) {
    case ImportFate::kAdded:
      return line.moved_from.empty() ? "added" : "moved to";
    case ImportFate::kKnown:
      return "already listed";
    case ImportFate::kBroken:
      return "unreadable";
  }
  return {};
}

/// Prints a table with the fate of each feed of the file, and the reason.
void print(const std::vector<ImportLine>& lines) {
  std::size_t moved = 0;
  for (const ImportLine& line : lines) {
    if (line.fate == ImportFate::kAdded && !line.moved_from.empty()) ++moved;
    to_output() << fmt::format("{:14}  {}: {}", said(line), line.feed.place,
                               without_userinfo(line.feed.url));
    if (!line.why.empty()) to_output() << ": " << line.why;
    if (!line.moved_from.empty()) to_output() << ", from " << line.moved_from;
    to_output() << '\n';
  }
  to_output() << count(lines, ImportFate::kAdded) << " added (" << moved << " of them moved), "
              << count(lines, ImportFate::kKnown) << " already listed, "
              << count(lines, ImportFate::kBroken) << " unreadable\n";
  const auto ignored = std::ranges::count_if(lines, &ImportLine::outlet_left_out);
  if (ignored > 0) {
    to_output() << "Ignored: the outlet (wirefold:outlet) of " << ignored
                << (ignored == 1 ? " feed" : " feeds")
                << ". If the list is your own, --keep-outlets keeps it.\n";
  }
}

void print_json(const std::vector<ImportLine>& lines) {
  for (const ImportLine& line : lines) {
    JsonWriter json;
    json.begin_object()
        .member("url", without_userinfo(line.feed.url))
        .member("result", to_string(line.fate));
    json.member_if("outlet", line.feed.name).member_if("group", line.feed.group);
    json.member_if("moved_from", line.moved_from).member("place", line.feed.place);
    json.member_if("why", line.why).end_object();
    to_output().json(json.take()) << '\n';
  }
}

int fail(const std::string& why) {
  to_error() << "wirefold feeds import: " << why << '\n';
  return 1;
}

Result<parse::OpmlReading> list_in(const std::string& file) {
  if (html::is_web_url(file)) {
    return Error{Errc::kUnsupported, file + ": a URL, not a file: download it, or pipe it to -"};
  }
  const Result<std::string> opml = read_file(file, control::kMostListBytes);
  if (!opml) return opml.error();
  return parse::read_opml(*opml, file);
}

}  // namespace

int import_feeds(const ImportOptions& options) {
  const auto config = load_config(options.config_file);
  if (!config) return 1;
  const Result<control::FeedList> list = control::FeedList::of(options.config_file, *config);
  if (!list) return fail(list.error().detail);
  Result<parse::OpmlReading> read = list_in(options.file);
  if (!read) return fail(read.error().detail);

  control::FeedImport importing(std::move(read->feeds), *config, *list, options.keep_outlets);
  if (importing.count_new() > 0) {
    if (const auto problem = list->write_problem()) {
      return fail(why_unchanged(list->path(), *problem));
    }
  }
  if (options.check) check_all(importing, *config);
  const Result<std::size_t> added = importing.add();
  if (!added) return fail(why_unchanged(list->path(), added.error()));
  const std::vector<ImportLine>& lines = importing.lines();
  options.json ? print_json(lines) : print(lines);
  if (!options.json && *added > 0) to_output().lines(when_applied(*config));
  for (const Error& problem : read->problems) fail(problem.detail);
  const bool good = count(lines, ImportFate::kBroken) == 0 && read->problems.empty();
  return to_output().flush() && good ? 0 : 1;
}

}  // namespace wirefold::cli
