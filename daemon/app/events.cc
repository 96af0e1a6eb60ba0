#include "events.h"

#include "wirefold/base/json_writer.h"
#include "wirefold/base/log.h"

namespace wirefold::app {

void StoryEvents::reopen(std::string file) {
  file_.close();
  file_.clear();
  name_ = std::move(file);
  if (name_.empty()) return;
  file_.open(name_, std::ios::app);
  if (!file_) {
    LogEvent("log", LogLevel::kError)
        .field("file", name_)
        .field("error", "cannot be opened")
        .emit();
  }
}

void StoryEvents::story(StoryId id, const Article& lead) {
  LogEvent event("story");
  event.field("id", to_int(id))
      .text("outlet", lead.outlet)
      .field("lang", lead.lang)
      .text("title", lead.title)
      .field("link", lead.link);
  if (!lead.wire.agency.empty()) event.text("agency", lead.wire.agency);
  event.emit();
  JsonWriter json;
  json.begin_object().member("event", "story").member("time", format_rfc3339(lead.first_seen));
  json.member("id", to_int(id)).member("outlet", lead.outlet).member("lang", lead.lang);
  json.member("title", lead.title).member("link", lead.link);
  json.member_if("agency", lead.wire.agency).end_object();
  append(json.take());
}

void StoryEvents::copy(StoryId id, const Article& article, const FoldReason& reason,
                       std::size_t outlets) {
  joined("copy", StoryId{}, id, article, reason, outlets);
}

void StoryEvents::merge(StoryId from, StoryId into, const Article& article,
                        const FoldReason& reason, std::size_t outlets) {
  joined("merge", from, into, article, reason, outlets);
}

void StoryEvents::split(StoryId from, StoryId into, const Article& article,
                        const FoldReason& reason, std::size_t outlets) {
  joined("split", from, into, article, reason, outlets);
}

/// An article came to story `id`, from story `from` unless that is 0.
void StoryEvents::joined(std::string_view name, StoryId from, StoryId id, const Article& article,
                         const FoldReason& reason, std::size_t outlets) {
  LogEvent event(name);
  if (to_int(from) != 0) event.field("from", to_int(from));
  event.field("story", to_int(id))
      .field("outlets", outlets)
      .text("outlet", article.outlet)
      .field("like", to_int(reason.like))
      .field("distance", reason.distance)
      .field("similarity", reason.similarity)
      .text("title", article.title)
      .field("link", article.link);
  if (!article.wire.agency.empty()) event.text("agency", article.wire.agency);
  event.emit();
  JsonWriter json;
  json.begin_object().member("event", name).member("time", format_rfc3339(article.first_seen));
  if (to_int(from) != 0) json.member("from", to_int(from));
  json.member("story", to_int(id)).member("outlets", outlets).member("outlet", article.outlet);
  json.member("like", to_int(reason.like)).member("distance", reason.distance);
  json.member("similarity", reason.similarity).member("rule", reason.rule);
  json.member("title", article.title).member("link", article.link);
  json.member_if("agency", article.wire.agency).end_object();
  append(json.take());
}

void StoryEvents::lead(StoryId id, const Article& article, std::size_t outlets) {
  LogEvent event("lead");
  event.field("story", to_int(id))
      .field("outlets", outlets)
      .text("outlet", article.outlet)
      .text("title", article.title)
      .field("link", article.link);
  event.emit();
  JsonWriter json;
  json.begin_object().member("event", "lead").member("time", format_rfc3339(article.first_seen));
  json.member("story", to_int(id)).member("outlets", outlets).member("outlet", article.outlet);
  json.member("title", article.title).member("link", article.link).end_object();
  append(json.take());
}

void StoryEvents::append(std::string line) {
  if (!file_.is_open()) return;
  line += '\n';
  file_ << line << std::flush;  // whole lines, so that a follower never sees half of one
}

}  // namespace wirefold::app
