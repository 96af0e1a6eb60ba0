#include "wirefold/events/weights.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "sorted_terms.h"
#include "wirefold/base/packing.h"

namespace wirefold::events {
namespace {

constexpr double kInTitle = 1.5;
constexpr double kNumberFactor = 2;
constexpr std::size_t kFewestSlots = 1024;

double tf_of(const Term& term) {
  return (term.in_title ? kInTitle : 0) + (term.in_lead ? 1 : 0) +
         std::log1p(static_cast<double>(term.count));
}

struct Weighed {
  const Term* term;
  double weight;
  bool is_rare;
};

bool is_before(const WeightedTerm& a, const WeightedTerm& b) { return a.hash() < b.hash(); }

/// The heaviest come first; equal ones in the order of their hashes.
bool is_heavier(const Weighed& a, const Weighed& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.term->hash < b.term->hash;
}

/// A report of the heaviest terms, `weighed` in their order.
WeighedReport report_of(const std::vector<Weighed>& weighed) {
  double squares = 0;
  for (const Weighed& w : weighed) squares += w.weight * w.weight;
  const double scale = squares > 0 ? WeightedTerm::kWhole / std::sqrt(squares) : 0;
  WeighedReport out;
  out.heaviest.reserve(weighed.size());
  for (const Weighed& w : weighed) {
    out.heaviest.emplace_back(*w.term, static_cast<std::uint16_t>(std::lround(w.weight * scale)));
    if (w.is_rare) out.rare.push_back(w.term->hash);
  }
  out.vector = out.heaviest;
  std::sort(out.vector.begin(), out.vector.end(), is_before);
  std::ranges::sort(out.rare);
  return out;
}

}  // namespace

double cosine(const Vector& a, const Vector& b) {
  std::uint64_t sum = 0;
  for_each_shared(a, b, [&sum](const WeightedTerm& x, const WeightedTerm& y) {
    sum += std::uint64_t{x.weight()} * y.weight();
  });
  constexpr double kWhole = WeightedTerm::kWhole;
  return std::min(1.0, static_cast<double>(sum) / (kWhole * kWhole));
}

double Weights::idf(std::uint32_t frequency) const noexcept {
  const double reports = std::max(kLeastReports, reports_ + 1);
  return std::log((reports + 1) / (frequency + 0.5));
}

WeighedReport Weights::weigh(const Terms& terms) const {
  std::vector<Weighed> all;
  all.reserve(terms.terms.size());
  for (const Term& term : terms.terms) {
    const double rarity = idf(frequency(term.hash) + 1);
    if (rarity <= kLeastIdf) continue;
    const double factor = term.is_number ? kNumberFactor : 1;
    all.push_back({&term, tf_of(term) * rarity * factor, rarity >= kRare});
  }
  std::ranges::sort(all, is_heavier);
  all.resize(std::min(all.size(), kMostTerms));
  return report_of(all);
}

void Weights::count(const std::vector<std::uint32_t>& stems) {
  for (const std::uint32_t hash : stems) add(hash, 1);
  ++reports_;
  if (reports_ >= kMostReports || stems_ > kMostStems) halve();
}

std::size_t Weights::slot_of(std::uint32_t hash) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash >> 2 & mask;  // the two lowest bits of a stem's hash are 0
  while (slots_[at].count != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
  return at;
}

std::uint32_t Weights::frequency(std::uint32_t hash) const noexcept {
  return slots_.empty() ? 0 : slots_[slot_of(hash)].count;
}

void Weights::add(std::uint32_t hash, std::uint32_t count) {
  if (slots_.size() < 4 * (stems_ + 1) / 3) rebuild(std::max(kFewestSlots, 2 * slots_.size()));
  Slot& slot = slots_[slot_of(hash)];
  if (slot.count == 0) ++stems_;
  slot.hash = hash;
  slot.count += count;
}

void Weights::rebuild(std::size_t slots) {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots));
  stems_ = 0;
  for (const Slot& slot : old) {
    if (slot.count == 0) continue;
    slots_[slot_of(slot.hash)] = slot;
    ++stems_;
  }
}

void Weights::halve() {
  for (Slot& slot : slots_) slot.count /= 2;
  reports_ /= 2;
  rebuild(slots_.size());
}

std::string Weights::pack() const {
  std::string out;
  put(out, reports_);
  put(out, static_cast<std::uint32_t>(stems_));
  for (const Slot& slot : slots_) {
    if (slot.count == 0) continue;
    put(out, slot.hash);
    put(out, slot.count);
  }
  return out;
}

bool Weights::restore(std::string_view bytes) {
  Weights out;
  std::uint32_t stems = 0;
  if (!take(bytes, out.reports_) || !take(bytes, stems)) return false;
  if (bytes.size() != std::size_t{stems} * sizeof(Slot) || stems > 2 * kMostStems) return false;
  for (std::uint32_t i = 0; i < stems; ++i) {
    Slot slot;
    if (!take(bytes, slot.hash) || !take(bytes, slot.count) || slot.count == 0) return false;
    out.add(slot.hash, slot.count);
  }
  if (out.reports_ >= kMostReports || out.stems_ != stems) return false;
  *this = std::move(out);
  return true;
}

}  // namespace wirefold::events
