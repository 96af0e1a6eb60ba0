#include "refusal.h"

#include <fmt/format.h>

#include "serve/render/page_parts.h"
#include "serve/render/words.h"
#include "weight.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

std::string title_of(int status) {
  switch (status) {
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 503:
      return "Service unavailable";
    default:
      return "Bad request";
  }
}

/// A sentence for a reason of the form "limit: not a whole number", as for arguments.
std::string value_sentence(std::string_view reason) {
  constexpr std::string_view kBetween = ": ";
  const std::size_t colon = reason.find(kBetween);
  if (colon == std::string_view::npos) return std::string(reason) + '.';
  return fmt::format("The value of {} is {}.", reason.substr(0, colon),
                     reason.substr(colon + kBetween.size()));
}

std::string sentence_of(int status, std::string_view reason) {
  switch (status) {
    case 404:
      return reason == "not found"
                 ? "There is nothing at this address."
                 : fmt::format("There is {} here, or it is no longer kept.", reason);
    case 405:
      return "This address is read-only.";
    case 503:
      return fmt::format("The server is {}. Try again in a few seconds.", reason);
    default:
      return value_sentence(reason);
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
  const std::string title = title_of(status);
  const Words& words = words_of(language);
  return page_head(site, words, {title + ": " + site.title, root, "", site.title, ""}) +
         fmt::format(
             "<main id=\"main\">\n<h1>{}</h1>\n<p>{}</p>\n<p><a href=\"{}\">To the stories"
             "</a></p>\n",
             title, escape_markup(sentence_of(status, reason)), root) +
         page_foot(site, words);
}

}  // namespace wirefold::serve
