#include "wirefold/control/operator_actions.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "wirefold/base/strings.h"
#include "wirefold/control/feed_finder.h"
#include "wirefold/control/feed_import.h"
#include "wirefold/control/feed_labels.h"
#include "wirefold/control/orders.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/opml.h"
#include "wirefold/store/database.h"

namespace wirefold::control {
namespace {

// Longest wait of a page for the daemon. Pages are answered one after another.
constexpr auto kPatience = std::chrono::seconds(3);

// By WrongLabel::Which.
constexpr const char* kLabels[] = {"Name and group", "Group", "Language"};

Error unsupported(std::string why) { return {Errc::kUnsupported, std::move(why)}; }

/// The name, group and language of `said`, as a list has them.
FeedSource labels_of(const FeedSource& said) {
  FeedSource out;
  out.url = trim(said.url);
  out.name = collapse_space(said.name);
  out.group = collapse_space(said.group);
  out.lang = trim(said.lang);
  return out;
}

std::optional<Error> problem_of(const FeedSource& labels) {
  if (labels.name.size() > parse::kLongestLabel || labels.group.size() > parse::kLongestLabel) {
    return Error{Errc::kTooLarge, std::string(kLabels[0]) + ": more than " +
                                      std::to_string(parse::kLongestLabel) + " bytes"};
  }
  const auto wrong = wrong_label(labels);
  if (!wrong) return std::nullopt;
  return unsupported(kLabels[static_cast<std::size_t>(wrong->which)] + wrong->why);
}

/// `changed` without the labels that are those of `before`, which a list may have by hand although
/// a page would refuse them.
FeedSource new_labels(FeedSource changed, const FeedSource& before) {
  const FeedSource old = labels_of(before);
  for (std::string FeedSource::*const label :
       {&FeedSource::name, &FeedSource::group, &FeedSource::lang}) {
    if (changed.*label == old.*label) (changed.*label).clear();
  }
  return changed;
}

Error too_long_address() {
  return {Errc::kTooLarge,
          "the address has more than " + std::to_string(kMostTypedBytes) + " bytes"};
}

Error already_listed(const std::string& url, const std::string& place) {
  return unsupported("already listed: " + url + " (" + place + ")");
}

Error not_listed() { return unsupported("this feed is not on the list"); }

/// The URL of a feed that was ever on the list; empty for an unknown one.
std::string url_of(const std::string& database, FeedId feed) {
  const std::vector<FeedState> feeds = store::open_to_read(database)->feeds().all();
  const auto at = std::ranges::find(feeds, feed, &FeedState::id);
  return at == feeds.end() ? "" : at->url;
}

/// Why the list does not have `source`, which therefore cannot be changed there; nullopt if it has.
std::optional<Error> elsewhere(const FeedList& list, const FeedSource& source,
                               const std::string& what_to_do) {
  if (list.lists(source)) return std::nullopt;
  return unsupported("it is named at " + source.place + ": " + what_to_do + " it there");
}

/// Tells of each line of an import, and again of those whose fate changes.
class Telling {
 public:
  Telling(const Places& places, const serve::Actions::OnLine& seen, std::size_t of)
      : known_(places), seen_(seen), told_(of) {}

  void tell(ImportLine line) {
    known_.mark(line);
    told_[line.number] = line.fate;
    seen_(line, told_.size());
  }

  /// `lines` are all, with their fates at the end.
  void correct(const std::vector<ImportLine>& lines) const {
    for (const ImportLine& line : lines) {
      if (line.fate != told_[line.number]) seen_(line, told_.size());
    }
  }

 private:
  KnownFeeds known_;
  const serve::Actions::OnLine& seen_;
  std::vector<ImportFate> told_;  // by ImportLine::number
};

/// `error`, which ended an import.
Error nothing_added(Error error) {
  error.detail = "nothing was added: " + error.detail;
  return error;
}

std::vector<std::string> details_of(const std::vector<Error>& problems) {
  std::vector<std::string> out;
  for (const Error& problem : problems) out.push_back(problem.detail);
  return out;
}

}  // namespace

OperatorActions::OperatorActions(std::string config_file, std::string database,
                                 config::Config config)
    : config_file_(std::move(config_file)), database_(std::move(database)) {
  set_config(std::move(config));
}

void OperatorActions::set_config(config::Config config) {
  config_.set(std::make_shared<const config::Config>(std::move(config)));
}

Override OperatorActions::carry_out(Override order) {
  return control::carry_out(database_, std::move(order), {end_.get_token(), kPatience});
}

Override OperatorActions::undo(std::int64_t id, const std::string& by) {
  return control::undo(database_, id, by, {end_.get_token(), kPatience});
}

Result<FoundFeed> OperatorActions::find(const std::string& typed,
                                        const std::function<void(const std::string&)>& asks,
                                        const std::stop_token& stop) {
  if (typed.size() > kMostTypedBytes) return too_long_address();
  const auto addresses = addresses_of(typed);
  if (!addresses) return addresses.error();
  Asking asking = asking_in_daemon(*config_.copy());
  asking.asks = asks;
  asking.stop = stop;
  return find_feed(asking, *addresses);
}

std::string OperatorActions::place_of(const std::string& url) {
  const ConfigPtr config = config_.copy();
  const FeedSource* const source = find_source(*config, url);
  return source == nullptr ? "" : source->place;
}

std::optional<Error> OperatorActions::add(FeedSource feed) {
  if (feed.url.size() > kMostTypedBytes) return too_long_address();
  FeedSource added = labels_of(feed);
  if (std::string why = foreign_url_problem(added.url); !why.empty()) return unsupported(why);
  if (auto problem = problem_of(added)) return problem;
  if (added.name.empty()) added.name = html::host_of(added.url);
  if (const std::string place = place_of(added.url); !place.empty()) {
    return already_listed(added.url, place);
  }
  const auto list = list_of(*config_.copy());
  if (!list) return list.error();
  if (auto problem = write_problem(*list)) return problem;
  const auto there = list->add({added});
  if (!there) return there.error();
  if (!there->empty()) return already_listed(added.url, list->path());
  return std::nullopt;
}

std::optional<Error> OperatorActions::remove(FeedId feed) {
  const auto source = source_of(feed);
  if (!source) return not_listed();
  const auto list = list_of(*config_.copy());
  if (!list) return list.error();
  if (auto problem = elsewhere(*list, *source, "remove")) return problem;
  if (auto problem = write_problem(*list)) return problem;
  return list->remove(source->url);
}

std::optional<Error> OperatorActions::edit(FeedId feed, const FeedSource& as) {
  const auto source = source_of(feed);
  if (!source) return not_listed();
  FeedSource changed = labels_of(as);
  changed.url = source->url;
  if (auto problem = problem_of(new_labels(changed, *source))) return problem;
  const auto list = list_of(*config_.copy());
  if (!list) return list.error();
  if (auto problem = elsewhere(*list, *source, "change")) return problem;
  if (auto problem = write_problem(*list)) return problem;
  return list->relabel(changed);
}

std::optional<Error> OperatorActions::retry(FeedId feed) {
  const auto source = source_of(feed);
  if (!source) return not_listed();
  if (store::retry_feed(database_, source->url)) return std::nullopt;
  return unsupported("not polled yet, and due at once: " + source->url);
}

std::optional<FeedSource> OperatorActions::source_of(FeedId feed) {
  const ConfigPtr config = config_.copy();
  const FeedSource* const source = find_source(*config, url_of(database_, feed));
  return source == nullptr ? std::nullopt : std::optional(*source);
}

Result<std::vector<std::string>> OperatorActions::import(const std::string& opml,
                                                         const OnLine& seen,
                                                         const std::stop_token& stop) {
  constexpr std::string_view kName = "list";  // as the file of each place
  if (opml.size() > kMostListBytes) {
    return Error{Errc::kTooLarge,
                 "the list has more than " + std::to_string(kMostListBytes >> 20) + " MiB"};
  }
  const ConfigPtr config = config_.copy();
  const auto list = list_of(*config);
  if (!list) return list.error();
  auto read = parse::read_opml(opml, kName);
  if (!read) return read.error();
  FeedImport importing(std::move(read->feeds), *config, *list, false);
  if (importing.count_new() > 0) {
    if (const auto problem = write_problem(*list)) return *problem;
  }
  Telling telling(importing.places(), seen, importing.lines().size());
  for (const ImportLine& line : importing.lines()) {
    if (line.fate != ImportFate::kAdded) telling.tell(line);
  }
  Asking asking = asking_in_daemon(*config);
  asking.stop = stop;
  importing.check(asking, [&telling](const ImportLine& line) { telling.tell(line); });
  if (stop.stop_requested()) return nothing_added({Errc::kNetwork, "stopped"});
  const auto added = importing.add();
  if (!added) return nothing_added(added.error());
  telling.correct(importing.lines());
  return details_of(read->problems);
}

Result<FeedList> OperatorActions::list_of(const config::Config& config) const {
  return FeedList::of(config_file_, config);
}

/// Why the daemon cannot write `list`, and what helps: the service can write its state only.
std::optional<Error> OperatorActions::write_problem(const FeedList& list) const {
  auto problem = list.write_problem();
  if (!problem) return std::nullopt;
  const std::filesystem::path state = std::filesystem::absolute(database_).parent_path();
  problem->detail = "the daemon cannot write " + problem->detail +
                    "; copy the list into its state directory and name it there: feeds.opml = \"" +
                    (state / "feeds.opml").string() + '"';
  return problem;
}

}  // namespace wirefold::control
