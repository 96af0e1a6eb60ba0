// What each command of the program does. Every one returns the exit code: 0 done, 1 the input or
// the work failed (one line on standard error says what and where), 2 wrong usage.
#pragma once

#include <string>

namespace wirefold::app {

/// The daemon, in the foreground, until SIGTERM or SIGINT.
int run(const std::string& config_file);

/// Every problem of the configuration and the feed list as "FILE:LINE: message".
int check(const std::string& config_file);

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

/// Adds a feed to the list that the configuration names (feeds.opml). `url` is a feed's address or
/// a page's; from a page its first feed is taken and the others are printed.
int add_feed(const std::string& config_file, const std::string& url);

/// Makes a feed of the list due at once, one that is gone (410) too, for a running daemon at
/// SIGHUP.
int retry_feed(const std::string& config_file, const std::string& url);

struct StatusOptions {
  std::string config_file;
  bool all = false;  ///< Every feed, not only those in trouble and those that are next.
  bool json = false;
};

/// How the feeds are, what is due and why, and what came in the last hour.
int status(const StatusOptions& options);

}  // namespace wirefold::app
