#include <filesystem>

#include "wirefold/crawl/options.h"
#include "commands.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/units.h"
#include "wirefold/store/maintenance.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

int backup(const std::string& config_file, const std::string& to) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  {
    Progress progress("Copying pages");
    store::backup(database_file(loaded.config), to,
                  [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  }
  store::Store copy(to);
  to_output() << "backup: " << to << ", " << copy.count_articles() << " articles, "
              << std::filesystem::file_size(to) / 1024 << " KiB, checked\n";
  return to_output().flush() ? 0 : 1;
}

int verify(const std::string& config_file, const std::string& database) {
  std::string file = database;
  if (file.empty()) {
    const config::Loaded loaded = config::load(config_file);
    if (!report(loaded.problems)) return 1;
    file = database_file(loaded.config);
  }
  std::vector<std::string> problems;
  {
    Progress progress("Checking");
    problems = store::verify(
        file, [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  }
  for (const std::string& problem : problems) to_error() << file << ": " << problem << '\n';
  if (!problems.empty()) return 1;
  to_output() << file << ": good, " << store::Store(file).count_articles() << " articles\n";
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::app
