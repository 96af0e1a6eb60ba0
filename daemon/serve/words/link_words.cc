#include "link_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "serve/attribute.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

/// "1 h apart": in the largest unit that fits.
std::string apart_html(const Words& words, std::chrono::seconds apart) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(apart).count();
  if (minutes == 0) return words.html("alike_same_time");
  if (minutes < 60) return words.html("apart_minutes", minutes);
  const auto hours = std::chrono::round<std::chrono::hours>(apart).count();
  if (hours < 48) return words.html("apart_hours", hours);
  return words.html("apart_days", std::chrono::round<std::chrono::days>(apart).count());
}

/// The shared words in the language of their stories; `text_of` gives each.
template <typename TextOf>
std::string list_html(const EventLink& link, const std::string& lang, TextOf text_of) {
  std::string list;
  for (const SharedWord& shared : link.words) {
    list.append(list.empty() ? "" : ", ").append(text_of(shared));
  }
  return fmt::format("<bdi{}>{}</bdi>", attribute("lang", lang), escape_markup(list));
}

std::string with_time(const Words& words, const std::string& said, const EventLink& link) {
  return said + "; " + apart_html(words, link.apart);
}

}  // namespace

std::string link_html(const Words& words, const EventLink& link, const std::string& lang) {
  if (link.words.empty()) return link_points_html(words, link);
  const std::string list = list_html(link, lang, [](const SharedWord& s) { return s.word; });
  return with_time(words, words.html("link_words", link.points, list), link);
}

std::string link_points_html(const Words& words, const EventLink& link) {
  return with_time(words, words.html("link_points", link.points), link);
}

std::string shared_words_html(const Words& words, const EventLink& link, const std::string& lang) {
  if (link.words.empty()) return {};
  std::string list = list_html(
      link, lang, [](const SharedWord& s) { return fmt::format("{} {}", s.word, s.points); });
  const int more = link.shared - static_cast<int>(link.words.size());
  if (more > 0) list = words.html("and_more_words", list, more);
  return words.html("words_alone", link.likeness, list);
}

std::string report_html(const Words& words, const Report& report) {
  if (report.by_operator) return words.html("why_operator");
  if (to_int(report.link.like) == 0) return words.html("first_report");
  return link_html(words, report.link, report.story.lead().lang);
}

}  // namespace wirefold::serve
