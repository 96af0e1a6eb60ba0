#include "wirefold/events/finder.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include "languages.h"
#include "packed_terms.h"
#include "pair.h"
#include "report_window.h"
#include "series.h"
#include "shared_words.h"
#include "templates.h"
#include "wirefold/base/packing.h"
#include "wirefold/events/compare.h"

namespace wirefold::events {
namespace {

// Longer lists are not walked, …
constexpr std::size_t kLongestList = 500;
// … nor more lists than this, the heaviest terms first.
constexpr int kMostLists = 12;
// The most promising reports, whose cosines are computed. With all of them the events are the same.
constexpr std::size_t kMostCandidates = 30;

constexpr std::chrono::hours kSeriesReach(12);

// An event takes no more reports.
constexpr std::uint32_t kMostReports = 256;

// The weights are stored after so many reports, and at least once in a day with reports.
constexpr std::size_t kStoreAfter = 2000;
constexpr std::chrono::hours kStoreEvery(24);

/// The hashes of `terms` that are not in `vector`; both are sorted.
std::vector<std::uint32_t> others_of(const Terms& terms, const Vector& vector) {
  std::vector<std::uint32_t> out;
  auto in_vector = vector.begin();
  for (const Term& term : terms.terms) {
    if (in_vector != vector.end() && in_vector->hash() == term.hash) {
      ++in_vector;
    } else {
      out.push_back(term.hash);
    }
  }
  return out;
}

std::vector<std::uint32_t> stems_of(const ReportTerms& terms) {
  std::vector<std::uint32_t> out = terms.others;
  for (const WeightedTerm& term : terms.vector) out.push_back(term.hash());
  return out;
}

std::string packed_title(const std::vector<std::uint32_t>& title) {
  std::string out;
  put_all(out, title);
  return out;
}

}  // namespace

class Finder::Impl {
 public:
  explicit Impl(const Rules& rules) : rules_(rules) {}

  Found find(const NewReport& report);
  PackedReport remember(const NewReport& report, EventId event, StoryId like);
  void restore(const Remembered& report);
  void move(StoryId story, EventId event, StoryId like);
  void forget(StoryId story);

  void set_rules(const Rules& rules) { rules_ = rules; }
  std::vector<StoryId> take_left() { return std::exchange(left_, {}); }
  std::size_t size() const { return window_.size(); }
  std::optional<std::string> take_weights();
  bool restore_weights(std::string_view bytes) { return languages_.restore(bytes); }

 private:
  /// A new report while it is compared.
  struct Asked {
    const NewReport& report;
    std::optional<Timestamp> when;
    const WeighedReport& weighed;
    bool is_of_series = false;
  };
  struct Near {
    std::uint32_t number = 0;
    double cosine = 0;
  };
  struct Scored {
    Near best;
    Score score;
    bool is_full = false;
  };

  const WeighedReport& weigh(const NewReport& report);
  std::vector<std::uint32_t> candidates(const Asked& asked, const Postings& postings);
  bool counts(const Asked& asked, const Known& known) const;
  std::vector<Scored> score_all(const Asked& asked, const std::vector<std::uint32_t>& candidates);
  Scored score(const Asked& asked, const Near& best) const;
  EventLink link(const Asked& asked, const Scored& scored) const;
  EventPast add(Known known, StoryId like);
  void drop_left();
  bool has_left(const Known& oldest) const;
  void note_time(const std::optional<Timestamp>& seen);

  Rules rules_;
  Languages languages_;
  ReportWindow window_;
  Series series_;
  std::vector<StoryId> left_;
  std::optional<Timestamp> now_;     // the last time of arrival
  std::optional<Timestamp> stored_;  // when the weights were taken last
  WeighedReport weighed_;            // of the last find()
  StoryId weighed_for_{};
  std::vector<float> sums_;  // scratch: 0 for each report of the window
};

const WeighedReport& Finder::Impl::weigh(const NewReport& report) {
  weighed_ = languages_.weights_of(report.lang).weigh(report.terms);
  weighed_for_ = report.story;
  return weighed_;
}

Found Finder::Impl::find(const NewReport& report) {
  note_time(report.seen);
  const Asked asked{report, time_of(report), weigh(report),
                    series_.has(report.outlet, report.terms.title, now_.value_or(Timestamp{}))};
  Found out;
  const Language* const language = languages_.find(report.lang);
  if (language == nullptr) return out;
  std::vector<Scored> scored = score_all(asked, candidates(asked, language->postings));
  std::ranges::stable_sort(scored, std::ranges::greater(),
                           [](const Scored& s) { return s.score.sum(); });
  for (const Scored& s : scored) {
    if (!out.event && s.score.sum() >= rules_.threshold && !s.is_full) {
      out.event = window_[s.best.number].event;
      out.link = link(asked, s);
    } else if (s.score.sum() >= kRelated && out.related.size() < kMostRelated) {
      out.related.push_back(link(asked, s));
    }
  }
  return out;
}

/// The reports that share the most weight in the heaviest terms that are not too frequent.
std::vector<std::uint32_t> Finder::Impl::candidates(const Asked& asked, const Postings& postings) {
  sums_.resize(window_.size());
  std::vector<std::uint32_t> out;
  int lists = 0;
  for (const WeightedTerm& term : asked.weighed.heaviest) {
    const std::vector<std::uint32_t>* const list = postings.find(term.hash());
    if (list == nullptr || list->size() > kLongestList) continue;
    for (const std::uint32_t number : *list) {
      float& sum = sums_[number - window_.first()];
      if (sum == 0) out.push_back(number);
      sum += static_cast<float>(term.weight()) * static_cast<float>(term.weight());
    }
    if (++lists == kMostLists) break;
  }
  const auto is_nearer = [this](std::uint32_t a, std::uint32_t b) {
    const float x = sums_[a - window_.first()];
    const float y = sums_[b - window_.first()];
    return x != y ? x > y : a > b;
  };
  const std::vector<std::uint32_t> touched = out;
  if (out.size() > kMostCandidates) {
    std::ranges::nth_element(out, out.begin() + kMostCandidates, is_nearer);
    out.resize(kMostCandidates);
  }
  std::ranges::sort(out);
  for (const std::uint32_t number : touched) sums_[number - window_.first()] = 0;
  return out;
}

/// True for a report that shares enough rare terms, and that the rule about series does not bar.
bool Finder::Impl::counts(const Asked& asked, const Known& known) const {
  if (to_int(known.story) == 0) return false;
  if (asked.is_of_series &&
      (known.outlet == asked.report.outlet || between(known.when, asked.when) > kSeriesReach)) {
    return false;
  }
  if (count_shared(asked.weighed.rare, known.vector) < kLeastRare) return false;
  return !are_of_template(asked.weighed.vector, known.vector, languages_[known.language].weights);
}

/// Each event of the candidates, by its nearest report.
std::vector<Finder::Impl::Scored> Finder::Impl::score_all(
    const Asked& asked, const std::vector<std::uint32_t>& candidates) {
  std::map<EventId, Near> nearest;
  for (const std::uint32_t number : candidates) {
    const Known& known = window_[number];
    if (!counts(asked, known)) continue;
    const double similarity = cosine(asked.weighed.vector, known.vector);
    Near& near = nearest[known.event];
    if (near.number == 0 || similarity > near.cosine) near = {number, similarity};
  }
  std::vector<Scored> out;
  for (const auto& [event, near] : nearest) out.push_back(score(asked, near));
  return out;
}

Finder::Impl::Scored Finder::Impl::score(const Asked& asked, const Near& best) const {
  const std::vector<std::uint32_t> event = window_.event_of(best.number);
  const EventPast past = window_.past_of(event);
  const std::size_t compared = std::min(event.size(), kMostCompared);
  double sum = 0;
  for (auto n = event.end() - static_cast<std::ptrdiff_t>(compared); n != event.end(); ++n) {
    sum += cosine(asked.weighed.vector, window_[*n].vector);
  }
  const Known& nearest = window_[best.number];
  const Closeness closeness{best.cosine,
                            sum / static_cast<double>(compared),
                            between(nearest.when, asked.when),
                            between(past.first, asked.when),
                            past.reports,
                            nearest.outlet == asked.report.outlet};
  return {best, score_of(closeness), past.reports >= kMostReports};
}

EventLink Finder::Impl::link(const Asked& asked, const Scored& scored) const {
  const Known& nearest = window_[scored.best.number];
  return link_with({nearest.story, nearest.vector, nearest.when}, asked.report.terms,
                   asked.weighed.vector, asked.when, scored.score);
}

PackedReport Finder::Impl::remember(const NewReport& report, EventId event, StoryId like) {
  note_time(report.seen);
  if (weighed_for_ != report.story) weigh(report);
  weighed_for_ = StoryId{};
  const auto language = languages_.number_of(report.lang);
  if (!language) return {};
  ReportTerms terms{event, like, {}, std::move(weighed_.vector), {}};
  terms.others = others_of(report.terms, terms.vector);
  languages_.count(*language, stems_of(terms), report.story);
  series_.add(report.outlet, report.terms.title, now_.value_or(Timestamp{}));
  terms.past = add({report.story,
                    event,
                    report.outlet,
                    time_of(report),
                    report.seen ? report.seen : now_,
                    {},
                    *language,
                    0,
                    terms.vector},
                   like);
  return {pack(terms), packed_title(report.terms.title)};
}

/// Adds a report to the window, and to the event of `like` if that is the same. Returns its past.
EventPast Finder::Impl::add(Known known, StoryId like) {
  std::uint32_t other = window_.find(like);
  if (other == 0 || window_[other].event != known.event) {
    other = to_int(like) == 0 ? 0 : window_.find(known.event);
  }
  const std::uint16_t language = known.language;
  const std::uint32_t number = window_.push(std::move(known), other);
  languages_[language].postings.add(number, window_[number].vector);
  ++languages_[language].in_window;
  return window_[number].past;
}

void Finder::Impl::restore(const Remembered& report) {
  note_time(report.seen);
  std::vector<std::uint32_t> title;
  std::string_view bytes = report.title;
  if (take_all(bytes, title)) series_.add(report.outlet, title, report.seen);
  auto terms = unpack(report.terms);
  const auto language = terms ? languages_.number_of(report.lang) : std::nullopt;
  if (!language) return;
  if (!languages_.has_counted(report.story)) {
    languages_.count(*language, stems_of(*terms), report.story);
  }
  if (terms->event != report.event) {  // it has moved: any report of its event will do
    terms->past = {};
    terms->like = report.story;
  }
  add({report.story, report.event, report.outlet, time_of(report.published, report.seen),
       report.seen, terms->past, *language, 0, terms->vector},
      terms->like);
}

void Finder::Impl::move(StoryId story, EventId event, StoryId like) {
  const std::uint32_t number = window_.find(story);
  if (number == 0) return;
  const std::uint32_t other = window_.find(like);
  window_.move(number, event, other != 0 ? other : window_.find(event));
}

void Finder::Impl::forget(StoryId story) {
  const std::uint32_t number = window_.find(story);
  if (number != 0) window_.end(number);
}

/// Drops what has left the window. The time of the first report that has one becomes that of the
/// reports before it.
void Finder::Impl::note_time(const std::optional<Timestamp>& seen) {
  if (!seen) return drop_left();
  if (!now_) window_.date_all(*seen);
  now_ = std::max(now_.value_or(*seen), *seen);
  drop_left();
}

bool Finder::Impl::has_left(const Known& oldest) const {
  return oldest.seen ? *now_ - *oldest.seen > rules_.window : window_.size() >= kMostUndated;
}

void Finder::Impl::drop_left() {
  while (!window_.empty() && has_left(window_.front())) {
    const Known& oldest = window_.front();
    Language& language = languages_[oldest.language];
    language.postings.drop(window_.first(), oldest.vector);
    --language.in_window;
    if (to_int(oldest.story) != 0) left_.push_back(oldest.story);
    window_.pop();
  }
}

std::optional<std::string> Finder::Impl::take_weights() {
  if (!stored_) stored_ = now_;
  const bool is_time =
      languages_.uncounted() >= kStoreAfter || (now_ && *now_ - *stored_ >= kStoreEvery);
  if (languages_.uncounted() == 0 || !is_time) return std::nullopt;
  stored_ = now_;
  return languages_.pack();
}

Finder::Finder(const Rules& rules) : impl_(std::make_unique<Impl>(rules)) {}
Finder::~Finder() = default;

Found Finder::find(const NewReport& report) {
  assert(check_.is_here());
  return impl_->find(report);
}

PackedReport Finder::remember(const NewReport& report, EventId event, StoryId like) {
  assert(check_.is_here());
  return impl_->remember(report, event, like);
}

void Finder::restore(const Remembered& report) {
  assert(check_.is_here());
  impl_->restore(report);
}

std::vector<StoryId> Finder::take_left() {
  assert(check_.is_here());
  return impl_->take_left();
}

void Finder::move(StoryId story, EventId event, StoryId like) {
  assert(check_.is_here());
  impl_->move(story, event, like);
}

void Finder::forget(StoryId story) {
  assert(check_.is_here());
  impl_->forget(story);
}

void Finder::set_rules(const Rules& rules) {
  assert(check_.is_here());
  impl_->set_rules(rules);
}

std::optional<std::string> Finder::take_weights() {
  assert(check_.is_here());
  return impl_->take_weights();
}

bool Finder::restore_weights(std::string_view bytes) {
  assert(check_.is_here());
  return impl_->restore_weights(bytes);
}

std::size_t Finder::size() const noexcept { return impl_->size(); }

}  // namespace wirefold::events
