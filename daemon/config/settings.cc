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
  return has_userinfo(value) ? "contains a user or password, and all served feeds show this URL"
                             : "";
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
  return value.find_first_of("\r\n") == std::string::npos ? "" : "must not contain a line break";
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
  return good ? ""
              : "not a comma-separated list of host names without ports such as \"news.lan, "
                "reader.home\"";
}

std::string hub_problem(const std::string& value) {
  const bool good = value == "own" || value == "none" || html::is_web_url(value);
  if (!good) return "not \"own\", \"none\" or an http: or https: URL";
  return has_userinfo(value) ? "contains a user or password, and all served feeds show this URL"
                             : "";
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
     "$XDG_STATE_HOME/wirefold, else ~/.local/state/wirefold. Only the daemon's user may read the "
     "directory (mode 0700) and the files in it.",
     TextSetting{[](Config& c) -> std::string& { return c.state.dir; }, nullptr}, true},
    {"state.keep",
     "How long a story is kept after its last change. Its articles are forgotten with it. A mark "
     "stays for each entry that its feed still lists, so that the entry does not come back. Pinned "
     "stories, the newest serve.stories, and what fold.window needs are kept longer. 0s: for ever.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.state.keep; }, 0s,
                     days(36500)}},
    {"state.max_size",
     "Size of the database above which the oldest stories are forgotten sooner. An article of 4 KB "
     "takes about 6 KB. 0B: any size.",
     SizeSetting{[](Config& c) -> std::int64_t& { return c.state.max_size; }, 0,
                 std::int64_t{1} << 50}},
    {"feeds.opml",
     "The feed list, OPML 1.0 or 2.0, relative to this file. Empty: only the [[feed]] tables below "
     "count. A missing list has no feeds, and 'wirefold feeds add' creates it. A running daemon "
     "applies a change of the list without a signal. The service writes only its state directory: "
     "where operators change the list on the web page (serve.operator_password_from), it must be "
     "there, as \"/var/lib/wirefold/feeds.opml\".",
     TextSetting{[](Config& c) -> std::string& { return c.feeds.opml; }, nullptr}},
    {"fetch.interval",
     "Shortest time between two polls of a feed, except for fetch.invited. A feed may ask for a "
     "longer time by Cache-Control, Expires, Retry-After, ttl, skipHours, skipDays or "
     "sy:updatePeriod. After a failed poll the next one follows after this time, or after a "
     "quarter of the time in which the feed's list is replaced if that is shorter; each further "
     "failure doubles the wait.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.interval; },
                     kLeastInterval, kMostInterval}},
    {"fetch.invited",
     "Shortest time between two polls of a feed that publishes three entries an hour or more, if "
     "its server allows it: Cache-Control or Expires, ttl and sy:updatePeriod, as far as present, "
     "name shorter times than fetch.interval. Also the shortest time after a failed poll. A feed "
     "with its own interval is not polled sooner than that; a value above fetch.interval counts as "
     "fetch.interval.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.invited; },
                     kLeastInterval, kMostInterval}},
    {"fetch.unvalidated",
     "Shortest time between two polls of a feed whose server sends neither ETag nor Last-Modified: "
     "each poll costs it the whole document. A feed whose list is replaced in less than twice this "
     "time is polled before half of the list is replaced.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.unvalidated; },
                     kLeastInterval, kMostInterval}},
    {"fetch.slowest",
     "Longest time between two polls of a feed that publishes seldom. Such a feed is polled "
     "seldom, in proportion to the root of the mean time between its entries, but at least this "
     "often and before half of its list is replaced, if its server allows it.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.slowest; },
                     kLeastInterval, kMostInterval}},
    {"fetch.ceiling", "Longest time between two polls, whatever the server asks for.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.ceiling; }, days(7),
                     days(90)}},
    {"fetch.recheck",
     "After this time with no answer but \"304 Not Modified\" a feed is polled once without "
     "validators, because some servers answer 304 for ever. A server whose 304 was wrong is polled "
     "this way once a day. 0s: never. Off for one feed: recheck = \"off\".",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.recheck; }, 0s,
                     days(90)}},
    {"fetch.timeout", "Time limit of one whole transfer.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.timeout; }, 1s,
                     10min}},
    {"fetch.max_body", "Longest document, after decompression; a longer one counts as failed.",
     SizeSetting{[](Config& c) -> std::int64_t& { return c.fetch.max_body; }, kMiB / 16,
                 256 * kMiB}},
    {"fetch.transfers", "Largest number of concurrent transfers.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.fetch.transfers; }, 1, 1000}},
    {"fetch.per_host", "Largest number of concurrent requests to one host.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.fetch.per_host; }, 1, 64}},
    {"fetch.spacing", "Time between the starts of two requests to one host.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fetch.spacing; }, 0s,
                     10min}},
    {"fetch.retry_scope",
     "Which feeds wait when a server answers 429, or 503 with Retry-After: \"host\", all feeds of "
     "the host; \"feed\", only the feed that was polled.",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.retry_scope; }, scope_problem}},
    {"fetch.proxy",
     "URL of a proxy for all requests: http://, https://, socks5:// or socks5h://. Empty: none; "
     "the environment is ignored. The proxy then resolves the names, and wirefold cannot check "
     "their addresses.",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.proxy; }, proxy_problem}},
    {"fetch.allow_networks",
     "Addresses outside the public internet that wirefold may contact: \"192.168.4.0/22, "
     "fd00::/8\". All others are refused, because a feed, a page or a redirect could reach into "
     "your network. For one feed: private = \"on\".",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.allow_networks; },
                 networks_problem}},
    {"fetch.contact",
     "URL or mail address in the User-Agent, so that publishers can reach you. Empty: base_url.",
     TextSetting{[](Config& c) -> std::string& { return c.fetch.contact; }, header_problem}},
    {"websub.subscribe",
     "\"on\": where a feed names a WebSub hub, wirefold subscribes there to be notified of new "
     "entries. The hub must reach serve.base_url from outside; without serve.base_url there is no "
     "subscription. \"off\": only polls.",
     TextSetting{[](Config& c) -> std::string& { return c.websub.subscribe; }, switch_problem}},
    {"websub.poll",
     "Shortest time between two polls of a feed while its hub notifies wirefold of new entries. A "
     "feed whose list is replaced in less than twice this time is polled before half of the list "
     "is replaced.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.websub.poll; },
                     kLeastInterval, kMostInterval}},
    {"websub.lease", "Requested duration of a subscription; it is renewed before it ends.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.websub.lease; }, 1h,
                     days(90)}},
    {"websub.hub",
     "The WebSub hub that notifies subscribers of the served feeds: \"own\", wirefold's own hub at "
     "/websub; \"none\"; or the URL of another hub, which is notified whenever the feeds change. "
     "The own hub is open only if serve.base_url is set, without a password and without "
     "fetch.proxy, which would hide the addresses of callbacks.",
     TextSetting{[](Config& c) -> std::string& { return c.websub.hub; }, hub_problem}},
    {"websub.allow_networks",
     "Addresses outside the public internet that subscribers of the own hub may have: "
     "\"192.168.4.0/22, fd00::/8\". Anybody may ask the hub to call any address, so "
     "fetch.allow_networks does not apply to it.",
     TextSetting{[](Config& c) -> std::string& { return c.websub.allow_networks; },
                 networks_problem}},
    {"pages.below_words",
     "For an entry with fewer words than this the page is fetched, once, and the article is read "
     "from it: feeds often carry only a headline and a sentence, and copies are recognised by "
     "their text. Of an article on several pages at most two further pages are fetched. 0: never. "
     "The robots.txt of the site is respected, and entries older than fold.window are skipped. Off "
     "for one feed: pages = \"off\" in its [[feed]], or wirefold:pages=\"off\" in "
     "the OPML.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.pages.below_words; }, 0, 5000}},
    {"pages.spacing",
     "Shortest time between two pages of one host; longer if its robots.txt asks for it.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.pages.spacing; }, 0s,
                     10min}},
    {"pages.wait",
     "How long an entry waits for its page. After that it is used as the feed has it.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.pages.wait; }, 1s, 24h}},
    {"fold.window",
     "Copies are searched among the articles of this time. Wire copies come within 3 days in 84 % "
     "and within 7 days in 95 % of cases. An article takes about 600 bytes of memory.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fold.window; }, 1h,
                     days(60)}},
    {"fold.min_similarity",
     "Share of the shorter text that must be in the other text. A lower value folds more, and more "
     "of it wrongly.",
     RealSetting{[](Config& c) -> double& { return c.fold.min_similarity; }, 0.3, 1.0}},
    {"fold.min_words", "Smallest number of words that two texts must have in common.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.fold.min_words; }, 8, 1000}},
    {"fold.min_probability",
     "Two entries are one story from this probability on, if one of them has only a headline and a "
     "summary of at most 80 words because its page was not read. The probability is calculated "
     "from the headlines, the common words and their places, the numbers and the time. A lower "
     "value folds more, and more of it wrongly: of the pairs at exactly 0.82 one in six is not a "
     "copy.",
     RealSetting{[](Config& c) -> double& { return c.fold.min_probability; }, 0.5, 0.999}},
    {"fold.equal_headlines",
     "\"on\": entries of two outlets with the same headline within a day (20 hours: a daily column "
     "is not a copy of yesterday's) are one story if one of them has no text. The headline must "
     "have about four distinctive words and must not recur. \"off\": a headline alone folds "
     "nothing.",
     TextSetting{[](Config& c) -> std::string& { return c.fold.equal_headlines; }, switch_problem}},
    {"fold.settle",
     "How long after its arrival an article may still move to another story (merge and split in "
     "the log): when its text arrives late or is edited, when it turns out to be part of a "
     "compilation, when the text that it was folded by turns out to be boilerplate, or when a "
     "later article shows that it belongs elsewhere. It moves at most three times, and by an edit "
     "only if it has not moved before. A preferred outlet may take the lead of a story this long "
     "after the first article of the story. Older stories do not change, because readers have "
     "already seen them.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.fold.settle; }, 0s,
                     days(60)}},
    {"fold.prefer",
     "Outlets whose copy leads its story even if another came first, in order of preference, "
     "separated by commas, by name or domain: \"Reuters, antaranews.com\". A name that several "
     "publishers have means none of them.",
     TextSetting{[](Config& c) -> std::string& { return c.fold.prefer; }, header_problem}},
    {"fold.lead",
     "Which copy leads its story among outlets that fold.prefer ranks equally: \"earliest\"; "
     "\"longest\", if it is longer by half; or \"agency\", the agency's own. A lead changes only "
     "within fold.settle, and never back.",
     TextSetting{[](Config& c) -> std::string& { return c.fold.lead; }, lead_problem}},
    {"events.find",
     "\"on\": wirefold finds out which stories report the same event in their own words. Nothing "
     "is "
     "hidden by that, and the feeds of stories do not change. \"off\": it does not.",
     TextSetting{[](Config& c) -> std::string& { return c.events.find; }, switch_problem}},
    {"events.threshold",
     "A new story joins an event from this score on. It is calculated from the words that the "
     "story shares with the reports of the event, from the time between them, and from the size "
     "of the event. A lower value joins more, and more of it wrongly.",
     RealSetting{[](Config& c) -> double& { return c.events.threshold; }, 0.1, 1.0}},
    {"events.window",
     "A new story is compared with the stories of this time. A story takes about 800 bytes of "
     "memory.",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.events.window; }, 1h,
                     days(30)}},
    {"events.page",
     "\"on\": the page of a story shows the other reports of its event, and related stories. "
     "\"off\": only the pages and feeds by event show them.",
     TextSetting{[](Config& c) -> std::string& { return c.events.page; }, switch_problem}},
    {"serve.listen",
     "Address and port of the HTTP server; [::1]:8710 for IPv6. Port 0 takes any free port; the "
     "log line \"start\" names it. With a socket unit systemd listens, and this setting is "
     "ignored.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.listen; }, listen_problem}, true},
    {"serve.base_url",
     "URL under which readers reach the server, for links in the feeds. Empty: http://localhost "
     "and the port. Set it if there is a proxy in front of wirefold.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.base_url; }, base_url_problem}},
    {"serve.hosts",
     "Further host names of this server, \"news.lan, reader.home\". On a loopback address the "
     "server answers only to localhost, to addresses, to the host of base_url and to these names, "
     "so that a page of another site cannot read it under a name of that site.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.hosts; }, hosts_problem}},
    {"serve.title", "Title of the served feeds and of the web page.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.title; }, nullptr}},
    {"serve.stories", "Number of stories in the served feeds and on the web page.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.stories; }, 1, 1000}},
    {"serve.content",
     "Content of an entry in the served feeds: \"summary\", or \"full\", the whole text that the "
     "lead's feed carries.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.content; }, content_problem}},
    {"serve.pictures",
     "\"on\": the pages show one picture a story and the icons of outlets, where the feeds name "
     "them. wirefold fetches a picture once a page that shows it is asked for, as it fetches "
     "pages, checks that it is a JPEG, PNG, GIF, WebP, AVIF or ICO of at most 2 MiB and 16 "
     "megapixels, and serves it itself, so that the address of no reader reaches another server. "
     "\"off\": nothing is fetched or served, and what was kept is removed.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.pictures; }, switch_problem}},
    {"serve.pictures_size",
     "Size of the kept pictures, in the directory pictures beside the database, above which those "
     "that were not shown for longest are removed. A picture is also removed with its story.",
     SizeSetting{[](Config& c) -> std::int64_t& { return c.serve.pictures_size; }, 4 * kMiB,
                 std::int64_t{1} << 40}},
    {"serve.update_at_outlets",
     "A story counts as updated (readers may show it again) once this many outlets have it. 0: a "
     "new copy never counts as an update.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.update_at_outlets; }, 0, 1000}},
    {"serve.password_from",
     "A systemd credential, or the absolute path of a file, with the password that everything "
     "except /healthz, /readyz and /websub requires: HTTP Basic with any user, or ?token=PASSWORD "
     "for readers without HTTP Basic. The own hub is then closed. Empty: public.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.password_from; },
                 password_problem}},
    {"serve.operator_password_from",
     "A systemd credential, or the absolute path of a file, with the password with which operators "
     "sign in on the web page, to put folds right and to change the feed list. Use it only where "
     "the page is read on this machine or through HTTPS. Empty: nobody can sign in.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.operator_password_from; },
                 password_problem}},
    {"serve.max_age", "How long readers and proxies may keep an answer (Cache-Control, ttl).",
     DurationSetting{[](Config& c) -> std::chrono::seconds& { return c.serve.max_age; }, 0s, 24h}},
    {"serve.connections", "Largest number of open connections.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.connections; }, 4, 50000}, true},
    {"serve.per_address",
     "Largest number of open connections from one address. An IPv6 network of 64 bits counts as "
     "one "
     "address.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.per_address; }, 1, 50000}},
    {"serve.requests",
     "Largest number of requests a second from one address, on average; ten seconds' worth may "
     "come at "
     "once. Further requests get 429 with Retry-After. 0: any number.",
     WholeSetting{[](Config& c) -> std::int64_t& { return c.serve.requests; }, 0, 100000}},
    {"serve.trusted",
     "Networks to which the two limits above do not apply, because a proxy in front of wirefold "
     "forwards the requests of all clients. The own hub trusts their X-Forwarded-For.",
     TextSetting{[](Config& c) -> std::string& { return c.serve.trusted; }, networks_problem}},
    {"log.level",
     "error, warning, info or debug. At debug each request to the server and each repaired feed "
     "document is logged.",
     TextSetting{[](Config& c) -> std::string& { return c.log.level; }, level_problem}},
    {"log.levels",
     "Levels of single areas where they differ: \"serve=debug, fetch=warning\". The areas are "
     "daemon, fetch, fold, serve and websub.",
     TextSetting{[](Config& c) -> std::string& { return c.log.levels; }, levels_problem}},
    {"log.json",
     "File to which each event of the log is appended as a line of JSON. It is reopened on SIGHUP. "
     "Empty: none.",
     TextSetting{[](Config& c) -> std::string& { return c.log.json; }, nullptr}},
    {"log.stories",
     "File to which each new story, copy, merge, split and change of lead is appended as a line of "
     "JSON. It is reopened on SIGHUP, after logrotate has moved it. Empty: none.",
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
