#include "columns.h"
#include "commands.h"
#include "wirefold/base/file.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/page/page.h"
#include "wirefold/page/why.h"
#include "wirefold/text/wire.h"

namespace wirefold::cli {
namespace {

std::string json_of(const page::Page& page) {
  JsonWriter json;
  json.begin_object().member("kind", page::to_string(page.kind));
  json.member("title", page.title).member("text", page.text).member_if("lang", page.lang);
  if (page.published) json.member("published", format_rfc3339(*page.published));
  json.member_if("canonical", page.canonical);
  if (!page.authors.empty()) {
    std::string names;
    for (const std::string& name : page.authors) names += (names.empty() ? "" : ", ") + name;
    json.member("author", names);
  }
  json.member_if("site", page.site);
  json.member_if("whole", page.whole).member_if("next", page.next);
  const WireFacts wire = text::read_wire(page.text).facts;
  json.member_if("agency", wire.agency).member_if("place", wire.place);
  json.member_if("byline", wire.byline).end_object();
  return json.take();
}

void print(const page::JudgedLine& line, bool as_json) {
  const bool kept = page::is_kept(line.verdict);
  if (as_json) {
    JsonWriter json;
    json.begin_object().member("kept", kept).member("why", page::to_string(line.verdict));
    json.member("text", line.text).end_object();
    to_output().json(json.take()) << '\n';
    return;
  }
  constexpr std::size_t kWidth = 100;
  const std::vector<std::string> text = wrapped(line.text, kWidth);  // empty if nothing printable
  to_output() << (kept ? "+ " : "- ") << (text.empty() ? std::string() : text.front())
              << (text.size() > 1 ? " …" : "") << '\n'
              << "      " << page::in_words(line.verdict) << '\n';
}

int print_why(const page::Judgement& judgement, bool as_json) {
  if (judgement.source != page::TextSource::kMarkup) {
    to_error() << "wirefold extract: the text is from " << page::in_words(judgement.source)
               << ", which has more of it than the markup below\n";
  }
  for (const page::JudgedLine& line : judgement.lines) print(line, as_json);
  return to_output().flush() ? 0 : 1;
}

int print_article(const page::Page& page) {
  to_output().json(json_of(page)) << '\n';
  return to_output().flush() ? 0 : 1;
}

int print_error(const ExtractOptions& options, const Error& error) {
  to_error() << "wirefold extract: " << options.file << ": " << error.detail << '\n';
  return 1;
}

}  // namespace

int extract(const ExtractOptions& options) {
  const Result<std::string> bytes = read_file(options.file, page::kMaxPageBytes);
  if (!bytes) {
    to_error() << "wirefold extract: " << bytes.error().detail << '\n';
    return 1;
  }
  if (options.why) {
    const auto judged = page::judge_page(*bytes, options.content_type, options.url);
    return judged ? print_why(*judged, options.json) : print_error(options, judged.error());
  }
  const auto page = page::read_page(*bytes, options.content_type, options.url);
  return page ? print_article(*page) : print_error(options, page.error());
}

}  // namespace wirefold::cli
