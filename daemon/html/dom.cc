#include "wirefold/html/dom.h"

#include <climits>

#include "bounded_markup.h"
#include "wirefold/html/entities.h"

namespace wirefold::html {
namespace {

using Context = Handle<htmlParserCtxt, htmlFreeParserCtxt>;

}  // namespace

Tree parse(std::string_view markup) {
  std::string joined;  // libxml2 drops both halves of a surrogate pair
  if (has_surrogates(markup)) markup = joined = with_joined_surrogates(markup);
  const std::string safe = bounded_markup(markup);
  if (safe.empty() || safe.size() > INT_MAX) return nullptr;
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  // XML_PARSE_HUGE: without it libxml2 gives up at depth 256 and returns nothing.
  const Context context(htmlNewParserCtxt());
  if (!context) return nullptr;
  // No code looks up elements by id, and libxml2's table of ids has only 16,384 chains.
  context->loadsubset |= XML_SKIP_IDS;
  return Tree(htmlCtxtReadMemory(context.get(), safe.data(), static_cast<int>(safe.size()), nullptr,
                                 "UTF-8", kOptions | XML_PARSE_HUGE));
}

std::string attribute(xmlNode* node, const char* name) {
  const Handle<xmlChar, [](xmlChar* p) { xmlFree(p); }> value(
      xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)));
  return value ? std::string(reinterpret_cast<const char*>(value.get())) : std::string();
}

}  // namespace wirefold::html
