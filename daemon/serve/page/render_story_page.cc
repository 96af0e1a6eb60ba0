#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fold_words.h"
#include "page_parts.h"
#include "report_list.h"
#include "serve/means/ruling_notice.h"
#include "serve/means/session_bar.h"
#include "serve/means/story_means.h"
#include "serve/render/story_html.h"
#include "story_heading.h"
#include "story_picture.h"
#include "wirefold/base/strings.h"
#include "wirefold/serve/page/pages.h"
#include "wirefold/serve/words/likeness_words.h"
#include "wirefold/text/difference.h"
#include "wirefold/text/likeness.h"

namespace wirefold::serve {
namespace {

// Maximum number of copies that are compared with the lead. A comparison may take 25 ms.
constexpr std::size_t kMostDifferences = 20;

// Bytes of equal text shown at each end of a long stretch.
constexpr std::size_t kContextBytes = 240;

/// Equal text of both articles. The middle of a long text is left out.
std::string same_html(const Words& words, const std::string& text) {
  if (text.size() <= 2 * kContextBytes) return escape_markup(text);
  std::string_view head = clip_utf8(text, kContextBytes);
  head = head.substr(0, head.rfind(' ') + 1);
  if (head.empty()) head = clip_utf8(text, kContextBytes);
  std::size_t from = text.size() - kContextBytes;
  while ((static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  const std::size_t space = text.find(' ', from);
  if (space != std::string::npos && space + 1 < text.size()) from = space + 1;
  return escape_markup(head) + "<span class=\"gap\">… " + words.html("the_same") + " … </span>" +
         escape_markup(text.substr(from));
}

/// How a change is marked, in the legend and in the text.
struct Mark {
  text::Change change;
  std::string_view begin;
  std::string_view end;
  std::string_view key;  // of its words
};

constexpr std::array kMarks = {
    Mark{text::Change::kAdded, "<ins>", "</ins>", "added"},
    Mark{text::Change::kRemoved, "<del>", "</del>", "left_out"},
    Mark{text::Change::kMovedHere, "<ins class=\"moved\">", "</ins>", "moved_here"},
    Mark{text::Change::kMovedAway, "<del class=\"moved\">", "</del>", "moved_away"},
};

std::string marked(const Mark& mark, const std::string& html) {
  return std::string(mark.begin).append(html).append(mark.end);
}

std::string piece_html(const Words& words, const text::Piece& piece) {
  const auto* const mark = std::ranges::find(kMarks, piece.change, &Mark::change);
  return mark == kMarks.end() ? same_html(words, piece.text)
                              : marked(*mark, escape_markup(piece.text));
}

/// Explains the marks that `pieces` has.
std::string legend(const Words& words, const std::vector<text::Piece>& pieces) {
  std::string out;
  for (const Mark& mark : kMarks) {
    if (std::ranges::find(pieces, mark.change, &text::Piece::change) == pieces.end()) continue;
    out += marked(mark, words.html(mark.key)) + ' ';
  }
  return out.empty() ? "" : "<p class=\"legend\">" + out + "</p>\n";
}

/// The comparison of a copy with its lead.
struct Beside {
  std::string words;
  std::string html;
};

std::string difference_html(const Words& words, const text::Difference& difference,
                            const std::string& lang) {
  const std::vector<text::Piece> pieces = difference.pieces();
  const bool equal = std::all_of(pieces.begin(), pieces.end(), [](const text::Piece& p) {
    return p.change == text::Change::kSame;
  });
  std::string out = "<details class=\"diff\">\n<summary>";
  out += words.html(equal ? "same_text" : "differences") + "</summary>\n" + legend(words, pieces);
  out += fmt::format("<p{} dir=\"auto\">", attribute("lang", lang));
  for (const text::Piece& piece : pieces) out += piece_html(words, piece);
  if (difference.cut()) out += "<span class=\"gap\"> … " + words.html("not_compared") + "</span>";
  return out + "</p>\n</details>\n";
}

Beside beside_lead(const Words& words, const Article& lead, const Article& copy) {
  const std::string from = text_of(lead);
  const std::string to = text_of(copy);
  const text::Difference difference(from, to);
  const text::Likeness likeness =
      text::likeness({lead.title, lead.published}, {copy.title, copy.published}, difference);
  return {likeness_words(likeness, words.language()),
          difference_html(words, difference, copy.lang)};
}

std::string facts_line(const Words& words, const Article& article) {
  std::string out = time_tag(words, time_of(article), true, article.utc_offset);
  const auto add = [&out](std::string_view text) {
    if (!text.empty()) out.append(" · <bdi>").append(escape_markup(text)).append("</bdi>");
  };
  if (article.publisher.is_known() && article.publisher.id() != article.outlet) {
    add(article.publisher.id());
  }
  add(article.wire.agency);
  add(article.wire.place);
  std::string authors;
  for (const std::string& author : article.authors) {
    if (author == article.outlet) continue;
    authors.append(authors.empty() ? "" : ", ").append(author);
  }
  add(authors);
  return out;
}

/// The member that the folder found `member` to be like; null if it is no longer in the story.
const Member* like_of(const Story& story, const Member& member) {
  const auto like =
      std::find_if(story.members.begin(), story.members.end(),
                   [&member](const Member& m) { return m.article.id == member.reason.like; });
  return like == story.members.end() || &*like == &member ? nullptr : &*like;
}

/// The stored reason. A copy of another article than the lead names this article, and so does one
/// that is not `compared` with the lead. Empty if the comparison says more.
std::string reason_html(const Words& words, const Story& story, const Member& member,
                        bool compared) {
  const Why reason = why(member.reason);
  const std::string out = words.html(reason.key);
  if (reason.about == About::kArticle) return out;
  const Member* const like = like_of(story, member);
  if (like == nullptr) return compared ? "" : out;
  if (!compared || like != &story.members.front()) {
    return words.html("why_like", "<bdi>" + escape_markup(like->article.outlet) + "</bdi>", out);
  }
  return reason.about == About::kPair ? out : "";
}

/// Why `member` is in the story. `beside` compares it with the lead; empty if not compared.
std::string why_html(const Words& words, const Story& story, const Member& member,
                     const std::string& beside) {
  const std::string reason = reason_html(words, story, member, !beside.empty());
  if (beside.empty()) return reason;
  const std::string comparison = escape_markup(beside);
  return reason.empty() ? words.html("why_compared", comparison)
                        : words.html("why_also_compared", reason, comparison);
}

/// How long after the article that it is like the copy was published: "6 min after Kabar".
std::string delay_html(const Words& words, const Story& story, const Member& member) {
  const Member* const like = like_of(story, member);
  if (like == nullptr || !member.article.published || !like->article.published) return {};
  const auto delay = std::chrono::duration_cast<std::chrono::minutes>(*member.article.published -
                                                                      *like->article.published);
  if (delay.count() <= 0) return {};
  return fmt::format("<p class=\"why delay\">{}</p>\n",
                     words.html("after", escape_markup(delay_words(words, delay)),
                                "<bdi>" + escape_markup(like->article.outlet) + "</bdi>"));
}

/// A line of a list of commands: what it does, and the command.
std::string command_item(const Words& words, std::string_view what, const std::string& command) {
  return fmt::format("<li>{}: <code>wirefold story {}</code></li>\n", words.html(what), command);
}

/// The id of an article, with the command that moves it out of a story of several.
std::string split_command(const Words& words, const Story& story, ArticleId article) {
  const std::string name = words.html("article_id", to_int(article));
  if (story.members.size() == 1) return "<p class=\"why\">" + name + "</p>\n";
  return fmt::format(
      "<details class=\"commands\">\n<summary>{}</summary>\n<ul>\n{}</ul>\n</details>\n", name,
      command_item(words, "to_split", fmt::format("split {}", to_int(article))));
}

/// The commands that put a wrong fold of the story right.
std::string story_commands(const Words& words, const Story& story) {
  const std::int64_t id = to_int(story.id);
  const std::string other = words.html("other_id");
  std::string out = "<h2>" + words.html("putting_right") + "</h2>\n<p class=\"meta\">";
  out += words.html("where_to_run", "<code>wirefold story undo</code>");
  out += "</p>\n<ul class=\"commands\">\n";
  if (story.members.size() > 1) {
    out += command_item(words, "to_pin", fmt::format("pin {}", id));
  }
  out += command_item(words, "to_merge", fmt::format("merge {} {}", id, other));
  out += command_item(words, "to_never", fmt::format("never {} {}", id, other));
  return out + "</ul>\n";
}

/// What takes an article out of its story: a box to tick, or the command.
std::string way_out(const Words& words, const Story& story, const Article& article,
                    const std::optional<Means>& means) {
  return means && story.members.size() > 1 ? article_tick(*means, article)
                                           : split_command(words, story, article.id);
}

std::string member_html(const Site& site, const Words& words, const Story& story,
                        const Member& member, bool compared) {
  const Article& article = member.article;
  const Beside beside = compared ? beside_lead(words, story.lead(), article) : Beside{};
  std::string out =
      fmt::format("<li id=\"a{}\">\n<h3{} dir=\"auto\">{}</h3>\n", to_int(article.id),
                  attribute("lang", article.lang), link_to(article, title_of(article)));
  out += fmt::format("<p class=\"meta\">{}{} · {}</p>\n", outlet_icon(site, article, "../"),
                     outlet_link(article), facts_line(words, article));
  out += delay_html(words, story, member);
  out += fmt::format("<p class=\"why\">{}</p>\n", why_html(words, story, member, beside.words));
  return out + beside.html;
}

std::string timeline_of(const Words& words, const Story& story) {
  std::vector<Dot> dots;
  for (const Member& m : story.members) {
    dots.push_back({time_of(m.article), m.article.outlet, &m == &story.members.front()});
  }
  return when_section(words, std::move(dots));
}

std::string members_section(const Site& site, const Words& words, const StoryPage& page,
                            const std::optional<Means>& means) {
  const Story& story = page.story;
  std::string out = fmt::format("<h2>{}</h2>\n<ol class=\"members\">\n",
                                words.html(page.left_out > 0           ? "some_articles"
                                           : story.members.size() == 1 ? "the_article"
                                                                       : "all_articles"));
  std::size_t differences = 0;
  for (const Member& m : story.members) {
    const bool compared = &m != &story.members.front() && ++differences <= kMostDifferences;
    out += member_html(site, words, story, m, compared) + way_out(words, story, m.article, means) +
           "</li>\n";
  }
  out += "</ol>\n";
  if (page.left_out > 0) {
    out += "<p class=\"meta\">" + words.count("more_copies", page.left_out) + "</p>\n";
  }
  return means ? out + split_bar(*means, story) : out;
}

}  // namespace

std::string render_story_page(const Site& site, const StoryPage& page, const Target& target) {
  const Story& story = page.story;
  const Words& words = words_of(target.language);
  const auto means = means_of(words, target, "../");
  const std::string title = title_of(story.lead());
  std::string out = page_head(
      site, words, {title + " – " + site.title, "../", "", site.title, "", session_of(target)});
  out += "<main id=\"main\" class=\"story\">\n";
  if (means) out += ruling_notice(*means, page.ruling);
  out += story_heading(site, words, story, outlets_of(story).size());
  if (page.context.event) out += same_event_link(words, *page.context.event);
  out += fmt::format(
      "<nav class=\"subscribe\" aria-label=\"{1}\">{1}: "
      "<a href=\"{0}.atom\" type=\"application/atom+xml\">{2}</a> "
      "<a href=\"{0}.json\">JSON</a></nav>\n",
      to_int(story.id), words.html("this_story"), words.html("atom_of_articles"));
  out += timeline_of(words, story) + members_section(site, words, page, means);
  if (page.context.event) out += same_event_section(words, story, *page.context.event, means);
  out += related_section(words, story.id, page.context.related, means);
  out += means ? story_means(*means, story, page.context.event.has_value())
               : story_commands(words, story);
  return out + page_foot(site, words, sign_in_link(site, words, "../", target));
}

}  // namespace wirefold::serve
