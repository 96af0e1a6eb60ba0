#include "references.h"

#include <algorithm>
#include <array>

#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"

namespace wirefold::parse {
namespace {

constexpr std::size_t kMaxEntities = 256;
constexpr std::size_t kEntityBytes = 4096;
constexpr std::size_t kAllReplacements = std::size_t{64} << 10;

// Longer than "&CounterClockwiseContourIntegral;", the longest of HTML, and most DTD names.
constexpr std::size_t kLongestReference = 64;

struct Predefined {
  std::string_view reference;
  char character;
};

constexpr std::array kPredefined = {Predefined{"&lt;", '<'}, Predefined{"&gt;", '>'},
                                    Predefined{"&amp;", '&'}, Predefined{"&quot;", '"'},
                                    Predefined{"&apos;", '\''}};

std::string_view take_word(std::string_view& rest) {
  rest = trim(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

/// XML 1.0 section 2.2: what a document may not hold, not even by reference.
bool is_control(std::string_view character) {
  return character.size() == 1 && static_cast<unsigned char>(character[0]) < 0x20 &&
         std::string_view("\t\n\r").find(character[0]) == std::string_view::npos;
}

/// What stands between the brackets of the DOCTYPE before the first element.
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

/// `name "text">`; parameter entities (%) and external ones (SYSTEM, PUBLIC) are left out.
void References::declare(std::string_view rest) {
  const std::string_view name = take_word(rest);
  rest = trim(rest);
  if (name.empty() || name == "%" || rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return;
  const std::size_t close = rest.find(rest[0], 1);
  if (close == std::string_view::npos) return;
  // Of two declarations the first counts (XML 1.0 section 4.2).
  entities_.emplace(name, html::decode_entities(rest.substr(1, close - 1)));
}

void References::append(std::string& out, std::string_view raw, std::size_t offset) {
  while (true) {
    const std::size_t amp = raw.find('&');
    out.append(raw.substr(0, amp));
    if (amp == std::string_view::npos) return;
    raw.remove_prefix(amp);
    raw.remove_prefix(append_reference(out, raw, offset));
  }
}

/// Resolves what `at` begins with; returns how many bytes of it that was.
std::size_t References::append_reference(std::string& out, std::string_view at,
                                         std::size_t offset) {
  for (const Predefined& p : kPredefined) {
    if (at.starts_with(p.reference)) {
      out += p.character;
      return p.reference.size();
    }
  }
  const std::string_view near = at.substr(0, kLongestReference);
  const std::size_t end = near.find_first_of("; \t\r\n<&\"'", 1);
  if (end == std::string_view::npos || near[end] != ';' || end == 1) {
    warnings_.add("an ampersand that starts no reference", offset);
    out += '&';
    return 1;
  }
  const std::string_view reference = at.substr(0, end + 1);
  if (reference[1] == '#') {
    const std::string character = html::decode_entities(reference);
    if (!is_control(character)) out += character;
  } else if (!append_entity(out, reference.substr(1, end - 1), offset)) {
    warnings_.add("unknown entity " + std::string(reference), offset);
    out += reference;
  }
  return reference.size();
}

bool References::append_entity(std::string& out, std::string_view name, std::size_t offset) {
  if (const auto own = entities_.find(name); own != entities_.end()) {
    if (own->second.size() > budget_) return false;
    budget_ -= own->second.size();
    out += own->second;
    return true;
  }
  const std::string reference = '&' + std::string(name) + ';';
  const std::string text = html::decode_entities(reference);
  if (text == reference) return false;
  warnings_.add("undeclared entity " + reference, offset);
  out += text;
  return true;
}

}  // namespace wirefold::parse
