#include "wirefold/parse/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <optional>

#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using Converter = Handle<UConverter, ucnv_close>;
using Detector = Handle<struct uchardet, uchardet_delete>;

// uchardet runs at 2 to 4 MB/s on legacy encodings and is sure long before this.
constexpr std::size_t kDetectBytes = std::size_t{8} << 10;

struct Label {
  std::string_view said;
  std::string_view meant;
};

// Labels that mean a superset in practice (WHATWG Encoding Standard, section 4.2).
constexpr std::array kSupersets = {Label{"iso-8859-1", "windows-1252"},
                                   Label{"latin1", "windows-1252"},
                                   Label{"us-ascii", "windows-1252"},
                                   Label{"ascii", "windows-1252"},
                                   Label{"iso-8859-9", "windows-1254"},
                                   Label{"gb2312", "gb18030"},
                                   Label{"gbk", "gb18030"},
                                   Label{"euc-kr", "windows-949"},
                                   Label{"ks_c_5601-1987", "windows-949"},
                                   Label{"shift_jis", "windows-31j"},
                                   Label{"tis-620", "windows-874"},
                                   Label{"iso-8859-11", "windows-874"}};

struct Mark {
  std::string_view bytes;
  std::string_view encoding;
};

constexpr std::array kMarks = {Mark{"\xEF\xBB\xBF", "utf-8"},
                               Mark{std::string_view("\xFF\xFE\0\0", 4), "utf-32le"},
                               Mark{std::string_view("\0\0\xFE\xFF", 4), "utf-32be"},
                               Mark{"\xFF\xFE", "utf-16le"}, Mark{"\xFE\xFF", "utf-16be"}};

/// UTF-16 and -32 without a mark show in the zeros around the '<' (XML 1.0 appendix F).
constexpr std::array kPatterns = {Mark{std::string_view("<\0\0\0", 4), "utf-32le"},
                                  Mark{std::string_view("\0\0\0<", 4), "utf-32be"},
                                  Mark{std::string_view("<\0", 2), "utf-16le"},
                                  Mark{std::string_view("\0<", 2), "utf-16be"}};

std::string charset_of_header(std::string_view content_type) {
  const std::size_t at = find_ignore_case(content_type, "charset=");
  if (at == std::string_view::npos) return {};
  std::string_view value = content_type.substr(at + 8);
  value = trim(value.substr(0, value.find(';')));
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'')) {
    value = value.substr(1, value.find(value.front(), 1) - 1);
  }
  return to_lower_ascii(value);
}

std::string charset_of_declaration(std::string_view bytes) {
  bytes = bytes.substr(0, 1024);
  const std::size_t start = bytes.find("<?xml");
  if (start == std::string_view::npos) return {};
  bytes = bytes.substr(start, bytes.find("?>", start) - start);
  const std::size_t at = bytes.find("encoding");
  if (at == std::string_view::npos) return {};
  bytes.remove_prefix(at);
  const std::size_t open = bytes.find_first_of("\"'");
  if (open == std::string_view::npos) return {};
  const std::size_t close = bytes.find(bytes[open], open + 1);
  return to_lower_ascii(trim(bytes.substr(open + 1, close - open - 1)));
}

std::string detect(std::string_view bytes) {
  const Detector detector(uchardet_new());
  // Markup is ASCII; start where the text of the first non-ASCII byte is.
  const auto first = std::find_if(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  bytes = bytes.substr(static_cast<std::size_t>(first - bytes.begin()), kDetectBytes);
  uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
  uchardet_data_end(detector.get());
  return to_lower_ascii(uchardet_get_charset(detector.get()));
}

Converter open_converter(const std::string& label) {
  const auto* wider = std::find_if(kSupersets.begin(), kSupersets.end(),
                                   [&label](const Label& l) { return l.said == label; });
  const std::string name(wider == kSupersets.end() ? label : wider->meant);
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  return converter;
}

std::optional<std::string> convert(std::string_view bytes, const std::string& label) {
  const Converter from = open_converter(label);
  UErrorCode status = U_ZERO_ERROR;
  const Converter to(ucnv_open("UTF-8", &status));
  if (!from || !to) return std::nullopt;
  std::string out;
  std::array<char, 16384> chunk{};
  std::array<UChar, 8192> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  bool reset = true;
  do {
    status = U_ZERO_ERROR;
    char* target = chunk.data();
    ucnv_convertEx(to.get(), from.get(), &target, chunk.data() + chunk.size(), &source, source_end,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(),
                   static_cast<UBool>(reset), true, &status);
    out.append(chunk.data(), target);
    reset = false;
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

bool is_utf8_label(std::string_view label) { return label == "utf-8" || label == "utf8"; }

/// Reads as `label`; nothing if that cannot be, with the reason added to `warnings`.
std::optional<std::string> try_label(std::string_view bytes, const std::string& label,
                                     std::string_view who, std::vector<std::string>& warnings) {
  if (is_utf8_label(label)) {
    if (is_valid_utf8(bytes)) return std::string(bytes);
    warnings.push_back(std::string(who) + " says utf-8, but the bytes are not");
    return std::nullopt;
  }
  if (label.starts_with("utf-16") || label.starts_with("utf-32") || label.starts_with("ucs-")) {
    // ASCII '<' at the front shows that this cannot be; the mark or pattern was looked at before.
    warnings.push_back(std::string(who) + " says " + label + ", but the bytes are not");
    return std::nullopt;
  }
  std::optional<std::string> text = convert(bytes, label);
  if (!text) warnings.push_back(std::string(who) + " names an unknown encoding: " + label);
  return text;
}

template <typename Marks>
std::optional<Mark> marked(std::string_view bytes, const Marks& marks) {
  for (const Mark& mark : marks) {
    if (bytes.starts_with(mark.bytes)) return mark;
  }
  return std::nullopt;
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view content_type) {
  if (const auto mark = marked(bytes, kMarks)) {
    const std::string label(mark->encoding);
    return {convert(bytes.substr(mark->bytes.size()), label).value_or(""), label, {}};
  }
  if (const auto pattern = marked(bytes, kPatterns)) {
    const std::string label(pattern->encoding);
    return {convert(bytes, label).value_or(""), label, {}};
  }
  DecodedText out;
  const std::pair<std::string, std::string_view> named[] = {
      {charset_of_header(content_type), "the HTTP header"},
      {charset_of_declaration(bytes), "the XML declaration"}};
  for (const auto& [label, who] : named) {
    if (label.empty()) continue;
    if (std::optional<std::string> text = try_label(bytes, label, who, out.warnings)) {
      out.utf8 = std::move(*text);
      out.encoding = label;
      return out;
    }
  }
  if (is_valid_utf8(bytes)) {
    out.utf8 = std::string(bytes);
    out.encoding = "utf-8";
    return out;
  }
  std::string label = detect(bytes);
  std::optional<std::string> text = label.empty() ? std::nullopt : convert(bytes, label);
  if (!text) {
    label = "windows-1252";
    text = convert(bytes, label);
  }
  out.warnings.push_back("encoding guessed: " + label);
  out.utf8 = std::move(text).value_or("");
  out.encoding = label;
  return out;
}

}  // namespace wirefold::parse
