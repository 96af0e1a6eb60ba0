// world_bench [FEEDS [DAYS]]: days of many feeds in simulated time, compared with a poller that
// polls each feed an hour after its last answer.
#include <cstdio>
#include <cstdlib>

#include "polite/simulation.h"

namespace wirefold::test {
namespace {

void print(const char* name, const Delays& ours, const Delays& hourly) {
  std::printf("  %-35s %6zu feeds, %8zu polls to %8zu, mean delay %6.3f h to %.3f h\n", name,
              ours.feeds, ours.polls, hourly.polls, ours.hours, hourly.hours);
}

void print(const Losses& ours, const Losses& hourly) {
  std::printf(
      "  entries lost: %zu to %zu; before a first answer %zu to %zu, after failed polls %zu to "
      "%zu, "
      "in bursts %zu to %zu, in longer waits %zu to %zu\n",
      ours.count(), hourly.count(), ours.first, hourly.first, ours.failures, hourly.failures,
      ours.burst, hourly.burst, ours.waits, hourly.waits);
}

void compare(const char* title, Simulated settings) {
  const Outcome ours = simulate(settings);
  settings.hourly = true;
  const Outcome hourly = simulate(settings);
  const double days = static_cast<double>(settings.time.count()) / 24;
  const auto a = static_cast<double>(ours.requests);
  const auto b = static_cast<double>(hourly.requests);
  std::printf("%s\n", title);
  std::printf("  requests a day: %.0f to %.0f of the hourly poller, %.1f %% fewer\n", a / days,
              b / days, 100 * (1 - a / b));
  std::printf("  host limits broken: %zu; polls late by %.1f s on average\n", ours.violations,
              ours.lateness);
  print(ours.lost, hourly.lost);
  print("often (4 h between entries or less)", ours.often, hourly.often);
  print("daily (4 h to 48 h)", ours.daily, hourly.daily);
  print("seldom", ours.seldom, hourly.seldom);
  if (ours.unvalidated.feeds > 0) {
    print("without validators", ours.unvalidated, hourly.unvalidated);
  }
}

void hung(Simulated settings) {
  for (const std::size_t hosts : {std::size_t{1}, settings.feeds / 100, settings.feeds / 10}) {
    settings.aside = hosts;
    settings.hung = false;
    const Outcome well = simulate(settings);
    settings.hung = true;
    const Outcome ill = simulate(settings);
    std::printf(
        "  %4zu of %zu feeds hung: the others' polls %+.4f %% apart, late by %.3f s (%.3f s)\n",
        hosts, settings.feeds, 100 * (ill.wait / well.wait - 1), ill.lateness, well.lateness);
  }
}

}  // namespace
}  // namespace wirefold::test

int main(int argc, char** argv) {
  using namespace wirefold::test;
  Simulated settings;
  settings.feeds = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100000;
  settings.time = std::chrono::hours(24) * (argc > 2 ? std::atoi(argv[2]) : 7);
  std::printf("%zu feeds, %ld days\n", settings.feeds, settings.time.count() / 24);
  compare("all servers send validators, no feed has a hub", settings);
  settings.hubs = 0.1;
  compare("one feed in ten has a hub", settings);
  settings.no_validators = 0.15;
  compare("and 15 % of the servers send no validators", settings);
  std::printf("hung servers\n");
  settings.hubs = 0;
  settings.no_validators = 0;
  settings.feeds = 1000;
  hung(settings);
}
