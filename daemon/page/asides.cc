#include "asides.h"

#include <algorithm>
#include <optional>

#include "prose.h"
#include "says_when.h"
#include "wirefold/text/count_phrases.h"

namespace wirefold::page {
namespace {

/// The least units of running text of an article.
constexpr std::uint32_t kLeastArticle = 250;

/// The least share of a teaser's headline that is linked.
constexpr double kLinked = 0.8;

constexpr std::uint32_t kFewest = 3;       // comments
constexpr std::uint32_t kMostAround = 3;   // lines above or below a comment: name, time, buttons
constexpr std::uint32_t kFewestCards = 4;  // in a list of teasers

class Finder {
 public:
  Finder(const Outline& page, std::optional<std::uint32_t> headline)
      : page_(page),
        headline_(headline),
        prose_(page.blocks.size(), [&page](std::size_t i) { return prose_of(page, i); }),
        asides_(page.blocks.size(), Aside::kNone),
        times_(page.blocks.size()) {}

  Asides find() {
    if (headline_) find_next_articles();
    find_named_comments();
    find_groups();
    find_consent();
    return std::move(asides_);
  }

 private:
  const Element& element(std::uint32_t i) const { return page_.elements[i]; }
  const Element& parent(const Element& e) const { return page_.elements[e.parent]; }
  bool is_page(const Element& e) const { return &e == &page_.elements.front(); }

  bool holds_headline(const Element& e) const { return headline_ && e.holds(*headline_); }

  void mark(std::uint32_t first, std::uint32_t last, Aside aside) {
    for (std::uint32_t i = first; i < last; ++i) {
      if (asides_[i] == Aside::kNone) asides_[i] = aside;
    }
  }

  /// True if there is enough text for the article between its headline and `block`.
  bool has_article_before(std::uint32_t block) const {
    return headline_ && *headline_ < block && prose_.between(*headline_, block) >= kLeastArticle;
  }

  // The next articles of an infinite scroll.

  /// The largest element around `e` that does not hold the headline.
  const Element& apart_from_headline(const Element& e) const {
    const Element* out = &e;
    while (!is_page(*out) && !holds_headline(parent(*out))) out = &parent(*out);
    return *out;
  }

  /// True if `block` is a heading built like the headline: of the same class, or in an <article>
  /// too.
  bool is_built_as_headline(std::uint32_t block) const {
    if (!is_heading(tag_of(page_, block))) return false;
    const Element& own = element(page_.blocks[*headline_].element);
    const Element& other = element(page_.blocks[block].element);
    if (own.tag == other.tag && own.build != 0 && own.build == other.build) return true;
    const Element* const around = article_around(other);
    return around != nullptr && !holds_headline(*around) && article_around(own) != nullptr &&
           (own.tag == other.tag || link_share(page_.blocks[block]) > kLinked);
  }

  const Element* article_around(const Element& e) const {
    const Element* out = &e;
    while (!is_page(*out) && out->tag != Tag::kArticle) out = &parent(*out);
    return is_page(*out) ? nullptr : out;
  }

  /// Marks next articles. Posts of a live blog are not marked: their headings differ from the
  /// page's.
  void find_next_articles() {
    constexpr std::uint32_t kLeastBrief = 100;  // units of prose
    constexpr std::uint32_t kMostAbove = 8;     // blocks above the next headline: labels, a picture
    std::uint32_t end = 0;
    for (std::uint32_t i = *headline_ + 1; i < page_.blocks.size(); ++i) {
      if (i < end || !is_built_as_headline(i) || !has_article_before(i)) continue;
      if (page_.text_of(page_.blocks[i]) == page_.text_of(page_.blocks[*headline_])) continue;
      const Element& next = apart_from_headline(element(page_.blocks[i].element));
      if (i > next.first + kMostAbove || !has_article_before(next.first)) continue;
      if (prose_.of(next) < kLeastBrief) continue;
      mark(next.first, next.last, Aside::kNextArticle);
      end = next.last;
    }
  }

  /// Marks elements named for comments, of any size; other names count only for small parts of a
  /// page.
  void find_named_comments() {
    for (const Element& e : page_.elements) {
      const bool named = (e.hints & kCommentName) != 0 && (e.hints & kArticleName) == 0;
      if (named && !holds_headline(e) && has_article_before(e.first)) {
        mark(e.first, e.last, Aside::kComments);
      }
    }
  }

  // Groups of similar siblings.

  struct Group {
    std::uint32_t count = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t prose = 0;

    void add(const Element& e, std::uint32_t prose_of_it) {
      if (count++ == 0) first = e.first;
      last = e.last;
      prose += prose_of_it;
    }
  };

  void find_groups() {
    std::vector<Group> comments(page_.elements.size());
    std::vector<std::uint32_t> cards(page_.elements.size());  // in each element
    for (std::size_t i = 1; i < page_.elements.size(); ++i) {
      const Element& e = page_.elements[i];
      if (may_be_comment(e)) comments[e.parent].add(e, prose_.of(e));
      if (is_card(e)) ++cards[e.parent];
    }
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const Element& e = page_.elements[i];
      mark_comments(e, comments[i]);
      if (cards[e.parent] >= kFewestCards && is_card(e)) mark(e.first, e.last, Aside::kCards);
    }
  }

  void mark_comments(const Element& around, const Group& group) {
    if (group.count < kFewest || !has_article_before(group.first)) return;
    if (2 * group.prose < prose_.between(group.first, around.last)) return;
    mark(group.first, group.last, Aside::kComments);
  }

  /// True for a text with a short line that gives a time before or after it.
  bool may_be_comment(const Element& e) const {
    if (e.last - e.first < 2 || e.tag == Tag::kArticle || holds_headline(e)) return false;
    if (prose_.of(e) == 0 || !has_article_before(e.first)) return false;
    const std::uint32_t lines = std::min(kMostAround, e.last - e.first);
    return is_signed(e.first, e.first + lines) || is_signed(e.last - lines, e.last);
  }

  /// True if [first, last) begins or ends with a time, apart from lines without prose.
  bool is_signed(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t top = first;
    while (top < last && prose_.between(top, top + 1) == 0 && !is_signature(top)) ++top;
    std::uint32_t end = last;
    while (end > first && prose_.between(end - 1, end) == 0 && !is_signature(end - 1)) --end;
    return (top < last && is_signature(top)) || (end > first && is_signature(end - 1));
  }

  bool is_signature(std::uint32_t block) const {
    constexpr std::uint32_t kMostUnits = 90;
    const Block& b = page_.blocks[block];
    if (is_heading(tag_of(page_, block)) && block + 1 < page_.blocks.size()) {
      return is_time(block + 1);
    }
    return b.units <= kMostUnits && is_time(block);
  }

  /// Cached for each block: nested elements begin with the same block.
  bool is_time(std::uint32_t block) const {
    std::optional<bool>& known = times_[block];
    if (!known) known = says_when(page_.text_of(page_.blocks[block]));
    return *known;
  }

  /// True for a linked headline with little text.
  bool is_card(const Element& e) const {
    constexpr std::uint32_t kMostProse = 300;
    constexpr std::uint32_t kMostBlocks = 8;
    constexpr std::uint32_t kLeastHeadline = 15;
    const std::uint32_t blocks = e.last - e.first;
    if (blocks < 2 || blocks > kMostBlocks || holds_headline(e)) return false;
    if (prose_.of(e) == 0 || prose_.of(e) > kMostProse) return false;
    for (std::uint32_t i = e.first; i < e.last; ++i) {
      const Block& b = page_.blocks[i];
      if (is_heading(tag_of(page_, i)) && link_share(b) > kLinked && b.units >= kLeastHeadline) {
        return true;
      }
    }
    return false;
  }

  // Consent.

  void find_consent() {
    constexpr std::uint32_t kMostUnits = 1500;
    std::vector<std::uint32_t> phrases(page_.blocks.size());
    for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
      const Block& b = page_.blocks[i];
      if (prose_.between(i, i + 1) == 0 || b.units > kMostUnits) continue;
      phrases[i] = static_cast<std::uint32_t>(
          text::count_phrases(text::Phrases::kConsent, page_.text_of(b)));
    }
    const Sums counts(phrases.size(), [&](std::size_t i) { return phrases[i]; });
    const Sums told(phrases.size(),
                    [&](std::size_t i) { return phrases[i] > 0 ? prose_of(page_, i) : 0U; });
    for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
      if (phrases[i] > 0 && asides_[i] == Aside::kNone) mark_consent(i, counts, told);
    }
  }

  /// Marks the largest box around a block that is mostly about consent and at most half of the
  /// page.
  void mark_consent(std::uint32_t block, const Sums& phrases, const Sums& told) {
    constexpr std::uint32_t kFewestPhrases = 2;
    constexpr std::uint32_t kMostBlocks = 40;
    const Element* box = nullptr;
    for (const Element* e = &element(page_.blocks[block].element); !is_page(*e); e = &parent(*e)) {
      if (e->last - e->first > kMostBlocks || holds_headline(*e)) break;
      if (2 * prose_.of(*e) > prose_.all()) break;
      if (e->tag == Tag::kParagraph || e->tag == Tag::kItem) continue;
      if (2 * told.of(*e) < prose_.of(*e)) break;
      if (phrases.of(*e) >= kFewestPhrases) box = e;
    }
    if (box != nullptr) mark(box->first, box->last, Aside::kConsent);
  }

  const Outline& page_;
  std::optional<std::uint32_t> headline_;
  Sums prose_;
  Asides asides_;
  mutable std::vector<std::optional<bool>> times_;  // by block
};

}  // namespace

Asides asides_of(const Outline& page, std::optional<std::uint32_t> headline) {
  return Finder(page, headline).find();
}

}  // namespace wirefold::page
