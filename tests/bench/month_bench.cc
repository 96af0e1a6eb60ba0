// month_bench [ARTICLES_A_DAY [DAYS]]: the space of a database while old news is forgotten.
//
// Simulated news arrive for DAYS (30). Stories are kept for ten days, and the fold window is three
// days. Prints a line a day: articles stored, size of the file and of its log, and memory of the
// process.
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/fold_thread.h"
#include "support/temp_dir.h"
#include "wirefold/base/log.h"

namespace wirefold::bench {
namespace {

constexpr std::size_t kOutlets = 20;
constexpr std::size_t kItems = 5;
constexpr std::size_t kWords = 690;  // 4 KB

double mib_of(const std::string& file) {
  std::error_code ignored;
  return static_cast<double>(std::filesystem::file_size(file, ignored)) / (1 << 20);
}

double resident_mib() {
  malloc_trim(0);
  std::ifstream in("/proc/self/statm");
  double pages = 0;
  in >> pages >> pages;
  return pages * 4096 / (1 << 20);
}

void run(std::size_t a_day, int days) {
  const test::TempDir dir;
  const std::string path = dir.path("w.db");
  config::Config config;
  config.state.keep = std::chrono::days(10);
  config.fold.window = std::chrono::days(3);
  test::WireWorld world({kOutlets, kItems, 2 * kItems, kWords}, 1);
  test::FoldThread fold(path, Timestamp(std::chrono::hours(480000)), kOutlets, config);
  const std::size_t rounds = a_day / (kOutlets * kItems);
  for (int day = 1; day <= days; ++day) {
    for (std::size_t i = 0; i < rounds; ++i) {
      world.go_on();
      fold.take(fold.documents(world));
      fold.wait(std::chrono::seconds(std::size_t{86400} / rounds));
      while (fold.tidy()) {
      }
    }
    std::printf("day %2d: %7lld articles, file %7.1f MiB, log %5.1f MiB, memory %6.1f MiB\n", day,
                static_cast<long long>(fold.store().reading().count_articles()), mib_of(path),
                mib_of(path + "-wal"), resident_mib());
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace wirefold::bench

int main(int argc, char** argv) {
  using namespace wirefold;
  LogSettings quiet;
  quiet.levels.fill(LogLevel::kError);
  set_log(quiet);
  bench::run(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 4000,
             argc > 2 ? std::atoi(argv[2]) : 30);
}
