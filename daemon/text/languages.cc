#include "wirefold/text/languages.h"

#include <array>
#include <map>
#include <string_view>

#include "language_files.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

constexpr std::array<std::string_view, 11> kSections = {
    "bylines", "name particles", "announcements", "credits",     "credit marks", "paywall",
    "consent", "series",         "boilerplate",   "link labels", "published"};

std::array<std::vector<std::string>, kSections.size()> read_phrases() {
  std::array<std::vector<std::string>, kSections.size()> out;
  for_each_line([&out](const LanguageLine& line) {
    for (std::size_t i = 0; i < kSections.size(); ++i) {
      if (line.section == kSections.at(i)) out.at(i).push_back(line.text);
    }
  });
  return out;
}

std::vector<AgencyName> read_agencies() {
  std::vector<AgencyName> out;
  for_each_line([&out](const LanguageLine& line) {
    if (line.section != "agencies") return;
    const std::vector<std::string_view> names = split(line.text, '|');
    for (std::size_t i = 1; i < names.size(); ++i) {
      out.push_back({std::string(trim(names[i])), std::string(trim(names[0]))});
    }
  });
  return out;
}

}  // namespace

void for_each_line(const std::function<void(const LanguageLine&)>& use) {
  for (const LanguageFile& file : language_files()) {
    std::string_view section;
    int number = 0;
    for (const std::string_view raw : split(file.content, '\n')) {
      ++number;
      const std::string_view line = trim(raw);
      if (line.empty() || line.starts_with('#')) continue;
      if (line.starts_with('[') && line.ends_with(']')) {
        section = line.substr(1, line.size() - 2);
        continue;
      }
      std::string text(line);
      if (text.ends_with('_')) text.back() = ' ';
      use({file.name, section, std::move(text), number});
    }
  }
}

std::string problem_at(const LanguageLine& line, std::string_view message) {
  return std::string(line.file) + ".txt:" + std::to_string(line.number) + ": " +
         std::string(message);
}

const std::vector<std::string>& phrases(Phrases which) {
  static const auto kAll = read_phrases();
  return kAll.at(static_cast<std::size_t>(which));
}

const std::vector<AgencyName>& agency_names() {
  static const std::vector<AgencyName> kAll = read_agencies();
  return kAll;
}

}  // namespace wirefold::text
