#include "wirefold/text/phrase.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace wirefold::text {
namespace {

std::string spelled_number(std::size_t n) {
  constexpr std::string_view kNumbers[] = {"no",   "one",    "two",   "three", "four",
                                           "five", "six",    "seven", "eight", "nine",
                                           "ten",  "eleven", "twelve"};
  return n < std::size(kNumbers) ? std::string(kNumbers[n]) : std::to_string(n);
}

std::string words(std::size_t n) { return fmt::format("{} {}", n, n == 1 ? "word" : "words"); }

/// "first paragraph", "last two paragraphs".
std::string paragraphs(std::string_view which, std::size_t n) {
  return n == 1 ? fmt::format("{} paragraph", which)
                : fmt::format("{} {} paragraphs", which, spelled_number(n));
}

/// The phrase for a likeness, without the time.
class Phrase {
 public:
  explicit Phrase(const Likeness& likeness)
      : is_(likeness),
        shorter_(std::min(is_.first_words, is_.second_words)),
        longer_(std::max(is_.first_words, is_.second_words)) {}

  std::string run() const {
    if (shorter_ == 0) return without_text();
    for (const auto& phrase : {whole(), part(), nearly(), mostly()}) {
      if (!phrase.empty()) return phrase;
    }
    return hardly();
  }

 private:
  std::string without_text() const {
    if (!is_.same_headline) return {};
    const bool no_text = is_.second_words == 0 && !is_.second_cut;
    return no_text ? "same headline, no text" : "same headline";
  }

  std::string whole() const {
    if (is_.word_for_word) return "word for word" + under_another();
    if (is_.other_order) return "the same paragraphs in another order";
    if (is_.other_word_order) return "the same words in another order";
    if (is_.cut() && is_.beginning == shorter_ && is_.first_cut == is_.second_cut) {
      return "word for word as far as compared";
    }
    return {};
  }

  /// For texts of which one is a part of the other.
  std::string part() const {
    if (!is_.second_cut && is_.added() == 0) return second_in_first();
    if (!is_.first_cut && is_.removed() == 0) return first_in_second();
    return {};
  }

  std::string second_in_first() const {
    if (is_.beginning == is_.second_words) return beginning() + under_another();
    if (!is_.cut() && is_.removed() <= is_.first_words / kTwentieth) return with_changes();
    if (!is_.cut() && is_.removed() <= is_.first_words / 2 && in_passages()) {
      return "the same text, cut by " + words(is_.left_out());
    }
    return in_passages() ? "contained in the other text" : "";
  }

  std::string beginning() const {
    constexpr std::size_t kFew = 3;
    if (!is_.ends_paragraph || is_.paragraphs == 0) return "the first " + words(is_.beginning);
    const bool all_but = !is_.cut() && is_.other_paragraphs > 0 &&
                         is_.other_paragraphs < is_.paragraphs && is_.other_paragraphs <= kFew;
    return all_but ? paragraphs("all but the last", is_.other_paragraphs)
                   : paragraphs("the first", is_.paragraphs);
  }

  std::string first_in_second() const {
    if (!in_passages()) return {};
    if (is_.cut()) return "contains the other text";
    if (is_.added() <= is_.first_words / kFifth) return with_changes();
    return "contains the other text, with " + words(is_.new_words()) + " more";
  }

  /// For texts that are nearly the same.
  std::string nearly() const {
    const std::size_t compared = is_.first_cut && is_.second_cut ? shorter_ : longer_;
    if (is_.common < compared - compared / kFifth) return {};
    if (is_.cut()) return "nearly the same text as far as compared";
    return with_changes();
  }

  std::string with_changes() const {
    std::string out = "the same text";
    if (is_.new_words() > 0) {
      out +=
          fmt::format(" with {} new {}", is_.new_words(), is_.new_words() == 1 ? "word" : "words");
      if (is_.left_out() > 0) out += fmt::format(", {} left out", is_.left_out());
    } else if (is_.left_out() > 0) {
      out += ", " + words(is_.left_out()) + " left out";
    }
    return is_.moved > 0 ? out + ", partly in another order" : out;
  }

  /// For texts of which at least half is in the other.
  std::string mostly() const {
    const bool of_first = 2 * (is_.passages + is_.moved_of_first) >= is_.first_words;
    const bool of_second = 2 * shared() >= is_.second_words;
    if (!of_first && !of_second) return {};
    if (is_.first_cut && is_.second_cut) return "much of the text in common";
    const std::size_t rest = is_.second_words - shared();
    const std::string own = is_.cut() || rest == 0 ? "" : ", with " + words(rest) + " of its own";
    if (is_.paragraphs > 0 && begins_with(shared())) {
      return paragraphs("the same first", is_.paragraphs) + own;
    }
    if (!of_first && !is_.second_cut) return "most of it is in the other text" + own;
    if (!of_second && !is_.first_cut) return "contains most of the other text" + own;
    const std::string order = is_.moved > 0 ? ", partly in another order" : "";
    return (is_.cut() ? "much of the text in common" : "most of the text in common") + own + order;
  }

  std::string hardly() const {
    const std::string head = is_.same_headline ? "same headline and " : "";
    if (is_.paragraphs > 0) {
      return head + paragraphs("the same first", is_.paragraphs) + rest(is_.beginning);
    }
    if (is_.same_first_sentence) {
      return is_.same_headline ? head + "same first sentence"
                               : "same first sentence" + rest(is_.beginning);
    }
    if (is_.longest >= kTelling) return head + passage();
    if (is_.cut()) return is_.same_headline ? "same headline" : "";
    const bool own = kFifth * shared() <= is_.second_words;
    const std::string text = own ? "its own text" : "mostly its own text";
    if (is_.same_headline) return "same headline, " + text;
    return is_.other_headline ? "another headline, " + text : text;
  }

  /// The phrase for the rest of the text beside `named` common words.
  std::string rest(std::size_t named) const {
    if (is_.cut()) return {};
    return shared() <= named + named / 3 ? ", otherwise its own text"
                                         : ", otherwise mostly its own text";
  }

  /// True if nearly all of `common` words are at the beginning.
  bool begins_with(std::size_t common) const {
    return common <= is_.beginning + is_.beginning / kTenth;
  }

  std::string passage() const {
    const std::string least = is_.cut() ? "at least " : "";
    if (2 * shared() > 3 * is_.longest) {
      return "common passages of " + least + words(shared()) + " together" + rest(shared());
    }
    return "a common passage of " + least + words(is_.longest) + rest(is_.longest);
  }

  std::string under_another() const { return is_.other_headline ? " under another headline" : ""; }

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
std::string time_apart(std::chrono::seconds apart) {
  if (apart < std::chrono::minutes(1)) return "at the same time";
  const auto counted = [](auto n, std::string_view unit) {
    return fmt::format("{} {}{} apart", n.count(), unit, n.count() == 1 ? "" : "s");
  };
  const auto minutes = std::chrono::round<std::chrono::minutes>(apart);
  if (minutes < std::chrono::hours(2) && minutes != std::chrono::hours(1))
    return counted(minutes, "minute");
  const auto hours = std::chrono::round<std::chrono::hours>(apart);
  if (hours < std::chrono::days(2) && hours != std::chrono::days(1)) return counted(hours, "hour");
  return counted(std::chrono::round<std::chrono::days>(apart), "day");
}

}  // namespace

std::string in_words(const Likeness& likeness) {
  std::string out = Phrase(likeness).run();
  if (out.empty() || !likeness.apart) return out;
  return out + ", " + time_apart(*likeness.apart);
}

}  // namespace wirefold::text
