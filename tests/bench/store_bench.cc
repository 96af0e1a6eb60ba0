// store_bench [ARTICLES [STORED]]: what it costs to take articles in and keep them.
//
// ARTICLES (100,000) of some 4 KB go through the daemon's fold thread, from feed documents to the
// database; then the same rows through SQLite's bare API, in as large transactions, into a database
// of the same schema. And the cost of an article when 10,000, 100,000 … STORED (1,000,000) are
// stored already.
#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "wirefold/ingest/articles.h"
#include "bench/timing.h"
#include "support/fold_thread.h"
#include "support/temp_dir.h"
#include "wirefold/base/log.h"

namespace wirefold::bench {
namespace {

// Documents in a transaction, and new entries in each: the daemon takes up to 64 together.
constexpr std::size_t kOutlets = 20;
constexpr std::size_t kItems = 10;
constexpr std::size_t kTogether = kOutlets * kItems;

constexpr std::size_t kWords = 690;  // 4 KB
// Some three hundred feeds. A million articles are three years of them.
constexpr std::size_t kArticlesADay = 1000;

/// A database that is filled by the daemon's fold thread, with time going by as articles come.
class Filled {
 public:
  explicit Filled(const std::string& path)
      : fold_(path, Timestamp(std::chrono::hours(480000)), kOutlets) {}

  /// Seconds that so many new articles take.
  double ingest(std::size_t articles) {
    double seconds = 0;
    for (std::size_t done = 0; done < articles; done += kTogether) {
      world_.go_on();
      fold_.wait(std::chrono::seconds(86400 * kTogether / kArticlesADay));
      std::vector<app::Work> works = fold_.documents(world_);
      seconds += seconds_of(1, [&] { fold_.take(std::move(works)); });
    }
    return seconds;
  }

  store::Store& store() { return fold_.store(); }

 private:
  test::WireWorld world_{{kOutlets, kItems, kItems, kWords}, 1};
  test::FoldThread fold_;
};

void must(int code, sqlite3* db) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  std::exit(1);
}

/// A database without us.
class Bare {
 public:
  Bare(const std::string& path, const char* synchronous) {
    must(sqlite3_open(path.c_str(), &db_), db_);
    run(std::string("PRAGMA synchronous = ") + synchronous);
    run("PRAGMA foreign_keys = ON");
  }
  ~Bare() { sqlite3_close(db_); }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void run(const std::string& sql) const {
    must(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr), db_);
  }
  sqlite3* get() const { return db_; }

 private:
  sqlite3* db_ = nullptr;
};

/// Rows of one table, to be written again.
class Rows {
 public:
  Rows(const Bare& to, std::string table, std::string columns, int count)
      : table_(std::move(table)), columns_(std::move(columns)), count_(count) {
    std::string sql = "INSERT INTO " + table_ + "(" + columns_ + ") VALUES (?";
    for (int i = 1; i < count; ++i) sql += ",?";
    must(sqlite3_prepare_v2(to.get(), (sql + ")").c_str(), -1, &insert_, nullptr), to.get());
  }
  Rows(const Bare& to, const Bare& from, const std::string& table)
      : Rows(to, table, names_of(from, table), count_of(from, table)) {}
  ~Rows() {
    clear();
    sqlite3_finalize(insert_);
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// Takes those that have come since the last time.
  void read(const Bare& from) {
    clear();
    const std::string key = columns_.substr(0, columns_.find(','));
    const std::string sql = "SELECT " + columns_ + " FROM " + table_ + " WHERE " + key + " > " +
                            std::to_string(last_) + " ORDER BY 1";
    sqlite3_stmt* s = nullptr;
    must(sqlite3_prepare_v2(from.get(), sql.c_str(), -1, &s, nullptr), from.get());
    while (sqlite3_step(s) == SQLITE_ROW) {
      for (int i = 0; i < count_; ++i) {
        values_.push_back(sqlite3_value_dup(sqlite3_column_value(s, i)));
      }
      last_ = sqlite3_column_int64(s, 0);
    }
    sqlite3_finalize(s);
  }

  /// The same for rows that cannot be read: a number and a text each.
  void give(std::vector<std::string> texts) {
    texts_ = std::move(texts);
    next_ = 0;
  }

  /// Inserts what follows, to this id.
  void insert_to(std::int64_t id) {
    for (; next_ < texts_.size() && given_ < id; ++next_) {
      sqlite3_bind_int64(insert_, 1, ++given_);
      sqlite3_bind_text(insert_, 2, texts_[next_].data(), static_cast<int>(texts_[next_].size()),
                        SQLITE_STATIC);
      step();
    }
    const auto count = static_cast<std::size_t>(count_);
    for (; next_ * count < values_.size() && number(next_, 0) <= id; ++next_) {
      for (std::size_t i = 0; i < count; ++i) {
        sqlite3_bind_value(insert_, static_cast<int>(i) + 1, values_[next_ * count + i]);
      }
      step();
    }
  }

  std::int64_t number(std::size_t row, std::size_t column) const {
    return sqlite3_value_int64(values_[row * static_cast<std::size_t>(count_) + column]);
  }
  std::size_t size() const { return values_.size() / static_cast<std::size_t>(count_); }

 private:
  static std::string names_of(const Bare& from, const std::string& table) {
    std::string out;
    for (const std::string& name : columns(from, table))
      out.append(out.empty() ? "" : ",").append(name);
    return out;
  }
  static int count_of(const Bare& from, const std::string& table) {
    return static_cast<int>(columns(from, table).size());
  }
  static std::vector<std::string> columns(const Bare& from, const std::string& table) {
    std::vector<std::string> out;
    sqlite3_stmt* s = nullptr;
    must(sqlite3_prepare_v2(from.get(), ("SELECT * FROM " + table).c_str(), -1, &s, nullptr),
         from.get());
    for (int i = 0; i < sqlite3_column_count(s); ++i) out.emplace_back(sqlite3_column_name(s, i));
    sqlite3_finalize(s);
    return out;
  }
  void step() {
    must(sqlite3_step(insert_), sqlite3_db_handle(insert_));
    sqlite3_reset(insert_);
  }
  void clear() {
    for (sqlite3_value* value : values_) sqlite3_value_free(value);
    values_.clear();
    next_ = 0;
  }

  const std::string table_;
  const std::string columns_;
  const int count_;
  std::vector<sqlite3_value*> values_;
  std::vector<std::string> texts_;
  std::size_t next_ = 0;
  std::int64_t last_ = 0;   // id that was read
  std::int64_t given_ = 0;  // number of texts that were inserted
  sqlite3_stmt* insert_ = nullptr;
};

/// Writes what the daemon has written once more, into a database of its own.
class Copy {
 public:
  Copy(const std::string& from, const std::string& to, const char* synchronous, bool searchable)
      : made_(make(to)), from_(from, synchronous), to_(to, synchronous), searchable_(searchable) {}

  /// Seconds that the rows take which have come since the last time; `words` are theirs.
  double catch_up(const std::vector<std::string>& words) {
    for (Rows* rows : all_) rows->read(from_);
    if (searchable_) search_.give(words);
    return seconds_of(1, [this] { insert(); });
  }

 private:
  static bool make(const std::string& path) {
    const store::Store schema(path, Timestamp());
    return true;
  }

  void insert() {
    const std::size_t count = articles_.size();
    for (std::size_t done = 0; done < count;) {
      for (std::size_t i = 0; i < kTogether && done < count; ++i, ++done) {
        last_story_ = std::max(last_story_, articles_.number(done, 1));
      }
      const std::int64_t last = articles_.number(done - 1, 0);
      to_.run("BEGIN; PRAGMA defer_foreign_keys = ON");
      feeds_.insert_to(std::numeric_limits<std::int64_t>::max());
      stories_.insert_to(last_story_);
      for (Rows* rows : {&articles_, &prints_, &events_, &search_}) rows->insert_to(last);
      to_.run("COMMIT");
    }
  }

  bool made_;
  Bare from_;
  Bare to_;
  bool searchable_;
  std::int64_t last_story_ = 0;
  Rows feeds_{to_, from_, "feed"};
  Rows stories_{to_, from_, "story"};
  Rows articles_{to_, from_, "article"};
  Rows prints_{to_, from_, "print"};
  Rows events_{to_, from_, "event"};
  Rows search_{to_, "search", "rowid, words", 2};
  const std::array<Rows*, 5> all_ = {&feeds_, &stories_, &articles_, &prints_, &events_};
};

/// The words of what has come since `last`, as they were indexed, which is moved on.
std::vector<std::string> words_since(store::Store& store, std::int64_t& last) {
  std::vector<std::string> out;
  while (const auto article = store.article(ArticleId{last + 1})) {
    out.push_back(app::search_words_of(*article));
    ++last;
  }
  return out;
}

/// Turn about, so that what the machine does besides is shared.
void compare(std::size_t articles) {
  constexpr std::size_t kTurn = 2000;
  constexpr std::size_t kOthers = 20000;
  const test::TempDir dir;
  const std::string ours = dir.path("ours.db");
  Filled fold(ours);
  Copy bare(ours, dir.path("bare.db"), "FULL", true);
  Copy plain(ours, dir.path("plain.db"), "FULL", false);
  Copy normal(ours, dir.path("normal.db"), "NORMAL", true);
  Copy off(ours, dir.path("off.db"), "OFF", true);
  Copy extra(ours, dir.path("extra.db"), "EXTRA", true);
  double seconds = 0;
  double of_bare = 0;
  double of_plain = 0;
  double of_same = 0;  // what the others have written
  std::map<std::string, double> of_others;
  std::int64_t last = 0;
  for (std::size_t done = 0; done < articles; done += kTurn) {
    seconds += fold.ingest(kTurn);
    const std::vector<std::string> words = words_since(fold.store(), last);
    of_bare += bare.catch_up(words);
    if (done >= kOthers) continue;
    of_same = of_bare;
    of_plain += plain.catch_up(words);
    of_others["NORMAL"] += normal.catch_up(words);
    of_others["OFF"] += off.catch_up(words);
    of_others["EXTRA"] += extra.catch_up(words);
  }
  const auto n = static_cast<double>(last);
  std::printf("%.0f articles: %.0f a second from feed document to database, %.0f bytes each\n", n,
              n / seconds, static_cast<double>(fold.store().bytes()) / n);
  std::printf("  the same rows through the bare API: %.0f a second; ratio %.2f\n", n / of_bare,
              of_bare / seconds);
  std::printf("  without the search index: %.2f of that time\n", of_plain / of_same);
  for (const auto& [synchronous, time] : of_others) {
    std::printf("  bare with synchronous=%s: %.2f of the time of FULL\n", synchronous.c_str(),
                time / of_same);
  }
}

/// What an article costs in a large database and in a small one, turn about.
void grow(std::size_t most) {
  constexpr std::size_t kSmall = 10000;
  constexpr std::size_t kTurn = 1000;
  constexpr int kTurns = 5;
  const test::TempDir dir;
  Filled small(dir.path("small.db"));
  Filled large(dir.path("large.db"));
  small.ingest(kSmall);
  std::size_t stored = 0;
  for (std::size_t size = 10 * kSmall; size <= most; size *= 10) {
    large.ingest(size - stored);
    double of_small = 0;
    double of_large = 0;
    for (int i = 0; i < kTurns; ++i) {
      of_small += small.ingest(kTurn);
      of_large += large.ingest(kTurn);
    }
    stored = size + kTurns * kTurn;
    constexpr double kPerArticle = 1e6 / (kTurns * kTurn);
    std::printf(
        "%8zu stored: %.0f us an article, %.2f of that at 10,000 (%.0f us); %.0f bytes each\n",
        size, kPerArticle * of_large, of_large / of_small, kPerArticle * of_small,
        static_cast<double>(large.store().bytes()) / static_cast<double>(stored));
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
  const std::size_t articles = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100000;
  const std::size_t stored = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000000;
  if (articles > 0) bench::compare(articles);
  bench::grow(stored);
}
