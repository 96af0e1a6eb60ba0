#include "asked.h"

#include <fmt/format.h>

#include <utility>

#include "own_paths.h"
#include "serve/page/page_parts.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

Resource head_of(const Asked& asked, int status) {
  Resource out;
  out.status = status;
  out.content_type = "text/html; charset=utf-8";
  out.cache_control = "no-store";
  out.for_one = true;
  out.is_page = true;
  out.is_private = asked.site.is_private;
  out.language = asked.words.language();
  return out;
}

}  // namespace

Asked::Asked(Source& source_now, Actions& actions_now, Tasks& tasks_now, Repeats& repeats_now,
             const Site& site_now, const OperatorRequest& request_now)
    : source(source_now),
      actions(actions_now),
      tasks(tasks_now),
      repeats(repeats_now),
      site(site_now),
      request(request_now),
      words(words_of(request_now.language)),
      fields(request_now.fields),
      means{words, request_now.session, relative_path(request_now.path, "/"),
            own_path(fields.bytes("back"))} {}

ResourcePtr page_answer(const Asked& asked, Page page) {
  Resource head = head_of(asked, page.status);
  if (page.goes_on) head.refresh = "1";
  std::string body = page_head(asked.site, asked.words,
                               {page.title + " – " + asked.site.title, asked.means.root, "",
                                asked.site.title, "", &asked.request.session});
  body += "<main id=\"main\" class=\"operator\">\n<h1>" + escape_markup(page.title) + "</h1>\n" +
          page.main;
  return make_resource(std::move(head), body + page_foot(asked.site, asked.words));
}

ResourcePtr problem_page(const Asked& asked, int status, std::string_view sentence) {
  return page_answer(asked, {asked.words.text("not_done"),
                             "<p class=\"error\" role=\"alert\">" + escape_markup(sentence) +
                                 "</p>\n" + back_link(asked, "go_back"),
                             status});
}

ResourcePtr wrong_field(const Asked& asked) {
  const std::string& problem = asked.fields.problem();
  const std::size_t colon = problem.find(": ");
  return problem_page(
      asked, 400,
      asked.words.text("error_value", problem.substr(0, colon), problem.substr(colon + 2)));
}

ResourcePtr redirect(const Asked& asked, std::string_view to) {
  Resource head = head_of(asked, 303);
  head.is_page = false;
  head.content_type = "text/plain; charset=utf-8";
  head.language.clear();
  head.location = relative_path(asked.request.path, to);
  return make_resource(std::move(head), "see there\n");
}

ResourcePtr nothing_here(const Asked& asked) {
  return problem_page(asked, 404, asked.words.text("error_nothing"));
}

std::string back_link(const Asked& asked, std::string_view key) {
  return fmt::format("<p><a href=\"{}\">{}</a></p>\n",
                     escape_markup(relative_path(asked.request.path, asked.means.back)),
                     asked.words.html(key));
}

}  // namespace wirefold::serve
