#include "wirefold/html/canonical_url.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"

namespace wirefold::html {
namespace {

constexpr int kMostSteps = 8;  // real URLs take two, or three behind redirectors

// Parameters that tell where a reader came from, not which page it is. A '*' stands for any ending.
constexpr std::string_view kTracking[] = {
    "utm_*",      "fbclid",      "gclid",         "gclsrc",      "dclid",         "msclkid",
    "yclid",      "twclid",      "igshid",        "igsh",        "mc_cid",        "mc_eid",
    "_ga",        "_gl",         "_hsenc",        "_hsmi",       "hsctatracking", "mkt_tok",
    "oly_enc_id", "oly_anon_id", "vero_id",       "wickedid",    "ref",           "ref_src",
    "ref_url",    "referrer",    "cmpid",         "cmp",         "ito",           "ncid",
    "ns_*",       "at_*",        "xtor",          "wt_*",        "wt.*",          "smid",
    "smtyp",      "soc_src",     "soc_trk",       "taid",        "tpcc",          "s_cid",
    "sr_share",   "spm",         "scid",          "ocid",        "syndication",   "pk_*",
    "mtm_*",      "piwik_*",     "trk",           "trkcampaign", "guccounter",    "guce_*",
    "feedtype",   "feedname",    "amp",           "amp_js_v",    "amp_gsa",       "printable",
    "printmode",  "nomobile",    "isappinstalled"};

// Parameters that only track or format with these values. With other values they may choose the
// content.
struct ValuedParameter {
  std::string_view name;
  std::string_view values;  // separated by spaces
};
constexpr ValuedParameter kFormats[] = {{"outputtype", "amp amp-type"},
                                        {"mode", "print amp mobile"},
                                        {"m", "1 0"},
                                        {"mobile", "1 0 true false"},
                                        {"print", "1 true yes print"},
                                        {"feed", "rss rss2 atom"},
                                        {"rss", "1 true yes"},
                                        {"share", "1 true twitter facebook email whatsapp"}};

constexpr std::string_view kHostPrefixes[] = {"www.", "m.",     "mobile.", "amp.",
                                              "wap.", "touch.", "mobil.",  "print."};

constexpr std::string_view kTargetParameters[] = {
    "url", "u", "q", "murl", "target", "dest", "link", "goto", "redirect", "destination"};

// Path endings of pages that only redirect.
constexpr std::string_view kRedirectorPaths[] = {
    "/url", "/l.php", "/redirect", "/redir",         "/out", "/click", "/goto",
    "/go",  "/link",  "/deeplink", "/apiclick.aspx", "/r",   "/share", "/sharer.php"};

struct Parameter {
  std::string name;   // lower case
  std::string whole;  // as written
};

struct Parts {
  std::string host;  // with a port that is not the scheme's own
  std::string path;
  std::vector<Parameter> query;
};

std::string_view value_of(const Parameter& p) {
  const std::size_t equals = p.whole.find('=');
  return equals == std::string::npos ? std::string_view()
                                     : std::string_view(p.whole).substr(equals + 1);
}

bool is_tracking(const Parameter& p) {
  const auto* const format =
      std::find_if(std::begin(kFormats), std::end(kFormats),
                   [&p](const ValuedParameter& f) { return f.name == p.name; });
  if (format != std::end(kFormats)) {
    const std::vector<std::string_view> values = split(format->values, ' ');
    const std::string value = to_lower_ascii(value_of(p));
    return std::find(values.begin(), values.end(), value) != values.end();
  }
  return std::any_of(std::begin(kTracking), std::end(kTracking), [&p](std::string_view t) {
    return t.ends_with('*') ? p.name.starts_with(t.substr(0, t.size() - 1)) : p.name == t;
  });
}

Parts parts_of(std::string_view url) {
  Parts out;
  url = url.substr(0, url.find('#'));
  const bool secure = starts_with_ignore_case(url, "https:");
  url.remove_prefix(url.find("://") + 3);
  const std::size_t authority_end = std::min(url.find_first_of("/?"), url.size());
  std::string_view authority = url.substr(0, authority_end);
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  out.host = to_lower_ascii(authority);
  const std::string_view own_port = secure ? ":443" : ":80";
  if (out.host.ends_with(own_port)) out.host.resize(out.host.size() - own_port.size());
  url.remove_prefix(authority_end);
  const std::size_t question = std::min(url.find('?'), url.size());
  out.path = normal_escapes(url.substr(0, question));
  if (question == url.size()) return out;
  for (const std::string_view piece : split(url.substr(question + 1), '&')) {
    const std::string whole = normal_escapes(piece);
    if (!whole.empty()) {
      out.query.push_back(
          {to_lower_ascii(std::string_view(whole).substr(0, whole.find('='))), whole});
    }
  }
  return out;
}

/// True for the path of a redirector, whose target parameter can be trusted.
bool is_redirector(const Parts& parts) {
  const std::string path = to_lower_ascii(parts.path);
  return std::any_of(std::begin(kRedirectorPaths), std::end(kRedirectorPaths),
                     [&path](std::string_view end) { return path.ends_with(end); });
}

std::string target_in_query(const Parts& parts) {
  if (!is_redirector(parts)) return {};
  for (const Parameter& p : parts.query) {
    const bool names_target = std::find(std::begin(kTargetParameters), std::end(kTargetParameters),
                                        p.name) != std::end(kTargetParameters);
    if (!names_target) continue;
    std::string target = without_escapes(value_of(p));
    if (is_web_url(target)) return target;
  }
  return {};
}

/// The target that is spelled out in the path: "https://h-e.cdn.ampproject.org/c/s/h.example/a",
/// "https://google.com/amp/s/h.example/a", "https://go.h.example/feed/www.h.example/a".
std::string target_in_path(const Parts& parts) {
  std::string_view path = parts.path;
  const bool cache = parts.host.ends_with(".cdn.ampproject.org");
  const std::string host_in_google = '.' + parts.host;
  const bool google = host_in_google.ends_with(".google.com") && path.starts_with("/amp/");
  if (cache || google) {
    for (const std::string_view prefix : {"/c/", "/v/", "/i/", "/amp/"}) {
      if (path.starts_with(prefix)) path.remove_prefix(prefix.size());
    }
    if (path.starts_with("s/")) path.remove_prefix(2);
    return path.empty() ? std::string() : "https://" + std::string(path);
  }
  constexpr std::string_view kFeedProxy = "/feed/";
  if (!path.starts_with(kFeedProxy)) return {};
  path.remove_prefix(kFeedProxy.size());
  const std::string_view host = path.substr(0, path.find('/'));
  const std::size_t dot = parts.host.find('.');
  const std::string_view domain =
      std::string_view(parts.host).substr(std::min(dot, parts.host.size()));
  const bool own = domain.find('.', 1) != std::string_view::npos && host.ends_with(domain);
  return own && host.size() < path.size() ? "https://" + std::string(path) : std::string();
}

/// FeedsPortal wrote the target into its path with escapes of its own.
std::string target_of_feedportal(const Parts& parts) {
  struct Escape {
    char letter;
    std::string_view text;
  };
  constexpr Escape kEscapes[] = {
      {'A', "0"},        {'B', "."},    {'C', "/"},      {'D', "?"},   {'E', "-"}, {'F', "="},
      {'G', "&"},        {'H', ","},    {'I', "_"},      {'J', "%"},   {'K', "+"}, {'L', "http://"},
      {'M', "https://"}, {'N', ".com"}, {'O', ".co.uk"}, {'S', "www."}};
  constexpr std::string_view kStory = "/story01.htm";
  if (!parts.host.ends_with(".feedsportal.com") || !parts.path.ends_with(kStory)) return {};
  std::string_view path(parts.path);
  path.remove_suffix(kStory.size());
  const std::string_view code = path.substr(path.rfind('/') + 1);
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool escape = code[i] == '0' && i + 1 < code.size();
    const auto* const found =
        escape ? std::find_if(std::begin(kEscapes), std::end(kEscapes),
                              [&](const Escape& e) { return e.letter == code[i + 1]; })
               : std::end(kEscapes);
    if (found == std::end(kEscapes)) {
      out += code[i];
    } else {
      out += found->text;
      ++i;
    }
  }
  return is_web_url(out) ? out : std::string();
}

std::string target_of(const Parts& parts) {
  for (auto* const find : {target_in_query, target_in_path, target_of_feedportal}) {
    if (std::string target = find(parts); is_web_url(target)) return target;
  }
  return {};
}

std::string plain_host(std::string_view host) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view prefix : kHostPrefixes) {
      const bool rest_is_host = host.find('.', prefix.size()) != std::string_view::npos;
      if (!host.starts_with(prefix) || !rest_is_host) continue;
      host.remove_prefix(prefix.size());
      cut = true;
    }
  }
  return std::string(host);
}

/// The path without trailing slashes, index files, and the marks of AMP and print variants.
std::string plain_path(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  for (const std::string_view end : {"/amp", "/amp.html", "/print", "/story_print.html"}) {
    if (path.ends_with(end) && path.size() > end.size()) path.resize(path.size() - end.size());
  }
  if (path.ends_with(".amp.html")) path.replace(path.size() - 9, 9, ".html");
  if (path.ends_with(".amp")) path.resize(path.size() - 4);
  for (const std::string_view start : {"/amp/", "/print/"}) {
    if (path.starts_with(start) && path.size() > start.size()) path.erase(0, start.size() - 1);
  }
  for (const std::string_view index : {"/index.html", "/index.htm", "/index.php"}) {
    if (path.ends_with(index)) path.resize(path.size() - index.size());
  }
  return path == "/" ? std::string() : path;
}

std::string written(const Parts& parts) {
  std::vector<std::string> query;
  for (const Parameter& p : parts.query) {
    if (!is_tracking(p)) query.push_back(p.whole);
  }
  std::sort(query.begin(), query.end());
  const std::string path = plain_path(parts.path);
  if (path.empty() && query.empty()) return {};
  std::string out = "https://" + plain_host(parts.host) + path;
  for (std::size_t i = 0; i < query.size(); ++i) out += (i == 0 ? '?' : '&') + query[i];
  return out;
}

/// One step from a URL to its canonical form; empty if it has none.
std::string step(const std::string& url) {
  if (!is_web_url(url) || url.find('\\') != std::string::npos) return {};
  const Parts parts = parts_of(url);
  std::string target = target_of(parts);
  return target.empty() ? written(parts) : target;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  std::string canonical(trim(url));
  // Redirectors can be nested, and a path can have several variant marks: repeat until a step
  // changes nothing.
  for (int i = 0; i < kMostSteps; ++i) {
    std::string next = step(canonical);
    if (next == canonical) return canonical;
    canonical = std::move(next);
  }
  return {};
}

}  // namespace wirefold::html
