#include "refusal.h"

#include <fmt/format.h>

#include "serve/page/page_parts.h"
#include "serve/words/words.h"
#include "weight.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

std::string_view title_key(int status) {
  switch (status) {
    case 404:
      return "error_not_found";
    case 405:
      return "error_not_allowed";
    case 503:
      return "error_unavailable";
    default:
      return "error_bad_request";
  }
}

std::string_view missing_key(std::string_view reason) {
  if (reason == "no such story") return "error_no_story";
  if (reason == "no such event") return "error_no_event";
  return reason == "no such article" ? "error_no_article" : "error_nothing";
}

/// A sentence for a reason of the form "limit: not a whole number", as for arguments. The reason is
/// in English.
std::string value_sentence(const Words& words, std::string_view reason) {
  constexpr std::string_view kBetween = ": ";
  const std::size_t colon = reason.find(kBetween);
  if (colon == std::string_view::npos) return std::string(reason) + '.';
  return words.text("error_value", reason.substr(0, colon), reason.substr(colon + kBetween.size()));
}

std::string sentence_of(const Words& words, int status, std::string_view reason) {
  switch (status) {
    case 404:
      return words.text(missing_key(reason));
    case 405:
      return words.text("error_read_only");
    case 503:
      return words.text("error_busy");
    default:
      return value_sentence(words, reason);
  }
}

/// "/wire/" for "https://news.example/wire". An absolute path works for a missing page at any
/// depth.
std::string root_of(const Site& site) {
  const std::size_t host = site.base_url.find("://");
  const std::size_t path = site.base_url.find('/', host == std::string::npos ? 0 : host + 3);
  return (path == std::string::npos ? "" : escape_markup(site.base_url.substr(path))) + '/';
}

}  // namespace

RefusalForm refusal_form(std::string_view accept) {
  const int page = weight_of(accept, "text/html");
  const int json = weight_of(accept, "application/json");
  if (page > 0 && page >= json) return RefusalForm::kPage;
  return json > 0 ? RefusalForm::kJson : RefusalForm::kText;
}

Headers refusal_headers(RefusalForm form) {
  Headers out = common_headers();
  out.emplace_back("Cache-Control", "no-store");
  out.emplace_back("Vary", "Accept, Accept-Language");
  switch (form) {
    case RefusalForm::kText:
      out.emplace_back("Content-Type", "text/plain; charset=utf-8");
      break;
    case RefusalForm::kJson:
      out.emplace_back("Content-Type", "application/json; charset=utf-8");
      break;
    case RefusalForm::kPage:
      out.emplace_back("Content-Type", "text/html; charset=utf-8");
      for (auto& header : page_headers()) out.push_back(std::move(header));
      break;
  }
  return out;
}

std::string refusal_text(std::string_view reason) { return std::string(reason) + '\n'; }

std::string refusal_json(std::string_view reason) {
  JsonWriter json;
  json.begin_object().member("error", reason).end_object();
  return json.take() + '\n';
}

std::string refusal_page(const Site& site, std::string_view language, int status,
                         std::string_view reason) {
  const std::string root = root_of(site);
  const Words& words = words_of(language);
  const std::string_view title = title_key(status);
  return page_head(site, words, {words.text(title) + ": " + site.title, root, "", site.title, ""}) +
         fmt::format("<main id=\"main\">\n<h1>{}</h1>\n<p>{}</p>\n<p><a href=\"{}\">{}</a></p>\n",
                     words.html(title), escape_markup(sentence_of(words, status, reason)), root,
                     words.html("to_stories")) +
         page_foot(site, words);
}

}  // namespace wirefold::serve
