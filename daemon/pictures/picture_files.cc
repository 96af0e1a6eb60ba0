#include "wirefold/pictures/picture_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "wirefold/base/file.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/number.h"
#include "wirefold/pictures/image_header.h"

namespace wirefold::pictures {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kBlock = 4096;

// How far the time of a file may be behind its last use, so that not every use writes.
constexpr std::int64_t kUseSeconds = 3600;

std::int64_t blocks_of(std::size_t bytes) {
  return (static_cast<std::int64_t>(bytes) + kBlock - 1) / kBlock * kBlock;
}

std::uint64_t hash_of(std::string_view url, std::string_view bytes) {
  return hash64(bytes, hash64(url));
}

constexpr std::string_view kIcon = "feed-";

struct Name {
  PictureId picture;
  std::uint64_t hash = 0;
};

std::string file_of(const Name& name) {
  const std::string of =
      is_icon(name.picture)
          ? std::string(kIcon) + std::to_string(to_int(std::get<FeedId>(name.picture)))
          : std::to_string(to_int(std::get<ArticleId>(name.picture)));
  return of + '-' + to_hex(name.hash);
}

/// Reads "7-00c0ffee00c0ffee" or "feed-7-00c0ffee00c0ffee".
std::optional<Name> read_name(std::string_view name) {
  constexpr std::size_t kDigits = 16;
  const bool of_feed = name.starts_with(kIcon);
  if (of_feed) name.remove_prefix(kIcon.size());
  const std::size_t dash = name.find('-');
  if (dash == std::string_view::npos || name.size() != dash + 1 + kDigits) return std::nullopt;
  const auto number = whole_number<std::int64_t>(name.substr(0, dash));
  Name out;
  const char* const end = name.data() + name.size();
  const bool read = std::from_chars(name.data() + dash + 1, end, out.hash, 16).ptr == end;
  if (!number || *number <= 0 || !read) return std::nullopt;
  out.picture = of_feed ? PictureId(FeedId{*number}) : PictureId(ArticleId{*number});
  return out;
}

/// What replace_file() leaves if it is interrupted.
bool is_left_over(std::string_view name) {
  return name.ends_with(".new") && read_name(name.substr(0, name.find('.')));
}

}  // namespace

PictureFiles::PictureFiles(std::string folder) : folder_(std::move(folder)) { find_files(); }

/// Of two files of a picture, which a crash may leave, the later one counts.
void PictureFiles::find_files() {
  struct Found {
    Name name;
    Kept kept;
  };
  std::vector<Found> found;
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const std::string file = at->path().filename().string();
    struct stat state {};
    const auto name = read_name(file);
    if (is_left_over(file)) unlink(at->path().c_str());
    if (!name || stat(at->path().c_str(), &state) != 0 || !S_ISREG(state.st_mode)) continue;
    const auto size = static_cast<std::size_t>(state.st_size);
    found.push_back({*name, {name->hash, blocks_of(size), state.st_mtim.tv_sec, {}}});
  }
  std::ranges::sort(found, {}, [](const Found& one) { return one.kept.used; });
  for (const Found& one : found) add(one.name.picture, one.kept);
}

std::string PictureFiles::path_of(PictureId picture, std::uint64_t hash) const {
  return folder_ + '/' + file_of({picture, hash});
}

void PictureFiles::add(PictureId picture, Kept kept) {
  const auto known = kept_.find(picture);
  if (known != kept_.end() && known->second.hash != kept.hash) remove(picture);
  const auto [it, is_new] = kept_.try_emplace(picture);
  if (!is_new) {
    bytes_ -= it->second.bytes;
    uses_.erase(it->second.place);
  }
  kept.place = uses_.insert(uses_.begin(), picture);
  bytes_ += kept.bytes;
  it->second = kept;
}

void PictureFiles::set_budget(std::int64_t bytes) {
  assert(check_.is_here());
  budget_ = bytes;
  fit();
}

void PictureFiles::fit() {
  while (bytes_ > budget_ && !uses_.empty()) remove(uses_.back());
}

void PictureFiles::use(PictureId picture, Kept& kept) {
  uses_.splice(uses_.begin(), uses_, kept.place);
  const std::int64_t now = std::time(nullptr);
  if (std::abs(now - kept.used) < kUseSeconds) return;
  kept.used = now;
  utimensat(AT_FDCWD, path_of(picture, kept.hash).c_str(), nullptr, 0);
}

std::optional<std::string> PictureFiles::read(PictureId picture, std::string_view url) {
  assert(check_.is_here());
  const auto known = kept_.find(picture);
  if (known == kept_.end()) return std::nullopt;
  auto bytes = read_file(path_of(picture, known->second.hash), kMostPictureBytes);
  if (!bytes || hash_of(url, *bytes) != known->second.hash) {
    remove(picture);
    return std::nullopt;
  }
  use(picture, known->second);
  return std::move(*bytes);
}

std::optional<Error> PictureFiles::write(PictureId picture, std::string_view url,
                                         std::string_view bytes) {
  assert(check_.is_here());
  const std::int64_t size = blocks_of(bytes.size());
  if (size > budget_) return std::nullopt;
  mkdir(folder_.c_str(), 0700);  // the write fails if this did
  const std::uint64_t hash = hash_of(url, bytes);
  if (auto error = replace_file(path_of(picture, hash), bytes, Durability::kLater)) return error;
  add(picture, {hash, size, std::time(nullptr), {}});
  fit();
  return std::nullopt;
}

void PictureFiles::remove(PictureId picture) {
  assert(check_.is_here());
  const auto known = kept_.find(picture);
  if (known == kept_.end()) return;
  unlink(path_of(picture, known->second.hash).c_str());
  bytes_ -= known->second.bytes;
  uses_.erase(known->second.place);
  kept_.erase(known);
}

std::vector<PictureId> PictureFiles::after(PictureId picture, std::size_t most) const {
  assert(check_.is_here());
  std::vector<PictureId> out;
  for (auto at = kept_.upper_bound(picture); at != kept_.end() && out.size() < most; ++at) {
    out.push_back(at->first);
  }
  return out;
}

}  // namespace wirefold::pictures
