// Records which document is being read, in a file that outlives a crash.
#pragma once

#include <cstddef>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/handle.h"
#include "wirefold/model/ids.h"

namespace wirefold::ingest {

/// A document that crashes the program would do so after every start, because its poll is never
/// stored. The mark tells the next run whose document it was. It is kept beside the database,
/// outside of its transactions, and is never synced: a power failure may lose it, which costs at
/// most one more crash. The marks cover reading and folding, but not the work on many documents
/// together: commits and rendering. Each thread that reads or folds has a mark of its own, in its
/// place in one file.
///
/// One thread at a time.
class ReadingMark {
 public:
  /// A document that is, or was, being read.
  struct Document {
    FeedId feed{};
    std::string url;  ///< Of the feed or page; at most 2,000 bytes.
  };

  /// Keeps no mark.
  ReadingMark() = default;

  /// Keeps the mark in place `place` (0, 1, …) of `file`, which is created if it is missing. If it
  /// cannot be opened, that is logged and no mark is kept.
  explicit ReadingMark(const std::string& file, std::size_t place = 0);

  /// The document that the previous run was reading when it ended; nullopt if there was none.
  const std::optional<Document>& left() const { return left_; }

  /// Sets the mark for the document `url` of `feed` while the scope lives. An exception leaves the
  /// mark: code that catches it and goes on must call clear().
  class Scope {
   public:
    Scope(ReadingMark& mark, FeedId feed, std::string_view url) : mark_(mark) {
      mark_.set(feed, url);
    }
    ~Scope() {
      if (std::uncaught_exceptions() == exceptions_) mark_.clear();
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    ReadingMark& mark_;
    const int exceptions_ = std::uncaught_exceptions();
  };

  /// False if there is no file.
  bool is_kept() const { return file_ != nullptr; }

  /// Removes the mark.
  void clear();

 private:
  void set(FeedId feed, std::string_view url);
  void write(std::string_view bytes);

  Handle<std::FILE, std::fclose> file_;  // null: no mark is kept
  std::size_t place_ = 0;
  std::optional<Document> left_;
};

/// The marks of the fold thread and of the reading threads. Only the one of a thread may be used on
/// it; the other calls precede the threads.
class ReadingMarks {
 public:
  /// Keeps no marks.
  explicit ReadingMarks(std::size_t readers) : marks_(1 + readers) {}

  /// Keeps the marks in `file`.
  ReadingMarks(const std::string& file, std::size_t readers);

  ReadingMark& folding() { return marks_.front(); }

  /// `reader` is below readers().
  ReadingMark& reading(std::size_t reader) { return marks_[1 + reader]; }
  std::size_t readers() const { return marks_.size() - 1; }

  /// The documents that the previous run was reading when it ended. With one reader at work and one
  /// document being folded, one of the two is the cause.
  std::vector<ReadingMark::Document> left() const;

  /// Removes all marks.
  void clear();

 private:
  std::vector<ReadingMark> marks_;
};

}  // namespace wirefold::ingest
