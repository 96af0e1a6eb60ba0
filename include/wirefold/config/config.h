// The configuration: a TOML file and the feed list it points to.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "wirefold/base/file_watch.h"
#include "wirefold/model/feed.h"

namespace wirefold::config {

/// Every setting with its default. The table in daemon/config/settings.cc gives each its name,
/// range and help text; conf/wirefold.toml and the manual page are held against it by a test.
struct Config {
  struct {
    std::string dir;  ///< Empty: $STATE_DIRECTORY, else $XDG_STATE_HOME/wirefold.
    std::chrono::seconds keep = std::chrono::days(180);  ///< 0: for ever.
    std::int64_t max_size = std::int64_t{4} << 30;       ///< Bytes; 0: any.
  } state;
  struct {
    std::string opml = "feeds.opml";  ///< Relative to the configuration file; empty: none.
  } feeds;
  struct {
    std::chrono::seconds interval = std::chrono::hours(1);
    std::chrono::seconds invited = std::chrono::minutes(15);
    std::chrono::seconds unvalidated = std::chrono::hours(24);
    std::chrono::seconds slowest = std::chrono::hours(24);
    std::chrono::seconds ceiling = std::chrono::days(7);
    std::chrono::seconds recheck = std::chrono::days(7);
    std::chrono::seconds timeout = std::chrono::seconds(30);
    std::int64_t max_body = std::int64_t{15} << 20;  ///< Bytes.
    std::int64_t transfers = 64;
    std::int64_t per_host = 2;
    std::chrono::seconds spacing = std::chrono::seconds(2);
    std::string retry_scope = "host";
    std::string proxy;           ///< URL; empty: none.
    std::string allow_networks;  ///< Special addresses that may be asked, comma-separated.
    std::string contact;         ///< URL or address for the User-Agent; empty: serve.base_url.
  } fetch;
  struct {
    std::string subscribe = "on";
    std::chrono::seconds poll = std::chrono::hours(24);
    std::chrono::seconds lease = std::chrono::days(10);
    std::string hub = "own";     ///< For our own feeds: "own", "none", or the URL of another.
    std::string allow_networks;  ///< Special addresses that callbacks may have, comma-separated.
  } websub;
  struct {
    std::int64_t below_words = 150;
    std::chrono::seconds spacing = std::chrono::seconds(2);
    std::chrono::seconds wait = std::chrono::minutes(10);
  } pages;
  struct {
    std::chrono::seconds window = std::chrono::days(10);
    double min_similarity = 0.6;
    std::int64_t min_words = 24;
    double min_probability = 0.82;
    std::string equal_headlines = "on";  ///< Or "off".
    std::chrono::seconds settle = std::chrono::hours(6);
    std::string prefer;  ///< Outlets whose copy leads a story, best first; comma-separated.
    std::string lead = "earliest";  ///< Among equals: "earliest", "longest" or "agency".
  } fold;
  struct {
    std::string listen = "127.0.0.1:8710";
    std::string base_url;  ///< Empty: "http://localhost:PORT".
    std::string hosts;     ///< Further names of the server, comma-separated.
    std::string title = "wirefold";
    std::int64_t stories = 100;
    std::chrono::seconds max_age = std::chrono::minutes(5);
    std::string content = "summary";     ///< Or "full".
    std::int64_t update_at_outlets = 0;  ///< A story with so many counts as updated; 0: never.
    std::string password_from;           ///< FILE that holds the password; empty: public.
    std::string password;                ///< What was read from it. Never printed.
    std::int64_t connections = 512;
    std::int64_t per_address = 64;
    std::int64_t requests = 50;                ///< A second and address, on average.
    std::string trusted = "127.0.0.0/8, ::1";  ///< Networks without these two limits.
  } serve;
  struct {
    std::string level = "info";
    std::string levels;   ///< Of single areas: "serve=debug, fetch=warning".
    std::string json;     ///< JSON Lines file of every event; empty: none.
    std::string stories;  ///< JSON Lines file of story events; empty: none.
  } log;
  std::vector<FeedSource> sources;
};

struct Problem {
  std::string place;  ///< "FILE:LINE", or "FILE" where no line is to blame.
  std::string message;
};

struct Loaded {
  Config config;
  std::vector<Problem> problems;  ///< Empty: `config` can be used.
  FileWatch list;                 ///< Of the feed list, since before it was read.
};

/// Reads `file` and its feed list, and finds every problem rather than the first: syntax, unknown
/// keys, wrong types, values out of range, feeds that are named twice or have no usable URL. A list
/// that is not there is empty.
Loaded load(const std::string& file);

/// `config` as it was read from `file`, without the feeds of its list: those of [[feed]] tables
/// stay.
Config without_list(const std::string& file, Config config);

/// The same with the feeds that its list has by now.
Loaded load_list(const std::string& file, Config config);

/// The path of the feed list that the configuration `file` names; empty if it names none.
std::string list_file(const std::string& file, const Config& config);

/// What is wrong with the URL of a feed; empty for a good one.
std::string source_problem(const std::string& url);

/// The text of conf/wirefold.toml: each setting explained, and commented out at its default.
std::string default_text();

/// The settings as roff: the section SETTINGS of conf/wirefold.toml.5.
std::string manual_text();

/// Names of settings that differ.
struct Changes {
  std::vector<std::string> at_once;
  std::vector<std::string> at_restart;  ///< Read at start only.
};

/// Feeds are not looked at.
Changes changes(Config before, Config after);

struct Address {
  std::string host;  ///< Numeric.
  std::uint16_t port = 0;
};

/// The names of serve.hosts, in lower case.
std::vector<std::string> host_names(const Config& config);

/// serve.listen in its parts.
Address listen_address(const Config& config);

/// The URL under which readers reach the server: serve.base_url without a trailing slash, or
/// "http://localhost:PORT".
std::string base_url(const Config& config);

}  // namespace wirefold::config
