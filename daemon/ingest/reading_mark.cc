#include "wirefold/ingest/reading_mark.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

#include "wirefold/base/log.h"
#include "wirefold/base/printable.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"

namespace wirefold::ingest {
namespace {

// "+7 https://h.example/feed\n" while a document of feed 7 is read; afterwards a "-" replaces the
// "+". The file is never truncated, and no write changes more than two pages.
constexpr char kReading = '+';
constexpr std::string_view kIdle = "-";
constexpr std::size_t kMostUrlBytes = 2000;
constexpr std::size_t kMostBytes = kMostUrlBytes + 32;

/// Other programs may have written the file.
std::optional<ReadingMark::Document> parse_mark(std::string_view bytes) {
  if (!bytes.starts_with(kReading)) return std::nullopt;
  bytes.remove_prefix(1);
  std::int64_t feed = 0;
  const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), feed);
  bytes.remove_prefix(static_cast<std::size_t>(end - bytes.data()));
  const std::size_t line = bytes.find('\n');
  if (error != std::errc() || !bytes.starts_with(' ') || line == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view url = bytes.substr(1, line - 1);
  if (!is_valid_utf8(url)) return std::nullopt;
  return ReadingMark::Document{FeedId{feed}, printable(without_userinfo(std::string(url)))};
}

}  // namespace

ReadingMark::ReadingMark(const std::string& file, std::size_t place) : place_(place) {
  const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  struct stat found {};
  const bool usable = fd >= 0 && fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
  if (usable) file_.reset(fdopen(fd, "r+b"));
  if (fd >= 0 && !file_) close(fd);
  if (!file_) {
    LogEvent("mark", LogArea::kDaemon, LogLevel::kWarning)
        .field("file", file)
        .text("error", usable || fd < 0 ? std::generic_category().message(errno)
                                        : "it is not a regular file")
        .emit();
    return;
  }
  std::array<char, kMostBytes> bytes{};
  const ssize_t size =
      pread(fd, bytes.data(), bytes.size(), static_cast<off_t>(place_ * kMostBytes));
  if (size > 0) left_ = parse_mark({bytes.data(), static_cast<std::size_t>(size)});
}

void ReadingMark::set(FeedId feed, std::string_view url) {
  if (!file_) return;
  std::string mark(1, kReading);
  mark += std::to_string(to_int(feed));
  mark += ' ';
  mark += clip_utf8(url, kMostUrlBytes);
  write(mark += '\n');
}

void ReadingMark::clear() { write(kIdle); }

/// If the disk is full, only the mark is lost.
void ReadingMark::write(std::string_view bytes) {
  if (!file_) return;
  [[maybe_unused]] const ssize_t written = pwrite(fileno(file_.get()), bytes.data(), bytes.size(),
                                                  static_cast<off_t>(place_ * kMostBytes));
}

ReadingMarks::ReadingMarks(const std::string& file, std::size_t readers) {
  marks_.emplace_back(file);
  for (std::size_t place = 1; place <= readers; ++place) {
    marks_.push_back(marks_.front().is_kept() ? ReadingMark(file, place) : ReadingMark());
  }
}

std::vector<ReadingMark::Document> ReadingMarks::left() const {
  std::vector<ReadingMark::Document> out;
  for (const ReadingMark& mark : marks_) {
    if (mark.left()) out.push_back(*mark.left());
  }
  return out;
}

void ReadingMarks::clear() {
  for (ReadingMark& mark : marks_) mark.clear();
}

}  // namespace wirefold::ingest
