// Writes the table of settings as a configuration file and as a section of the manual, and compares
// the settings of two configurations.
#include <fmt/format.h>

#include "settings.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/units.h"

namespace wirefold::config {
namespace {

constexpr std::size_t kColumns = 97;

std::string_view section_of(std::string_view key) { return key.substr(0, key.find('.')); }

/// " From 1s to 10min."; empty for a text.
std::string range_of(const Setting& setting) {
  struct {
    std::string operator()(const DurationSetting& s) const {
      return format_duration(s.least) + " to " + format_duration(s.most);
    }
    std::string operator()(const SizeSetting& s) const {
      return format_size(s.least) + " to " + format_size(s.most);
    }
    std::string operator()(const WholeSetting& s) const {
      return fmt::format("{} to {}", s.least, s.most);
    }
    std::string operator()(const RealSetting& s) const {
      return fmt::format("{:g} to {:g}", s.least, s.most);
    }
    std::string operator()(const TextSetting&) const { return {}; }
  } written_range;
  const std::string range = std::visit(written_range, setting.kind);
  return range.empty() ? "" : " From " + range + '.';
}

/// The help text, with the range and whether the setting is read at start only.
std::string explained(const Setting& setting) {
  return std::string(setting.help) + range_of(setting) +
         (setting.at_start ? " Read at start only." : "");
}

/// `text` as lines that begin with "#".
std::string as_comment(const std::string& text) {
  std::string out;
  std::string line = "#";
  for (const std::string_view word : split(text, ' ')) {
    if (line.size() + 1 + word.size() > kColumns) {
      out += line + '\n';
      line = "#";
    }
    line.append(1, ' ').append(word);
  }
  return out + line + '\n';
}

/// `text` for roff: one sentence per line, with '-' and '\' escaped.
std::string as_roff(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool sentence_ends = text.substr(i).starts_with(". ");
    if (text[i] == '-' || text[i] == '\\') out += '\\';
    out += text[i];
    if (sentence_ends) out += '\n';
    if (sentence_ends) ++i;
  }
  return out + '\n';
}

}  // namespace

std::string default_text() {
  std::string out =
      "# Configuration of wirefold: every setting, commented out at its default.\n"
      "# Durations are written \"90s\", \"15min\", \"2h\", \"7d\"; sizes \"512KiB\", \"15MiB\".\n"
      "# 'wirefold check -c FILE' names every mistake with its line; SIGHUP makes a running "
      "daemon\n"
      "# read the file again.\n";
  Config defaults;
  std::string_view section;
  for (const Setting& s : settings()) {
    if (section_of(s.key) != section) {
      section = section_of(s.key);
      out += "\n[" + std::string(section) + "]\n";
    } else {
      out += '\n';
    }
    out += as_comment(explained(s));
    out +=
        '#' + std::string(s.key.substr(section.size() + 1)) + " = " + written(s, defaults) + '\n';
  }
  out +=
      "\n# Feeds can also be named here, one table each; all but url may be left out.\n"
      "#[[feed]]\n"
      "#url = \"https://news.example.org/rss\"\n"
      "#outlet = \"Example News\"   # instead of the publisher of its address; feeds may share "
      "one\n"
      "#name = \"News: World\"      # its name without an outlet, instead of its own title\n"
      "#group = \"World\"\n"
      "#lang = \"en\"               # for entries whose language is not recognised\n"
      "#interval = \"2h\"           # instead of fetch.interval\n"
      "#pages = \"off\"             # never fetch its articles' pages\n"
      "#recheck = \"off\"           # never ask without validators (fetch.recheck)\n"
      "#websub = \"off\"            # do not subscribe at its hub\n"
      "#private = \"on\"            # its own server may have a private address\n"
      "#user = \"reader\"           # Basic authentication, sent only to this server\n"
      "#password_from = \"NAME\"    # systemd credential, or the absolute path of a file\n"
      "#header = \"X-Client: 7\"    # sent only to this server; header_from for a secret one\n"
      "#proxy = \"socks5h://127.0.0.1:9050\"\n"
      "#user_agent_suffix = \"(subscriber 7)\"\n";
  return out;
}

std::string manual_text() {
  std::string out;
  Config defaults;
  for (const Setting& s : settings()) {
    out += ".TP\n.B " + std::string(s.key) + " = " + written(s, defaults) + '\n';
    out += as_roff(explained(s));
  }
  return out;
}

Changes changes(Config before, Config after) {
  Changes out;
  for (const Setting& s : settings()) {
    if (written(s, before) == written(s, after)) continue;
    (s.at_start ? out.at_restart : out.at_once).emplace_back(s.key);
  }
  return out;
}

}  // namespace wirefold::config
