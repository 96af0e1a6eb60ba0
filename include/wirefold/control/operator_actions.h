// What the pages of an operator do: the same as the commands.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "wirefold/base/guarded.h"
#include "wirefold/config/config.h"
#include "wirefold/control/feed_list.h"
#include "wirefold/serve/operator/actions.h"

namespace wirefold::control {

/// All methods are safe from any thread.
class OperatorActions : public serve::Actions {
 public:
  /// `config` was read from `config_file`, and `database` is its database, which a daemon has open.
  OperatorActions(std::string config_file, std::string database, config::Config config);

  /// Replaces the configuration. Calls that have begun go on with the one before.
  void set_config(config::Config config);

  /// Ends the waits for the daemon, before it ends itself: carry_out() and undo() then return at
  /// once what they have stored.
  void end() { end_.request_stop(); }

  Override carry_out(Override order) override;
  Override undo(std::int64_t id, const std::string& by) override;

  /// kTooLarge above kMostTypedBytes. Once `stop` is requested, nothing is found.
  Result<FoundFeed> find(const std::string& typed,
                         const std::function<void(const std::string&)>& asks,
                         const std::stop_token& stop) override;
  std::string place_of(const std::string& url) override;
  std::optional<Error> add(FeedSource feed) override;
  std::optional<Error> remove(FeedId feed) override;
  std::optional<Error> edit(FeedId feed, const FeedSource& as) override;
  std::optional<Error> retry(FeedId feed) override;
  std::optional<FeedSource> source_of(FeedId feed) override;

  /// kTooLarge above kMostListBytes. Of several feeds of the list that lead to one, `seen` names
  /// the first to answer as added. Ended by `stop`, it adds nothing and fails with kNetwork. The
  /// list is changed once, at the end.
  Result<std::vector<std::string>> import(const std::string& opml, const OnLine& seen,
                                          const std::stop_token& stop) override;

 private:
  using ConfigPtr = std::shared_ptr<const config::Config>;

  Result<FeedList> list_of(const config::Config& config) const;
  std::optional<Error> write_problem(const FeedList& list) const;

  const std::string config_file_;
  const std::string database_;
  Guarded<ConfigPtr> config_;
  std::stop_source end_;
};

}  // namespace wirefold::control
