#include "wirefold/serve/target.h"

#include <algorithm>
#include <array>

#include "wirefold/base/number.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

struct Path {
  std::string_view path;
  Kind kind;
};

constexpr std::array kPaths = {Path{"/feed.atom", Kind::kAtom},
                               Path{"/feed.rss", Kind::kRss},
                               Path{"/feed.json", Kind::kJsonFeed},
                               Path{"/", Kind::kFrontPage},
                               Path{"/feeds", Kind::kFeedsPage},
                               Path{"/subscribe", Kind::kSubscribePage},
                               Path{"/api/v1/stories", Kind::kApiStories},
                               Path{"/api/v1/feeds", Kind::kApiFeeds},
                               Path{"/opml", Kind::kOpml},
                               Path{"/metrics", Kind::kMetrics},
                               Path{"/style.css", Kind::kStyle},
                               Path{"/feed.css", Kind::kFeedStyle},
                               Path{"/live.js", Kind::kScript},
                               Path{"/icon.svg", Kind::kIcon},
                               Path{"/favicon.ico", Kind::kIcon},
                               Path{"/api/v1/openapi.json", Kind::kOpenApi}};

template <typename Number>
bool read_number(std::string_view text, Number& out) {
  const auto number = whole_number<Number>(text);
  if (number) out = *number;
  return number.has_value();
}

/// "/story/7.json": the number between `prefix` and `suffix`.
bool read_id(std::string_view path, std::string_view prefix, std::string_view suffix,
             std::int64_t& id) {
  if (path.size() <= prefix.size() + suffix.size() || !path.starts_with(prefix)) return false;
  if (!path.ends_with(suffix)) return false;
  path.remove_prefix(prefix.size());
  path.remove_suffix(suffix.size());
  return path.front() >= '1' && path.front() <= '9' && read_number(path, id);
}

bool read_path(std::string_view path, Target& out) {
  out.path = path;
  const auto* const known =
      std::ranges::find_if(kPaths, [path](const Path& p) { return p.path == path; });
  if (known != kPaths.end()) {
    out.kind = known->kind;
    return true;
  }
  const auto with_id = [&](Kind kind, std::string_view prefix, std::string_view suffix) {
    if (!read_id(path, prefix, suffix, out.id)) return false;
    out.kind = kind;
    return true;
  };
  return with_id(Kind::kStoryJson, "/story/", ".json") ||
         with_id(Kind::kStoryAtom, "/story/", ".atom") ||
         with_id(Kind::kStoryPage, "/story/", "") ||
         with_id(Kind::kEventJson, "/event/", ".json") ||
         with_id(Kind::kEventPage, "/event/", "") ||
         with_id(Kind::kApiArticle, "/api/v1/articles/", "") ||
         with_id(Kind::kPicture, "/picture/", "") || with_id(Kind::kOutletIcon, "/icon/", "");
}

using Problem = std::string;

Problem set_text(std::string& field, const std::string& value) {
  if (value.size() > kMostArgumentBytes) return "longer than 200 bytes";
  if (!is_valid_utf8(value)) return "not UTF-8";
  field = collapse_space(value);
  return {};
}

Problem set_lang(StoryQuery& query, const std::string& value) {
  const std::string lang = to_lower_ascii(value);
  if (!is_language(lang)) return "not a language such as \"id\"";
  query.lang = lang;
  return {};
}

template <typename Number>
Problem set_number(Number& field, const std::string& value, Number least, Number most) {
  Number number{};
  if (!read_number(value, number) || number < least || number > most) {
    return "not a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  }
  field = number;
  return {};
}

Problem set_order(StoryQuery& query, const std::string& value) {
  if (value != "time" && value != "outlets") return "not \"time\" or \"outlets\"";
  query.order = value == "outlets" ? StoryOrder::kOutlets : StoryOrder::kNewest;
  return {};
}

Problem set_by(Target& target, const std::string& value) {
  if (value != "event") return "not \"event\"";
  target.by_event = true;
  return {};
}

Problem set_before(StoryQuery& query, const std::string& value) {
  std::int64_t before = 0;
  Problem problem = set_number(before, value, std::int64_t{1}, std::int64_t{1} << 53);
  if (problem.empty()) query.before = before;
  return problem;
}

Problem set_since(Target& target, const std::string& value) {
  const auto since = value.size() <= kMostArgumentBytes ? Since::read(value) : std::nullopt;
  if (!since) return "not a time such as 6h, 2d or 2026-01-31";
  target.since = since;
  return {};
}

Problem set_story_argument(Target& target, std::string_view name, const std::string& value) {
  StoryQuery& query = target.query;
  if (name == "limit") return set_number(query.limit, value, std::size_t{1}, kMostStories);
  if (name == "lang") return set_lang(query, value);
  if (name == "outlet") return set_text(query.outlet, value);
  if (name == "group") return set_text(query.group, value);
  if (name == "agency") return set_text(query.agency, value);
  if (name == "q") return set_text(query.words, value);
  if (name == "min_outlets") return set_number(query.min_outlets, value, 1, 1000);
  if (name == "since") return set_since(target, value);
  if (name == "by") return set_by(target, value);
  const bool builds = target.kind == Kind::kSubscribePage;  // the address of a newest feed
  if (name == "before" && !builds) return set_before(query, value);
  if (name == "sort" && !target.is_feed() && !builds) return set_order(query, value);
  return {};
}

Problem set_feeds_argument(Target& target, std::string_view name, const std::string& value) {
  if (name == "limit") return set_number(target.query.limit, value, std::size_t{1}, kMostStories);
  if (name != "offset") return {};
  return set_number(target.offset, value, std::size_t{0}, std::size_t{1} << 32);
}

bool has_rulings(Kind kind) {
  return kind == Kind::kFrontPage || kind == Kind::kStoryPage || kind == Kind::kEventPage ||
         kind == Kind::kFeedsPage;
}

Problem set_argument(Target& target, std::string_view name, const std::string& value) {
  if (name == "ruling" && has_rulings(target.kind)) {
    std::int64_t ruling = 0;  // readers know of none: a wrong one is no mistake of theirs
    if (read_number(value, ruling) && ruling > 0) target.ruling = ruling;
    return {};
  }
  if (target.has_stories()) return set_story_argument(target, name, value);
  if (target.kind == Kind::kApiFeeds) return set_feeds_argument(target, name, value);
  return {};
}

std::string filter_of(const Target& target) {
  std::string out;
  const auto add = [&out](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out.append(out.empty() ? "" : "&").append(name).append("=").append(escaped(value));
  };
  const StoryQuery& query = target.query;
  if (query.min_outlets > 1) add("min_outlets", std::to_string(query.min_outlets));
  add("lang", query.lang);
  add("outlet", query.outlet);
  add("group", query.group);
  add("agency", query.agency);
  add("q", query.words);
  if (target.since) add("since", target.since->text());
  if (target.by_event) add("by", "event");
  if (query.order == StoryOrder::kOutlets) add("sort", "outlets");
  if (query.limit != 0) add("limit", std::to_string(query.limit));
  if (target.offset != 0) add("offset", std::to_string(target.offset));
  return out;
}

}  // namespace

bool is_language(std::string_view text) {
  return text.size() >= 2 && text.size() <= 8 &&
         std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string path_with(std::string_view path, std::string_view filter) {
  std::string out(path);
  if (!filter.empty()) out.append("?").append(filter);
  return out;
}

StoryQuery Target::query_at(Timestamp now) const {
  StoryQuery out = query;
  out.changed_since = delta_base;
  if (since) out.changed_since = std::max(since->from(now), delta_base.value_or(Timestamp::min()));
  return out;
}

std::string Target::address() const {
  std::string out = path_with(path, filter);
  if (query.before) {
    out.append(filter.empty() ? "?" : "&").append("before=" + std::to_string(*query.before));
  }
  return out;
}

std::string Target::key() const {
  std::string out = address();
  if (delta_base) {
    out.append(" delta ").append(std::to_string(delta_base->time_since_epoch().count()));
  }
  if (language != kDefaultLanguage) out.append(" ").append(language);
  if (!session) return out;
  out.append(" session ").append(session->token).append(" ").append(session->name);
  if (ruling != 0) out.append(" ruling ").append(std::to_string(ruling));
  return out;
}

Result<Target> read_target(std::string_view path, const Arguments& arguments) {
  Target out;
  if (!read_path(path, out)) return Error{Errc::kUnsupported, "not found"};
  for (const auto& [name, value] : arguments) {
    if (value.empty()) continue;
    const Problem problem = set_argument(out, name, value);
    if (!problem.empty()) return Error{Errc::kMalformed, name + ": " + problem};
  }
  out.filter = filter_of(out);
  return out;
}

}  // namespace wirefold::serve
