#include "main_text.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "asides.h"
#include "element_names.h"
#include "prose.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"
#include "wirefold/text/count_phrases.h"
#include "wirefold/text/line_kind.h"

namespace wirefold::page {
namespace {

// The numbers in this file were chosen on 508 labelled pages of many kinds and languages. Each may
// change by a tenth or more there without a loss of .002 in F1.

/// Lines with a greater share of their text in links are navigation.
constexpr double kMostLinked = 0.8;
constexpr double kMostLinkedHeading = 0.5;

/// The root must have this share of the page's running text; an element named for the article needs
/// less.
constexpr double kRootShare = 0.85;
constexpr double kNamedRootShare = 0.5;

/// An element with a greater share of the page's text is not put aside, whatever its name, tag or
/// style.
constexpr double kMostBoilerplate = 0.25;
constexpr double kMostAlien = 0.3;
constexpr double kMostAlienWithoutHeadline = 0.7;
constexpr double kMostHidden = 0.5;

/// A paragraph of this length is neither a caption nor boilerplate, whatever its name. In units.
constexpr std::uint32_t kLongestBoilerplate = 400;

/// "Related articles" ends the text if at most this share of the text's prose follows.
constexpr double kMostBehindEnd = 0.15;

/// The lines above the root where the headline is searched, then limits in units: of a lead and a
/// subtitle there, of a paragraph, and of a loose line.
constexpr std::uint32_t kHeadlineReach = 40;
constexpr std::uint32_t kLeastLead = 60;
constexpr std::uint32_t kLeastSubtitle = 40;
constexpr std::uint32_t kLeastParagraph = 40;
constexpr std::uint32_t kMostLoose = 20;

/// With fewer units the text is no article, and names are trusted less.
constexpr std::uint32_t kEnough = 250;

/// The names of elements that put text aside.
enum class Trust { kAllNames, kAlienNames, kNoNames };

bool has(const Element& e, Hints hint) { return (e.hints & hint) != 0; }

bool is_alien(const Element& e) { return has(e, kAlienName) || e.tag == Tag::kAside; }

/// Marks the ranges of elements that come in document order, each block once.
class Marks {
 public:
  explicit Marks(std::size_t blocks) : marks_(blocks) {}
  void mark(const Element& e, Verdict why) {
    if (e.last <= end_) return;  // inside an element that is already marked
    std::fill(marks_.begin() + e.first, marks_.begin() + e.last, why);
    end_ = e.last;
  }
  void mark(std::size_t block, Verdict why) { marks_[block] = marks_[block].value_or(why); }
  const std::optional<Verdict>& operator[](std::size_t block) const { return marks_[block]; }

 private:
  std::vector<std::optional<Verdict>> marks_;
  std::uint32_t end_ = 0;
};

std::optional<Verdict> verdict_of(Aside aside) {
  switch (aside) {
    case Aside::kNextArticle:
      return Verdict::kNextArticle;
    case Aside::kComments:
      return Verdict::kComments;
    case Aside::kConsent:
      return Verdict::kConsent;
    case Aside::kCards:
      return Verdict::kCards;
    case Aside::kNone:
      break;
  }
  return std::nullopt;
}

class Chooser {
 public:
  Chooser(const Outline& page, std::string_view title, std::optional<std::uint32_t> headline,
          const Asides& asides, Trust trust)
      : page_(page),
        title_(title),
        headline_(headline),
        trust_(trust),
        outside_(page.blocks.size()),
        alien_(page.blocks.size()),
        prose_(page.blocks.size()),
        verdicts_(page.blocks.size(), Verdict::kElsewhere) {
    put_aside(asides);
    for (std::size_t i = 0; i < prose_.size(); ++i)
      prose_[i] = outside_[i] ? 0 : prose_of(page_, i);
  }

  MainText choose() {
    const Sums prose(prose_.size(), [this](std::size_t i) { return prose_[i]; });
    for (std::uint32_t i = 0; i < verdicts_.size(); ++i) {
      if (outside_[i]) verdicts_[i] = *outside_[i];
    }
    if (headline_) verdicts_[*headline_] = Verdict::kHeadline;
    if (prose.all() == 0) return {{}, std::move(verdicts_)};
    const Element& root = root_of(prose);
    for (std::uint32_t i = root.first; i < root.last; ++i) verdicts_[i] = verdict_inside(i);
    keep_lead(root.first);
    drop_boilerplate_lines(root, prose.of(root));
    drop_empty_sections(root);
    drop_loose_beginning(root);
    MainText out;
    for (std::uint32_t i = 0; i < root.last; ++i) {
      if (keeps(i)) out.blocks.push_back(i);
    }
    out.verdicts = std::move(verdicts_);
    return out;
  }

 private:
  bool keeps(std::size_t block) const { return is_kept(verdicts_[block]); }

  Tag tag_of(std::size_t block) const { return page_.elements[page_.blocks[block].element].tag; }

  std::string_view text_of(std::size_t block) const { return page_.text_of(page_.blocks[block]); }

  /// Marks the blocks of elements that are not part of the article by name, tag or structure.
  void put_aside(const Asides& asides) {
    const Sums text(page_.blocks.size(), [this](std::size_t i) {
      return page_.blocks[i].units - page_.blocks[i].link_units;
    });
    const Sums headlines(page_.blocks.size(),
                         [this](std::size_t i) { return tag_of(i) == Tag::kHeading1 ? 1U : 0U; });
    const Sums paragraphs(page_.blocks.size(), [this](std::size_t i) {
      return page_.blocks[i].units >= kLongestBoilerplate ? 1U : 0U;
    });
    for (const Element& e : page_.elements) {
      if (e.first == e.last || e.tag == Tag::kBody) continue;
      const double share = static_cast<double>(text.of(e)) / std::max(1U, text.all());
      const auto why = why_outside(e, share, headlines.of(e) > 0, paragraphs.of(e) > 0);
      if (!why) continue;
      outside_.mark(e, *why);
      if (is_alien(e)) alien_.mark(e, *why);
    }
    for (std::size_t i = 0; i < asides.size(); ++i) {
      const auto why = verdict_of(asides[i]);
      if (!why) continue;
      outside_.mark(i, *why);
      alien_.mark(i, *why);
    }
  }

  std::optional<Verdict> why_outside(const Element& e, double share, bool with_headline,
                                     bool with_paragraph) const {
    const auto only_if = [](bool holds, Verdict v) {
      return holds ? std::optional(v) : std::nullopt;
    };
    if (e.hidden) return only_if(share < kMostHidden, Verdict::kHidden);
    if (trust_ == Trust::kNoNames || has(e, kArticleName)) return std::nullopt;
    if (is_alien(e)) {
      const double most = with_headline ? kMostAlien : kMostAlienWithoutHeadline;
      return only_if(share < most, Verdict::kAside);
    }
    if (e.tag == Tag::kCaption) {
      return only_if(share < kMostAlien && !with_paragraph, Verdict::kCaption);
    }
    const bool may_be =
        e.tag != Tag::kArticle && e.tag != Tag::kQuote;  // embedded posts are quotes
    return only_if(trust_ == Trust::kAllNames && has(e, kBoilerplateName) && may_be &&
                       share < kMostBoilerplate && !with_headline && !with_paragraph,
                   Verdict::kBoilerplate);
  }

  /// The innermost element with most of the page's running text.
  const Element& root_of(const Sums& prose) const {
    const Element* root = &page_.elements.front();
    for (const Element& e : page_.elements) {  // in document order: a parent before its children
      if (e.first < root->first || e.last > root->last) continue;
      const double share = has(e, kArticleName) ? kNamedRootShare : kRootShare;
      if (prose.of(e) > 0 && prose.of(e) >= share * prose.of(*root)) root = &e;
    }
    // A single paragraph is never the root; its parent may be.
    while (root->tag == Tag::kParagraph || is_heading(root->tag)) {
      root = &page_.elements[root->parent];
    }
    return *root;
  }

  /// The verdict on a line inside the root.
  Verdict verdict_inside(std::uint32_t i) const {
    const Tag tag = tag_of(i);
    if (outside_[i]) return *outside_[i];
    if (tag == Tag::kHeading1 || text_of(i) == title_) return Verdict::kHeadline;
    const double most = is_heading(tag) ? kMostLinkedHeading : kMostLinked;
    return link_share(page_.blocks[i]) <= most ? Verdict::kText : Verdict::kLinks;
  }

  /// The nearest <h1> above `first`, within kHeadlineReach blocks.
  std::optional<std::uint32_t> headline_above(std::uint32_t first) const {
    const std::uint32_t top = first > kHeadlineReach ? first - kHeadlineReach : 0;
    for (std::uint32_t i = first; i > top; --i) {
      if (tag_of(i - 1) == Tag::kHeading1) return i - 1;
    }
    return std::nullopt;
  }

  /// Keeps text between the headline and the root: many templates set the first paragraph apart and
  /// name it a teaser.
  void keep_lead(std::uint32_t first) {
    const std::optional<std::uint32_t> headline = headline_above(first);
    bool has_subtitle = false;  // further headings are teasers
    for (std::uint32_t i = headline ? *headline + 1 : first; i < first; ++i) {
      const Block& b = page_.blocks[i];
      if (alien_[i] || link_share(b) > 0.3) continue;
      const bool subtitle = is_heading(tag_of(i)) && b.units >= kLeastSubtitle && !has_subtitle;
      const bool lead = !is_heading(tag_of(i)) && b.units >= kLeastLead && has_sentence(text_of(i));
      if (!subtitle && !lead) continue;
      const bool credited = kind_of_line(text_of(i)) != text::LineKind::kText;
      verdicts_[i] = credited ? Verdict::kCaption : Verdict::kLead;
      has_subtitle = has_subtitle || subtitle;
    }
  }

  /// Drops credits and announcements ("Related articles"), and also the lines after an announcement
  /// if little text follows. `all` is the prose of the root.
  void drop_boilerplate_lines(const Element& root, std::uint32_t all) {
    std::uint32_t behind = 0;
    std::uint32_t next = root.last;  // the next line of text, or the end
    for (std::uint32_t i = root.last; i-- > root.first;) {
      if (!keeps(i)) continue;
      if (is_told(i)) behind += prose_[i];
      const text::LineKind kind = kind_of_line(text_of(i));
      if (kind == text::LineKind::kText) {
        next = i;
        continue;
      }
      const bool announces = kind == text::LineKind::kAnnounces;
      verdicts_[i] = announces ? Verdict::kAnnounces : Verdict::kCredit;
      const bool inside = page_.blocks[i].link_units > 0 && next < root.last && goes_on(next);
      if (!announces || inside || behind > kMostBehindEnd * all) continue;
      drop_from(i + 1, root.last);
      next = root.last;
    }
  }

  /// True for a paragraph of the article, not an item of a list, after "Read also" with its link.
  bool goes_on(std::uint32_t i) const {
    constexpr double kMostInLinks = 0.3;
    const Tag tag = tag_of(i);
    const bool listed = tag == Tag::kItem || tag == Tag::kCell || is_heading(tag);
    return !listed && is_paragraph(i) && link_share(page_.blocks[i]) < kMostInLinks;
  }

  /// "Sign up for our newsletter", "Only for subscribers".
  static bool is_offer(std::string_view line) {
    return text::count_phrases(text::Phrases::kBoilerplate, line) > 0 ||
           text::count_phrases(text::Phrases::kPaywall, line) > 0;
  }

  /// "1 2 3", "2 Next page: What the lawyer says", "Sign up for our newsletter".
  static text::LineKind kind_of_line(std::string_view line) {
    constexpr std::size_t kLongestOffer = 300;
    const std::string_view words = behind_page_numbers(line);
    if (words.empty()) return text::LineKind::kCredit;
    if (words.size() < line.size() && text::kind_of(words) == text::LineKind::kAnnounces) {
      return text::LineKind::kCredit;
    }
    if (line.size() <= kLongestOffer && is_offer(line)) return text::LineKind::kCredit;
    return text::kind_of(line);
  }

  /// Returns `line` without the page numbers at its beginning; the whole line if it has none.
  static std::string_view behind_page_numbers(std::string_view line) {
    constexpr std::size_t kMostDigits = 3;
    std::string_view rest = line;
    std::size_t numbers = 0;
    while (!rest.empty()) {
      const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
      const bool ends = digits == rest.size() || rest[digits] == ' ';
      if (digits == 0 || digits > kMostDigits || !ends) break;
      rest = trim(rest.substr(digits));
      ++numbers;
    }
    return rest.empty() && numbers < 2 ? line : rest;
  }

  /// True for a paragraph. Headlines are short and end without a full stop.
  bool is_told(std::uint32_t i) const {
    const std::string_view line = text_of(i);
    const bool headline = line.ends_with("...") || line.ends_with("…") || line.ends_with('?');
    const bool stops = line.ends_with('.') || line.ends_with('"') || line.ends_with("”") ||
                       line.ends_with("»") || line.ends_with("。") || line.ends_with("।") ||
                       line.ends_with("۔") || line.ends_with('!') || line.ends_with(')') ||
                       line.ends_with(':');
    return !headline && (stops || page_.blocks[i].units >= 2 * kEnough);
  }

  /// Drops each block once: blocks from dropped_from_ on were dropped before.
  void drop_from(std::uint32_t first, std::uint32_t last) {
    last = std::min(last, dropped_from_.value_or(last));
    for (std::uint32_t i = first; i < last; ++i) {
      if (keeps(i)) verdicts_[i] = Verdict::kBehindOthers;
    }
    dropped_from_ = first;
  }

  /// Drops headings without a kept line before the next heading.
  void drop_empty_sections(const Element& root) {
    bool followed = false;
    for (std::uint32_t i = root.last; i-- > root.first;) {
      if (!is_heading(tag_of(i))) {
        followed = followed || keeps(i);
      } else if (keeps(i)) {
        if (!followed) verdicts_[i] = Verdict::kNoSection;
        followed = false;
      }
    }
  }

  /// Drops short lines above the first paragraph: dates, buttons, captions. Keeps lists and tables,
  /// which may be the text, and keeps all lines if there is no paragraph.
  void drop_loose_beginning(const Element& root) {
    std::uint32_t first = root.first;
    while (first < root.last && !(keeps(first) && is_paragraph(first))) ++first;
    if (first == root.last) return;
    for (std::uint32_t i = root.first; i < first; ++i) {
      const Tag tag = tag_of(i);
      const bool listed = tag == Tag::kItem || tag == Tag::kCell || is_heading(tag);
      if (!listed && keeps(i) && is_loose(i)) verdicts_[i] = Verdict::kLoose;
    }
  }

  bool is_loose(std::uint32_t i) const {
    const std::string_view line = text_of(i);
    const std::uint32_t units = page_.blocks[i].units;
    if (line.ends_with("...") || line.ends_with("…")) return units < kLeastParagraph;
    return (units < kMostLoose && !has_sentence(line)) ||
           (units < kLeastLead && parse::parse_exact_date(line).has_value());
  }

  bool is_paragraph(std::uint32_t i) const {
    return page_.blocks[i].units >= kLeastParagraph && has_sentence(text_of(i));
  }

  const Outline& page_;
  std::string_view title_;
  std::optional<std::uint32_t> headline_;
  Trust trust_;
  Marks outside_;  // verdicts on blocks that are put aside
  Marks alien_;    // of these, blocks that are never part of the article
  std::vector<std::uint32_t> prose_;
  std::vector<Verdict> verdicts_;
  std::optional<std::uint32_t> dropped_from_;
};

std::uint32_t units(const Outline& page, const std::vector<std::uint32_t>& blocks) {
  return std::accumulate(
      blocks.begin(), blocks.end(), 0U,
      [&page](std::uint32_t sum, std::uint32_t i) { return sum + page.blocks[i].units; });
}

}  // namespace

MainText main_text(const Outline& page, std::string_view title) {
  const std::optional<std::uint32_t> headline = headline_block(page, title);
  const Asides asides = asides_of(page, headline);
  MainText best;
  for (const Trust trust : {Trust::kAllNames, Trust::kAlienNames, Trust::kNoNames}) {
    MainText found = Chooser(page, title, headline, asides, trust).choose();
    const bool is_first = best.verdicts.empty();
    if (is_first || units(page, found.blocks) > 2 * units(page, best.blocks)) {
      best = std::move(found);
    }
    if (units(page, best.blocks) >= kEnough) break;
  }
  return best;
}

}  // namespace wirefold::page
