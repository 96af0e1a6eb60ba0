#include "formats.h"

#include <charconv>

#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"

namespace wirefold::parse {
namespace {

constexpr std::size_t kShownBytes = 60;

}  // namespace

std::optional<Timestamp> date_of(std::string_view text, std::string_view what, ParsedFeed& feed) {
  const std::optional<Timestamp> date = parse_date(text);
  if (!date && !text.empty()) {
    std::string warning = "entry " + std::to_string(feed.entries.size() + 1) + ": ";
    warning.append(what).append(" is no date: ").append(clip_utf8(text, kShownBytes));
    feed.warnings.push_back(std::move(warning));
  }
  return date;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

}  // namespace wirefold::parse
