#include "wirefold/parse/charset.h"

#include <simdjson.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "convert.h"
#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using Detector = Handle<struct uchardet, uchardet_delete>;

// uchardet runs at 2 to 4 MB/s on legacy encodings and is certain long before this many bytes.
constexpr std::size_t kDetectBytes = std::size_t{8} << 10;

// A detector that has seen fewer bytes above ASCII than this guesses at random.
constexpr std::size_t kFewestToDetect = 4;

// An XML declaration is at the very start; some have comments or blank lines before it.
constexpr std::size_t kDeclarationBytes = 1024;

constexpr std::string_view kWindows1252 = "windows-1252";

struct Mark {
  std::string_view bytes;
  std::string_view encoding;
};

constexpr std::array kMarks = {Mark{"\xEF\xBB\xBF", "utf-8"},
                               Mark{std::string_view("\xFF\xFE\0\0", 4), "utf-32le"},
                               Mark{std::string_view("\0\0\xFE\xFF", 4), "utf-32be"},
                               Mark{"\xFF\xFE", "utf-16le"}, Mark{"\xFE\xFF", "utf-16be"}};

/// The zero bytes around the first '<' or '{' of UTF-16 and UTF-32 without a mark (XML 1.0 appendix
/// F, RFC 4627 section 3).
constexpr std::array kPatterns = {Mark{std::string_view("<\0\0\0", 4), "utf-32le"},
                                  Mark{std::string_view("\0\0\0<", 4), "utf-32be"},
                                  Mark{std::string_view("{\0\0\0", 4), "utf-32le"},
                                  Mark{std::string_view("\0\0\0{", 4), "utf-32be"},
                                  Mark{std::string_view("<\0", 2), "utf-16le"},
                                  Mark{std::string_view("\0<", 2), "utf-16be"},
                                  Mark{std::string_view("{\0", 2), "utf-16le"},
                                  Mark{std::string_view("\0{", 2), "utf-16be"}};

/// "<?xm" in every EBCDIC code page (XML 1.0 appendix F).
constexpr std::string_view kEbcdic = "\x4C\x6F\xA7\x94";

/// Returns the label in lower case, or empty if `text` cannot be a label: it comes from outside and
/// is printed.
std::string as_label(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-_.:+()";
  std::string label = to_lower_ascii(trim(text));
  const bool good =
      label.size() <= kLongest && label.find_first_not_of(kLetters) == std::string::npos;
  return good ? label : std::string();
}

std::string charset_of_header(std::string_view content_type) {
  for (std::string_view parameter : split(content_type, ';')) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (!equals_ignore_case(trim(parameter.substr(0, equals)), "charset")) continue;
    std::string_view value = trim(parameter.substr(equals + 1));
    while (!value.empty() && std::string_view("\"'").find(value.front()) != value.npos) {
      value.remove_prefix(1);
    }
    return as_label(value.substr(0, value.find_first_of("\"' ,")));
  }
  return {};
}

std::string charset_of_declaration(std::string_view bytes) {
  bytes = bytes.substr(0, kDeclarationBytes);
  const std::size_t start = bytes.find("<?xml");
  if (start == std::string_view::npos) return {};
  bytes = bytes.substr(start, bytes.find("?>", start) - start);
  const std::size_t at = bytes.find("encoding");
  if (at == std::string_view::npos) return {};
  bytes.remove_prefix(at);
  const std::size_t open = bytes.find_first_of("\"'");
  if (open == std::string_view::npos) return {};
  const std::size_t close = bytes.find(bytes[open], open + 1);
  return as_label(bytes.substr(open + 1, close - open - 1));
}

bool is_above_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::string detect(std::string_view bytes) {
  const Detector detector(uchardet_new());
  // Markup is ASCII; start at the first non-ASCII byte.
  const auto first = std::find_if(bytes.begin(), bytes.end(), is_above_ascii);
  bytes = bytes.substr(static_cast<std::size_t>(first - bytes.begin()), kDetectBytes);
  uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
  uchardet_data_end(detector.get());
  return to_lower_ascii(uchardet_get_charset(detector.get()));
}

bool is_utf8_label(std::string_view label) {
  return label == "utf-8" || label == "utf8" || label == "unicode-1-1-utf-8";
}

bool is_ascii_label(std::string_view label) { return label == "us-ascii" || label == "ascii"; }

template <typename Marks>
std::optional<Mark> marked(std::string_view bytes, const Marks& marks) {
  for (const Mark& mark : marks) {
    if (bytes.starts_with(mark.bytes)) return mark;
  }
  return std::nullopt;
}

/// Counts of the bytes above ASCII, read as UTF-8.
struct Utf8Evidence {
  std::size_t sequences = 0;    // well-formed multi-byte sequences
  std::size_t strays = 0;       // bytes above ASCII outside of these
  std::size_t punctuation = 0;  // the strays that are quotes and dashes in windows-1252
};

Utf8Evidence evidence(std::string_view bytes) {
  Utf8Evidence e;
  for (std::size_t at = 0; at < bytes.size();) {
    if (!is_above_ascii(bytes[at])) {
      ++at;
      continue;
    }
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const std::size_t before = at;
    next_code_point(bytes, at);
    if (at - before > 1) {
      ++e.sequences;
    } else {
      ++e.strays;
      if (byte == 0x85 || (byte >= 0x91 && byte <= 0x97)) ++e.punctuation;
    }
  }
  return e;
}

class Decoder {
 public:
  Decoder(std::string_view bytes, std::string_view content_type)
      : bytes_(bytes), content_type_(content_type) {}

  DecodedText run() {
    if (by_first_bytes()) return std::move(out_);
    utf8_ = simdjson::validate_utf8(bytes_.data(), bytes_.size());
    if (by_label(charset_of_header(content_type_), "the HTTP header")) return std::move(out_);
    if (is_text_type() && is_ascii()) {
      // RFC 2046 section 4.1.2: text without a charset is US-ASCII, and these bytes are.
      take_unchanged("us-ascii");
    } else if (!by_label(charset_of_declaration(bytes_), "the XML declaration")) {
      by_looks();
    }
    return std::move(out_);
  }

 private:
  void take(std::string text, std::string_view encoding) {
    out_.converted = std::move(text);
    out_.encoding = encoding;
  }
  void take_unchanged(std::string_view encoding) {
    out_.unchanged = bytes_;
    out_.encoding = encoding;
  }
  void warn(std::string text) { out_.warnings.push_back(std::move(text)); }

  bool is_ascii() const {
    return utf8_ && std::none_of(bytes_.begin(), bytes_.end(), is_above_ascii);
  }
  bool is_text_type() const { return starts_with_ignore_case(trim(content_type_), "text/"); }

  /// Decodes by a byte order mark or by a pattern that stands for one.
  bool by_first_bytes() {
    if (const auto mark = marked(bytes_, kMarks)) {
      bytes_.remove_prefix(mark->bytes.size());
      if (mark->encoding == "utf-8" && simdjson::validate_utf8(bytes_.data(), bytes_.size())) {
        take_unchanged("utf-8");
      } else {
        take(convert_to_utf8(bytes_, mark->encoding).value_or(""), mark->encoding);
      }
      return true;
    }
    if (const auto pattern = marked(bytes_, kPatterns)) {
      take(convert_to_utf8(bytes_, pattern->encoding).value_or(""), pattern->encoding);
      return true;
    }
    return bytes_.starts_with(kEbcdic) && by_ebcdic_declaration();
  }

  /// The declaration uses only characters that all EBCDIC code pages share.
  bool by_ebcdic_declaration() {
    const auto declaration = convert_to_utf8(bytes_.substr(0, kDeclarationBytes), "ibm037");
    const std::string label = charset_of_declaration(declaration.value_or(""));
    std::optional<std::string> text = convert_to_utf8(bytes_, label);
    if (!text) return false;
    take(std::move(*text), label);
    return true;
  }

  /// Decodes as `label` says; false if it is unknown or contradicts the bytes.
  bool by_label(const std::string& label, std::string_view who) {
    if (label.empty()) return false;
    if (is_utf8_label(label)) {
      if (utf8_) {
        take_unchanged("utf-8");
        return true;
      }
      warn(std::string(who) + " says utf-8, but the bytes are not");
      return false;
    }
    if (label.starts_with("utf-16") || label.starts_with("utf-32") || label.starts_with("ucs-")) {
      // by_first_bytes() found no mark and no pattern, so the label is wrong.
      warn(std::string(who) + " says " + label + ", but the bytes are not");
      return false;
    }
    if ((is_ascii_label(label) || label == "iso-8859-1") && is_ascii()) {
      take_unchanged(label);
      return true;
    }
    if (utf8_ && is_single_byte(label) && !is_ascii()) {
      // Text in another encoding is almost never valid UTF-8; servers often send their default
      // charset with UTF-8.
      warn(std::string(who) + " says " + label + ", but the bytes are utf-8");
      take_unchanged("utf-8");
      return true;
    }
    std::optional<std::string> text = convert_to_utf8(bytes_, label);
    if (!text) {
      warn(std::string(who) + " names an unknown encoding: " + label);
      return false;
    }
    take(std::move(*text), reported_name(label));
    return true;
  }

  void by_looks() {
    if (utf8_) return take_unchanged("utf-8");
    const Utf8Evidence e = evidence(bytes_);
    const bool mostly = e.sequences > e.strays;
    const bool too_few = e.sequences + e.strays < kFewestToDetect;
    if (mostly || (too_few && e.punctuation == 0 && out_.warnings.empty())) {
      // Either a text was cut inside a character, or no label was given and there are too few bytes
      // to detect one. XML's default applies (XML 1.0 section 4.3.3).
      warn("bytes that are not utf-8 were replaced: " + std::to_string(e.strays));
      return take(convert_to_utf8(bytes_, "utf-8").value_or(""), "utf-8");
    }
    std::string label = too_few ? std::string() : detect(bytes_);
    std::optional<std::string> text;
    if (!label.empty()) text = convert_to_utf8(bytes_, label);
    if (!text) {
      label = kWindows1252;
      text = convert_to_utf8(bytes_, label);
    }
    warn("encoding guessed: " + label);
    take(std::move(text).value_or(""), label);
  }

  std::string_view bytes_;
  std::string_view content_type_;
  bool utf8_ = false;
  DecodedText out_;
};

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view content_type) {
  return Decoder(bytes, content_type).run();
}

}  // namespace wirefold::parse
