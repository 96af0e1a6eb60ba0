// Which document is being read, in a file that outlives a crash.
#pragma once

#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/handle.h"
#include "wirefold/model/ids.h"

namespace wirefold::app {

/// A document that ends the program would end it again at every start, as its poll is never stored.
/// The mark tells the next start whose document it was. It stands beside the database, outside of
/// its transactions, and is never synced: if the machine loses power it may be lost, which costs
/// one more crash at most. It covers reading and folding, not what is done with many documents
/// together: commits, and rendering what is served.
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

  /// Keeps it in `file`, which is made if it is missing. If that cannot be opened there is no mark,
  /// and the log says so.
  explicit ReadingMark(const std::string& file);

  /// What the program before this one was reading when it ended; nothing if it was reading nothing.
  const std::optional<Document>& left() const { return left_; }

  /// While it lives, the document `url` of `feed` is being read. An exception leaves the mark: who
  /// catches it and goes on calls clear().
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

  /// Nothing is being read.
  void clear();

 private:
  void set(FeedId feed, std::string_view url);
  void write(std::string_view bytes);

  Handle<std::FILE, std::fclose> file_;  // null: no mark is kept
  std::optional<Document> left_;
};

}  // namespace wirefold::app
