#include <filesystem>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/base/units.h"
#include "wirefold/store/database.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::cli {

int backup(const std::string& config_file, const std::string& to) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  {
    Progress progress("Copying pages");
    store::backup(app::database_file(*config), to,
                  [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  }
  const std::unique_ptr<store::View> copy = store::open_to_read(to);
  to_output() << "backup: " << to << ", " << copy->reading().count_articles() << " articles, "
              << std::filesystem::file_size(to) / 1024 << " KiB, checked\n";
  return to_output().flush() ? 0 : 1;
}

int verify(const std::string& config_file, const std::string& database) {
  std::string file = database;
  if (file.empty()) {
    const auto config = load_config(config_file);
    if (!config) return 1;
    file = app::database_file(*config);
  }
  std::vector<std::string> problems;
  {
    Progress progress("Checking");
    problems = store::verify(
        file, [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  }
  for (const std::string& problem : problems) to_error() << file << ": " << problem << '\n';
  if (!problems.empty()) return 1;
  to_output() << file << ": good, " << store::open_to_read(file)->reading().count_articles()
              << " articles\n";
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::cli
