#include "publication_date.h"

#include <algorithm>
#include <array>

#include "prose.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"
#include "wirefold/text/publication_label.h"

namespace wirefold::page {
namespace {

// Names of <meta> for the date of publication, in lower case, the most reliable first.
constexpr std::string_view kPublicationMetas[] = {"article:published_time",
                                                  "og:published_time",
                                                  "og:article:published_time",
                                                  "datepublished",
                                                  "article.published",
                                                  "parsely-pub-date",
                                                  "sailthru.date",
                                                  "cxenseparse:recs:publishtime",
                                                  "publication_date",
                                                  "publication-date",
                                                  "publicationdate",
                                                  "published_date",
                                                  "publish-date",
                                                  "publish_date",
                                                  "publishdate",
                                                  "pubdate",
                                                  "pub_date",
                                                  "article_date_original",
                                                  "citation_online_date",
                                                  "citation_publication_date",
                                                  "citation_date",
                                                  "bepress_citation_date",
                                                  "rnews:datepublished",
                                                  "og:pubdate",
                                                  "dcterms.issued",
                                                  "dc.date.issued"};

// Names of <meta> where some systems write the last change.
constexpr std::string_view kGeneralMetas[] = {
    "article:created", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
    "dc:date",         "datecreated",     "created",         "date",         "last-modified"};

// The lines before and after the headline where its date may be; lines with more units are text.
constexpr std::uint32_t kBefore = 6;
constexpr std::uint32_t kBehind = 20;
constexpr std::uint32_t kMostUnits = 120;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// False for English without a region, or of a region that may put the month first: Unicode CLDR,
/// short dates. `lang` is as the page writes it: "en-GB", "en_gb".
bool puts_day_first(std::string_view lang) {
  constexpr std::array<std::string_view, 10> kDayFirst = {"au", "gb", "hk", "ie", "in",
                                                          "ke", "ng", "nz", "sg", "za"};
  const std::string tag = to_lower_ascii(lang);
  if (!tag.starts_with("en")) return true;
  const std::string region = tag.substr(tag.find_last_of("-_") + 1);
  return std::ranges::find(kDayFirst, region) != kDayFirst.end();
}

/// Replaces slashes by dots, which means day first, in languages that put the day first.
std::string with_day_first(std::string_view text, std::string_view lang) {
  std::string out(text);
  if (puts_day_first(lang)) std::replace(out.begin(), out.end(), '/', '.');
  return out;
}

/// Reads a date that programs write for programs: with a day, not a bare year. 10/11/2024 is never
/// resolved by language here.
std::optional<Timestamp> machine_date(std::string_view text) {
  constexpr std::size_t kLeast = 8;  // "20241110"
  return trim(text).size() < kLeast ? std::nullopt : parse::parse_date(text);
}

/// Reads a text that is only a date.
std::optional<Timestamp> exact_date(std::string_view text, std::string_view lang) {
  if (const auto date = parse::parse_exact_date(text)) return date;
  if (text.find('/') == std::string_view::npos) return std::nullopt;
  return parse::parse_exact_date(with_day_first(text, lang));
}

/// True for a sentence; "10. November 2024." is none.
bool is_sentence(std::string_view line) {
  const bool begins_with_day = !line.empty() && is_digit(line.front());
  return (line.ends_with('.') && !begins_with_day) || line.ends_with('!') || line.ends_with('?') ||
         line.ends_with("。");
}

/// True for the "14. - " of "14. - 20. Januar 2022": a range is no single day.
bool begins_range(std::string_view before, std::string_view mark) {
  constexpr std::size_t kMostDigits = 2;
  if (mark != " - " && mark != " – ") return false;
  while (before.ends_with('.')) before.remove_suffix(1);
  const auto digits = before.size() - (before.find_last_not_of("0123456789") + 1);
  return digits > 0 && digits <= kMostDigits;
}

/// Calls `use` with the parts of `line` between `marks` until `use` returns a date.
template <std::size_t N, typename Use>
std::optional<Timestamp> first_of_parts(std::string_view line, const std::string_view (&marks)[N],
                                        const Use& use) {
  bool is_range = false;
  while (!line.empty()) {
    std::size_t end = line.size();
    std::string_view mark;
    for (const std::string_view m : marks) {
      if (const std::size_t at = line.find(m); at < end) {
        end = at;
        mark = m;
      }
    }
    const std::string_view part = line.substr(0, end);
    const auto date = is_range ? std::nullopt : use(part);
    if (date) return date;
    is_range = begins_range(part, mark);
    line.remove_prefix(end + mark.size());
  }
  return std::nullopt;
}

std::optional<Timestamp> labelled_date(std::string_view text, std::string_view lang) {
  return exact_date(text::behind_publication_label(text), lang);
}

/// Reads a line that is a date, as a whole or in one of its parts, with or without "Published on":
/// "Kompas.com - 18/11/2026, 16:20 WIB".
std::optional<Timestamp> date_line(std::string_view line, std::string_view lang) {
  constexpr std::string_view kMarks[] = {"|", " - ", " – ", " — ", "·", "•", "⋅", " / ", "»", "›"};
  constexpr std::string_view kWeakMarks[] = {" (", ", ", " ,"};
  line = trim(line);
  if (is_sentence(line)) return std::nullopt;
  if (const auto date = labelled_date(line, lang)) return date;
  return first_of_parts(line, kMarks, [&](std::string_view part) {
    const auto date = labelled_date(part, lang);
    if (date) return date;
    return first_of_parts(part, kWeakMarks,
                          [lang](std::string_view p) { return labelled_date(p, lang); });
  });
}

/// "By Jane Doe Published 5 May 2024": reads a label inside the line and a date up to its end.
std::optional<Timestamp> date_behind_inner_label(std::string_view line, std::string_view lang) {
  constexpr std::size_t kMostWords = 16;
  constexpr std::size_t kLeastLabel = 5;  // "vom" comes before dates of all kinds
  const std::vector<std::string_view> words = split(line, ' ');
  if (words.size() > kMostWords || is_sentence(line)) return std::nullopt;
  for (const std::string_view word : words) {
    const std::string_view tail = line.substr(static_cast<std::size_t>(word.data() - line.data()));
    const std::string_view rest = text::behind_publication_label(tail);
    if (tail.size() - rest.size() < kLeastLabel) continue;
    if (const auto date = exact_date(rest, lang)) return date;
  }
  return std::nullopt;
}

/// Reads the date at the beginning or end of a line that is known to give one: "Created by Jo on 6
/// May 2014".
std::optional<Timestamp> date_at_either_end(std::string_view line, std::string_view lang) {
  constexpr std::size_t kMostWords = 16;  // of the line
  constexpr std::size_t kMostOfDate = 7;
  const std::vector<std::string_view> words = split(line, ' ');
  if (words.size() > kMostWords || is_sentence(line)) return std::nullopt;
  const auto joined = [&words](std::size_t first, std::size_t count) {
    const char* const begin = words[first].data();
    const std::string_view last = words[first + count - 1];
    return std::string_view(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
  };
  for (std::size_t n = std::min(words.size(), kMostOfDate); n > 0; --n) {
    if (const auto date = exact_date(joined(0, n), lang)) return date;
    if (const auto date = exact_date(joined(words.size() - n, n), lang)) return date;
  }
  return std::nullopt;
}

/// "Darmstadt, 26.01.2022 – The council has", "(JAKARTA, 20/11/2026)": reads the date of a
/// dateline, which may come after a place of some words.
std::optional<Timestamp> dateline_date(std::string_view opening, std::string_view lang) {
  constexpr std::string_view kEnds[] = {" – ", " — ", " - ", ")", " (", ": "};
  constexpr std::size_t kLongest = 60;
  constexpr int kMostWordsBefore = 3;
  if (opening.starts_with('(')) opening.remove_prefix(1);
  opening = clip_utf8(opening, kLongest);
  for (const std::string_view end : kEnds) {
    const std::size_t at = opening.find(end);
    if (at == std::string_view::npos) continue;
    std::string_view head = opening.substr(0, at);
    for (int words = 0; words <= kMostWordsBefore && !head.empty(); ++words) {
      if (const auto date = exact_date(head, lang)) return date;
      head = trim(head.substr(std::min(head.find(' '), head.size())));
    }
  }
  return std::nullopt;
}

/// "/2020/01/15/", "/2020-01-15-" or "/20200115/" in the path.
std::optional<Timestamp> date_of_url(std::string_view url) {
  for (std::size_t i = url.find("://"); i < url.size(); ++i) {
    if (url[i] != '/' && url[i] != '-' && url[i] != '_') continue;
    std::string digits;
    std::size_t j = i + 1;
    for (; j < url.size() && digits.size() < 8; ++j) {
      const bool separator = url[j] == '/' || url[j] == '-' || url[j] == '_';
      if (is_digit(url[j])) {
        digits += url[j];
      } else if (!separator || (digits.size() != 4 && digits.size() != 6)) {
        break;
      }
    }
    const bool ends = j == url.size() || !is_digit(url[j]);
    const bool recent = digits.starts_with("19") || digits.starts_with("20");
    if (digits.size() != 8 || !ends || !recent) continue;
    const std::string iso =
        digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6);
    if (const auto date = parse::parse_date(iso)) return date;
  }
  return std::nullopt;
}

/// The places of a page that may give the date of its article.
class Places {
 public:
  Places(const Outline& page, const ArticleText& article)
      : page_(page),
        place_(page.elements.size()),
        text_begins_(article.blocks.empty() ? 0 : article.blocks.front()),
        text_ends_(article.blocks.empty() ? 0 : article.blocks.back()),
        headline_(headline(article.title)) {
    for (std::size_t i = 1; i < page.elements.size(); ++i) {
      const Element& e = page.elements[i];
      place_[i] = std::max(place_[e.parent], place_of(e));
    }
  }

  /// True in comments, teasers, the footer, or another article. Blocks around the headline and the
  /// beginning of the text belong to the article, whatever the names of their elements.
  bool is_elsewhere(std::uint32_t element, std::uint32_t block) const {
    if (place_[element] != Place::kNamedOtherwise) return place_[element] == Place::kOtherArticle;
    const std::uint32_t last = std::min(text_begins_ + kAround, text_ends_);
    return block + kAround < std::min(headline_, text_begins_) || block > last;
  }

  bool is_beside_headline(std::uint32_t block) const {
    return block + kBefore >= headline_ && block < headline_ + kBehind;
  }

  std::uint32_t first() const { return headline_ > kBefore ? headline_ - kBefore : 0; }
  std::uint32_t last() const {
    return std::min(headline_ + kBehind, static_cast<std::uint32_t>(page_.blocks.size()));
  }

 private:
  /// The block of the title's heading, else of the last <h1> in the kBehind blocks above the text,
  /// else the first block of the text.
  std::uint32_t headline(std::string_view title) const {
    if (const auto heading = headline_block(page_, title)) return *heading;
    std::uint32_t above = text_begins_;
    for (std::uint32_t i = text_begins_ > kBehind ? text_begins_ - kBehind : 0; i < text_begins_;
         ++i) {
      if (tag_of(page_, i) == Tag::kHeading1) above = i;
    }
    return above;
  }

  enum class Place : std::uint8_t { kOurs, kNamedOtherwise, kOtherArticle };

  Place place_of(const Element& e) const {
    if (e.holds(headline_) || e.holds(text_begins_)) return Place::kOurs;
    if (e.tag == Tag::kArticle) return Place::kOtherArticle;
    const bool named = (e.hints & kAlienName) != 0 || e.tag == Tag::kAside;
    return named ? Place::kNamedOtherwise : Place::kOurs;
  }

  // Blocks before the headline and after the first of the text.
  static constexpr std::uint32_t kAround = 3;

  const Outline& page_;
  std::vector<Place> place_;   // by element
  std::uint32_t text_begins_;  // a block
  std::uint32_t text_ends_;    // the last block of the text
  std::uint32_t headline_;     // a block, or the place where one would be
};

bool is_other_day(Timestamp a, Timestamp b) {
  using std::chrono::days;
  return std::chrono::floor<days>(a) != std::chrono::floor<days>(b);
}

std::optional<Timestamp> date_of(const MarkedDate& marked, std::string_view lang) {
  if (marked.mark != DateMark::kNamed) return machine_date(marked.text);
  const auto date = date_line(marked.text, lang);
  return date ? date : date_at_either_end(text::behind_publication_label(marked.text), lang);
}

/// True for a day mentioned in running text.
bool is_in_text(const Outline& page, const MarkedDate& marked) {
  if (marked.block >= page.blocks.size()) return false;
  const Block& b = page.blocks[marked.block];
  return b.element == marked.element && prose_of(page, marked.block) > 0 && b.units > kMostUnits;
}

/// The date of elements with this mark: beside the headline, else the one day that all of them give
/// (not for kNamed).
std::optional<Timestamp> marked_date(const Outline& page, const Places& places, DateMark mark,
                                     std::string_view lang) {
  std::optional<Timestamp> only;
  bool differ = false;
  for (const MarkedDate& marked : page.dates) {
    if (marked.mark != mark || places.is_elsewhere(marked.element, marked.block)) continue;
    const bool is_told = mark == DateMark::kTime && is_in_text(page, marked);
    const auto date = is_told ? std::nullopt : date_of(marked, lang);
    if (!date) continue;
    if (places.is_beside_headline(marked.block)) return date;
    differ = differ || (only && is_other_day(*only, *date));
    if (!only) only = date;
  }
  return mark == DateMark::kNamed || differ ? std::nullopt : only;
}

/// "This entry was posted on": the date in elements named for a date that have a publication label,
/// mostly below the text; nullopt unless all give the same day.
std::optional<Timestamp> labelled_mark(const Outline& page, const Places& places,
                                       std::string_view lang) {
  std::optional<Timestamp> only;
  for (const MarkedDate& marked : page.dates) {
    if (marked.mark != DateMark::kNamed || places.is_elsewhere(marked.element, marked.block)) {
      continue;
    }
    const std::string_view rest = text::behind_publication_label(marked.text);
    if (rest.size() == marked.text.size()) continue;
    const auto date = date_at_either_end(rest, lang);
    if (!date) continue;
    if (only && is_other_day(*only, *date)) return std::nullopt;
    only = date;
  }
  return only;
}

template <std::size_t N>
std::optional<Timestamp> meta_date(const Facts& facts, const std::string_view (&names)[N]) {
  for (const std::string_view name : names) {
    if (const auto date = machine_date(facts.meta(name))) return date;
  }
  return std::nullopt;
}

std::optional<Timestamp> date_beside_headline(const Outline& page, const Places& places,
                                              std::string_view lang) {
  for (std::uint32_t i = places.first(); i < places.last(); ++i) {
    const Block& b = page.blocks[i];
    if (b.units > kMostUnits || places.is_elsewhere(b.element, i)) continue;
    if (tag_of(page, i) == Tag::kCaption) continue;  // the date of the picture
    const std::string_view line = page.text_of(b);
    if (const auto date = date_line(line, lang)) return date;
    if (const auto date = date_behind_inner_label(line, lang)) return date;
    const std::string_view rest = text::behind_publication_label(line);
    if (rest.size() == line.size()) continue;
    if (const auto date = date_at_either_end(rest, lang)) return date;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Timestamp> publication_date(const Facts& facts, const LinkedData& linked,
                                          std::string_view url, const Outline& page,
                                          const ArticleText& article, std::string_view lang) {
  if (const auto date = machine_date(linked.published)) return date;
  if (const auto date = meta_date(facts, kPublicationMetas)) return date;
  const Places places(page, article);
  if (const auto date = marked_date(page, places, DateMark::kPublished, lang)) return date;
  if (const auto date = marked_date(page, places, DateMark::kTime, lang)) return date;
  if (const auto date = meta_date(facts, kGeneralMetas)) return date;
  if (const auto date = date_of_url(url)) return date;
  if (const auto date = marked_date(page, places, DateMark::kNamed, lang)) return date;
  if (const auto date = date_beside_headline(page, places, lang)) return date;
  const std::vector<std::uint32_t>& text = article.blocks;
  constexpr std::size_t kMostLeads = 3;  // blocks of text that may have the dateline
  for (std::size_t i = 0; i < std::min(text.size(), kMostLeads); ++i) {
    if (const auto date = dateline_date(page.text_of(page.blocks[text[i]]), lang)) return date;
  }
  return labelled_mark(page, places, lang);
}

}  // namespace wirefold::page
