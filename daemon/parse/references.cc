#include "references.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"

namespace wirefold::parse {
namespace {

constexpr std::size_t kMaxEntities = 256;
constexpr std::size_t kEntityBytes = 4096;
constexpr std::size_t kAllReplacements = std::size_t{64} << 10;

// Longer than "&CounterClockwiseContourIntegral;", the longest of HTML, and than most names in
// DTDs.
constexpr std::size_t kLongestReference = 64;

/// If `at` begins with one of XML's five references, returns its character and its length, else
/// length 0. Written out for speed: most feeds escape their HTML, so this runs every few bytes.
std::pair<char, std::size_t> predefined(std::string_view at) {
  const char second = at.size() > 3 ? at[1] : '\0';
  if (second == 'l' && at[2] == 't' && at[3] == ';') return {'<', 4};
  if (second == 'g' && at[2] == 't' && at[3] == ';') return {'>', 4};
  if (second == 'q' && at.starts_with("&quot;")) return {'"', 6};
  if (second == 'a' && at.starts_with("&amp;")) return {'&', 5};
  if (second == 'a' && at.starts_with("&apos;")) return {'\'', 6};
  return {'\0', 0};
}

/// Copies `raw` up to its first ampersand, eight bytes at a time; returns the number of bytes. `to`
/// must have room for all of `raw`.
std::size_t copy_plain(std::string_view raw, char* to) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  std::size_t at = 0;
  if constexpr (std::endian::native == std::endian::little) {
    while (at + 8 <= raw.size()) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, raw.data() + at, 8);
      std::memcpy(to + at, &bytes, 8);
      const std::uint64_t zero_if_ampersand = bytes ^ (kOnes * '&');
      const std::uint64_t found = (zero_if_ampersand - kOnes) & ~zero_if_ampersand & kHighs;
      if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
      at += 8;
    }
  }
  for (; at < raw.size() && raw[at] != '&'; ++at) to[at] = raw[at];
  return at;
}

std::string_view take_word(std::string_view& rest) {
  rest = trim(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

/// The text between the brackets of the DOCTYPE before the first element.
std::string_view internal_subset(std::string_view document) {
  std::size_t at = document.find('<');
  while (at != std::string_view::npos) {
    const std::string_view rest = document.substr(at);
    if (rest.starts_with("<!DOCTYPE")) {
      const std::size_t open = rest.find_first_of("[>");
      if (open == std::string_view::npos || rest[open] == '>') return {};
      return rest.substr(open, rest.find(']', open) - open);
    }
    const bool comment = rest.starts_with("<!--");
    if (!comment && !rest.starts_with("<?")) return {};
    at = document.find(comment ? "-->" : "?>", at);
    if (at != std::string_view::npos) at = document.find('<', at);
  }
  return {};
}

}  // namespace

std::size_t place_of(const pugi::xml_node& node) {
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
}

References::References(std::string_view document, Warnings& warnings)
    : warnings_(warnings), budget_(kAllReplacements) {
  const std::string_view doctype = internal_subset(document);
  constexpr std::string_view kOpen = "<!ENTITY";
  for (std::size_t at = doctype.find(kOpen);
       at != std::string_view::npos && entities_.size() < kMaxEntities;
       at = doctype.find(kOpen, at)) {
    at += kOpen.size();
    declare(doctype.substr(at, kEntityBytes));
  }
}

/// Reads `name "text">`; ignores parameter entities (%) and external ones (SYSTEM, PUBLIC).
void References::declare(std::string_view rest) {
  const std::string_view name = take_word(rest);
  rest = trim(rest);
  if (name.empty() || name == "%" || rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return;
  const std::size_t close = rest.find(rest[0], 1);
  if (close == std::string_view::npos) return;
  // The first of two declarations counts (XML 1.0 section 4.2).
  entities_.emplace(name, html::decode_entities(rest.substr(1, close - 1)));
}

void References::append(std::string& out, std::string_view raw, const pugi::xml_node& node) {
  // Nearly all input is text without references, and nearly all references are the five of XML.
  std::size_t end = out.size();
  out.resize(end + raw.size());
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t plain = copy_plain(raw.substr(at), out.data() + end);
    at += plain;
    end += plain;
    if (at == raw.size()) break;
    if (const auto [character, length] = predefined(raw.substr(at)); length > 0) {
      out[end++] = character;
      at += length;
    } else {
      std::string text;
      at += append_reference(text, raw.substr(at), node);
      const std::size_t needed = end + text.size() + raw.size() - at;
      if (needed > out.size()) out.resize(needed);
      end += text.copy(out.data() + end, text.size());
    }
  }
  out.resize(end);
}

/// Resolves the reference that `at` begins with; returns its size in bytes.
std::size_t References::append_reference(std::string& out, std::string_view at,
                                         const pugi::xml_node& node) {
  const std::string_view near = at.substr(0, kLongestReference);
  const std::size_t end = near.find_first_of("; \t\r\n<&\"'", 1);
  if (end == std::string_view::npos || near[end] != ';' || end == 1) {
    warnings_.add("an ampersand that starts no reference", place_of(node));
    out += '&';
    return 1;
  }
  if (const std::size_t pair = html::append_surrogates(out, at); pair > 0) return pair;
  const std::string_view reference = at.substr(0, end + 1);
  const std::string_view name = reference.substr(1, end - 1);
  if (name[0] == '#') {
    if (!html::append_reference(out, name)) out += reference;
  } else if (!append_entity(out, name, node)) {
    warnings_.add("unknown entity " + std::string(reference), place_of(node));
    out += reference;
  }
  return reference.size();
}

bool References::append_entity(std::string& out, std::string_view name,
                               const pugi::xml_node& node) {
  if (const auto own = entities_.find(name); own != entities_.end()) {
    if (own->second.size() > budget_) return false;
    budget_ -= own->second.size();
    out += own->second;
    return true;
  }
  if (!html::append_reference(out, name)) return false;
  warnings_.add("undeclared entity &" + std::string(name) + ';', place_of(node));
  return true;
}

}  // namespace wirefold::parse
