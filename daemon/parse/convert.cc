#include "convert.h"

#include <iconv.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using Converter = Handle<UConverter, ucnv_close>;

struct Label {
  std::string_view said;
  std::string_view meant;
};

// Labels that mean a superset in practice (WHATWG Encoding Standard, section 4.2), and names that
// neither ICU nor the C library knows for an encoding that one of them has.
constexpr std::array kMeanings = {Label{"iso-8859-1", "windows-1252"},
                                  Label{"iso8859-1", "windows-1252"},
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
                                  Label{"iso-8859-11", "windows-874"},
                                  Label{"maclatin2", "mac-centraleurope"},
                                  Label{"mac_latin2", "mac-centraleurope"},
                                  Label{"maciceland", "mac-is"},
                                  Label{"mac_iceland", "mac-is"},
                                  Label{"ebcdic_cp_ch", "ebcdic-cp-ch"},
                                  Label{"cp875", "ibm-875"}};

std::string meant_by(std::string_view label) {
  const auto* known = std::find_if(kMeanings.begin(), kMeanings.end(),
                                   [label](const Label& l) { return l.said == label; });
  return std::string(known == kMeanings.end() ? label : known->meant);
}

Converter open_converter(std::string_view label) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(meant_by(label).c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  return converter;
}

std::string convert_with_icu(std::string_view bytes, UConverter* from) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter to(ucnv_open("UTF-8", &status));
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
    ucnv_convertEx(to.get(), from, &target, chunk.data() + chunk.size(), &source, source_end,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(),
                   static_cast<UBool>(reset), true, &status);
    out.append(chunk.data(), target);
    reset = false;
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

/// The C library's converter. It stops at each malformed byte; convert() goes on after it.
class Iconv {
 public:
  explicit Iconv(const std::string& label) : state_(iconv_open("UTF-8", label.c_str())) {}
  ~Iconv() {
    if (known()) iconv_close(state_);
  }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;

  bool known() const { return reinterpret_cast<std::intptr_t>(state_) != -1; }

  std::string convert(std::string_view bytes) {
    std::string out;
    std::string in(bytes);  // iconv takes a writable pointer
    char* source = in.data();
    std::size_t left = in.size();
    while (left > 0) {
      std::array<char, 16384> chunk{};
      char* target = chunk.data();
      std::size_t room = chunk.size();
      const std::size_t status = iconv(state_, &source, &left, &target, &room);
      out.append(chunk.data(), target);
      if (status == static_cast<std::size_t>(-1) && errno != E2BIG) {
        append_utf8(out, 0xFFFD);
        ++source;
        --left;
      }
    }
    return out;
  }

 private:
  iconv_t state_;
};

}  // namespace

std::optional<std::string> convert_to_utf8(std::string_view bytes, std::string_view label) {
  if (label.empty()) return std::nullopt;
  if (const Converter from = open_converter(label)) return convert_with_icu(bytes, from.get());
  Iconv iconv(meant_by(label));
  if (!iconv.known()) return std::nullopt;
  return iconv.convert(bytes);
}

std::string_view reported_name(std::string_view label) {
  return label == "gb2312" || label == "gbk" ? "gb18030" : label;
}

bool is_single_byte(std::string_view label) {
  const Converter converter = open_converter(label);
  return converter && ucnv_getMaxCharSize(converter.get()) == 1;
}

}  // namespace wirefold::parse
