// The port through which the pages of the operator act.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/found_feed.h"
#include "wirefold/model/import_line.h"
#include "wirefold/model/override.h"

namespace wirefold::serve {

/// Each call does what the command of the same name does. Safe from any thread; calls may take
/// seconds, those with a stop token minutes. Exceptions of the store pass through. Details of
/// errors are sentences for the operator, in English.
class Actions {
 public:
  virtual ~Actions() = default;

  /// Stores the override and waits for the daemon to carry it out. The result has `done` unless the
  /// daemon is busy, and then it will be carried out later. If it has a `problem`, nothing has
  /// changed, and the override is deleted.
  virtual Override carry_out(Override order) = 0;

  /// Withdraws an override that still waits, or undoes one that was carried out, for the operator
  /// `by`. The result is the undo, as from carry_out(); of a withdrawn override, `done` without a
  /// number.
  virtual Override undo(std::int64_t id, const std::string& by) = 0;

  /// Looks for the feed that a typed address leads to. `asks` is called with each URL that is
  /// requested. kUnsupported for text that cannot be the URL of a feed.
  virtual Result<FoundFeed> find(const std::string& typed,
                                 const std::function<void(const std::string&)>& asks,
                                 const std::stop_token& stop) = 0;

  /// The place in the configuration that lists the feed, "FILE:LINE"; empty if none does.
  virtual std::string place_of(const std::string& url) = 0;

  /// Puts a feed on the list. Uses its `url`, `name`, `group` and `lang`.
  virtual std::optional<Error> add(FeedSource feed) = 0;

  /// Takes a feed off the list. Its articles stay.
  virtual std::optional<Error> remove(FeedId feed) = 0;

  /// Changes name, group and language of a feed of the list.
  virtual std::optional<Error> edit(FeedId feed, const FeedSource& as) = 0;

  /// Makes a feed due at once.
  virtual std::optional<Error> retry(FeedId feed) = 0;

  /// The feed as the configuration has it, with its whole URL; nullopt if there is none.
  virtual std::optional<FeedSource> source_of(FeedId feed) = 0;

  /// Reads a list of feeds, requests each new one, and adds those that can be read, all at the end.
  /// `seen` is called with each line as soon as its fate is known, and the number of all lines;
  /// once more, with the same ImportLine::number, if its fate is another at the end. The result has
  /// the problems of the list itself, each a sentence. After an error nothing was added, which the
  /// error says if `seen` was called.
  using OnLine = std::function<void(const ImportLine& line, std::size_t of)>;
  virtual Result<std::vector<std::string>> import(const std::string& opml, const OnLine& seen,
                                                  const std::stop_token& stop) = 0;
};

}  // namespace wirefold::serve
