// Pages: outline, main text, facts, JSON-LD, dates, headlines, and further steps on the result.
#include <algorithm>

#include "fuzz/check.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/canonical_url.h"
#include "wirefold/page/page.h"
#include "wirefold/page/why.h"
#include "wirefold/text/sentences.h"
#include "wirefold/text/wire.h"

namespace {

using namespace wirefold;

void check_text(std::string_view text) {
  CHECK(is_valid_utf8(text));

  const text::WireCopy copy = text::read_wire(text);
  CHECK(copy.body.size() <= text.size());
  CHECK(copy.body.empty() == trim(text).empty());  // never takes the whole text

  const auto no = [](std::uint64_t) { return false; };
  const auto yes = [](std::uint64_t) { return true; };
  const std::string all = text::without_sentences(text, no);
  CHECK(text::without_sentences(all, no) == all);
  CHECK(text::without_sentences(text, yes).size() <= all.size());
}

constexpr std::string_view kUrl = "https://h.example/news/2024/11/10/a-1";

/// Further pages are on the page's own host, and are never the page itself.
void check_further(const page::Page& page) {
  for (const std::string& url : {page.whole, page.next}) {
    CHECK(url.empty() || url.starts_with("https://h.example/"));
    CHECK(url != kUrl);
  }
}

/// The verdicts on the lines agree with the text of the page.
void check_judgement(const page::Page& page, const page::Judgement& judgement) {
  std::string text;
  for (const page::JudgedLine& line : judgement.lines) {
    if (page::is_kept(line.verdict)) text += (text.empty() ? "" : "\n") + line.text;
  }
  CHECK(judgement.source != page::TextSource::kMarkup || text == page.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string_view type : {"", "text/html; charset=utf-8"}) {
    const auto page = page::read_page(bytes, type, kUrl);
    const auto judgement = page::judge_page(bytes, type, kUrl);
    CHECK(static_cast<bool>(page) == static_cast<bool>(judgement));
    if (!page) continue;
    check_judgement(*page, *judgement);
    check_further(*page);
    if (const auto second =
            page::read_page(bytes, type, "https://h.example/news/2024/11/10/a-2", kUrl)) {
      check_further(*second);
    }
    check_text(page->text);
    CHECK(is_valid_utf8(page->title));
    CHECK(is_valid_utf8(page->site));
    // JSON-LD may repeat the text once, and charset conversion may triple it.
    CHECK(page->text.size() <= 8 * size + 64);
    CHECK((page->kind == page::PageKind::kNoText) == page->text.empty());
    CHECK(std::none_of(page->authors.begin(), page->authors.end(),
                       [](const std::string& a) { return a.empty(); }));
  }
  const std::string canonical = html::canonical_url(bytes);
  CHECK(html::canonical_url(canonical) == canonical);
  return 0;
}
