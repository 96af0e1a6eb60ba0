#include "sign_in_page.h"

#include <fmt/format.h>

#include "serve/page/page_parts.h"
#include "serve/words/words.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/override.h"

namespace wirefold::serve {
namespace {

std::string problem_line(const Words& words, const SignInPage& page) {
  if (page.problem.empty()) return {};
  return "<p id=\"problem\" class=\"problem\" role=\"alert\">" +
         words.html(page.problem, page.wait_seconds) + "</p>\n";
}

/// A label and a field. `more` are further attributes.
std::string field(const Words& words, std::string_view key, std::string_view name,
                  std::string_view more) {
  return fmt::format("<p><label for=\"{0}\">{1}</label>\n<input id=\"{0}\" name=\"{0}\" {2}></p>\n",
                     name, words.html(key), more);
}

std::string form(const Words& words, const SignInPage& page) {
  const std::string described = page.problem.empty() ? "" : " aria-describedby=\"problem\"";
  return "<form class=\"sign-in\" method=\"post\" action=\"sign-in\">\n" +
         fmt::format("<input type=\"hidden\" name=\"next\" value=\"{}\">\n",
                     escape_markup(page.next)) +
         field(words, "your_name", "name",
               fmt::format("value=\"{}\" maxlength=\"{}\" autocomplete=\"username\" dir=\"auto\"",
                           escape_markup(page.name), kMostOperatorBytes)) +
         field(words, "password", "password",
               "type=\"password\" required autocomplete=\"current-password\"" + described) +
         "<p><button>" + words.html("sign_in") + "</button></p>\n</form>\n";
}

}  // namespace

ResourcePtr sign_in_page(const Site& site, std::string_view language, const SignInPage& page) {
  const Words& words = words_of(language);
  Resource head;
  head.status = page.status;
  head.content_type = "text/html; charset=utf-8";
  head.cache_control = "no-store";
  head.for_one = true;
  head.is_page = true;
  head.language = language;
  const std::string title = words.text("sign_in");
  std::string body =
      page_head(site, words, {title + " – " + site.title, "../", "", site.title, ""});
  body += "<main id=\"main\" class=\"operator\">\n<h1>" + words.html("sign_in") + "</h1>\n<p>" +
          words.html("why_sign_in") + "</p>\n" + problem_line(words, page) + form(words, page);
  return make_resource(std::move(head), body + page_foot(site, words));
}

}  // namespace wirefold::serve
