#include "input_article.h"

#include <simdjson.h>

#include <utility>

#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/canonical_url.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/url.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/outlet/publisher_of.h"
#include "wirefold/page/page.h"
#include "wirefold/parse/date.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/headline.h"

namespace wirefold::cli {
namespace {

std::string member(const simdjson::dom::object& object, std::string_view name) {
  simdjson::dom::element value;
  if (object.at_key(name).get(value) != simdjson::SUCCESS) return {};
  if (value.is_string()) return std::string(std::string_view(value));
  if (value.is_int64()) return std::to_string(std::int64_t(value));
  return {};
}

/// The article of a whole page, or the text of a fragment.
std::string text_of_html(const InputArticle& a) {
  constexpr std::size_t kBeginning = 2048;
  const std::string_view beginning = std::string_view(a.html).substr(0, kBeginning);
  const bool is_page = find_ignore_case(beginning, "<html") != std::string_view::npos ||
                       find_ignore_case(beginning, "<body") != std::string_view::npos;
  const auto page = is_page ? page::read_page(a.html, "text/html; charset=utf-8", a.url)
                            : Result<page::Page>(Error{Errc::kUnsupported, "no page"});
  return page && !page->text.empty() ? page->text : html::plain_text(a.html);
}

/// 0 for an article without a URL of its own.
std::uint64_t link_hash(const std::string& url) {
  const std::string canonical = html::canonical_url(url);
  return canonical.empty() ? 0 : hash64(canonical);
}

/// A hash of the publisher. Each article without a known publisher counts as one of its own.
std::uint64_t hash_of_outlet(const InputArticle& a, ArticleId id) {
  if (!a.outlet.empty()) return hash64(a.outlet);
  const Publisher at = outlet::publisher_at(a.url);
  if (at.is_certain()) return ingest::outlet_hash(at);
  const std::string host = html::host_of(a.url);
  return hash64(host.empty() ? "article " + std::to_string(to_int(id)) : host);
}

}  // namespace

class InputReader::Impl {
 public:
  Result<InputArticle> read(const std::string& json) {
    simdjson::dom::object object;
    const auto status = parser_.parse(json).get(object);
    if (status != simdjson::SUCCESS) {
      return Error{Errc::kMalformed, "not a JSON object, or it breaks off"};
    }
    return InputArticle{member(object, "id"),
                        member(object, "url"),
                        member(object, "outlet"),
                        member(object, "title"),
                        member(object, "summary"),
                        member(object, "text"),
                        member(object, "html"),
                        member(object, "lang"),
                        parse::parse_date(member(object, "published"))};
  }

 private:
  simdjson::dom::parser parser_;
};

InputReader::InputReader() : impl_(std::make_unique<Impl>()) {}
InputReader::~InputReader() = default;

Result<InputArticle> InputReader::read(const std::string& json) { return impl_->read(json); }

std::string body_of(const InputArticle& a) {
  if (!a.html.empty()) return text_of_html(a);
  return a.text.empty() ? html::plain_text(a.summary) : a.text;
}

fold::Incoming incoming_of(const InputArticle& a, ArticleId id, std::optional<Timestamp> seen) {
  const std::string title = text::without_outlet(a.title, a.outlet, html::host_of(a.url));
  const bool of_feed = a.text.empty() && a.html.empty();
  Document document =
      of_feed ? ingest::document_of_feed(title, body_of(a)) : text::analyse(title, body_of(a));
  return {{id, hash_of_outlet(a, id), link_hash(a.url), a.published, seen}, std::move(document)};
}

}  // namespace wirefold::cli
