#include <simdjson.h>

#include <fstream>
#include <iostream>
#include <unordered_map>

#include "settings.h"
#include "wirefold/app/commands.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/result.h"
#include "wirefold/base/strings.h"
#include "wirefold/fold/folder.h"
#include "wirefold/html/canonical_url.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/url.h"
#include "wirefold/page/page.h"
#include "wirefold/parse/date.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/headline.h"

namespace wirefold::app {
namespace {

/// One line of the input. Texts are plain or HTML.
struct InputArticle {
  std::string id, url, outlet, title, summary, text, html;
  std::optional<Timestamp> published;
};

std::string member(const simdjson::dom::object& object, std::string_view name) {
  simdjson::dom::element value;
  if (object.at_key(name).get(value) != simdjson::SUCCESS) return {};
  if (value.is_string()) return std::string(std::string_view(value));
  if (value.is_int64()) return std::to_string(std::int64_t(value));
  return {};
}

class LineReader {
 public:
  /// The article of one line; kMalformed for what is no JSON object with an id.
  Result<InputArticle> read(const std::string& line) {
    simdjson::dom::object object;
    const auto status = parser_.parse(line).get(object);
    if (status != simdjson::SUCCESS) {
      return Error{Errc::kMalformed, simdjson::error_message(status)};
    }
    InputArticle a{member(object, "id"),      member(object, "url"),
                   member(object, "outlet"),  member(object, "title"),
                   member(object, "summary"), member(object, "text"),
                   member(object, "html"),    parse::parse_date(member(object, "published"))};
    if (a.id.empty()) return Error{Errc::kMalformed, "no \"id\""};
    return a;
  }

 private:
  simdjson::dom::parser parser_;
};

/// The article of a whole page, all of a fragment.
std::string text_of_html(const InputArticle& a) {
  constexpr std::size_t kBeginning = 2048;
  const std::string_view beginning = std::string_view(a.html).substr(0, kBeginning);
  const bool is_page = find_ignore_case(beginning, "<html") != std::string_view::npos ||
                       find_ignore_case(beginning, "<body") != std::string_view::npos;
  const auto page = is_page ? page::read_page(a.html, "text/html; charset=utf-8", a.url)
                            : Result<page::Page>(Error{Errc::kUnsupported, "no page"});
  return page && !page->text.empty() ? page->text : html::plain_text(a.html);
}

std::string body_of(const InputArticle& a) {
  if (!a.html.empty()) return text_of_html(a);
  return a.text.empty() ? html::plain_text(a.summary) : a.text;
}

/// 0 for an article without a URL of its own.
std::uint64_t link_hash(const std::string& url) {
  const std::string canonical = html::canonical_url(url);
  return canonical.empty() ? 0 : hash64(canonical);
}

/// Who published it, as far as the line says: two that do not say are not one.
std::uint64_t outlet_hash(const InputArticle& a) {
  if (!a.outlet.empty()) return hash64(a.outlet);
  const std::string host = html::host_of(a.url);
  return host.empty() ? hash64("article " + a.id) : hash64(host);
}

class Folding {
 public:
  explicit Folding(const fold::Rules& rules) : folder_(rules) {}

  std::string decide(const InputArticle& a) {
    if (a.published && now_ == Timestamp{}) folder_.begin_at(*a.published);
    now_ = std::max(now_, a.published.value_or(now_));
    ids_.push_back(a.id);
    fold::Incoming incoming{
        ArticleId{static_cast<std::int64_t>(ids_.size())},
        outlet_hash(a),
        link_hash(a.url),
        a.published,
        now_,
        text::analyse(text::without_outlet(a.title, a.outlet, html::host_of(a.url)), body_of(a))};
    const fold::Decision decision = folder_.decide(incoming);
    const StoryId story = decision.story.value_or(StoryId{to_int(incoming.id)});
    folder_.remember(std::move(incoming), story);
    return line(a.id, story, decision);
  }

 private:
  std::string line(const std::string& id, StoryId story, const fold::Decision& decision) const {
    const FoldReason& reason = decision.reason;
    JsonWriter json;
    json.begin_object().member("id", id);
    // A story is called by the id of the article that started it.
    json.member("story", ids_[static_cast<std::size_t>(to_int(story)) - 1]);
    json.member("lead", !decision.story.has_value());
    if (decision.story) {
      json.member("like", ids_[static_cast<std::size_t>(to_int(reason.like)) - 1]);
    } else {
      json.key("like").null();
    }
    reason.distance < 0 ? json.key("distance").null() : json.member("distance", reason.distance);
    decision.story ? json.member("similarity", reason.similarity) : json.key("similarity").null();
    json.member("rule", reason.rule).end_object();
    return json.take();
  }

  fold::Folder folder_;
  std::vector<std::string> ids_;  // of all articles, by their number less one
  Timestamp now_{};
};

int fold_stream(std::istream& in, const std::string& name, const fold::Rules& rules) {
  Folding folding(rules);
  LineReader reader;
  std::string text;
  int exit_code = 0;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (trim(text).empty()) continue;
    const Result<InputArticle> article = reader.read(text);
    if (article) {
      std::cout << folding.decide(*article) << '\n';
    } else {
      std::cerr << name << ':' << number << ": " << article.error().detail << '\n';
      exit_code = 1;
    }
  }
  return std::cout.flush() ? exit_code : 1;
}

}  // namespace

int fold(const std::string& file, const std::string& config_file) {
  fold::Rules rules;
  if (!config_file.empty()) {
    const config::Loaded loaded = config::load(config_file);
    if (!report(loaded.problems)) return 1;
    rules = rules_of(loaded.config);
  }
  std::ios::sync_with_stdio(false);
  if (file == "-") return fold_stream(std::cin, "standard input", rules);
  std::ifstream in(file);
  if (!in) {
    std::cerr << "wirefold fold: " << file << ": cannot be read\n";
    return 1;
  }
  return fold_stream(in, file, rules);
}

}  // namespace wirefold::app
