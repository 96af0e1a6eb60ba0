#include "feed_changes.h"

#include <fmt/format.h>

#include "feed_form.h"
#include "own_paths.h"
#include "wirefold/base/secret_query.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

/// The feed that the request names; 0 if it names none, which Fields::problem() then tells.
FeedId read_feed(Fields& fields) {
  const std::int64_t id = fields.number("feed");
  if (id == 0) fields.refuse("feed", "not the number of a feed");
  return FeedId{id};
}

/// Name and address of a feed, without the secrets of the address.
std::string feed_line(const FeedSource& feed) {
  const std::string url = escape_markup(without_secret_values(feed.url));
  const std::string name = feed.label().empty() ? "" : escape_markup(feed.label());
  return fmt::format("<p class=\"what\"><b dir=\"auto\">{}</b> <span class=\"url\">{}</span></p>\n",
                     name, url);
}

std::string to_feeds(const Words& words) {
  return fmt::format("<p><a href=\"../../feeds\">{}</a></p>\n", words.html("cancel"));
}

/// A page about one feed: `form` makes what is below its name.
template <typename Form>
ResourcePtr feed_page(Asked& asked, std::string_view title_key, Form form) {
  const FeedId id = read_feed(asked.fields);
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  const auto feed = asked.actions.source_of(id);
  if (!feed) return problem_page(asked, 404, asked.words.text("no_such_feed"));
  return page_answer(
      asked, {asked.words.text(title_key),
              feed_line(*feed) + form(*feed, FormFields{{"feed", std::to_string(to_int(id))}}) +
                  to_feeds(asked.words)});
}

/// Does `change`, and goes on to the page that says `said`.
template <typename Change>
ResourcePtr changed(Asked& asked, std::string_view said, Change change) {
  const FeedId id = read_feed(asked.fields);
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  if (const auto error = change(id)) return problem_page(asked, 409, error->detail);
  return redirect(asked, with_argument("/operator/feeds", "said", said));
}

}  // namespace

ResourcePtr edit_page(Asked& asked) {
  return feed_page(asked, "edit_a_feed", [&](const FeedSource& feed, const FormFields& fields) {
    return post_form(asked.means, "operator/feeds/edit", fields, " class=\"means\"") +
           feed_fields(asked.words, feed, feed.outlet) + "<div>\n" + button(asked.words, "save") +
           "</div>\n</form>\n";
  });
}

ResourcePtr edit_feed(Asked& asked) {
  const FeedSource as = read_feed_form(asked.fields);
  return changed(asked, "edited", [&](FeedId feed) { return asked.actions.edit(feed, as); });
}

ResourcePtr remove_page(Asked& asked) {
  return feed_page(asked, "remove_a_feed", [&](const FeedSource&, const FormFields& fields) {
    return "<p class=\"meta\">" + asked.words.html("articles_stay") + "</p>\n" +
           post_form(asked.means, "operator/feeds/remove", fields, " class=\"means\"") + "<div>\n" +
           button(asked.words, "remove_feed") + "</div>\n</form>\n";
  });
}

ResourcePtr remove_feed(Asked& asked) {
  return changed(asked, "removed", [&](FeedId feed) { return asked.actions.remove(feed); });
}

ResourcePtr retry_feed(Asked& asked) {
  return changed(asked, "retried", [&](FeedId feed) { return asked.actions.retry(feed); });
}

}  // namespace wirefold::serve
