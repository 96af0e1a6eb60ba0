// The rules that make two articles copies of one text, and why they do not.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/fold/compare.h"
#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Articles of the window: beyond it the oldest leave sooner. A thousand feeds with 80 entries a
/// day fill it in ten days; it takes some 500 MiB.
inline constexpr std::size_t kMostArticles = 800'000;

/// What the operator may set. The defaults are those of the measurements in README, "How folding
/// works"; min_probability is that at which harm is least for the copies found.
struct Rules {
  /// Copies appear this long after one another at most: 84 % of wire copies come within 72 hours,
  /// 95 % within 7 days; with 10 days 7 more of 595 are found, and one wrong pair more.
  std::chrono::seconds window = std::chrono::hours(24 * 10);
  /// Share of the shorter text that must stand in the other, 0.3 to 1.
  double min_similarity = 0.6;
  /// Words that two texts must share at least. Brief texts may share fewer, but not be shorter.
  std::uint32_t min_words = 24;
  /// An article that came longer ago than this stays in its story.
  std::chrono::seconds settle = std::chrono::hours(6);
  std::size_t most_articles = kMostArticles;
  /// Two articles of which one is partial are copies from this probability on, 0.5 to 0.999.
  double min_probability = 0.82;
  /// Two articles under one headline of a day are copies if one has no text.
  bool equal_headlines = true;
};

/// From this many common words on, kLongAllowance less of the shorter text will do: one outlet has
/// put a text of its own around a long common one.
inline constexpr std::uint32_t kLongMatch = 100;
inline constexpr double kLongAllowance = 0.05;

/// A headline with the words of a feed entry: texts of so many words have a rule of their own.
inline constexpr std::uint32_t kBriefWords = 80;

/// In brief texts a run of so many words, word by word the same, stands for the agency's sentence
/// around which two outlets put different ones; kBriefAllowance less of the shorter text will do.
/// On the same 86,364 pairs: 29 copies more and no wrong pair more than without the rule.
inline constexpr std::uint32_t kBriefRun = 18;
inline constexpr double kBriefAllowance = 0.15;

/// The template guard ("Gempa M 7,1 guncang Tonga", "Gempa M 5,2 guncang Maluku"): changed numbers
/// and names per 100 common words, and their share of all numbers and names, that a copy may have.
/// On planted copies and templates these took the accepted templates from 80 % to 3 %.
inline constexpr double kMaxConflictsPer100 = 2.0;
inline constexpr double kMaxConflictShare = 0.25;

/// Two brief headlines that begin with so many equal words or more, and then have two different
/// numbers, are two parts of a series that has no word for its parts.
inline constexpr int kSameBefore = 2;

/// Below this many common words one changed number in title and body makes it another event.
inline constexpr std::uint32_t kShortMatch = 150;

/// Changed numbers and names that the beginnings of two copies may have between them, and per 100
/// of their common words: an equal tail of 200 words does not make up for an opening in which
/// place, hour and strength are others.
inline constexpr double kMostFirstConflicts = 1.3;
inline constexpr double kMostFirstConflictsPer100 = 4.0;

/// Two texts with other openings: no more than this share of either opening stands in the other
/// text. Such a pair is one story only if the texts name the same things otherwise: of the better
/// side's own words the other must have kOpeningSubject, less kOpeningSubjectSlope for each share
/// of the opening that is common. On the labelled sets 26 of 977 copies have such openings. A
/// teaser before the common text, shorter than an opening, is none.
inline constexpr double kUnlikeOpening = 0.25;
inline constexpr double kOpeningSubject = 0.45;
inline constexpr double kOpeningSubjectSlope = 0.6;

/// What is a text's own in its first half stands before the common text, but for this share of it:
/// a teaser.
inline constexpr double kTeaserShare = 0.7;

/// Forms and releases: an equal frame ("The police announced that", a firm's name), the news in
/// other words, and an equal rest. So much of both second halves is common at least, so much of the
/// first two fifths of either at most, and so many words of both first halves are not. They are one
/// story only if a text has kHeadSubject of the other's own words, those in both headlines aside.
/// Of 33 pairs of such forms 27 are told by it, of 977 labelled copies none falls.
inline constexpr double kEqualRest = 0.95;
inline constexpr double kOtherHead = 0.7;
inline constexpr std::size_t kHeadWords = 8;
inline constexpr double kHeadSubject = 0.37;

/// What a copy may have per 100 common words with Comparison::untold_conflicts counted too.
inline constexpr double kMostUntoldPer100 = 2.5;

/// A single number that is another in a text of so many common words, of which so much is common
/// throughout, is a correction.
inline constexpr std::uint32_t kCorrectedMatch = 100;
inline constexpr double kCorrectedShare = 0.97;

/// Texts of which each has words of its own that are hardly found in the other share what outlets
/// put around anything: a copyright line, a plea, a description of themselves. Of 977 labelled
/// copies none falls below the share.
inline constexpr double kLeastSubject = 0.12;
inline constexpr std::size_t kLeastOwnWords = 6;

/// A text of so many words, of which so much stands in another, is held by it.
inline constexpr std::uint32_t kHeldWords = 12;
inline constexpr double kHeldShare = 0.9;

/// A short text that begins with other news, and has no word of the other besides the common ones,
/// is a bulletin or a briefing with its first sentence, if less than kWholeText of the shorter is
/// common.
inline constexpr std::uint32_t kShortText = 150;
inline constexpr double kWholeText = 0.8;

/// One URL of two outlets needs so much of the shorter text in common where both have a text.
inline constexpr double kLinkShare = 0.3;
inline constexpr std::size_t kLinkText = 8;

/// Two headlines with so much of the shorter in common, and so many words, head one report.
inline constexpr double kHeadlineShare = 0.7;
inline constexpr std::size_t kHeadlineWords = 3;

/// Two articles of one outlet are one story only if so much of both is the same: the outlet's
/// recurring page text gave unrelated stories a containment of .52.
inline constexpr double kUpdateCoverage = 0.8;

enum class Outcome : std::uint8_t {
  kSameLink,      ///< One URL, and titles and texts that agree.
  kText,          ///< Enough of the shorter text is in the other.
  kPassage,       ///< Brief texts around one long passage.
  kUpdate,        ///< One outlet published nearly the same text again.
  kEvidence,      ///< One is partial, and what both have speaks for copies: see score.h.
  kHistory,       ///< The same, since the two outlets have had copies between them before.
  kHeadline,      ///< Equal headlines of one day, and one has no text.
  kFarApart,      ///< Published too long after one another.
  kTooFewWords,   ///< Too little common text.
  kTooLittle,     ///< Too small a share of the shorter text is common.
  kTemplate,      ///< Numbers or names stand in the place of others: one template, two events.
  kOtherNumber,   ///< Short texts whose titles and bodies have different numbers.
  kSameOutlet,    ///< Two texts of one outlet that are not nearly the same.
  kOtherOpening,  ///< Both begin with other news; what is common is background or boilerplate.
  kOtherSubject,  ///< Beside the common words they speak of other things.
  kOtherPart,     ///< Two parts of a series.
  kColumn,        ///< Two issues of a column or a daily notice, under one headline.
  kDoubt,         ///< One is partial, and too little speaks for copies.
};

/// True for the outcomes that make one story.
constexpr bool is_copy(Outcome outcome) noexcept { return outcome <= Outcome::kHeadline; }

/// The name of the rule, as stored and served: "link", "text", "passage", "update", "evidence",
/// "history", "headline"; of outcomes that keep apart "time", "words", "share", "template",
/// "number", "outlet", "opening", "subject", "part", "column", "doubt".
std::string_view rule_of(Outcome outcome);

/// One of the two articles that are judged.
struct Side {
  std::uint64_t outlet = 0;  ///< Hash of the outlet's name.
  std::uint64_t link = 0;    ///< Hash of the article's URL; 0 = none.
  std::optional<Timestamp> published;
  std::span<const Token> title;
  std::span<const Token> body;                   ///< Without furniture.
  std::uint32_t part = 0;                        ///< Document::part of the title.
  std::optional<Timestamp> seen = std::nullopt;  ///< When it came; nothing: not known.
  bool partial = false;                          ///< Document::partial.
  /// Where sentences end, rising, counted from `skipped` words before `body`.
  std::span<const std::uint32_t> ends = {};
  std::uint32_t skipped = 0;
};

/// The words of a body that take part in decisions, in sentences.
struct OwnWords {
  std::vector<Token> words;
  std::vector<std::uint32_t> ends;  ///< Of the sentences, as Side::ends.
};

struct Verdict {
  Outcome outcome;
  /// 0 to 1: words of the shorter text that are common, by weight; of copies of which one is
  /// partial the probability that they are.
  double similarity = 0;
  /// A text too short to be a copy of anything stands in the other whole, and is a part of it.
  bool held = false;
  /// They are not in one story, whatever third article is a copy of both.
  bool parted = false;
  /// Of copies, and of one that is held: where the common text stands, as Cover::map().
  std::uint64_t in_first = 0;
  std::uint64_t in_second = 0;
  /// Of copies: kHeadlineShare of the shorter headline is in the other.
  bool one_headline = false;
};

/// What stands around the common words of two texts. Shares are of 0 to 1, and the better or the
/// worse of the two texts as said.
struct Surroundings {
  double first_opening = 1;  ///< Share of the opening that the other text has.
  double second_opening = 1;
  double first_subject = 1;  ///< Share of a text's own words that the other has: OwnSubject.
  double second_subject = 1;
  double subject_beside_headlines = 1;  ///< OwnSubject, of the better one.
  std::size_t own_words = 0;  ///< Different words of its own that the text with fewer of them has.
  std::size_t own_text = 0;   ///< Words of the text that are not common, of the one with fewer.
  std::size_t own_head = 0;   ///< The same of the first half alone.
  double head = 1;            ///< Share of the first two fifths that is common, of the better one.
  double rest = 1;            ///< Share of the second half that is common, of the worse one.
  bool teasers = false;       ///< What both have of their own in the first half is before the rest.
  bool openings = false;      ///< Both have as many words as an opening before the common ones.

  double opening() const noexcept { return std::max(first_opening, second_opening); }
  double subject() const noexcept { return std::max(first_subject, second_subject); }
};

/// Between the dates of two articles, or when they came; nothing if that is not known of one.
std::optional<std::chrono::seconds> time_between(const Side& a, const Side& b);

/// Shorter bodies are none.
inline constexpr std::size_t kLeastBody = 3;
inline bool has_body(const Side& side) { return side.body.size() >= kLeastBody; }

bool equal_words(std::span<const Token> a, std::span<const Token> b);

Surroundings surroundings_of(const Side& a, const Side& b, const Comparison& comparison);

/// Two parts of a series, by what their headlines call them.
bool are_two_parts(const Side& a, const Side& b);

/// One URL, and half of the shorter headline's words in the other. Sites give all of their pages
/// one canonical URL by mistake, and live pages have one entry after the other.
bool have_one_link(const Side& a, const Side& b);

/// True if the texts may be what their one URL says. An outlet gives one to all items of a feed,
/// and under all of them puts how to reach it.
bool texts_agree(const Side& a, const Side& b, const Comparison& comparison, const Rules& rules);

/// Fills in the rest of a verdict from where the common words stand.
Verdict placed(Verdict verdict, const Side& a, const Side& b, const Comparison& comparison);

/// False if numbers and names that stand in the place of others make one template of two texts.
bool guard_holds(const Comparison& comparison);

/// What speaks against two texts with enough in common: what stands around it.
std::optional<Outcome> against_copies(const Side& a, const Side& b, const Comparison& comparison);

/// What is known without comparing words; nothing if these have to be compared.
std::optional<Verdict> judge_facts(const Side& a, const Side& b, const Rules& rules);

/// Texts of which less is common are apart whatever else there is.
constexpr double least_share(const Rules& rules) noexcept {
  return rules.min_similarity - kBriefAllowance;
}

/// The verdict by the words; where two answers are possible, they stay apart.
Verdict judge_words(const Side& a, const Side& b, const Comparison& comparison, const Rules& rules);

}  // namespace wirefold::fold
