#include "wirefold/ingest/events.h"

#include <cassert>
#include <cerrno>
#include <system_error>

#include "ingest/reports/event_news.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/log.h"

namespace wirefold::ingest {
namespace {

std::string_view name_of(StoryNews::What what) {
  switch (what) {
    case StoryNews::kStory:
      return "story";
    case StoryNews::kCopy:
      return "copy";
    case StoryNews::kMerge:
      return "merge";
    case StoryNews::kSplit:
      return "split";
    case StoryNews::kLead:
      return "lead";
    case StoryNews::kEvent:
      return "event";
    case StoryNews::kEventStory:
      return "event_story";
  }
  return {};
}

/// True if an article joined or left others, for the reason in `news`.
bool has_reason(const StoryNews& news) {
  return news.what != StoryNews::kStory && news.what != StoryNews::kLead;
}

void log_line(const StoryNews& news) {
  if (is_of_event(news)) return log_event_news(name_of(news.what), news);
  const Article& article = news.article;
  LogEvent event(name_of(news.what), LogArea::kFold);
  if (to_int(news.from) != 0) event.field("from", to_int(news.from));
  if (news.what == StoryNews::kStory) {
    event.field("id", to_int(news.story)).text("outlet", article.outlet);
    event.field("lang", article.lang);
  } else {
    event.field("story", to_int(news.story)).field("outlets", news.outlets);
    event.text("outlet", article.outlet);
  }
  if (news.reason.rule == kByOperator) {
    event.field("by", kByOperator);
  } else if (has_reason(news)) {
    event.field(like_key(news.reason), to_int(news.reason.like))
        .field("distance", news.reason.distance);
    event.field("similarity", news.reason.similarity);
  }
  event.text("title", article.title).link("link", article.link);
  if (news.what != StoryNews::kLead && !article.wire.agency.empty()) {
    event.text("agency", article.wire.agency);
  }
  const std::string publisher = article.publisher.id();
  if (article.publisher.is_known() && publisher != article.outlet)
    event.text("publisher", publisher);
  event.emit();
}

}  // namespace

StoryEvent to_event(const StoryNews& news, Timestamp now) {
  const Article& article = news.article;
  JsonWriter json;
  json.begin_object().member("event", name_of(news.what));
  json.member("time", format_rfc3339(now));
  if (is_of_event(news)) {
    add_event_news(json, news);
    json.end_object();
    return {0, std::string(name_of(news.what)), json.take()};
  }
  if (to_int(news.from) != 0) json.member("from", to_int(news.from));
  if (news.what == StoryNews::kStory) {
    json.member("id", to_int(news.story)).member("outlet", article.outlet);
    json.member("publisher", article.publisher.id()).member("lang", article.lang);
  } else {
    json.member("story", to_int(news.story)).member("outlets", news.outlets);
    json.member("outlet", article.outlet).member("publisher", article.publisher.id());
  }
  if (news.reason.rule == kByOperator) {
    json.member("rule", kByOperator);
  } else if (has_reason(news)) {
    json.member(like_key(news.reason), to_int(news.reason.like))
        .member("distance", news.reason.distance);
    json.member("similarity", news.reason.similarity).member("rule", news.reason.rule);
  }
  json.member("title", article.title).member("link", article.link);
  if (news.what != StoryNews::kLead) json.member_if("agency", article.wire.agency);
  json.end_object();
  return {0, std::string(name_of(news.what)), json.take()};
}

void StoryEvents::reopen(std::string file) {
  assert(check_.is_here());
  name_ = std::move(file);
  is_failing_ = false;
  open();
}

void StoryEvents::open() {
  file_.close();
  file_.clear();
  if (name_.empty()) return;
  file_.open(name_, std::ios::app);
  if (!file_) failed("cannot be opened");
}

/// Logs the failure once, until the file can be written again.
void StoryEvents::failed(const std::string& what) {
  const std::string why = std::error_code(errno, std::generic_category()).message();
  file_.close();
  if (is_failing_) return;
  is_failing_ = true;
  LogEvent("log", LogArea::kDaemon, LogLevel::kError)
      .field("file", name_)
      .text("error", what + ": " + why)
      .emit();
}

void StoryEvents::say(const StoryNews& news, const StoryEvent& event) {
  assert(check_.is_here());
  log_line(news);
  if (name_.empty()) return;
  if (!file_.is_open()) open();
  if (!file_.is_open()) return;
  // Whole lines are written, so that a follower sees half a line only if the disk was full.
  file_ << (is_torn_ ? "\n" : "") + event.data + '\n' << std::flush;
  is_torn_ = !file_;
  if (!file_) return failed("cannot be written");
  if (!is_failing_) return;
  is_failing_ = false;
  LogEvent("log", LogArea::kDaemon).field("file", name_).field("state", "written").emit();
}

}  // namespace wirefold::ingest
