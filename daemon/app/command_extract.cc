#include "wirefold/app/commands.h"
#include "wirefold/base/file.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/page/page.h"
#include "wirefold/text/wire.h"

namespace wirefold::app {
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

}  // namespace

int extract(const ExtractOptions& options) {
  const Result<std::string> bytes = read_file(options.file, page::kMaxPageBytes);
  if (!bytes) {
    to_error() << "wirefold extract: " << bytes.error().detail << '\n';
    return 1;
  }
  const auto page = page::read_page(*bytes, options.content_type, options.url);
  if (!page) {
    to_error() << "wirefold extract: " << options.file << ": " << page.error().detail << '\n';
    return 1;
  }
  to_output().json(json_of(*page)) << '\n';
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::app
