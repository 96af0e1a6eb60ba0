// The OPML file that the configuration names, to change it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/config/config.h"

namespace wirefold::control {

class FeedList {
 public:
  /// The list that `config`, read from `config_file`, names. Fails if `config` names none. A
  /// missing file counts as an empty list.
  static Result<FeedList> of(const std::string& config_file, const config::Config& config);

  const std::string& path() const { return path_; }

  /// Why this process cannot write the list, kIo; nullopt if it can. The detail names the file.
  std::optional<Error> write_problem() const;

  /// Puts `feeds` into their folders, and creates a missing file. Leaves out the feeds that the
  /// list has by now, because another command was faster, and returns their URLs. Commands that
  /// change the list at the same time wait for one another.
  Result<std::set<std::string>> add(const std::vector<FeedSource>& feeds) const;

  /// True if `source`, a feed of the configuration, is on this list and not elsewhere.
  bool lists(const FeedSource& source) const { return source.place.starts_with(path_ + ':'); }

  std::optional<Error> remove(const std::string& url) const;

  /// Gives the feed at the URL of `feed` its name, group and language.
  std::optional<Error> relabel(const FeedSource& feed) const;

 private:
  void create_folder() const;

  template <typename Edit>
  std::optional<Error> change(const Edit& edit) const;

  explicit FeedList(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

/// The title of a feed as the name of an outlet: one line, cut at 200 bytes.
std::string outlet_of(const std::string& title);

/// Why a feed that an operator did not write into the configuration by hand cannot have this URL;
/// empty if it can. Others must not name our local files.
std::string foreign_url_problem(const std::string& url);

/// FeedSource::place by URL.
using Places = std::unordered_map<std::string, std::string>;

/// The places of all feeds of the configuration.
Places places_of(const config::Config& config);

/// The feed of the configuration with this URL; null if there is none.
const FeedSource* find_source(const config::Config& config, const std::string& url);

}  // namespace wirefold::control
