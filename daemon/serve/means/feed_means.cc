#include "feed_means.h"

#include <fmt/format.h>

#include "wirefold/model/found_feed.h"

namespace wirefold::serve {
namespace {

/// A link to a page about one feed.
std::string feed_link(const Means& means, std::string_view page, std::string_view key,
                      const FeedLine& line) {
  return fmt::format("<a class=\"order\" href=\"{}operator/feeds/{}?feed={}\">{}</a>\n", means.root,
                     page, to_int(line.id), means.words.html(key));
}

}  // namespace

std::string find_form(const Means& means) {
  return post_form(means, "operator/feeds/find", {}, " class=\"means\"") +
         fmt::format(
             "<label>{} <input name=\"typed\" required maxlength=\"{}\" dir=\"ltr\" "
             "autocomplete=\"off\" placeholder=\"news.example.org\"></label>\n",
             means.words.html("typed_address"), kMostTypedBytes) +
         "<div>\n" + button(means.words, "find_feed") + "</div>\n</form>\n";
}

std::string list_means(const Means& means) {
  return "<h2>" + means.words.html("add_a_feed") + "</h2>\n" + find_form(means) +
         fmt::format(
             "<p class=\"orders\"><a class=\"order\" href=\"{}operator/feeds\">{}</a></p>\n",
             means.root, means.words.html("import_or_export"));
}

std::string feed_means(const Means& means, const FeedLine& line) {
  return "<div class=\"orders\">" + feed_link(means, "edit", "edit_feed", line) +
         feed_link(means, "remove", "remove_feed", line) +
         post_button(means, "retry_feed", "operator/feeds/retry",
                     {{"feed", std::to_string(to_int(line.id))}}) +
         "</div>\n";
}

}  // namespace wirefold::serve
