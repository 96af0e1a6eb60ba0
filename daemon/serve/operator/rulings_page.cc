#include "rulings_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "naming.h"
#include "serve/means/ruling_notice.h"
#include "serve/page/page_parts.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kOnAPage = 50;

/// Who ordered it; for one that follows from another, which.
std::string who(const Words& words, const Override& ruling) {
  if (ruling.follows != 0) return words.html("follows_from", ruling.follows);
  if (ruling.by.empty()) return words.html("by_command");
  return words.html("by_operator", "<bdi>" + escape_markup(ruling.by) + "</bdi>");
}

std::string item(const Asked& asked, const Override& ruling) {
  const Words& words = asked.words;
  std::string out = fmt::format(
      "<li id=\"r{}\">\n<p>{}</p>\n<p class=\"meta\">{} · <span class=\"badge\">{}</span> · {} · "
      "{}</p>\n",
      ruling.id, ruling_html(ruling, words.language(), names_in(asked)),
      words.html("override_number", ruling.id),
      escape_markup(ruling_state_words(ruling, words.language())), time_tag(words, ruling.made),
      who(words, ruling));
  if (!ruling.problem.empty()) {
    out += "<p class=\"error\">" + escape_markup(ruling.problem) + "</p>\n";
  }
  return out + undo_button(asked.means, ruling) + "</li>\n";
}

/// Those that are listed, the newest first, with smaller numbers than `before` unless it is 0.
std::vector<Override> listed(std::vector<Override> all, std::int64_t before) {
  std::erase_if(all, [before](const Override& ruling) {
    return ruling.rests() || (before != 0 && ruling.id >= before);
  });
  std::ranges::sort(all, std::ranges::greater(), &Override::id);
  return all;
}

std::string older_link(const Words& words, std::int64_t before) {
  return fmt::format(
      "<nav class=\"older\" aria-label=\"{}\"><a rel=\"next\" href=\"rulings?before={}\">{}</a>"
      "</nav>\n",
      words.html("pages"), before, words.html("older_rulings"));
}

std::string list_of(const Asked& asked, const std::vector<Override>& rulings) {
  if (rulings.empty()) return "<p class=\"empty\">" + asked.words.html("no_rulings") + "</p>\n";
  std::string out = "<ol class=\"members rulings\">\n";
  for (const Override& ruling : rulings | std::views::take(kOnAPage)) out += item(asked, ruling);
  out += "</ol>\n";
  if (rulings.size() <= kOnAPage) return out;
  return out + older_link(asked.words, rulings[kOnAPage - 1].id);
}

}  // namespace

ResourcePtr rulings_page(Asked& asked) {
  const std::int64_t before = asked.fields.number("before");
  const std::int64_t told = asked.fields.number("ruling");
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  asked.means.back = asked.request.path;
  const std::vector<Override> all = asked.source.rulings();
  return page_answer(asked, {asked.words.text("rulings"),
                             ruling_notice(asked.means, find_override(all, told)) +
                                 "<p class=\"meta\">" + asked.words.html("what_rulings_are") +
                                 "</p>\n" + list_of(asked, listed(all, before))});
}

}  // namespace wirefold::serve
