#include "event_news.h"

#include <string>

#include "wirefold/base/log.h"

namespace wirefold::ingest {
namespace {

/// The heaviest words, with spaces between them.
std::string words_of(const EventLink& link) {
  std::string out;
  for (const SharedWord& word : link.words) out.append(out.empty() ? "" : " ").append(word.word);
  return out;
}

}  // namespace

bool is_of_event(const StoryNews& news) {
  return news.what == StoryNews::kEvent || news.what == StoryNews::kEventStory;
}

void log_event_news(std::string_view name, const StoryNews& news) {
  LogEvent event(name, LogArea::kFold);
  event.field("id", to_int(news.event));
  if (news.what == StoryNews::kEvent) {
    event.field("stories", news.stories).field("outlets", news.outlets);
  } else {
    event.field("story", to_int(news.story)).text("outlet", news.article.outlet);
  }
  if (to_int(news.link.like) != 0) {
    event.field("like", to_int(news.link.like)).field("points", news.link.points);
    event.text("words", words_of(news.link)).field("apart_seconds", news.link.apart.count());
  }
  event.text("title", news.article.title).link("link", news.article.link);
  event.emit();
}

void add_event_news(JsonWriter& json, const StoryNews& news) {
  json.member("id", to_int(news.event));
  if (news.what == StoryNews::kEvent) {
    json.member("stories", news.stories).member("outlets", news.outlets);
  } else {
    json.member("story", to_int(news.story)).member("outlet", news.article.outlet);
  }
  if (to_int(news.link.like) != 0) {
    json.member("like", to_int(news.link.like)).member("points", news.link.points);
    json.key("words").begin_array();
    for (const SharedWord& word : news.link.words) json.value(word.word);
    json.end_array().member("apart_seconds", news.link.apart.count());
  }
  json.member("title", news.article.title).member("link", news.article.link);
}

}  // namespace wirefold::ingest
