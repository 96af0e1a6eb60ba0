// The commands of the program. Each returns the exit code: 0 done, 1 the input or the work failed
// (a line on standard error says what and where), 2 wrong usage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/model/override.h"

namespace wirefold::cli {

/// Runs the daemon in the foreground until SIGTERM or SIGINT.
int run(const std::string& config_file);

/// Prints every problem of the configuration and the feed list as "FILE:LINE: message". With
/// `online` it also requests each feed once, and returns 1 if any cannot be read.
int check(const std::string& config_file, bool online);

/// Prints the configuration file with every setting at its default.
int print_config();

/// Prints the settings as a section of the manual.
int print_manual();

struct ParseOptions {
  std::string file;  ///< "-" is standard input.
  std::string content_type;
  std::string base_url;
};

/// Prints a feed document as JSON.
int parse(const ParseOptions& options);

struct ExtractOptions {
  std::string file;  ///< "-" is standard input.
  std::string content_type;
  std::string url;
  bool why = false;   ///< Print the decision about each line of the page instead.
  bool json = false;  ///< With `why`: one line of JSON per line of the page.
};

/// Prints the article of an HTML page as JSON.
int extract(const ExtractOptions& options);

/// Reads articles as JSON Lines and prints the decisions as JSON Lines. An empty `config_file`
/// stands for the default rules.
int fold(const std::string& file, const std::string& config_file, bool finds_events);

struct ExplainOptions {
  std::string a;  ///< An article's id in the database, or a file: JSON, HTML or plain text.
  std::string b;
  /// For the rules and the database. Empty: `default_config` if `a` or `b` is an id, else the
  /// default rules.
  std::string config_file;
  std::string default_config;
  bool json = false;
};

/// Explains why two articles are, or are not, one story.
int explain(const ExplainOptions& options);

/// Prints the feeds of the configuration, one line or one line of JSON each.
int list_feeds(const std::string& config_file, bool json);

/// Prints the feeds of the configuration as OPML, without secrets and local files.
int export_feeds(const std::string& config_file);

struct AddOptions {
  std::string config_file;
  std::vector<std::string> urls;  ///< As typed: of a feed, or of a page that links to one.
  std::string name;               ///< For one URL; empty: the feed's own title.
  std::string outlet;             ///< Outlet of the feeds; empty: the publisher by their URLs.
  std::string group;              ///< Folder of the list, slash-separated; may be empty.
  std::string lang;               ///< BCP 47 tag; may be empty.
};

/// Finds the feed of each URL and adds it to the list that the configuration names (feeds.opml). A
/// missing list is created. 1 if any feed was not found; the others are added.
int add_feeds(const AddOptions& options);

/// Removes a feed from the list.
int remove_feed(const std::string& config_file, const std::string& url);

struct ImportOptions {
  std::string config_file;
  std::string file;   ///< OPML; "-" is standard input.
  bool check = true;  ///< Request each new feed once.
  bool json = false;
  bool keep_outlets = false;  ///< Keep the outlets that the file names.
};

/// Adds the feeds of an OPML file to the list, and prints the result for each. 1 if a part of the
/// file or any of its feeds is unreadable: its URL cannot be one of a feed, or its server has given
/// an answer that is no feed and is not temporary.
int import_feeds(const ImportOptions& options);

/// Makes a feed of the configuration due at once, even if it is gone (410). A running daemon polls
/// it within a second, or when its host allows it.
int retry_feed(const std::string& config_file, const std::string& url);

struct StoriesOptions {
  std::string config_file;
  /// Arguments of the front page's URL: lang, outlet, since, q and so on.
  std::vector<std::pair<std::string, std::string>> filter;
  std::optional<std::size_t> limit;  ///< Number of stories to print; nullopt: 30.
  bool articles = false;             ///< Also print the articles; not by event.
  bool json = false;
};

/// Prints stories in the order of the page with the same filter. 2 for a value that the page
/// refuses.
int stories(const StoriesOptions& options);

/// Prints a story with its articles and their ids.
int show_story(const std::string& config_file, std::int64_t id, bool json);

struct OverrideOptions {
  std::string config_file;
  OverrideKind kind = OverrideKind::kPin;
  std::vector<std::int64_t> ids;  ///< Of stories; for a split, of articles.
};

/// The name of the command below "story" or "event" that gives such an override.
std::string command_of(OverrideKind kind);

/// Stores a manual override, and prints its outcome if a daemon runs.
int add_override(const OverrideOptions& options);

/// Prints the manual overrides with their state.
int list_overrides(const std::string& config_file, bool json);

/// Deletes an override that is in force or waits for the daemon.
int forget_override(const std::string& config_file, std::int64_t id);

/// Reverts any override and its effects on stories, and prints the outcome if a daemon runs.
int undo_override(const std::string& config_file, std::int64_t id);

struct TailOptions {
  std::string config_file;
  std::optional<std::int64_t> from;  ///< The number of the last event that was printed.
  std::string cursor_file;           ///< Stores that number between runs; empty: none.
  std::size_t lines = 10;            ///< Past events to print if there is no cursor.
  bool follow = true;
  bool json = false;
};

/// Prints stories, copies, merges, splits and leads as they happen. The daemon need not run.
int tail(const TailOptions& options);

/// Writes a consistent copy of the database.
int backup(const std::string& config_file, const std::string& to);

/// Checks a database, and prints its problems. If `database` is empty, checks the database of the
/// configuration.
int verify(const std::string& config_file, const std::string& database);

struct StatusOptions {
  std::string config_file;
  bool all = false;  ///< Print every feed, not only the first: feeds in trouble, then next polls.
  bool json = false;
};

/// Prints the health of the feeds, the next polls with their reasons, and the last hour.
int status(const StatusOptions& options);

}  // namespace wirefold::cli
