#include "report_window.h"

#include <algorithm>
#include <utility>

namespace wirefold::events {

std::uint32_t ReportWindow::push(Known report, std::uint32_t like) {
  const auto number = static_cast<std::uint32_t>(first_ + reports_.size());
  numbers_[to_int(report.story)] = number;
  report.next = number;
  reports_.push_back(std::move(report));
  if (like != 0) link(number, like);
  if (at(number).past.reports == 0) set_past(number);
  return number;
}

void ReportWindow::pop() {
  unlink(first_);
  const auto known = numbers_.find(to_int(front().story));
  if (known != numbers_.end() && known->second == first_) numbers_.erase(known);
  reports_.pop_front();
  ++first_;
}

std::uint32_t ReportWindow::find(StoryId story) const {
  const auto known = numbers_.find(to_int(story));
  return known == numbers_.end() ? 0 : known->second;
}

std::uint32_t ReportWindow::find(EventId event) const {
  const auto found = std::ranges::find_if(
      reports_, [event](const Known& k) { return k.event == event && to_int(k.story) != 0; });
  return found == reports_.end() ? 0
                                 : first_ + static_cast<std::uint32_t>(found - reports_.begin());
}

std::vector<std::uint32_t> ReportWindow::event_of(std::uint32_t number) const {
  std::vector<std::uint32_t> out{number};
  for (std::uint32_t n = (*this)[number].next; n != number; n = (*this)[n].next) out.push_back(n);
  std::ranges::sort(out);
  return out;
}

EventPast ReportWindow::past_of(const std::vector<std::uint32_t>& event) const {
  EventPast out;
  for (const std::uint32_t number : event) {
    const EventPast& past = (*this)[number].past;
    out.reports = std::max(out.reports, past.reports);
    if (past.first) out.first = std::min(out.first.value_or(*past.first), *past.first);
  }
  return out;
}

void ReportWindow::move(std::uint32_t number, EventId event, std::uint32_t like) {
  unlink(number);
  at(number).event = event;
  if (like != 0 && like != number) link(number, like);
  set_past(number);
}

void ReportWindow::end(std::uint32_t number) {
  unlink(number);
  numbers_.erase(to_int(at(number).story));
  at(number).story = StoryId{};
}

void ReportWindow::date_all(Timestamp seen) {
  for (Known& report : reports_) report.seen = report.seen.value_or(seen);
}

void ReportWindow::set_past(std::uint32_t number) {
  std::vector<std::uint32_t> others = event_of(number);
  std::erase(others, number);
  Known& report = at(number);
  report.past = past_of(others);
  ++report.past.reports;
  if (report.when)
    report.past.first = std::min(report.past.first.value_or(*report.when), *report.when);
}

void ReportWindow::link(std::uint32_t number, std::uint32_t like) {
  at(number).next = std::exchange(at(like).next, number);
}

void ReportWindow::unlink(std::uint32_t number) {
  std::uint32_t before = number;
  while ((*this)[before].next != number) before = (*this)[before].next;
  at(before).next = std::exchange(at(number).next, number);
}

}  // namespace wirefold::events
