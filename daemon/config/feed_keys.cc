#include "feed_keys.h"

#include <algorithm>
#include <array>

#include "secret.h"
#include "settings.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/units.h"

namespace wirefold::config {
namespace {

using Key = std::string (*)(FeedSource&, const std::string& text);

/// The feed's access in a new copy, to be changed.
FeedAccess& access_of(FeedSource& feed) {
  auto access =
      feed.access ? std::make_shared<FeedAccess>(*feed.access) : std::make_shared<FeedAccess>();
  FeedAccess& out = *access;
  feed.access = std::move(access);
  return out;
}

std::string set_name(std::string& field, const std::string& text) {
  field = collapse_space(text);
  return field.empty() ? "is empty: remove the line" : "";
}

std::string set_switch(bool& field, const std::string& text) {
  if (text != "on" && text != "off") return "must be \"on\" or \"off\"";
  field = text == "on";
  return {};
}

std::string add_header(FeedSource& feed, const std::string& line) {
  const std::size_t colon = line.find(':');
  const bool good = colon != std::string::npos && colon > 0 &&
                    line.find_first_of("\r\n") == std::string::npos &&
                    line.substr(0, colon).find_first_of(" \t") == std::string::npos;
  if (!good) return "must be \"Name: value\"";
  access_of(feed).headers.push_back(line);
  return {};
}

struct Entry {
  std::string_view name;
  Key set;
};

constexpr std::array kKeys = {
    Entry{"url", [](FeedSource& f, const std::string& t) { return f.url = t, std::string(); }},
    Entry{"outlet", [](FeedSource& f, const std::string& t) { return set_name(f.outlet, t); }},
    Entry{"name", [](FeedSource& f, const std::string& t) { return set_name(f.name, t); }},
    Entry{"group", [](FeedSource& f, const std::string& t) { return f.group = t, std::string(); }},
    Entry{"lang", [](FeedSource& f, const std::string& t) { return f.lang = t, std::string(); }},
    Entry{"interval",
          [](FeedSource& f, const std::string& t) -> std::string {
            const auto interval = parse_duration(t);
            if (!interval) return "must be a duration such as \"15min\"";
            if (*interval < kLeastInterval || *interval > kMostInterval) {
              return "out of range: must be from " + format_duration(kLeastInterval) + " to " +
                     format_duration(kMostInterval);
            }
            f.interval = interval;
            return {};
          }},
    Entry{"pages", [](FeedSource& f, const std::string& t) { return set_switch(f.pages, t); }},
    Entry{"recheck", [](FeedSource& f, const std::string& t) { return set_switch(f.recheck, t); }},
    Entry{"websub", [](FeedSource& f, const std::string& t) { return set_switch(f.websub, t); }},
    Entry{"private",
          [](FeedSource& f, const std::string& t) {
            return set_switch(access_of(f).private_network, t);
          }},
    Entry{"user",
          [](FeedSource& f, const std::string& t) -> std::string {
            if (t.find(':') != std::string::npos) return "must not contain a colon";
            access_of(f).user = t;
            return {};
          }},
    Entry{"password",
          [](FeedSource&, const std::string&) -> std::string {
            return "not allowed: name a file or a systemd credential with password_from";
          }},
    Entry{"password_from",
          [](FeedSource& f, const std::string& t) {
            std::string problem;
            access_of(f).password = secret(t, problem);
            return problem;
          }},
    Entry{"header", add_header},
    Entry{"header_from",
          [](FeedSource& f, const std::string& t) {
            std::string problem;
            const std::string line = secret(t, problem);
            return problem.empty() ? add_header(f, line) : problem;
          }},
    Entry{"proxy",
          [](FeedSource& f, const std::string& t) {
            std::string problem = proxy_problem(t);
            if (problem.empty()) access_of(f).proxy = t;
            return problem;
          }},
    Entry{"user_agent_suffix",
          [](FeedSource& f, const std::string& t) -> std::string {
            if (t.find_first_of("\r\n") != std::string::npos) return "must not contain a line break";
            access_of(f).agent_suffix = t;
            return {};
          }},
};

}  // namespace

std::string set_feed_key(FeedSource& feed, const std::string& key, const std::string& text) {
  const auto* const known =
      std::ranges::find_if(kKeys, [&key](const Entry& entry) { return entry.name == key; });
  if (known == kKeys.end()) return "unknown setting: feed." + key;
  const std::string problem = known->set(feed, text);
  return problem.empty() ? "" : "feed." + key + ": " + problem;
}

}  // namespace wirefold::config
