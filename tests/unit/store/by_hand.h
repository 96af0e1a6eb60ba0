// What somebody does to a database with other tools.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

namespace wirefold::store {

inline void run_sql(const std::string& path, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

}  // namespace wirefold::store
