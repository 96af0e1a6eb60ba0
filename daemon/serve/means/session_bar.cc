#include "session_bar.h"

#include <fmt/format.h>

#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

std::string who(const Words& words, const Session& session) {
  if (session.name.empty()) return words.html("signed_in");
  return words.html("signed_in_as", "<bdi>" + escape_markup(session.name) + "</bdi>");
}

}  // namespace

std::string session_bar(const Means& means) {
  const Words& words = means.words;
  return fmt::format(
             "<div class=\"session\">\n<span>{0}</span>\n<nav aria-label=\"{1}\">"
             "<a href=\"{2}operator/rulings\">{3}</a> <a "
             "href=\"{2}operator/feeds\">{4}</a></nav>\n",
             who(words, means.session), words.html("operator"), means.root, words.html("rulings"),
             words.html("add_a_feed")) +
         post_button(means, "sign_out", "operator/sign-out", {}) + "</div>\n";
}

std::string sign_in_link(const Site& site, const Words& words, const std::string& root,
                         const Target& target) {
  if (!site.has_sign_in || target.session) return {};
  return fmt::format("<p><a href=\"{}operator/sign-in?next={}\">{}</a></p>", root,
                     escaped(target.address()), words.html("sign_in"));
}

}  // namespace wirefold::serve
