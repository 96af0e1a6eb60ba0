// What each command of the program does. Every one returns the exit code: 0 done, 1 the input or
// the work failed (one line on standard error says what and where), 2 wrong usage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/model/override.h"

namespace wirefold::app {

/// The daemon, in the foreground, until SIGTERM or SIGINT.
int run(const std::string& config_file);

/// Every problem of the configuration and the feed list as "FILE:LINE: message". With `online` each
/// feed is asked for once, too, and 1 is returned if any cannot be read.
int check(const std::string& config_file, bool online);

/// The configuration file with every setting at its default, on standard output.
int print_config();

/// The settings as a section of the manual, on standard output.
int print_manual();

struct ParseOptions {
  std::string file;  ///< "-" is standard input.
  std::string content_type;
  std::string base_url;
};

/// A feed document as JSON on standard output.
int parse(const ParseOptions& options);

struct ExtractOptions {
  std::string file;  ///< "-" is standard input.
  std::string content_type;
  std::string url;
  bool why = false;   ///< Print what was decided of each line of the page instead.
  bool json = false;  ///< With `why`: a line of JSON each.
};

/// The article of an HTML page as JSON on standard output.
int extract(const ExtractOptions& options);

/// JSON Lines of articles in, JSON Lines of decisions out; `config_file` empty: default rules.
int fold(const std::string& file, const std::string& config_file);

struct ExplainOptions {
  std::string a;  ///< An article's id in the database, or a file: JSON, HTML or plain text.
  std::string b;
  std::string config_file;     ///< For the rules and the database; empty: default rules, and
  std::string default_config;  ///< this file if an id is asked about.
  bool json = false;
};

/// Why two articles are or are not one story.
int explain(const ExplainOptions& options);

/// The feeds of the configuration, a line each, or a line of JSON each.
int list_feeds(const std::string& config_file, bool json);

/// The same as OPML, without what is secret or private about a feed.
int export_feeds(const std::string& config_file);

struct AddOptions {
  std::string config_file;
  std::vector<std::string> urls;  ///< As people type them: of a feed, or of a page that has one.
  std::string name;               ///< For one URL; empty: the feed's own title.
  std::string outlet;             ///< Whose they are; empty: as their addresses say.
  std::string group;              ///< Folder of the list, slash-separated; may be empty.
  std::string lang;               ///< BCP 47 tag; may be empty.
};

/// Finds the feed of each URL and adds it to the list that the configuration names (feeds.opml),
/// which is made if it is not there. 1 if any was not found; the others are added.
int add_feeds(const AddOptions& options);

/// Takes a feed off the list.
int remove_feed(const std::string& config_file, const std::string& url);

struct ImportOptions {
  std::string config_file;
  std::string file;   ///< OPML; "-" is standard input.
  bool check = true;  ///< Each feed that is new is asked for once.
  bool json = false;
  bool keep_outlets = false;  ///< What the file says of whose feeds are is taken over.
};

/// Adds the feeds of an OPML file to the list, and says of each what became of it. 1 if any is
/// unreadable: no URL of a feed, or a server that says so for good.
int import_feeds(const ImportOptions& options);

/// Makes a feed of the list due at once, one that is gone (410) too. A running daemon takes it up
/// within a second.
int retry_feed(const std::string& config_file, const std::string& url);

struct StoriesOptions {
  std::string config_file;
  /// Names and values as the page takes them in its address: lang, outlet, since, q and so on.
  std::vector<std::pair<std::string, std::string>> filter;
  std::optional<std::size_t> limit;  ///< So many from the top of the page; none: 30.
  bool articles = false;             ///< With their articles.
  bool json = false;
};

/// Stories in the order of the page with the same filter. 2 for a value that the page refuses.
int stories(const StoriesOptions& options);

/// One story with its articles and their ids.
int show_story(const std::string& config_file, std::int64_t id, bool json);

struct RulingOptions {
  std::string config_file;
  RulingKind kind = RulingKind::kPin;
  std::vector<std::int64_t> ids;  ///< Of stories, of a split of articles.
};

/// The operator's word on stories, and what the daemon made of it.
int rule(const RulingOptions& options);

int list_rulings(const std::string& config_file, bool json);

/// Takes back a ruling that holds, or that waits.
int forget_ruling(const std::string& config_file, std::int64_t id);

/// Takes back any ruling, with what it did to stories, and says what the daemon made of that.
int undo_ruling(const std::string& config_file, std::int64_t id);

struct TailOptions {
  std::string config_file;
  std::optional<std::int64_t> from;  ///< The number of the last event that was seen.
  std::string cursor_file;           ///< Keeps it from one run to the next; empty: none.
  std::size_t lines = 10;            ///< Of the past, without a cursor.
  bool follow = true;
  bool json = false;
};

/// Stories, copies, merges, splits and leads as they happen, beside a daemon or without one.
int tail(const TailOptions& options);

/// A consistent copy of the database.
int backup(const std::string& config_file, const std::string& to);

/// What is wrong with a database: the configuration's if `database` is empty.
int verify(const std::string& config_file, const std::string& database);

struct StatusOptions {
  std::string config_file;
  bool all = false;  ///< Every feed, not only those in trouble and those that are next.
  bool json = false;
};

/// How the feeds are, what is due and why, and what came in the last hour.
int status(const StatusOptions& options);

}  // namespace wirefold::app
