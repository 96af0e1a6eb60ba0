#include "wirefold/page/page.h"

#include <algorithm>
#include <numeric>

#include "facts.h"
#include "further_pages.h"
#include "headline.h"
#include "linked_data.h"
#include "main_text.h"
#include "outline.h"
#include "publication_date.h"
#include "script_data.h"
#include "walls.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"
#include "wirefold/page/why.h"
#include "wirefold/parse/charset.h"
#include "wirefold/text/language.h"

namespace wirefold::page {
namespace {

/// The charset that <meta> declares in the first bytes (a simple form of "prescan a byte stream",
/// WHATWG HTML), or empty.
std::string_view declared_charset(std::string_view bytes) {
  constexpr std::size_t kPrescan = 4096;
  constexpr std::string_view kName = "charset=";
  const std::string_view head = bytes.substr(0, kPrescan);
  const std::size_t at = find_ignore_case(head, kName);
  if (at == std::string_view::npos) return {};
  std::string_view label = head.substr(at + kName.size());
  label.remove_prefix(std::min(label.find_first_not_of(" \"'"), label.size()));
  return label.substr(0, label.find_first_of("\"'> ;/"));
}

parse::DecodedText decode(std::string_view bytes, std::string_view content_type) {
  if (find_ignore_case(content_type, "charset") != std::string_view::npos) {
    return parse::decode_text(bytes, content_type);
  }
  const std::string_view label = declared_charset(bytes);
  return parse::decode_text(
      bytes, label.empty() ? std::string() : "text/html; charset=" + std::string(label));
}

bool looks_like_page(std::string_view bytes, std::string_view content_type) {
  if (find_ignore_case(content_type, "html") != std::string_view::npos) return true;
  if (!content_type.empty() && !starts_with_ignore_case(content_type, "text/plain") &&
      !starts_with_ignore_case(content_type, "application/octet-stream")) {
    return false;
  }
  return html::has_tags(bytes);
}

std::string joined(const Outline& outline, const std::vector<std::uint32_t>& blocks) {
  std::string text;
  for (const std::uint32_t i : blocks) {
    if (!text.empty()) text += '\n';
    text += outline.text_of(outline.blocks[i]);
  }
  return text;
}

/// All lines from the first of the text to a few after its last, where offers are.
std::string text_and_offers(const Outline& outline, const std::vector<std::uint32_t>& blocks) {
  constexpr std::uint32_t kBehind = 6;
  if (blocks.empty()) return {};
  const auto count = static_cast<std::uint32_t>(outline.blocks.size());
  std::vector<std::uint32_t> all(std::min(blocks.back() + 1 + kBehind, count) - blocks.front());
  std::iota(all.begin(), all.end(), blocks.front());
  return joined(outline, all);
}

std::string first_of(std::initializer_list<std::string_view> choices) {
  const auto* const found = std::find_if(choices.begin(), choices.end(),
                                         [](std::string_view c) { return !trim(c).empty(); });
  return found == choices.end() ? std::string() : std::string(trim(*found));
}

/// The detected language of the text, else the one that the page gives.
std::string language_of(const Facts& facts, const LinkedData& linked, std::string_view text) {
  const std::string detected = text::detect_language(text);
  if (!detected.empty()) return detected;
  return text::primary_tag(first_of({facts.lang, linked.lang, facts.meta("og:locale"),
                                     facts.meta("content-language"), facts.meta("dc.language")}));
}

/// The address that the page gives for itself; ignored if it is the site's front page and the page
/// is not.
std::string canonical_of(const Facts& facts, std::string_view url) {
  const std::string base = html::resolve_url(url, facts.base);
  for (const std::string_view said : {std::string_view(facts.canonical), facts.meta("og:url")}) {
    if (said.empty()) continue;
    std::string canonical = html::resolve_url(base, said);
    if (canonical.size() > kMostLinkBytes) continue;
    const bool front_page = html::path_of(canonical) == "/" && html::path_of(url) != "/";
    if (html::is_web_url(canonical) && !(front_page && !url.empty())) return canonical;
  }
  return {};
}

std::vector<std::string> authors_of(const Facts& facts, const LinkedData& linked) {
  std::vector<std::string> names = linked.authors;
  for (const std::string_view name : {"author", "article:author", "dc.creator", "parsely-author",
                                      "sailthru.author", "citation_author"}) {
    if (names.empty() && !facts.meta(name).empty()) names.emplace_back(facts.meta(name));
  }
  if (names.empty()) names = facts.authors;
  std::vector<std::string> out;
  for (const std::string& name : names) {
    const bool usable = !name.empty() && name.size() <= kMostNameBytes && !html::is_web_url(name);
    if (usable && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

/// With fewer bytes of text in the markup, the article is searched elsewhere.
constexpr std::size_t kLeastText = 500;

/// The text of HTML from JSON, where it may be escaped twice.
std::string text_of_html(std::string html) {
  if (!html::has_tags(html) && html.find("&lt;") != std::string::npos) {
    html = html::plain_text(html);
  }
  return html::looks_like_html(html) ? html::plain_text(html) : html;
}

struct Text {
  std::string text;
  TextSource source = TextSource::kMarkup;
};

/// The article's text from the markup, or from JSON if the markup has only a part of it: some pages
/// are filled by scripts.
Text text_of(const Facts& facts, const LinkedData& linked, std::string markup) {
  const std::size_t found = markup.size();
  const auto is_more = [found](const std::string& text) {
    return text.size() >= kLeastText && text.size() >= 2 * found;
  };
  if (is_more(linked.body)) {
    std::string text = text_of_html(linked.body);
    if (is_more(text)) return {std::move(text), TextSource::kLinkedData};
  }
  if (found < kLeastText) {
    std::string text = text_of_html(article_in_scripts(facts.data));
    if (is_more(text)) return {std::move(text), TextSource::kScriptData};
  }
  return {std::move(markup), TextSource::kMarkup};
}

/// The results from a page's markup.
struct Markup {
  Outline outline;
  MainText main;
  std::string text;  // of `main`; moved to the page in PageWithMarkup
};

Markup markup_of(xmlDoc* tree, std::string_view title, NoScript no_script) {
  Markup out;
  out.outline = outline_of(tree, no_script);
  out.main = main_text(out.outline, title);
  out.text = joined(out.outline, out.main.blocks);
  return out;
}

/// Reads the markup that browsers show, or the one for browsers without scripts if only that has
/// the article.
Markup markup_with_text(xmlDoc* tree, std::string_view title) {
  Markup shown = markup_of(tree, title, NoScript::kLeftOut);
  if (shown.text.size() >= kLeastText) return shown;
  Markup without_scripts = markup_of(tree, title, NoScript::kRead);
  return without_scripts.text.size() > 2 * shown.text.size() ? std::move(without_scripts)
                                                             : std::move(shown);
}

void note_further_pages(const Facts& facts, std::string_view url, std::string_view first,
                        Page& page) {
  const std::string base = html::resolve_url(url, facts.base);
  std::vector<std::string> links;
  for (const std::string& link : facts.links) links.push_back(html::resolve_url(base, link));
  std::erase_if(links, [](const std::string& link) { return link.size() > kMostLinkBytes; });
  FurtherPages further = further_pages(links, url, first);
  page.whole = std::move(further.whole);
  page.next = std::move(further.next);
}

/// Titles of the article. A <title> alone does not count: it may be the site's name.
std::vector<std::string> titles_of(const Facts& facts) {
  std::vector<std::string> out = facts.headlines;
  for (const char* name : {"og:title", "twitter:title"}) {
    if (!facts.meta(name).empty()) out.emplace_back(facts.meta(name));
  }
  if (!out.empty() && !facts.title.empty()) out.push_back(facts.title);
  return out;
}

/// A page, and the results from its markup.
struct PageWithMarkup {
  Page page;
  Markup markup;
  TextSource source = TextSource::kMarkup;
};

PageWithMarkup page_of(xmlDoc* tree, std::string_view url, std::string_view first) {
  const Facts facts = facts_of(tree, shared_part(first.empty() ? url : first));
  const LinkedData linked = linked_data_of(facts.json_ld, titles_of(facts));
  PageWithMarkup out;
  Page& page = out.page;
  page.site = html::one_line(
      first_of({facts.meta("og:site_name"), linked.site, facts.meta("application-name")}));
  page.site.resize(clip_utf8(page.site, kMostNameBytes).size());
  page.canonical = canonical_of(facts, url);
  page.title = headline_of(facts, linked, page.site, html::host_of(url));
  out.markup = markup_with_text(tree, page.title);
  const Outline& outline = out.markup.outline;
  const std::vector<std::uint32_t>& blocks = out.markup.main.blocks;
  Text text = text_of(facts, linked, std::move(out.markup.text));
  page.text = std::move(text.text);
  out.source = text.source;
  page.kind = kind_of_page(page.text, text_and_offers(outline, blocks), linked);
  page.lang = language_of(facts, linked, page.text);
  const std::string lang = facts.lang.empty() ? page.lang : facts.lang;
  page.published = publication_date(facts, linked, url, outline, {page.title, blocks}, lang);
  page.authors = authors_of(facts, linked);
  if (page.kind == PageKind::kArticle) note_further_pages(facts, url, first, page);
  return out;
}

/// Parses a page and returns the result of `use` on its tree.
template <typename Use>
auto with_tree(std::string_view bytes, std::string_view content_type, Use&& use)
    -> Result<decltype(use(static_cast<xmlDoc*>(nullptr)))> {
  if (bytes.size() > kMaxPageBytes)
    return Error{Errc::kTooLarge, "the page is larger than the size limit"};
  const parse::DecodedText decoded = decode(bytes, content_type);
  if (!looks_like_page(decoded.utf8(), content_type)) {
    return Error{Errc::kUnsupported, "not an HTML page"};
  }
  const html::Tree tree = html::parse(decoded.utf8());
  if (!tree) return Error{Errc::kUnsupported, "nothing to read in the page"};
  return use(tree.get());
}

/// Removes characters that must not be served, which attributes and JSON may hold.
Page with_xml_characters(Page page) {
  for (std::string* text :
       {&page.site, &page.canonical, &page.title, &page.text, &page.whole, &page.next}) {
    if (!is_xml_text(*text)) *text = xml_text(*text);
  }
  for (std::string& author : page.authors) author = xml_text(author);
  return page;
}

}  // namespace

std::string_view to_string(PageKind kind) noexcept {
  switch (kind) {
    case PageKind::kArticle:
      return "article";
    case PageKind::kPaywall:
      return "paywall";
    case PageKind::kConsent:
      return "consent";
    case PageKind::kNoText:
      break;
  }
  return "no_text";
}

Result<Page> read_page(std::string_view bytes, std::string_view content_type, std::string_view url,
                       std::string_view first) {
  return with_tree(bytes, content_type, [&](xmlDoc* tree) {
    return with_xml_characters(page_of(tree, url, first).page);
  });
}

Result<Judgement> judge_page(std::string_view bytes, std::string_view content_type,
                             std::string_view url) {
  return with_tree(bytes, content_type, [&](xmlDoc* tree) {
    const PageWithMarkup read = page_of(tree, url, {});
    const Outline& outline = read.markup.outline;
    Judgement out;
    out.source = read.source;
    for (std::size_t i = 0; i < outline.blocks.size(); ++i) {
      out.lines.push_back({read.markup.main.verdicts.at(i),
                           xml_text(std::string(outline.text_of(outline.blocks[i])))});
    }
    return out;
  });
}

}  // namespace wirefold::page
