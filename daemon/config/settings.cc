#include "settings.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "secret.h"
#include "wirefold/base/ip_address.h"
#include "wirefold/base/log.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/html/url.h"

namespace wirefold::config {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

std::string listen_problem(const std::string& value) {
  if (parse_listen(value)) return {};
  const std::size_t colon = value.rfind(':');
  const std::string port = colon == std::string::npos ? "" : value.substr(colon + 1);
  const bool number = !port.empty() && port.find_first_not_of("0123456789") == std::string::npos;
  const bool host = parse_listen(value.substr(0, colon) + ":1").has_value();
  if (host && number) return "port " + port + " is out of range: from 0 to 65535";
  return "not ADDRESS:PORT with a numeric address or localhost, such as 127.0.0.1:8710";
}

std::string base_url_problem(const std::string& value) {
  if (value.empty()) return {};
  if (!html::is_web_url(value)) return "not an http: or https: URL";
  return has_userinfo(value) ? "a user or password in a URL that all served feeds show" : "";
}

std::string level_problem(const std::string& value) {
  LogLevel level{};
  return parse_log_level(value, level) ? "" : "not one of error, warning, info, debug";
}

std::string levels_problem(const std::string& value) {
  std::array<LogLevel, kLogAreas> levels{};
  return parse_log_levels(value, levels);
}

std::string header_problem(const std::string& value) {
  return value.find_first_of("\r\n") == std::string::npos ? "" : "holds a line break";
}

std::string scope_problem(const std::string& value) {
  return value == "host" || value == "feed" ? "" : "not \"host\" or \"feed\"";
}

std::string switch_problem(const std::string& value) {
  return value == "on" || value == "off" ? "" : "not \"on\" or \"off\"";
}

std::string networks_problem(const std::string& value) {
  return parse_networks(value) ? "" : "not a list of networks such as \"192.168.0.0/16, ::1\"";
}

std::string hosts_problem(const std::string& value) {
  const auto names = split(value, ',');
  const bool good = std::ranges::all_of(names, [](std::string_view name) {
    return trim(name).find_first_of(":/@[]\\* \t\r\n") == std::string_view::npos;
  });
  return good ? "" : "not host names with commas between, without ports: \"news.lan, reader.home\"";
}

std::string hub_problem(const std::string& value) {
  const bool good = value == "own" || value == "none" || html::is_web_url(value);
  if (!good) return "not \"own\", \"none\" or an http: or https: URL";
  return has_userinfo(value) ? "a user or password in a URL that all served feeds show" : "";
}

std::string lead_problem(const std::string& value) {
  const bool good = value == "earliest" || value == "longest" || value == "agency";
  return good ? "" : "not \"earliest\", \"longest\" or \"agency\"";
}

std::string content_problem(const std::string& value) {
  return value == "summary" || value == "full" ? "" : "not \"summary\" or \"full\"";
}

std::string password_problem(const std::string& value) {
  std::string problem;
  if (!value.empty()) static_cast<void>(secret(value, problem));
  return problem;
}

constexpr std::int64_t kMiB = std::int64_t{1} << 20;

const Setting kSettings[] = {
    {"state.dir",
     "Where the database, wirefold.db, is kept. Empty: $STATE_DIRECTORY, which systemd sets, else "
     "$XDG_STATE_HOME/wirefold, else ~/.local/state/wirefold. It is for the daemon's user alone "
     "(mode 0700), and so are the files in it.",
     TextSetting{[](Config& c) -> std::string& { return c.state.dir; }, nullptr}, true},
    {"state.keep",
     "How long a story is kept after it changed last. Its articles are forgotten with it, but for "
     "a mark by which an entry that is still listed is known: it does not come back. Pinned "
     "stories, the newest serve.stories, and what fold.window needs are kept longer. 0s: for ever.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.state.keep; }, 0s,
                     days(36500)}},
    {"state.max_size",
     "Size of the database beyond which the oldest stories are forgotten sooner. An article of "
     "4 KB takes some 6 KB. 0B: any size.",
     SizeSetting{[](Config& c) -> std::int64_t& { return c.state.max_size; }, 0,
                 std::int64_t{1} << 50}},
    {"feeds.opml",
     "The feed list, OPML 1.0 or 2.0, relative to this file. Empty: only the [[feed]] tables below "
     "count. A list that is not there has no feeds, and 'wirefold feeds add' makes it. A running "
     "daemon takes up a change of the list by itself.",
     TextSetting{[](Config& c) -> std::string& { return c.feeds.opml; }, nullptr}},
    {"fetch.interval",
     "Shortest time between two polls of a feed, but for fetch.invited. A feed may ask for more by "
     "Cache-Control, Expires, Retry-After, ttl, skipHours, skipDays or sy:updatePeriod. After a "
     "failed poll it is the time to the next one, or a quarter of the time in which the feed's "
     "list is replaced if that is shorter; each further failure doubles that.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.interval; },
                     kLeastInterval, kMostInterval}},
    {"fetch.invited",
     "Shortest time between two polls of a feed that publishes three entries an hour or more, and "
     "whose server invites it: of Cache-Control or Expires, ttl and sy:updatePeriod, those that "
     "are there name shorter times than fetch.interval. Also the shortest time after a failed "
     "poll. A feed with an interval of its own is not asked sooner than that; a value above "
     "fetch.interval counts as that.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.invited; },
                     kLeastInterval, kMostInterval}},
    {"fetch.unvalidated",
     "Shortest time between two polls of a feed whose server sends neither ETag nor Last-Modified: "
     "each costs it the whole document. A feed whose list is replaced in less than twice that time "
     "is asked before half of it is.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.unvalidated; },
                     kLeastInterval, kMostInterval}},
    {"fetch.slowest",
     "A feed that publishes seldom is polled seldom, in proportion to the root of the mean time "
     "between its entries: but this often at least, and before half of its list is replaced, if "
     "its server has nothing against it.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.slowest; },
                     kLeastInterval, kMostInterval}},
    {"fetch.ceiling", "Longest time between two polls, whatever the server asks for.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.ceiling; }, days(7),
                     days(90)}},
    {"fetch.recheck",
     "After so long with nothing but \"304 Not Modified\" a feed is asked once without validators: "
     "some servers answer 304 for ever. A server that was found lying is asked so once a day. 0s: "
     "never. Off for one feed: recheck = \"off\".",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.recheck; }, 0s,
                     days(90)}},
    {"fetch.timeout", "For one whole transfer.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.timeout; }, 1s,
                     10min}},
    {"fetch.max_body", "Longest document, after decompression; a longer one counts as failed.",
     SizeSetting{[](Config& c) -> std::int64_t& { return c.fetch.max_body; }, kMiB / 16,
                 256 * kMiB}},
    {"fetch.transfers", "Transfers in flight at a time.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.fetch.transfers; }, 1, 1000}},
    {"fetch.per_host", "Requests to one host at a time.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.fetch.per_host; }, 1, 64}},
    {"fetch.spacing", "Time between the beginnings of two requests to one host.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.spacing; }, 0s,
                     10min}},
    {"fetch.retry_scope",
     "Who waits when a server says 429, or 503 with Retry-After: \"host\", all its feeds; "
     "\"feed\", the one that was asked for.",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.retry_scope; }, scope_problem}},
    {"fetch.proxy",
     "URL of a proxy for everything: http://, https://, socks5:// or socks5h://. Empty: none; the "
     "environment is not asked. Names are then resolved by the proxy, and what they lead to cannot "
     "be checked.",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.proxy; }, proxy_problem}},
    {"fetch.allow_networks",
     "Addresses outside of the public internet that may be asked: \"192.168.4.0/22, fd00::/8\". "
     "Otherwise a feed, a page or a redirect could reach into your network. For one feed: private "
     "= \"on\".",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.allow_networks; },
                 networks_problem}},
    {"fetch.contact",
     "URL or mail address in the User-Agent, so that publishers can reach you. Empty: base_url.",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.contact; }, header_problem}},
    {"websub.subscribe",
     "\"on\": where a feed names a WebSub hub, the hub is asked to tell us what is new. It must "
     "reach serve.base_url from outside; without one there is no subscription. \"off\": only "
     "polls.",
     TextSetting{[](Config& c) -> std::string& { return c.websub.subscribe; }, switch_problem}},
    {"websub.poll",
     "Shortest time between two polls of a feed while its hub tells us what is new. A feed whose "
     "list is replaced in less than twice that time is asked before half of it is.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.websub.poll; },
                     kLeastInterval, kMostInterval}},
    {"websub.lease", "How long a subscription is asked for; it is renewed before it ends.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.websub.lease; }, 1h,
                     days(90)}},
    {"websub.hub",
     "Who tells subscribers of our feeds what is new: \"own\", our own WebSub hub at /websub; "
     "\"none\"; or the URL of another hub, which is told whenever our feeds change. Our own is "
     "open only if serve.base_url is set, without a password and without fetch.proxy, which would "
     "hide where callbacks lead.",
     TextSetting{[](Config& c) -> std::string& { return c.websub.hub; }, hub_problem}},
    {"websub.allow_networks",
     "Addresses outside of the public internet that subscribers of our hub may have: "
     "\"192.168.4.0/22, fd00::/8\". Anybody may ask the hub to call any address, so "
     "fetch.allow_networks opens nothing for it.",
     TextSetting{[](Config& c) -> std::string& { return c.websub.allow_networks; },
                 networks_problem}},
    {"pages.below_words",
     "An entry with fewer words than this has its page fetched, once ever, and the article read "
     "from it: feeds often carry a headline and a sentence, and copies are known by their text. Of "
     "an "
     "article on several pages at most two further ones are fetched. 0: never. The robots.txt of "
     "the site is asked first, and entries older than fold.window are "
     "left alone. Off for one feed: pages = \"off\" in its [[feed]], or wirefold:pages=\"off\" in "
     "the OPML.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.pages.below_words; }, 0, 5000}},
    {"pages.spacing",
     "Time between two pages of one host, at least; more if its robots.txt asks for it.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.pages.spacing; }, 0s,
                     10min}},
    {"pages.wait", "How long an entry waits for its page. Then it is taken as the feed has it.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.pages.wait; }, 1s, 24h}},
    {"fold.window",
     "Copies of one text are looked for among the articles of this time. Wire copies come within 3 "
     "days in 84 % and within 7 days in 95 % of cases. An article takes some 600 bytes of memory.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fold.window; }, 1h,
                     days(60)}},
    {"fold.min_similarity",
     "Share of the shorter text that must stand in the other. Lower folds more, and more wrongly.",
     RealSetting{[](Config& c) -> double& { return c.fold.min_similarity; }, 0.3, 1.0}},
    {"fold.min_words", "Words that two texts must have in common at least.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.fold.min_words; }, 8, 1000}},
    {"fold.min_probability",
     "Two entries of which one has no more than a headline and a summary of 80 words, as its page "
     "was not read, are one story from this probability on. It is weighed out of what both have: "
     "headlines, common words and where they stand, numbers, time. Lower folds more, and more "
     "wrongly: of the pairs at 0.82 itself one in six is no copy.",
     RealSetting{[](Config& c) -> double& { return c.fold.min_probability; }, 0.5, 0.999}},
    {"fold.equal_headlines",
     "\"on\": two outlets' entries under one headline within a day (20 hours: a column of every "
     "day "
     "is no copy of yesterday's) are one story if one of them has no text. The headline has to "
     "have "
     "some four words that not every text has, and must not come again and again. \"off\": a "
     "headline alone folds nothing.",
     TextSetting{[](Config& c) -> std::string& { return c.fold.equal_headlines; }, switch_problem}},
    {"fold.settle",
     "How long after it came an article may still move to another story (merge and split in the "
     "log): when its text comes late or is edited, when it turns out to be a part of a "
     "compilation, when what it was folded by turns out to be boilerplate, or when a later article "
     "shows that it belongs elsewhere. It moves three times at most, and by an edit only if it has "
     "not moved before. So long after its first article a preferred outlet may take the lead of a "
     "story. Readers have seen older ones.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fold.settle; }, 0s,
                     days(60)}},
    {"fold.prefer",
     "Outlets whose copy stands for its story whoever came first, best first, with commas between, "
     "by their names or domains: \"Reuters, antaranews.com\". A name that "
     "several publishers have means none of them.",
     TextSetting{[](Config& c) -> std::string& { return c.fold.prefer; }, header_problem}},
    {"fold.lead",
     "Which copy stands for its story among outlets that fold.prefer ranks alike: \"earliest\"; "
     "\"longest\", if it is longer by half; or \"agency\", the agency's own. A lead changes only "
     "while fold.settle lasts, and never back.",
     TextSetting{[](Config& c) -> std::string& { return c.fold.lead; }, lead_problem}},
    {"serve.listen",
     "Address and port of the HTTP server; [::1]:8710 for IPv6. Port 0 takes any free one; the log "
     "line \"start\" names it. With a socket unit systemd listens, and this is not looked at.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.listen; }, listen_problem}, true},
    {"serve.base_url",
     "URL under which readers reach the server, for links in the feeds. Empty: http://localhost "
     "and the port. Set it when a proxy stands before wirefold.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.base_url; }, base_url_problem}},
    {"serve.hosts",
     "Further names under which this server may be asked, \"news.lan, reader.home\": on a loopback "
     "address it answers to localhost, addresses, the host of base_url and these alone, so that no "
     "page of another site can read it by a name of its own.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.hosts; }, hosts_problem}},
    {"serve.title", "Title of the served feeds and of the page.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.title; }, nullptr}},
    {"serve.stories", "Stories in the served feeds and on the page.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.stories; }, 1, 1000}},
    {"serve.content",
     "What an entry of the served feeds holds: \"summary\", or \"full\", the whole text that the "
     "lead's feed gives.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.content; }, content_problem}},
    {"serve.update_at_outlets",
     "A story counts as updated (readers may show it again) once so many outlets have it. 0: never "
     "by a new copy.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.update_at_outlets; }, 0, 1000}},
    {"serve.password_from",
     "A systemd credential, or the absolute path of a file, with the password that everything but "
     "/healthz, /readyz and /websub asks for: HTTP Basic with any user, or ?token=PASSWORD for "
     "readers that cannot do that. Our own hub is closed then. Empty: public.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.password_from; },
                 password_problem}},
    {"serve.max_age", "How long readers and proxies may keep an answer (Cache-Control, ttl).",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.serve.max_age; }, 0s, 24h}},
    {"serve.connections", "Open connections at a time.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.connections; }, 4, 50000}, true},
    {"serve.per_address", "Of these, from one address. An IPv6 network of 64 bits counts as one.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.per_address; }, 1, 50000}},
    {"serve.requests",
     "Requests that one address may make a second, on average; ten seconds' worth at once. More "
     "gets 429 with Retry-After. 0: any number.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.requests; }, 0, 100000}},
    {"serve.trusted",
     "Networks to which the two limits above do not apply: a proxy in front of wirefold speaks for "
     "everybody. Our hub believes their X-Forwarded-For.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.trusted; }, networks_problem}},
    {"log.level",
     "error, warning, info or debug. At debug each request to the server and each mended feed "
     "document is logged.",
     TextSetting{[](Config& c) -> std::string& { return c.log.level; }, level_problem}},
    {"log.levels",
     "Levels of single areas where they differ: \"serve=debug, fetch=warning\". The areas are "
     "daemon, fetch, fold, serve and websub.",
     TextSetting{[](Config& c) -> std::string& { return c.log.levels; }, levels_problem}},
    {"log.json",
     "File that every event of the log is appended to as a line of JSON. It is opened again on "
     "SIGHUP. Empty: none.",
     TextSetting{[](Config& c) -> std::string& { return c.log.json; }, nullptr}},
    {"log.stories",
     "File that each new story, copy, merge, split and change of lead is appended to as a line of "
     "JSON. It is opened again on SIGHUP, after logrotate has moved it. Empty: none.",
     TextSetting{[](Config& c) -> std::string& { return c.log.stories; }, nullptr}},
};

}  // namespace

std::string proxy_problem(const std::string& url) {
  if (url.empty()) return {};
  for (const std::string_view scheme : {"http://", "https://", "socks5://", "socks5h://"}) {
    if (url.starts_with(scheme) && url.size() > scheme.size()) return {};
  }
  return "not the URL of a proxy: http://, https://, socks5:// or socks5h://";
}

std::span<const Setting> settings() { return kSettings; }

std::optional<Address> parse_listen(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  Address out{listen.substr(0, colon), 0};
  if (out.host == "localhost") out.host = "127.0.0.1";
  const char* const end = listen.data() + listen.size();
  const auto parsed = std::from_chars(listen.data() + colon + 1, end, out.port);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  const bool bracketed = out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']';
  if (bracketed) out.host = out.host.substr(1, out.host.size() - 2);
  in6_addr ignored{};
  const int family = bracketed ? AF_INET6 : AF_INET;
  return inet_pton(family, out.host.c_str(), &ignored) == 1 ? std::optional(out) : std::nullopt;
}

}  // namespace wirefold::config
