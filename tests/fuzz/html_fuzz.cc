// HTML: what libxml2 is given never costs it more than the limits let it, whatever the markup; and
// what is made of its tree is in proportion to the bytes.
#include "fuzz/check.h"
#include "html/bounded_markup.h"
#include "support/libxml2_view.h"
#include "wirefold/base/growth.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/links.h"
#include "wirefold/html/page_links.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/sanitize.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/model/limits.h"

namespace {

using namespace wirefold;

/// With limits that small inputs reach: where the tags of bounded_markup() are not those of
/// libxml2, one of its counts goes over them.
void check_limits(std::string_view markup) {
  const html::MarkupLimits limits{.attributes = 4, .depth = 12, .names = 16};
  const std::string bounded = html::bounded_markup(markup, limits);
  // Each '<' may become "&lt;", each '&' "&amp;", and a tag may bring an end tag before it.
  CHECK(bounded.size() <= 8 * markup.size() + 64);
  const Libxml2View seen = Libxml2View::of(bounded);
  CHECK(seen.attributes <= limits.attributes);
  CHECK(seen.depth <= limits.depth + html::kDeeper);
  CHECK(seen.elements <= bounded.size() + 4);
}

bool has_raw_text(const std::string& markup) {
  const std::string lower = to_lower_ascii(markup);
  return lower.find("<script") != std::string::npos || lower.find("<style") != std::string::npos;
}

/// What is cut is no text. libxml2 reads an end tag right behind a <script> as one if it closes
/// anything, so that it depends on which elements are open: those that are moved up are left out,
/// and so are names beside a <script>.
void check_text_kept(std::string_view markup) {
  const std::string whole = html::bounded_markup(markup);
  html::MarkupLimits limits{.attributes = 4};
  if (!has_raw_text(whole)) limits.names = 16;
  CHECK(Libxml2View::of(html::bounded_markup(markup, limits)).text == Libxml2View::of(whole).text);
}

void check_tree(std::string_view markup) {
  const html::Tree tree = html::parse(markup);
  if (!tree) return;
  std::size_t nodes = 0;
  html::walk(
      reinterpret_cast<xmlNode*>(tree.get()),
      [&nodes](xmlNode*) {
        ++nodes;
        return true;
      },
      [](xmlNode*) {});
  CHECK(nodes <= markup.size() + 8);
}

void check_texts(std::string_view markup) {
  constexpr std::string_view kBase = "https://h.example/a/b";
  const std::size_t most = 16 * markup.size() + 64;
  CHECK(html::plain_text(markup).size() <= most);
  CHECK(html::one_line(markup).size() <= most);
  CHECK(html::decode_entities(markup).size() <= markup.size());
  Growth growth(markup.size());
  const std::string safe = html::sanitize(markup, kBase, growth, kMostTextBytes);
  CHECK(safe.size() <= kMostTextBytes);
  CHECK(html::plain_text_of_safe(safe).size() <= safe.size());
  html::page_links(markup, kBase);
  html::with_absolute_links(std::string(markup), kBase, growth);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view markup(reinterpret_cast<const char*>(data), size);
  check_limits(markup);
  check_text_kept(markup);
  check_tree(markup);
  check_texts(markup);
  return 0;
}
