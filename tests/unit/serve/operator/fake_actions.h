// Actions that are noted and answered as a test says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wirefold/serve/operator/actions.h"

namespace wirefold::serve {

class FakeActions : public Actions {
 public:
  Override carry_out(Override order) override {
    order.id = 12;
    if (problem.empty()) order.done = Timestamp(std::chrono::hours(480000));
    order.problem = problem;
    orders.push_back(order);
    return order;
  }

  Override undo(std::int64_t id, const std::string& by) override {
    Override out = undone;
    out.kind = OverrideKind::kUndo;
    out.undoes = id;
    out.by = by;
    out.problem = problem;
    orders.push_back(out);
    return out;
  }

  Result<FoundFeed> find(const std::string& typed,
                         const std::function<void(const std::string&)>& asks,
                         const std::stop_token&) override {
    asks("https://" + typed);
    if (!problem.empty()) return Error{Errc::kUnsupported, problem};
    return found;
  }

  std::string place_of(const std::string& url) override { return url == listed ? "f.opml:7" : ""; }

  std::optional<Error> add(FeedSource feed) override { return changed("add", std::move(feed)); }

  std::optional<Error> remove(FeedId feed) override { return changed("remove", numbered(feed)); }

  std::optional<Error> edit(FeedId feed, const FeedSource& as) override {
    return changed("edit", numbered(feed, as));
  }

  std::optional<Error> retry(FeedId feed) override { return changed("retry", numbered(feed)); }

  std::optional<FeedSource> source_of(FeedId feed) override {
    return to_int(feed) == 5 ? source : std::nullopt;
  }

  Result<std::vector<std::string>> import(const std::string& opml, const OnLine& seen,
                                          const std::stop_token&) override {
    imported = opml;
    for (const ImportLine& line : lines) seen(line, lines.size());
    if (!problem.empty()) return Error{Errc::kMalformed, problem};
    return std::vector<std::string>{"line 3: <a tag>"};
  }

  std::string problem;  ///< Of every action; empty: it succeeds.
  Override undone;      ///< The result of undo().
  FoundFeed found;
  std::string listed;  ///< The URL that place_of() knows.
  std::optional<FeedSource> source;
  std::vector<ImportLine> lines;

  std::vector<Override> orders;   ///< What was ordered.
  std::vector<std::string> what;  ///< "add", "edit"; with `feeds`.
  std::vector<FeedSource> feeds;
  std::string imported;

 private:
  /// The number stands for the URL.
  static FeedSource numbered(FeedId feed, FeedSource as = {}) {
    as.url = std::to_string(to_int(feed));
    return as;
  }

  std::optional<Error> changed(const std::string& how, FeedSource feed) {
    what.push_back(how);
    feeds.push_back(std::move(feed));
    return problem.empty() ? std::nullopt : std::optional(Error{Errc::kIo, problem});
  }
};

}  // namespace wirefold::serve
