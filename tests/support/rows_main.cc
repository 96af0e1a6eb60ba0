// Runs the tests, then prints for each row whether it passes.
#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <string>

#include "wirefold/base/log.h"

namespace {

/// Collects the results. A row passes if all tests whose names begin with its "RowNN_" pass.
class Rows : public testing::EmptyTestEventListener {
  void OnTestEnd(const testing::TestInfo& test) override {
    const std::string name = test.name();
    const std::size_t end = name.find('_');
    if (!name.starts_with("Row") || end == std::string::npos) return;
    Row& row = rows_[name.substr(3, end - 3)];
    row.holds = row.holds && test.result()->Passed();
    row.says += (row.says.empty() ? "" : ", ") + name.substr(end + 1);
  }

  void OnTestProgramEnd(const testing::UnitTest&) override {
    int holding = 0;
    for (const auto& [number, row] : rows_) {
      std::printf("row %s  %s  %s\n", number.c_str(), row.holds ? "pass" : "FAIL",
                  row.says.c_str());
      holding += row.holds ? 1 : 0;
    }
    std::printf("%d of %zu rows pass\n", holding, rows_.size());
  }

  struct Row {
    bool holds = true;
    std::string says;
  };
  std::map<std::string, Row> rows_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  testing::UnitTest::GetInstance()->listeners().Append(new Rows);  // GoogleTest deletes it.
  wirefold::LogSettings log;
  log.levels.fill(wirefold::LogLevel::kWarning);
  wirefold::set_log(log);
  return RUN_ALL_TESTS();
}
