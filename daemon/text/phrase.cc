#include "wirefold/text/phrase.h"

#include <algorithm>

namespace wirefold::text {
namespace {

using S = Statement;

Phrase operator+(Phrase a, const Phrase& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// The phrase for a likeness, without the time.
class Finding {
 public:
  explicit Finding(const Likeness& likeness)
      : is_(likeness),
        shorter_(std::min(is_.first_words, is_.second_words)),
        longer_(std::max(is_.first_words, is_.second_words)) {}

  Phrase run() const {
    if (shorter_ == 0) return without_text();
    for (const auto& phrase : {whole(), part(), nearly(), mostly()}) {
      if (!phrase.empty()) return phrase;
    }
    return hardly();
  }

 private:
  Phrase without_text() const {
    if (!is_.same_headline) return {};
    const bool no_text = is_.second_words == 0 && !is_.second_cut;
    return Phrase{{S::kSameHeadline}} + (no_text ? Phrase{{S::kNoText}} : Phrase());
  }

  Phrase whole() const {
    if (is_.word_for_word) return under_another({S::kWordForWord});
    if (is_.other_order) return {{S::kOtherOrder}};
    if (is_.other_word_order) return {{S::kOtherWordOrder}};
    const bool so_far = is_.cut() && is_.beginning == shorter_ && is_.first_cut == is_.second_cut;
    return so_far ? Phrase{{S::kWordForWordSoFar}} : Phrase();
  }

  /// For texts of which one is a part of the other.
  Phrase part() const {
    if (!is_.second_cut && is_.added() == 0) return second_in_first();
    if (!is_.first_cut && is_.removed() == 0) return first_in_second();
    return {};
  }

  Phrase second_in_first() const {
    if (is_.beginning == is_.second_words) return under_another(beginning());
    if (!is_.cut() && is_.removed() <= is_.first_words / kTwentieth) return with_changes();
    if (!in_passages()) return {};
    if (!is_.cut() && is_.removed() <= is_.first_words / 2) {
      return {{S::kSameText}, {S::kCutBy, is_.left_out()}};
    }
    return {{S::kContained}};
  }

  Said beginning() const {
    constexpr std::size_t kFew = 3;
    if (!is_.ends_paragraph || is_.paragraphs == 0) return {S::kFirstWords, is_.beginning};
    const bool all_but = !is_.cut() && is_.other_paragraphs > 0 &&
                         is_.other_paragraphs < is_.paragraphs && is_.other_paragraphs <= kFew;
    return all_but ? Said{S::kAllButLastParagraphs, is_.other_paragraphs}
                   : Said{S::kFirstParagraphs, is_.paragraphs};
  }

  Phrase first_in_second() const {
    if (!in_passages()) return {};
    if (is_.cut()) return {{S::kContains}};
    if (is_.added() <= is_.first_words / kFifth) return with_changes();
    return {{S::kContains}, {S::kMoreWords, is_.new_words()}};
  }

  /// For texts that are nearly the same.
  Phrase nearly() const {
    const std::size_t compared = is_.first_cut && is_.second_cut ? shorter_ : longer_;
    if (is_.common < compared - compared / kFifth) return {};
    if (is_.cut()) return {{S::kNearlyTheSameSoFar}};
    return with_changes();
  }

  Phrase with_changes() const {
    const std::size_t left_out = is_.left_out();
    Phrase out;
    if (is_.new_words() > 0) {
      out.push_back({S::kNewWords, is_.new_words()});
      if (left_out > 0) out.push_back({S::kAlsoLeftOut, left_out});
    } else {
      out.push_back({S::kSameText});
      if (left_out > 0) out.push_back({S::kLeftOut, left_out});
    }
    return out + partly_moved();
  }

  /// For texts of which at least half is in the other.
  Phrase mostly() const {
    const bool of_first = 2 * (is_.passages + is_.moved_of_first) >= is_.first_words;
    const bool of_second = 2 * shared() >= is_.second_words;
    if (!of_first && !of_second) return {};
    if (is_.first_cut && is_.second_cut) return {{S::kMuchInCommon}};
    if (is_.paragraphs > 0 && begins_with(shared())) {
      return Phrase{{S::kSameFirstParagraphs, is_.paragraphs}} + words_of_its_own();
    }
    if (!of_first && !is_.second_cut) return Phrase{{S::kMostlyContained}} + words_of_its_own();
    if (!of_second && !is_.first_cut) return Phrase{{S::kMostlyContains}} + words_of_its_own();
    return Phrase{{is_.cut() ? S::kMuchInCommon : S::kMostInCommon}} + words_of_its_own() +
           partly_moved();
  }

  Phrase words_of_its_own() const {
    const std::size_t rest = is_.second_words - shared();
    return is_.cut() || rest == 0 ? Phrase() : Phrase{{S::kWordsOfItsOwn, rest}};
  }

  Phrase hardly() const {
    if (is_.paragraphs > 0) {
      return and_headline({S::kSameFirstParagraphs, is_.paragraphs}) + rest(is_.beginning);
    }
    if (is_.same_first_sentence) {
      return and_headline({S::kSameFirstSentence}) +
             (is_.same_headline ? Phrase() : rest(is_.beginning));
    }
    if (is_.longest >= kTelling) return passage();
    if (is_.cut()) return is_.same_headline ? Phrase{{S::kSameHeadline}} : Phrase();
    return headline() + own_text();
  }

  Phrase headline() const {
    if (is_.same_headline) return {{S::kSameHeadline}};
    return is_.other_headline ? Phrase{{S::kOtherHeadline}} : Phrase();
  }

  Phrase own_text() const {
    const bool own = kFifth * shared() <= is_.second_words;
    return {{own ? S::kOwnText : S::kMostlyOwnText}};
  }

  /// What is said of the rest of the text beside `named` common words.
  Phrase rest(std::size_t named) const {
    if (is_.cut()) return {};
    const bool own = shared() <= named + named / 3;
    return {{own ? S::kOtherwiseOwnText : S::kOtherwiseMostlyOwnText}};
  }

  /// True if nearly all of `common` words are at the beginning.
  bool begins_with(std::size_t common) const {
    return common <= is_.beginning + is_.beginning / kTenth;
  }

  Phrase passage() const {
    const bool several = 2 * shared() > 3 * is_.longest;
    const std::size_t words = several ? shared() : is_.longest;
    const S one = is_.cut() ? S::kPassageAtLeast : S::kPassage;
    const S more = is_.cut() ? S::kPassagesAtLeast : S::kPassages;
    return and_headline({several ? more : one, words}) + rest(words);
  }

  Phrase under_another(Said said) const {
    return Phrase{said} + (is_.other_headline ? Phrase{{S::kUnderOtherHeadline}} : Phrase());
  }

  Phrase and_headline(Said said) const {
    return Phrase{said} + (is_.same_headline ? Phrase{{S::kAndSameHeadline}} : Phrase());
  }

  Phrase partly_moved() const { return is_.moved > 0 ? Phrase{{S::kPartlyMoved}} : Phrase(); }

  /// Words of the second text that are in passages of the first.
  std::size_t shared() const { return is_.passages + is_.moved; }
  /// True if the common words are unlikely to be chance.
  bool in_passages() const {
    return is_.longest == shorter_ || is_.passages >= is_.common - is_.common / kTenth;
  }

  static constexpr std::size_t kFifth = 5;
  static constexpr std::size_t kTenth = 10;
  static constexpr std::size_t kTwentieth = 20;
  // A shorter passage is a name or a turn of phrase.
  static constexpr std::size_t kTelling = 12;

  const Likeness& is_;
  std::size_t shorter_;
  std::size_t longer_;
};

/// Uses the largest unit with a count of at least two, or of exactly one without a rest.
Said time_apart(std::chrono::seconds apart) {
  const auto counted = [](S statement, auto n) {
    return Said{statement, static_cast<std::size_t>(n.count())};
  };
  if (apart < std::chrono::minutes(1)) return {S::kSameTime};
  const auto minutes = std::chrono::round<std::chrono::minutes>(apart);
  if (minutes < std::chrono::hours(2) && minutes != std::chrono::hours(1))
    return counted(S::kMinutesApart, minutes);
  const auto hours = std::chrono::round<std::chrono::hours>(apart);
  if (hours < std::chrono::days(2) && hours != std::chrono::days(1))
    return counted(S::kHoursApart, hours);
  return counted(S::kDaysApart, std::chrono::round<std::chrono::days>(apart));
}

}  // namespace

Phrase phrase(const Likeness& likeness) {
  const Phrase out = Finding(likeness).run();
  if (out.empty() || !likeness.apart) return out;
  return out + Phrase{time_apart(*likeness.apart)};
}

}  // namespace wirefold::text
