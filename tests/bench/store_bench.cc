// store_bench [ARTICLES [STORED]]: the cost of taking articles in and storing them.
//
// ARTICLES (100,000) of some 4 KB are read and folded, from feed documents to the database. Then
// SQLite's bare API writes the same rows in transactions of the same size into a database of the
// same schema. The second part reads and folds on two threads, as the daemon does, and compares the
// speed with what the reader's share of the work allows. The last part measures the cost of an
// article when 10,000, 100,000 … STORED (1,000,000) are stored already.
#include <sqlite3.h>
#include <time.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/timing.h"
#include "support/database.h"
#include "support/fold_thread.h"
#include "support/temp_dir.h"
#include "wirefold/base/log.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/reading_stage.h"

namespace wirefold::bench {
namespace {

// Documents in a transaction, and new entries in each. The daemon takes up to 256 documents
// together.
constexpr std::size_t kOutlets = 20;
constexpr std::size_t kItems = 10;
constexpr std::size_t kTogether = kOutlets * kItems;

constexpr std::size_t kWords = 690;  // 4 KB
// The articles of some three hundred feeds. A million are three years of them.
constexpr std::size_t kArticlesADay = 1000;

/// A database that the daemon's fold thread fills. Time passes as articles arrive.
class Filled {
 public:
  explicit Filled(const std::string& path)
      : fold_(path, Timestamp(std::chrono::hours(480000)), kOutlets) {}

  /// Seconds for `articles` new articles.
  double ingest(std::size_t articles) {
    double seconds = 0;
    for (std::size_t done = 0; done < articles; done += kTogether) {
      world_.go_on();
      fold_.wait(std::chrono::seconds(86400 * kTogether / kArticlesADay));
      std::vector<ingest::Message> works = fold_.documents(world_);
      seconds += seconds_of(1, [&] { fold_.take(std::move(works)); });
    }
    return seconds;
  }

  /// The messages that bring `articles` new articles, a turn of kTogether after the other.
  std::vector<std::vector<ingest::Message>> prepare(std::size_t articles) {
    std::vector<std::vector<ingest::Message>> out;
    for (std::size_t done = 0; done < articles; done += kTogether) {
      world_.go_on();
      out.push_back(fold_.documents(world_));
    }
    fold_.wait(std::chrono::seconds(86400 * articles / kArticlesADay));
    return out;
  }

  store::Database& store() { return fold_.store(); }
  test::Pipeline& pipeline() { return fold_.pipeline(); }

 private:
  test::WireWorld world_{{kOutlets, kItems, kItems, kWords}, 1};
  test::FoldThread fold_;
};

void must(int code, sqlite3* db) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  std::exit(1);
}

/// A database that is written through SQLite's bare API.
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

/// The rows of one table, to be written again.
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

  /// Reads the rows that were added since the last call.
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

  /// For rows that cannot be read: sets texts to be inserted with ids in a row.
  void give(std::vector<std::string> texts) {
    texts_ = std::move(texts);
    next_ = 0;
  }

  /// Inserts the next rows, up to this id.
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
  std::int64_t last_ = 0;   // The last id that was read.
  std::int64_t given_ = 0;  // Number of texts that were inserted.
  sqlite3_stmt* insert_ = nullptr;
};

/// Writes the daemon's rows once more, into another database.
class Copy {
 public:
  Copy(const std::string& from, const std::string& to, const char* synchronous, bool searchable)
      : made_(make(to)), from_(from, synchronous), to_(to, synchronous), searchable_(searchable) {}

  /// Writes the rows that were added since the last call, with `words` for the search. Returns the
  /// seconds.
  double catch_up(const std::vector<std::string>& words) {
    for (Rows* rows : all_) rows->read(from_);
    if (searchable_) search_.give(words);
    return seconds_of(1, [this] { insert(); });
  }

 private:
  static bool make(const std::string& path) {
    test::open_database(path, Timestamp());
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
      for (Rows* rows : {&articles_, &fingerprints_, &events_, &search_}) rows->insert_to(last);
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
  Rows fingerprints_{to_, from_, "print"};
  Rows events_{to_, from_, "event"};
  Rows search_{to_, "search", "rowid, words", 2};
  const std::array<Rows*, 5> all_ = {&feeds_, &stories_, &articles_, &fingerprints_, &events_};
};

/// The indexed words of the articles after `last`. Sets `last` to the last article.
std::vector<std::string> words_since(store::Reading& stored, std::int64_t& last) {
  std::vector<std::string> out;
  while (const auto article = stored.article(ArticleId{last + 1})) {
    out.push_back(ingest::search_words_of(*article));
    ++last;
  }
  return out;
}

/// Measures all databases in turns, so that other work of the machine affects all of them.
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
  double of_same = 0;  // seconds of `bare` for the rows that the others have written, too
  std::map<std::string, double> of_others;
  std::int64_t last = 0;
  for (std::size_t done = 0; done < articles; done += kTurn) {
    seconds += fold.ingest(kTurn);
    const std::vector<std::string> words = words_since(fold.store().reading(), last);
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
              n / seconds, static_cast<double>(fold.store().upkeep().bytes()) / n);
  std::printf("  the same rows through the bare API: %.0f a second; ratio %.2f\n", n / of_bare,
              of_bare / seconds);
  std::printf("  without the search index: %.2f of that time\n", of_plain / of_same);
  for (const auto& [synchronous, time] : of_others) {
    std::printf("  bare with synchronous=%s: %.2f of the time of FULL\n", synchronous.c_str(),
                time / of_same);
  }
}

/// CPU seconds of this thread, or of all threads.
double cpu_seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Costs {
  double seconds = 0;  // by the wall clock
  double cpu = 0;      // of all threads
  double reading = 0;  // of `cpu`, as far as it is known
};

/// Reads and folds one after the other.
void take_in_turns(Filled& filled, std::size_t articles, Costs& costs) {
  for (std::vector<ingest::Message>& messages : filled.prepare(articles)) {
    const auto start = Clock::now();
    const double before = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
    std::size_t next = 0;
    const auto read = [&]() -> std::optional<ingest::Handover> {
      if (next == messages.size()) return std::nullopt;
      const double begun = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
      auto handover = filled.pipeline().read(std::move(messages[next++]));
      costs.reading += cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - begun;
      return handover;
    };
    filled.pipeline().ingest->take(*read(), read);
    costs.cpu += cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - before;
    costs.seconds += std::chrono::duration<double>(Clock::now() - start).count();
  }
}

/// Reads on one thread and folds on another.
void take_side_by_side(Filled& filled, std::size_t articles, Costs& costs) {
  const auto all = filled.prepare(articles);
  ingest::Inbox inbox(articles);
  ingest::Handovers handovers(256);  // as in the daemon
  ingest::ReadingStage stage(inbox, handovers, filled.pipeline().reader());
  for (const auto& messages : all) {
    for (const ingest::Message& message : messages) inbox.push(message);
  }
  inbox.close();
  const auto start = Clock::now();
  const double before = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
  {
    std::jthread reading([&] {
      Pulse pulse{std::chrono::seconds(1)};
      stage.run(filled.pipeline().marks.reading(0), pulse);
      handovers.close();
    });
    while (auto first = handovers.pop()) {
      std::size_t count = 1;
      filled.pipeline().ingest->take(*std::move(first), [&]() -> std::optional<ingest::Handover> {
        return ++count > kOutlets ? std::nullopt : handovers.pop();
      });
    }
  }
  costs.cpu += cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - before;
  costs.seconds += std::chrono::duration<double>(Clock::now() - start).count();
}

/// Compares both in turns.
void compare_threads(std::size_t articles) {
  constexpr std::size_t kTurn = 4000;  // until the first batch has been read, nothing is folded
  const test::TempDir dir;
  Filled one(dir.path("one.db"));
  Filled two(dir.path("two.db"));
  Costs in_turns;
  Costs side_by_side;
  for (std::size_t done = 0; done < articles; done += kTurn) {
    take_in_turns(one, kTurn, in_turns);
    take_side_by_side(two, kTurn, side_by_side);
  }
  const double share = in_turns.reading / in_turns.cpu;
  const double allowed = 1 / std::max(share, 1 - share);
  const double faster = in_turns.seconds / side_by_side.seconds;
  const auto n = static_cast<double>(articles);
  std::printf(
      "the reader's share of an article's CPU: %.2f; two threads may be %.2f times as fast\n",
      share, allowed);
  std::printf(
      "  one thread: %.0f a second; a reading thread beside it: %.0f; %.2f of what is allowed\n",
      n / in_turns.seconds, n / side_by_side.seconds, faster / allowed);
  std::printf("  CPU an article: %.0f us on one thread, %.2f of that on two\n",
              1e6 * in_turns.cpu / n, side_by_side.cpu / in_turns.cpu);
}

/// Compares the cost of an article in a large database and in a small one, in turns.
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
        static_cast<double>(large.store().upkeep().bytes()) / static_cast<double>(stored));
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
  if (articles > 0) bench::compare_threads(articles / 5);
  bench::grow(stored);
}
