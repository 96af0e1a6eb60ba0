// Keeps everything that outlives a restart. No query language outside this area.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/store/error.h"
#include "wirefold/store/events.h"
#include "wirefold/store/feeds.h"
#include "wirefold/store/folding.h"
#include "wirefold/store/overrides.h"
#include "wirefold/store/reading.h"
#include "wirefold/store/subscribers.h"
#include "wirefold/store/upkeep.h"

namespace wirefold::store {

/// What may be read. One thread at a time.
class View {
 public:
  virtual ~View() = default;

  virtual Events& events() = 0;
  virtual Feeds& feeds() = 0;
  virtual Folding& folding() = 0;
  virtual Overrides& overrides() = 0;
  virtual Reading& reading() = 0;
  virtual Subscribers& subscribers() = 0;
  virtual Upkeep& upkeep() = 0;

  /// The "urn:uuid:…" of this database, which never changes. It is the id of the served feed.
  virtual std::string uid() = 0;

  /// When the database was created.
  virtual Timestamp born() = 0;

  /// True if another connection has written to the database since the last call. The first call
  /// returns true.
  virtual bool was_changed_elsewhere() = 0;
};

/// All changes of the database are made here, and committed together. Without commit(), the
/// destructor takes all of them back. The methods throw StoreError; the transaction can then only
/// be destroyed.
class Transaction {
 public:
  virtual ~Transaction() = default;

  virtual EventWriter& events() = 0;
  virtual FeedWriter& feeds() = 0;
  virtual FoldingWriter& folding() = 0;
  virtual MemoryWriter& memory() = 0;
  virtual OverrideWriter& overrides() = 0;
  virtual SubscriberWriter& subscribers() = 0;
  virtual UpkeepWriter& upkeep() = 0;

  /// At most once, as the last call. Once it returns, the changes survive a crash of the machine if
  /// its disk honours a sync.
  virtual void commit() = 0;
};

/// The database of a daemon. One thread at a time.
class Database : public View {
 public:
  /// Throws StoreBusy if another program keeps writing: see set_on_busy(). There is one transaction
  /// at a time.
  virtual std::unique_ptr<Transaction> begin() = 0;

  /// Calls `goes_on` every five seconds while a transaction cannot begin because another program is
  /// writing. If it returns false, the wait ends with StoreBusy. Without it, a transaction waits
  /// five seconds.
  virtual void set_on_busy(std::function<bool()> goes_on) = 0;
};

/// The words under which a stored article is found. It must return what was given to
/// FoldingWriter::add_article() or update_article().
using WordsOf = std::function<std::string(const Article&)>;

/// Opens or creates `path` (":memory:" for tests) and brings the schema up to date. Refuses a file
/// that is not a wirefold database, has a newer schema, or is in use. `now` becomes the time of
/// creation of a new database. Throws StoreError.
std::unique_ptr<Database> open(const std::string& path, Timestamp now, WordsOf words_of);

/// Opens `path` to read; a daemon may have it open. The schema must be of this version. Throws
/// StoreError.
std::unique_ptr<View> open_to_read(const std::string& path);

/// True while a daemon has the database `path` open.
bool is_in_use(const std::string& path);

}  // namespace wirefold::store
