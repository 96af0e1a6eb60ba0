// Counts what libxml2's HTML parser reports while it reads markup.
#pragma once

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <string>

#include "wirefold/base/handle.h"

namespace wirefold {

struct Libxml2View {
  std::size_t attributes = 0;  ///< The most in one tag.
  std::size_t depth = 0;       ///< The most names on the parser's stack.
  std::size_t elements = 0;
  std::string text;

  static Libxml2View of(const std::string& markup);

 private:
  htmlParserCtxt* parser_ = nullptr;

  static void start(void* user, const xmlChar* /*name*/, const xmlChar** attributes) {
    auto& view = *static_cast<Libxml2View*>(user);
    std::size_t count = 0;
    while (attributes != nullptr && attributes[2 * count] != nullptr) ++count;
    view.attributes = std::max(view.attributes, count);
    view.depth = std::max(view.depth, static_cast<std::size_t>(view.parser_->nameNr));
    ++view.elements;
  }
  static void characters(void* user, const xmlChar* text, int size) {
    static_cast<Libxml2View*>(user)->text.append(reinterpret_cast<const char*>(text),
                                                 static_cast<std::size_t>(size));
  }
};

inline Libxml2View Libxml2View::of(const std::string& markup) {
  Libxml2View view;
  if (markup.empty()) return view;
  htmlSAXHandler handler{};
  handler.startElement = start;
  handler.characters = characters;
  const Handle<htmlParserCtxt, htmlFreeParserCtxt> parser(htmlNewParserCtxt());
  view.parser_ = parser.get();
  htmlSAXHandler* const own = parser->sax;
  parser->sax = &handler;
  parser->userData = &view;
  htmlCtxtReadMemory(parser.get(), markup.data(), static_cast<int>(markup.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | XML_PARSE_HUGE);
  parser->sax = own;
  return view;
}

}  // namespace wirefold
