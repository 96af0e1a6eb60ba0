// The configuration: a TOML file and the feed list that it names.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "wirefold/base/file_watch.h"
#include "wirefold/model/feed.h"

namespace wirefold::config {

/// Most bytes of a feed list that are read.
inline constexpr std::size_t kMaxOpmlBytes = std::size_t{256} << 20;

/// Every setting with its default. The table in daemon/config/settings.cc gives each its name,
/// range and help text; a test compares conf/wirefold.toml and the manual page with it.
struct Config {
  struct {
    std::string dir;  ///< Empty: $STATE_DIRECTORY, $XDG_STATE_HOME or ~/.local/state.
    std::chrono::seconds keep = std::chrono::days(180);  ///< 0: for ever.
    std::int64_t max_size = std::int64_t{4} << 30;       ///< Bytes; 0: no limit.
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
    std::string allow_networks;  ///< Non-public networks that may be contacted, comma-separated.
    std::string contact;         ///< URL or address for the User-Agent; empty: serve.base_url.
  } fetch;
  struct {
    std::string subscribe = "on";
    std::chrono::seconds poll = std::chrono::hours(24);
    std::chrono::seconds lease = std::chrono::days(10);
    std::string hub = "own";     ///< For our own feeds: "own", "none", or the URL of another.
    std::string allow_networks;  ///< Non-public networks of callbacks, comma-separated.
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
    std::string lead = "earliest";  ///< Among equally preferred: "earliest", "longest" or "agency".
  } fold;
  struct {
    std::string find = "on";  ///< Or "off".
    double threshold = 0.28;
    std::chrono::seconds window = std::chrono::days(7);
    std::string page = "on";  ///< Or "off".
  } events;
  struct {
    std::string listen = "127.0.0.1:8710";
    std::string base_url;  ///< Empty: "http://localhost:PORT".
    std::string hosts;     ///< Further names of the server, comma-separated.
    std::string title = "wirefold";
    std::int64_t stories = 100;
    std::chrono::seconds max_age = std::chrono::minutes(5);
    std::string content = "summary";                       ///< Or "full".
    std::string pictures = "off";                          ///< Or "on".
    std::int64_t pictures_size = std::int64_t{256} << 20;  ///< Bytes.
    std::int64_t update_at_outlets = 0;  ///< Outlets at which a story counts as updated; 0: never.
    std::string password_from;  ///< Systemd credential, or FILE, with the password; empty: public.
    std::string password;       ///< Read from password_from. Never printed.
    std::string operator_password_from;  ///< As password_from; empty: nobody can sign in.
    std::string operator_password;       ///< Read from operator_password_from. Never printed.
    std::int64_t connections = 512;
    std::int64_t per_address = 64;
    std::int64_t requests = 50;                ///< Per second and address, on average.
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
  std::string place;  ///< "FILE:LINE", or "FILE" if the problem has no line.
  std::string message;
};

struct Loaded {
  Config config;
  std::vector<Problem> problems;  ///< Empty: `config` can be used.
  FileWatch list;                 ///< Watches the feed list, from before it was read.
};

/// Reads `file` and its feed list, and finds every problem rather than the first: syntax, unknown
/// keys, wrong types, values out of range, feeds that are listed twice or have no usable URL. Reads
/// the list only if `file` has no other problem. A missing list counts as empty.
Loaded load(const std::string& file);

/// `config`, which was read from `file`, without the feeds of its list; those of [[feed]] tables
/// stay.
Config without_list(const std::string& file, Config config);

/// `config` with the feeds that are in its list now.
Loaded load_list(const std::string& file, Config config);

/// The path of the feed list that the configuration `file` names; empty if it names none.
std::string list_file(const std::string& file, const Config& config);

/// What is wrong with the URL of a feed; empty if it is valid.
std::string source_problem(const std::string& url);

/// The text of conf/wirefold.toml: each setting explained, and commented out at its default.
std::string default_text();

/// The settings as roff: the section SETTINGS of conf/wirefold.toml.5.
std::string manual_text();

/// Names of the settings that differ.
struct Changes {
  std::vector<std::string> at_once;
  std::vector<std::string> at_restart;  ///< Read at start only.
};

/// Compares the settings, not the feeds.
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
