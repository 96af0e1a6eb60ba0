// HTML: whatever the markup, libxml2 stays within the limits, and the results of its tree are in
// proportion to the bytes.
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

/// Uses limits that small inputs reach. Where bounded_markup() and libxml2 find different tags, one
/// of the counts exceeds them.
void check_limits(std::string_view markup) {
  const html::MarkupLimits limits{.attributes = 4, .depth = 12, .names = 16};
  const std::string bounded = html::bounded_markup(markup, limits);
  // Each '<' may become "&lt;", each '&' "&amp;", and an end tag may precede a tag.
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

/// Cutting markup must not change the text. Whether libxml2 takes an end tag right behind a
/// <script> for one depends on the elements that are open. So the limit on depth is left out, and
/// beside a <script> or <style> the limit on names, too.
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
