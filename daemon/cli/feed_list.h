// The OPML file that the configuration names, for the commands that change it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/config/config.h"

namespace wirefold::app {

inline constexpr std::size_t kMaxOpmlBytes = std::size_t{256} << 20;

/// What makes a change of the list or of a feed hold, for people.
std::string taken_up(const config::Config& config);

class FeedList {
 public:
  /// The list of the configuration that `config_file` is. Fails if it names none; one that is not
  /// there is empty.
  static Result<FeedList> of(const std::string& config_file, const config::Config& config);

  const std::string& path() const { return path_; }

  /// Puts `feeds` into their folders, and makes the file if it is not there. Those that the list
  /// has by now, as another command was faster, are left out, and their URLs are given back. Two
  /// commands at a time wait for one another.
  Result<std::set<std::string>> add(const std::vector<FeedSource>& feeds) const;

  std::optional<Error> remove(const std::string& url) const;

 private:
  template <typename Edit>
  std::optional<Error> change(const Edit& edit) const;

  explicit FeedList(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

/// A name for an outlet, whatever its feed has for a title: one line, cut at 200 bytes.
std::string outlet_of(const std::string& title);

/// "FILE:LINE" of feeds, by their URLs.
using Places = std::unordered_map<std::string, std::string>;

/// Of every feed of the configuration.
Places places_of(const config::Config& config);

/// The feed of the configuration at `url`; null if there is none.
const FeedSource* find_source(const config::Config& config, const std::string& url);

}  // namespace wirefold::app
