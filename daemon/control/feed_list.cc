#include "wirefold/control/feed_list.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "wirefold/base/file.h"
#include "wirefold/base/printable.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"
#include "wirefold/parse/opml.h"

namespace wirefold::control {
namespace {

namespace fs = std::filesystem;

/// A lock for changes of the files in a folder. Locks nothing if the folder cannot be opened.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder)
      : fd_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (fd_ >= 0) flock(fd_, LOCK_EX);
  }
  ~FolderLock() {
    if (fd_ >= 0) close(fd_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int fd_;
};

}  // namespace

Result<FeedList> FeedList::of(const std::string& config_file, const config::Config& config) {
  if (config.feeds.opml.empty()) {
    return Error{Errc::kIo, config_file + ": feeds.opml is empty, so there is no feed list"};
  }
  return FeedList(config::list_file(config_file, config));
}

/// Creates the folder of a list that is not there yet. An error shows when the list is written.
void FeedList::create_folder() const {
  std::error_code ignored;
  fs::create_directories(fs::path(path_).parent_path(), ignored);
}

std::optional<Error> FeedList::write_problem() const {
  create_folder();
  return replace_problem(path_);
}

template <typename Edit>
std::optional<Error> FeedList::change(const Edit& edit) const {
  create_folder();
  const FolderLock lock(fs::path(path_).parent_path());
  std::error_code ignored;
  const bool there = fs::status(path_, ignored).type() != fs::file_type::not_found;
  const Result<std::string> opml =
      there ? read_file(path_, config::kMaxOpmlBytes) : parse::empty_opml();
  if (!opml) return opml.error();
  constexpr std::string_view kMark = "\xEF\xBB\xBF";  // byte order mark, which some editors write
  const std::string_view mark = opml->starts_with(kMark) ? kMark : std::string_view();
  const Result<std::string> changed = edit(opml->substr(mark.size()));
  if (!changed) return changed.error();
  return replace_file(path_, std::string(mark) + *changed);
}

Result<std::set<std::string>> FeedList::add(const std::vector<FeedSource>& feeds) const {
  std::set<std::string> there;
  const auto error = change([&](const std::string& opml) -> Result<std::string> {
    const auto listed = parse::parse_opml(opml, path_);
    if (!listed) return listed.error();
    std::set<std::string> known;
    for (const FeedSource& feed : *listed) known.insert(feed.url);
    std::vector<FeedSource> missing;
    for (const FeedSource& feed : feeds) {
      known.contains(feed.url) ? void(there.insert(feed.url)) : missing.push_back(feed);
    }
    return missing.empty() ? opml : parse::opml_with(opml, missing, path_);
  });
  if (error) return *error;
  return there;
}

std::optional<Error> FeedList::remove(const std::string& url) const {
  return change([&](const std::string& opml) { return parse::opml_without(opml, url, path_); });
}

std::optional<Error> FeedList::relabel(const FeedSource& feed) const {
  return change([&](const std::string& opml) { return parse::opml_relabelled(opml, feed, path_); });
}

std::string foreign_url_problem(const std::string& url) {
  std::string out = config::source_problem(url);
  if (out.empty() && !html::is_web_url(url)) out = "a local file: add it to the list by hand";
  return out;
}

std::string outlet_of(const std::string& title) {
  return std::string(clip_utf8(collapse_space(printable(title)), kMostNameBytes));
}

Places places_of(const config::Config& config) {
  Places out;
  for (const FeedSource& source : config.sources) out.emplace(source.url, source.place);
  return out;
}

const FeedSource* find_source(const config::Config& config, const std::string& url) {
  const auto at = std::find_if(config.sources.begin(), config.sources.end(),
                               [&url](const FeedSource& s) { return s.url == url; });
  return at == config.sources.end() ? nullptr : &*at;
}

}  // namespace wirefold::control
