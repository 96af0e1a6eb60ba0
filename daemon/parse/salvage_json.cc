#include "salvage_json.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

#include "wirefold/parse/mend_json.h"

namespace wirefold::parse {
namespace {

// The limit for bytes that are read again, as a multiple of the document's size; only hostile
// documents reach it.
constexpr std::size_t kMostTimes = 16;

constexpr std::string_view kBlank = " \t\r\n";

// An object with one of these members is taken for an item, not for an author or attachment.
constexpr std::array<std::string_view, 5> kMembers = {"id", "url", "title", "content_html",
                                                      "content_text"};

class Salvage {
 public:
  Salvage(std::string_view text, Warnings& warnings)
      : in_(text), warnings_(warnings), budget_(kMostTimes * text.size()) {}

  std::string run() {
    const std::size_t name = in_.find("\"items\"");
    const std::size_t open = in_.find('[', std::min(name, in_.size()));
    if (open == std::string_view::npos) return {};
    std::string out(in_.substr(0, open + 1));
    std::size_t kept = 0;
    for (std::size_t at = in_.find('{', open); at != std::string_view::npos;) {
      const std::size_t end = end_of(at);
      if (end - at > budget_) break;
      budget_ -= end - at;
      const auto item = item_in(in_.substr(at, end - at));
      if (item) out.append(kept++ == 0 ? "" : ",").append(*item);
      if (!item) warnings_.add("an item that is not well-formed", at);
      at = item ? next_item(end) : next_start(at + 1);
    }
    return kept == 0 ? std::string() : out + "]}";
  }

 private:
  /// The position after the bracket that closes the one at `at`, if the quotes between are right.
  std::size_t end_of(std::size_t at) const {
    int depth = 0;
    bool in_string = false;
    for (; at < in_.size(); ++at) {
      const char c = in_[at];
      if (in_string && c == '\\') {
        ++at;
      } else if (c == '"') {
        in_string = !in_string;
      } else if (!in_string && c == '{') {
        ++depth;
      } else if (!in_string && c == '}' && --depth == 0) {
        return at + 1;
      }
    }
    return in_.size();
  }

  /// The next item of the list, after one that ended at `end`.
  std::size_t next_item(std::size_t end) const {
    const std::size_t comma = in_.find_first_not_of(kBlank, end);
    if (comma == std::string_view::npos || in_[comma] != ',') return std::string_view::npos;
    const std::size_t next = in_.find_first_not_of(kBlank, comma + 1);
    return next != std::string_view::npos && in_[next] == '{' ? next : std::string_view::npos;
  }

  /// Where the next object of any list begins: after a closing bracket and a comma.
  std::size_t next_start(std::size_t from) const {
    for (std::size_t at = in_.find('}', from); at != in_.npos; at = in_.find('}', at + 1)) {
      const std::size_t next = next_item(at + 1);
      if (next != std::string_view::npos) return next;
    }
    return std::string_view::npos;
  }

  /// Returns `piece` mended if it is an item, else nullopt.
  std::optional<std::string> item_in(std::string_view piece) {
    Warnings ignored;
    std::string mended = mend_json(piece, ignored);
    simdjson::dom::object object;
    if (parser_.parse(mended).get(object) != simdjson::SUCCESS) return std::nullopt;
    const bool is_item = std::ranges::any_of(kMembers, [&object](std::string_view name) {
      return object.at_key(name).error() == simdjson::SUCCESS;
    });
    return is_item ? std::optional(std::move(mended)) : std::nullopt;
  }

  std::string_view in_;
  Warnings& warnings_;
  std::size_t budget_;
  simdjson::dom::parser parser_;
};

}  // namespace

std::string salvage_json(std::string_view utf8, Warnings& warnings) {
  warnings.set_source(utf8);
  std::string out = Salvage(utf8, warnings).run();
  warnings.set_source({});
  return out;
}

}  // namespace wirefold::parse
