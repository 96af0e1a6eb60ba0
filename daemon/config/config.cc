#include "wirefold/config/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "feed_keys.h"
#include "secret.h"
#include "settings.h"
#include "wirefold/base/file.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/units.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/opml.h"

namespace wirefold::config {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20;

class Loader {
 public:
  explicit Loader(std::string file) : file_(std::move(file)) {}

  Loaded load() {
    const Result<std::string> text = read_file(file_, kMaxConfigBytes);
    if (!text) {
      out_.problems.push_back({file_, unreadable(text.error())});
      return std::move(out_);
    }
    read_toml(*text);
    read_passwords();
    if (out_.problems.empty()) read_opml();
    check_sources();
    return std::move(out_);
  }

  Loaded load_list(Config config) {
    out_.config = without_list(file_, std::move(config));
    read_opml();
    check_sources();
    return std::move(out_);
  }

 private:
  /// Reads the passwords here and not with their settings, because they must not be written out
  /// with the settings.
  void read_passwords() {
    auto& serve = out_.config.serve;
    std::string ignored;  // reported when the setting was read
    const auto read = [&ignored](const std::string& from, std::string& password) {
      if (!from.empty()) password = secret(from, ignored);
    };
    read(serve.password_from, serve.password);
    read(serve.operator_password_from, serve.operator_password);
  }

  void read_toml(const std::string& text) {
    try {
      const toml::table root = toml::parse(text);
      for (const auto& [key, node] : root) section(std::string(key.str()), key.source(), node);
    } catch (const toml::parse_error& error) {
      problem(error.source(), words_of(error.description()));
    }
  }

  /// Why the file cannot be read, and how to make one.
  std::string unreadable(const Error& error) const {
    std::error_code ignored;
    const bool missing = fs::status(file_, ignored).type() == fs::file_type::not_found;
    if (!missing) return error.detail.substr(file_.size() + 2);
    return "no such file; make it with: wirefold check --print-config > " + file_ +
           ", or name another with -c or $WIREFOLD_CONFIG";
  }

  /// Replaces the parser's description, which names a production of its grammar.
  static std::string words_of(std::string_view description) {
    if (description.find("redefine") != std::string_view::npos) {
      return "this name is in the file twice";
    }
    if (description.find("UTF-8") != std::string_view::npos) return "not in UTF-8";
    return "this is not TOML: a line is [section], name = \"text\" or name = 5; # begins a comment";
  }

  void section(const std::string& name, const toml::source_region& at, const toml::node& node) {
    if (name == "feed") {
      feed_tables(at, node);
      return;
    }
    const auto known = settings();
    const bool is_section = std::any_of(known.begin(), known.end(), [&name](const Setting& s) {
      return s.key.starts_with(name + '.');
    });
    if (!is_section) {
      problem(at, "unknown section: " + name);
    } else if (const toml::table* table = node.as_table()) {
      for (const auto& [key, value] : *table) {
        setting(name + '.' + std::string(key.str()), key.source(), value);
      }
    } else {
      problem(at, name + " is a section: write [" + name + "]");
    }
  }

  void setting(const std::string& key, const toml::source_region& at, const toml::node& value) {
    const auto known = settings();
    const auto it =
        std::find_if(known.begin(), known.end(), [&key](const Setting& s) { return s.key == key; });
    if (it == known.end()) {
      problem(at, "unknown setting: " + key);
      return;
    }
    const std::string wrong = set_from(*it, value);
    if (!wrong.empty()) problem(at, key + ": " + wrong);
  }

  std::string set_from(const Setting& s, const toml::node& value) {
    if (const auto* text = value.as_string()) return set(s, out_.config, text->get());
    if (const auto* number = value.as_integer()) return set(s, out_.config, number->get());
    if (const auto* number = value.as_floating_point()) return set(s, out_.config, number->get());
    return "must be a text or a number";
  }

  void feed_tables(const toml::source_region& at, const toml::node& node) {
    const toml::array* tables = node.as_array();
    if (tables == nullptr || !tables->is_array_of_tables()) {
      problem(at, "a feed is one table of a list: write [[feed]]");
      return;
    }
    for (const toml::node& table : *tables) feed_table(*table.as_table());
  }

  void feed_table(const toml::table& table) {
    FeedSource feed;
    feed.place = place(table.source());
    for (const auto& [key, value] : table) {
      const auto text = value.value_exact<std::string>();
      const std::string name(key.str());
      if (!text) {
        problem(key.source(), "feed." + name + ": must be a text in quotes");
      } else if (std::string wrong = set_feed_key(feed, name, *text); !wrong.empty()) {
        problem(key.source(), std::move(wrong));
      }
    }
    out_.config.sources.push_back(std::move(feed));
  }

  void read_opml() {
    const std::string path = list_file(file_, out_.config);
    out_.list = FileWatch(path);
    std::error_code ignored;
    // Only a list that certainly does not exist is empty. Otherwise an unreadable list would drop
    // all feeds.
    if (path.empty() || fs::status(path, ignored).type() == fs::file_type::not_found) return;
    const Result<std::string> bytes = read_file(path, kMaxOpmlBytes);
    if (!bytes) {
      out_.problems.push_back({file_, "feeds.opml: " + bytes.error().detail});
      return;
    }
    Result<std::vector<FeedSource>> feeds = parse::parse_opml(*bytes, path);
    if (!feeds) {
      const std::string& detail = feeds.error().detail;  // "FILE:LINE: message"
      const std::size_t end = detail.find(": ");
      out_.problems.push_back({detail.substr(0, end), detail.substr(end + 2)});
      return;
    }
    for (FeedSource& feed : *feeds) out_.config.sources.push_back(std::move(feed));
  }

  void check_sources() {
    std::map<std::string, std::string> seen;  // URL to the place that listed it
    for (FeedSource& feed : out_.config.sources) {
      feed.url = parse::listed_url(feed.url, feed.place.substr(0, feed.place.rfind(':')));
      if (std::string wrong = source_problem(feed.url); !wrong.empty()) {
        out_.problems.push_back({feed.place, std::move(wrong)});
        continue;
      }
      const auto [it, first] = seen.emplace(feed.url, feed.place);
      if (!first) {
        out_.problems.push_back({feed.place, "already named at " + it->second + ": " + feed.url});
      }
    }
  }

  std::string place(const toml::source_region& at) const {
    return file_ + ':' + std::to_string(at.begin.line);
  }

  void problem(const toml::source_region& at, std::string message) {
    out_.problems.push_back({place(at), std::move(message)});
  }

  std::string file_;
  Loaded out_;
};

}  // namespace

std::string source_problem(const std::string& url) {
  if (!html::is_web_url(url) && !url.starts_with("file:///")) {
    const bool shown = url.find('@') == std::string::npos;  // a password may precede the '@'
    return "not an http:, https: or file: URL" + (shown ? ": " + url : "");
  }
  if (!has_userinfo(url)) return {};
  return "a user or password in the URL: use a [[feed]] table with user and password_from";
}

Loaded load(const std::string& file) { return Loader(file).load(); }

Config without_list(const std::string& file, Config config) {
  const std::string of_list = list_file(file, config) + ':';
  std::erase_if(config.sources,
                [&of_list](const FeedSource& source) { return source.place.starts_with(of_list); });
  config.sources.shrink_to_fit();
  return config;
}

Loaded load_list(const std::string& file, Config config) {
  return Loader(file).load_list(std::move(config));
}

std::string list_file(const std::string& file, const Config& config) {
  if (config.feeds.opml.empty()) return {};
  return (fs::path(file).parent_path() / config.feeds.opml).string();
}

Address listen_address(const Config& config) {
  return parse_listen(config.serve.listen).value_or(Address{});
}

std::vector<std::string> host_names(const Config& config) {
  std::vector<std::string> out;
  for (const std::string_view name : split(config.serve.hosts, ',')) {
    if (!trim(name).empty()) out.push_back(to_lower_ascii(trim(name)));
  }
  return out;
}

std::string base_url(const Config& config) {
  std::string url = config.serve.base_url;
  while (url.ends_with('/')) url.pop_back();
  if (!url.empty()) return url;
  return "http://localhost:" + std::to_string(listen_address(config).port);
}

}  // namespace wirefold::config
