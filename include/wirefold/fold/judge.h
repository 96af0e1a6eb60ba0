// Decides by rules whether two articles are copies of one text, and names the rule.
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

/// Most articles of the window; beyond this number the oldest leave early. A thousand feeds with 80
/// entries a day fill the window in ten days. A full window takes about 500 MiB.
inline constexpr std::size_t kMostArticles = 800'000;

/// Settings of the operator. The defaults are those of the measurements in README.md, "How it
/// works". The default of min_probability is the value with the least harm for the copies found.
struct Rules {
  /// Longest time between two copies. 84 % of wire copies appear within 72 hours, 95 % within 7
  /// days. 10 days find 7 more of 595 copies, and one more wrong pair.
  std::chrono::seconds window = std::chrono::hours(24 * 10);
  /// Share of the shorter text that must stand in the other, 0.3 to 1.
  double min_similarity = 0.6;
  /// Fewest words that two texts must share. Brief texts may share fewer, but not be shorter.
  std::uint32_t min_words = 24;
  /// An article that arrived longer ago than this stays in its story.
  std::chrono::seconds settle = std::chrono::hours(6);
  std::size_t most_articles = kMostArticles;
  /// Two articles of which one is partial are copies at this probability or more, 0.5 to 0.999.
  double min_probability = 0.82;
  /// Two articles with equal headlines of one day are copies if one has no text.
  bool equal_headlines = true;
};

/// With at least this many common words, the required share of the shorter text is kLongAllowance
/// lower: one outlet has put a text of its own around a long common one.
inline constexpr std::uint32_t kLongMatch = 100;
inline constexpr double kLongAllowance = 0.05;

/// Texts of at most this many words, such as feed entries, have a rule of their own.
inline constexpr std::uint32_t kBriefWords = 80;

/// In brief texts, a common run of this many words is taken for the agency's sentence, around which
/// two outlets put different ones. The required share of the shorter text is then kBriefAllowance
/// lower. On the 86,364 pairs of kCommonWeight, the rule finds 29 more copies and no more wrong
/// pairs.
inline constexpr std::uint32_t kBriefRun = 18;
inline constexpr double kBriefAllowance = 0.15;

/// The template guard ("Gempa M 7,1 guncang Tonga", "Gempa M 5,2 guncang Maluku"): most changed
/// numbers and names of a copy, per 100 common words and as a share of all numbers and names. On
/// planted copies and templates, these limits reduced the accepted templates from 80 % to 3 %.
inline constexpr double kMaxConflictsPer100 = 2.0;
inline constexpr double kMaxConflictShare = 0.25;

/// Two headlines of brief texts that begin with at least this many equal words, and then have two
/// different numbers, are two parts of a series that has no word for its parts.
inline constexpr int kSameBefore = 2;

/// With fewer common words than this, one number changed in both title and body means another
/// event.
inline constexpr std::uint32_t kShortMatch = 150;

/// Most changed numbers and names in the beginnings of two copies: this many in all, or per 100 of
/// the common words there. An equal tail of 200 words does not make up for an opening with another
/// place, hour and strength.
inline constexpr double kMostFirstConflicts = 1.3;
inline constexpr double kMostFirstConflictsPer100 = 4.0;

/// Two texts have different openings if no more than this share of either opening stands in the
/// other text. Such a pair is one story only if the texts otherwise name the same things: of the
/// own words of one text the other must have kOpeningSubject, less kOpeningSubjectSlope times the
/// common share of the opening. On the labelled sets, 26 of 977 copies have such openings. A teaser
/// that is shorter than an opening does not count as a different opening.
inline constexpr double kUnlikeOpening = 0.25;
inline constexpr double kOpeningSubject = 0.45;
inline constexpr double kOpeningSubjectSlope = 0.6;

/// A text begins with a teaser if at least this share of the own words of its first half stands
/// before the common text.
inline constexpr double kTeaserShare = 0.7;

/// Forms and releases have an equal frame ("The police announced that", a firm's name), the news in
/// other words, and an equal rest. At least kEqualRest of both second halves is common, at most
/// kOtherHead of the first two fifths of either text is common, and at least kHeadWords words of
/// both first halves are not. Two such texts are one story only if one has kHeadSubject of the
/// other's own words, apart from the words of both headlines. The rule recognises 27 of 33 pairs of
/// such forms, and loses none of 977 labelled copies.
inline constexpr double kEqualRest = 0.95;
inline constexpr double kOtherHead = 0.7;
inline constexpr std::size_t kHeadWords = 8;
inline constexpr double kHeadSubject = 0.37;

/// Most conflicts of a copy per 100 common words, with Comparison::untold_conflicts included.
inline constexpr double kMostUntoldPer100 = 2.5;

/// A single changed number is a correction if the texts have at least kCorrectedMatch common words
/// and kCorrectedShare of the longer text is common.
inline constexpr std::uint32_t kCorrectedMatch = 100;
inline constexpr double kCorrectedShare = 0.97;

/// Two texts that each have at least kLeastOwnWords different words of their own, with less than
/// kLeastSubject of them in the other text, share only what outlets put around any article: a
/// copyright line, a plea, a description of the outlet. None of 977 labelled copies falls below
/// the share.
inline constexpr double kLeastSubject = 0.12;
inline constexpr std::size_t kLeastOwnWords = 6;

/// A text of at least kHeldWords words, too short to be a copy, is held by another text that has
/// kHeldShare of it.
inline constexpr std::uint32_t kHeldWords = 12;
inline constexpr double kHeldShare = 0.9;

/// Of two texts of at most kShortText words, one that begins with other news, and has hardly a word
/// of the other besides the common ones, is a bulletin or a briefing with a sentence of the other,
/// if less than kWholeText of the shorter text is common.
inline constexpr std::uint32_t kShortText = 150;
inline constexpr double kWholeText = 0.8;

/// Two articles of two outlets with one URL need this share of the shorter text in common, if both
/// have at least kLinkText words.
inline constexpr double kLinkShare = 0.3;
inline constexpr std::size_t kLinkText = 8;

/// Two headlines of at least kHeadlineWords words, with kHeadlineShare of the shorter in the other,
/// belong to one report.
inline constexpr double kHeadlineShare = 0.7;
inline constexpr std::size_t kHeadlineWords = 3;

/// Two articles of one outlet are one story only if this share of the longer text is common. The
/// recurring page text of an outlet gave unrelated stories a containment of .52.
inline constexpr double kUpdateCoverage = 0.8;

enum class Outcome : std::uint8_t {
  kSameLink,      ///< One URL, and titles and texts that agree.
  kText,          ///< Enough of the shorter text is in the other.
  kPassage,       ///< Brief texts around one long passage.
  kUpdate,        ///< One outlet published nearly the same text again.
  kEvidence,      ///< One is partial, and the score is high enough: see score.h.
  kHistory,       ///< As kEvidence, but only because of earlier copies between the two outlets.
  kHeadline,      ///< Equal headlines of one day, and one article has no text.
  kFarApart,      ///< Published too long after one another.
  kTooFewWords,   ///< Too little common text.
  kTooLittle,     ///< Too small a share of the shorter text is common.
  kTemplate,      ///< Numbers or names stand in the place of others: one template, two events.
  kOtherNumber,   ///< Short texts whose titles and bodies have different numbers.
  kSameOutlet,    ///< Two texts of one outlet that are not nearly the same.
  kOtherOpening,  ///< Both begin with other news; only background or boilerplate is common.
  kOtherSubject,  ///< Apart from the common words, the texts are about different things.
  kOtherPart,     ///< Two parts of a series.
  kColumn,        ///< Two issues of a column or a daily notice, under one headline.
  kDoubt,         ///< One is partial, and there is too little evidence for a copy.
};

/// True for the outcomes that make two articles one story.
constexpr bool is_copy(Outcome outcome) noexcept { return outcome <= Outcome::kHeadline; }

/// The name of the rule, as stored and served: "link", "text", "passage", "update", "evidence",
/// "history", "headline"; for outcomes that keep articles apart "time", "words", "share",
/// "template", "number", "outlet", "opening", "subject", "part", "column", "doubt".
std::string_view rule_of(Outcome outcome);

/// One of the two articles of a comparison.
struct Side {
  std::uint64_t outlet = 0;  ///< Hash of the publisher's id.
  std::uint64_t link = 0;    ///< Hash of the article's URL; 0 = none.
  std::optional<Timestamp> published;
  std::span<const Token> title;
  std::span<const Token> body;                   ///< Without boilerplate.
  std::uint32_t part = 0;                        ///< Document::part of the title.
  std::optional<Timestamp> seen = std::nullopt;  ///< Time of arrival; nullopt if unknown.
  bool partial = false;                          ///< Document::partial.
  /// Ends of sentences, rising, counted from `skipped` words before `body`.
  std::span<const std::uint32_t> ends = {};
  std::uint32_t skipped = 0;
};

/// The words of a body without boilerplate, and the ends of its sentences.
struct OwnWords {
  std::vector<Token> words;
  std::vector<std::uint32_t> ends;  ///< As Side::ends.
};

struct Verdict {
  Outcome outcome;
  /// 0 to 1: the share of the shorter text that is common, by weight. 1 for kSameLink, 0 for
  /// kFarApart, and the probability of a copy for kEvidence, kHistory and kHeadline.
  double similarity = 0;
  /// The shorter text is too short to be a copy of anything and stands in the other.
  bool held = false;
  /// The two are never in one story, even if a third article is a copy of both.
  bool parted = false;
  /// Where the common text stands, as Cover::map(). Set by placed() for copies and if `held`.
  std::uint64_t in_first = 0;
  std::uint64_t in_second = 0;
  /// kHeadlineShare of the shorter headline is in the other. Set as `in_first`.
  bool one_headline = false;
};

/// The text around the common words of two texts. Shares are 0 to 1.
struct Surroundings {
  double first_opening = 1;  ///< Share of the opening that the other text has.
  double second_opening = 1;
  double first_subject = 1;  ///< Share of the text's own words that the other has: OwnSubject.
  double second_subject = 1;
  double subject_beside_headlines = 1;  ///< OwnSubject; the greater of the two texts.
  std::size_t own_words = 0;  ///< Different own words; the smaller count of the two texts.
  std::size_t own_text = 0;   ///< Words that are not common; the smaller count of the two texts.
  std::size_t own_head = 0;   ///< As own_text, for the first halves alone.
  double head = 1;            ///< Common share of the first two fifths; the greater of the two.
  double rest = 1;            ///< Common share of the second half; the smaller of the two.
  bool teasers = false;       ///< Both texts begin with a teaser: kTeaserShare.
  bool openings = false;      ///< Both have as many words as an opening before the common ones.

  double opening() const noexcept { return std::max(first_opening, second_opening); }
  double subject() const noexcept { return std::max(first_subject, second_subject); }
};

/// Time between the dates of two articles, where the time of arrival replaces a missing date.
/// Returns nullopt if one article has neither.
std::optional<std::chrono::seconds> time_between(const Side& a, const Side& b);

/// Bodies of fewer words count as no body.
inline constexpr std::size_t kLeastBody = 3;
inline bool has_body(const Side& side) { return side.body.size() >= kLeastBody; }

bool equal_words(std::span<const Token> a, std::span<const Token> b);

Surroundings surroundings_of(const Side& a, const Side& b, const Comparison& comparison);

/// True if the headlines name two different parts of a series.
bool are_two_parts(const Side& a, const Side& b);

/// True if the URLs are equal and half of the words of the shorter headline are in the other. Some
/// sites give all of their pages one canonical URL by mistake, and live pages have one entry after
/// the other.
bool have_one_link(const Side& a, const Side& b);

/// True if the texts do not contradict their common URL. Some outlets give all items of a feed one
/// URL, and put their contact details under all of them.
bool texts_agree(const Side& a, const Side& b, const Comparison& comparison, const Rules& rules);

/// Fills in `held`, the places of the common text and `one_headline`.
Verdict placed(Verdict verdict, const Side& a, const Side& b, const Comparison& comparison);

/// The template guard: false if too many numbers and names stand in the place of others.
bool guard_holds(const Comparison& comparison);

/// Checks the text around the common words of two texts with enough in common. Returns the outcome
/// that keeps them apart, or nullopt.
std::optional<Outcome> against_copies(const Side& a, const Side& b, const Comparison& comparison);

/// The verdict by link and time alone. Returns nullopt if the words have to be compared.
std::optional<Verdict> judge_facts(const Side& a, const Side& b, const Rules& rules);

/// Least common share of the shorter text under any rule but that of one URL: see kLinkShare.
constexpr double least_share(const Rules& rules) noexcept {
  return rules.min_similarity - kBriefAllowance;
}

/// The verdict by the words. In doubt the articles stay apart.
Verdict judge_words(const Side& a, const Side& b, const Comparison& comparison, const Rules& rules);

}  // namespace wirefold::fold
