#include "element_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace wirefold::page {
namespace {

// Words of names, which are split at "-", "_", capitals and digits. Sorted at compile time.
template <std::size_t N>
consteval std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

constexpr auto kAlienWords = sorted(std::to_array<std::string_view>({
    "comment",       "comments",    "commentlist",  "commentform", "commentarea",     "disqus",
    "respond",       "footer",      "foot",         "sidebar",     "sidebars",        "breadcrumb",
    "breadcrumbs",   "nav",         "navi",         "navigation",  "navbar",          "menu",
    "submenu",       "related",     "recommended",  "recommend",   "recommendations", "cookie",
    "cookies",       "consent",     "gdpr",         "newsletter",  "outbrain",        "taboola",
    "sharedaddy",    "jp",          "share",        "sharing",     "social",          "advert",
    "advertisement", "advertising", "ads",          "adsense",     "popup",           "modal",
    "pagination",    "pager",       "login",        "signup",      "subscribe",       "trending",
    "mostread",      "kommentare",  "kommentar",    "komentar",    "breadcrump",      "teaserlist",
    "lightbox",      "yarpp",       "relatedposts", "subnav",      "topnav",          "bottomnav",
    "crumbs",        "crumb",       "colophon",     "masthead",    "offcanvas",       "skiplinks",
}));

constexpr auto kBoilerplateWords = sorted(std::to_array<std::string_view>({
    "ad",
    "promo",
    "promotion",
    "promoted",
    "banner",
    "sponsor",
    "sponsored",
    "teaser",
    "teasers",
    "widget",
    "widgets",
    "tag",
    "tags",
    "taglist",
    "byline",
    "author",
    "authors",
    "bio",
    "meta",
    "postmeta",
    "date",
    "published",
    "timestamp",
    "caption",
    "credit",
    "credits",
    "copyright",
    "legal",
    "print",
    "tools",
    "toolbar",
    "rating",
    "vote",
    "poll",
    "search",
    "skip",
    "toc",
    "popular",
    "latest",
    "readmore",
    "paywall",
    "donate",
    "donation",
    "autor",
    "datum",
    "infobox",
    "bildunterschrift",
    "bildunterzeile",
    "legende",
    "marginal",
    "marginalie",
    "further",
    "also",
    "categories",
    "kategorien",
    "topics",
    "keywords",
    "callout",
    "cta",
    "signature",
    "reply",
    "profile",
    "contact",
    "kontakt",
    "download",
    "downloads",
    "gallery",
    "slideshow",
    "carousel",
    "slider",
    "sitemap",
    "langs",
    "languages",
    "lang",
    "infos",
    "noprint",
    "prevnext",
    "previous",
    "tracking",
    "topbar",
    "register",
    "feedback",
    "disclaimer",
    "references",
    "user",
    "rss",
    "whatsapp",
    "facebook",
    "twitter",
    "instagram",
    "youtube",
    "buttons",
    "button",
    "btn",
    "follow",
    "logo",
    "player",
    "audio",
    "video",
    "embed",
    "links",
    "more",
    "mehr",
    "weitere",
    "stats",
    "views",
    "reading",
    "time",
    "breaking",
    "ticker",
    "header",
    "ribbon",
    "notice",
    "alert",
    "warning",
    "posted",
    "kicker",
    "overline",
}));

constexpr auto kArticleNames = sorted(std::to_array<std::string_view>({
    "articlebody", "articletext",   "articlecontent", "article_body",   "entrycontent",
    "entrytext",   "entrybody",     "postcontent",    "postbody",       "posttext",
    "storybody",   "storycontent",  "storytext",      "textbody",       "bodytext",
    "maincontent", "contentbody",   "newscontent",    "newstext",       "newsbody",
    "pagecontent", "maintext",      "contentmain",    "fulltext",       "contenttext",
    "textcontent", "articlemain",   "singlecontent",  "thecontent",     "postentry",
    "blogpost",    "articledetail", "richtext",       "contentarticle", "bodycontent",
    "cmscontent",
}));

// Words for readers' comments, which count as alien too.
constexpr auto kCommentWords = sorted(std::to_array<std::string_view>(
    {"comment", "comments", "commentlist", "commentarea", "disqus", "kommentare", "kommentar",
     "komentar", "komentare", "comentarios", "commentaires"}));

template <std::size_t N>
bool among_sorted(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

Hints hint_of_word(std::string_view word) {
  if (among_sorted(kCommentWords, word)) return kAlienName | kCommentName;
  if (among_sorted(kAlienWords, word)) return kAlienName;
  if (among_sorted(kBoilerplateWords, word)) return kBoilerplateName;
  return 0;
}

bool names_article(std::string_view joined) {
  for (const std::string_view name : kArticleNames) {
    if (joined.find(name) != std::string_view::npos) return true;
  }
  return false;
}

/// Hints of one name ("post-content__relatedList"): of each of its words, and of the joined words.
Hints hints_of_name(std::string_view name) {
  Hints hints = 0;
  std::string joined;
  std::string word;
  const auto end_word = [&] {
    hints |= hint_of_word(word);
    joined += word;
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool boundary = i > 0 && is_upper(name[i]) && !is_upper(name[i - 1]);
    if (!is_letter(name[i]) || boundary) end_word();
    if (is_letter(name[i])) word += lower(name[i]);
  }
  end_word();
  if (names_article(joined)) hints |= kArticleName;
  return hints;
}

}  // namespace

Hints hints_of(std::string_view names) {
  constexpr std::string_view kSpace = " \t\r\n\f";
  constexpr std::size_t kMaxName = 64;  // longer names are generated
  Hints hints = 0;
  while (true) {
    const std::size_t start = names.find_first_not_of(kSpace);
    if (start == std::string_view::npos) return hints;
    const std::size_t end = std::min(names.find_first_of(kSpace, start), names.size());
    if (end - start <= kMaxName) hints |= hints_of_name(names.substr(start, end - start));
    names.remove_prefix(end);
  }
}

}  // namespace wirefold::page
