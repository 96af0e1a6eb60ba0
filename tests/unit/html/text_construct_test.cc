#include "wirefold/html/text_construct.h"

#include <gtest/gtest.h>

namespace wirefold::html {
namespace {

TEST(TextConstruct, IsShownAsWhatItIs) {
  const struct {
    std::string_view what;
    TextConstruct text;
    std::string_view line, html;
  } cases[] = {
      {"plain", {"a <b> &amp; c", TextKind::kPlain}, "a <b> &amp; c", "a &lt;b&gt; &amp;amp; c"},
      {"HTML", {"a <b>b</b> &amp; c", TextKind::kHtml}, "a b & c", "a <b>b</b> &amp; c"},
      {"unsaid, with a tag", {"<i>a</i> &amp; b", TextKind::kUnsaid}, "a & b", "<i>a</i> &amp; b"},
      {"unsaid, with a reference",
       {"Tom &amp; Jerry", TextKind::kUnsaid},
       "Tom & Jerry",
       "Tom &amp; Jerry"},
      {"unsaid, with an angle", {"1 < 2", TextKind::kUnsaid}, "1 < 2", "1 &lt; 2"},
      {"plain, of two lines", {"a\n b", TextKind::kPlain}, "a b", "a<br/>\n b"},
      {"HTML of two blocks", {"<p>a</p><p>b</p>", TextKind::kHtml}, "a b", "<p>a</p><p>b</p>"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(one_line(c.text), c.line) << c.what;
    EXPECT_EQ(as_html(c.text), c.html) << c.what;
  }
}

}  // namespace
}  // namespace wirefold::html
