#include "wirefold/base/secret_query.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"

namespace wirefold {
namespace {

using namespace std::string_view_literals;

// Words in a parameter's name that mark its value as a secret. Trailing digits are ignored
// ("key2").
constexpr std::array kSecretWords = {
    "token"sv,         "tok"sv,           "tk"sv,      "key"sv,
    "auth"sv,          "authorization"sv, "oauth"sv,   "authcode"sv,
    "signature"sv,     "sig"sv,           "secret"sv,  "authentication"sv,
    "password"sv,      "passwd"sv,        "passwrd"sv, "pword"sv,
    "pswd"sv,          "pwd"sv,           "pw"sv,      "pass"sv,
    "passcode"sv,      "passphrase"sv,    "passkey"sv, "pin"sv,
    "otp"sv,           "apikey"sv,        "session"sv, "sid"sv,
    "jwt"sv,           "hmac"sv,          "bearer"sv,  "credential"sv,
    "cred"sv,          "credentials"sv,   "ticket"sv,  "nonce"sv,
    "hash"sv,          "cfid"sv,          "cftoken"sv, "accesscode"sv,
    "registrationid"sv};

// Endings of names that are written as one word.
constexpr std::array kSecretEndings = {
    "token"sv,      "tokenid"sv,   "secret"sv,  "password"sv,  "passwd"sv,  "pwd"sv,
    "apikey"sv,     "authkey"sv,   "userkey"sv, "feedkey"sv,   "rsskey"sv,  "accesskey"sv,
    "privatekey"sv, "signature"sv, "sessid"sv,  "sessionid"sv, "accessid"sv};

// Last words of names whose value is a kind of something, not a secret.
constexpr std::array kKindWords = {"type"sv, "mode"sv, "method"sv, "provider"sv, "version"sv};

// Names whose values are long but public (YouTube and others).
constexpr std::array kPublicNames = {"channel_id"sv, "playlist_id"sv, "channel"sv, "playlist"sv,
                                     "list"sv,       "show_id"sv,     "show"sv,    "topic"sv,
                                     "did"sv,        "npub"sv,        "hb"sv,      "view"sv};

constexpr std::size_t kLongName = 200;  // only the beginning of a longer name is checked
constexpr int kMostLevels = 4;          // of URLs inside URLs; anything deeper counts as a secret
constexpr std::size_t kLongValue = 20;
constexpr std::size_t kLongNumber = 26;  // times with fractions are shorter
constexpr std::size_t kMostChanges = 4;  // letters to digits or back; words have fewer

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_lower(c) || is_upper(c); }

/// "X-Amz-Signature" and "accessToken" as "x", "amz", "signature" and "access", "token".
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool begins = is_upper(c) && i > 0 && is_lower(name[i - 1]);
    if ((begins || (!is_letter(c) && !is_digit(c))) && !out.back().empty()) out.emplace_back();
    if (is_letter(c) || is_digit(c)) out.back() += to_lower_ascii(std::string_view(&c, 1));
  }
  return out;
}

std::string_view without_digits(std::string_view word) {
  while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
  return word;
}

bool names_a_secret(std::string_view name) {
  const std::vector<std::string> words = words_of(name.substr(0, kLongName));
  if (std::ranges::find(kKindWords, words.back()) != kKindWords.end()) return false;
  std::string joined;  // "access_code", "PHP_SESSION_ID"
  for (const std::string& word : words) joined += word;
  const auto is_secret_word = [](std::string_view word) {
    word = without_digits(word);
    return std::ranges::find(kSecretWords, word) != kSecretWords.end() ||
           std::ranges::any_of(kSecretEndings,
                               [word](std::string_view ending) { return word.ends_with(ending); });
  };
  return is_secret_word(joined) || std::ranges::any_of(words, is_secret_word);
}

/// True if letters and digits, or upper and lower case, alternate more often than in words, or if
/// `value` is a long number.
bool looks_random(std::string_view value) {
  std::size_t letters = 0;
  std::size_t digits = 0;
  std::size_t changes = 0;  // between letters and digits
  std::size_t turns = 0;    // of case, too
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    letters += is_letter(c);
    digits += is_digit(c);
    if (i == 0) continue;
    const char before = value[i - 1];
    const bool change = (is_letter(before) && is_digit(c)) || (is_digit(before) && is_letter(c));
    changes += change;
    turns += change || (is_lower(before) && is_upper(c)) || (is_upper(before) && is_lower(c));
  }
  if (letters == 0) return digits >= kLongNumber;
  if (letters + digits < kLongValue) return false;
  // CamelCase words change case less often.
  if (digits == 0) return turns * 2 >= letters;
  return changes >= kMostChanges || turns * 5 >= (letters + digits) * 2 || digits >= kLongNumber;
}

/// `text` with its escapes decoded twice, for escapes of escapes.
std::string plain_of(std::string_view text) { return without_escapes(without_escapes(text)); }

bool has_secret(std::string_view url, int level);

bool is_secret(std::string_view name, std::string_view value, int level) {
  if (value.empty() || value == kMasked) return false;
  const std::string plain_name = plain_of(name);
  if (names_a_secret(plain_name)) return true;
  if (std::ranges::find(kPublicNames, to_lower_ascii(plain_name)) != kPublicNames.end()) {
    return false;
  }
  const std::string plain = plain_of(value);
  if (has_userinfo(plain) || has_secret(plain, level + 1)) return true;  // a URL inside the URL
  if (plain.find("://") != std::string::npos) return false;
  std::string words = plain;
  std::ranges::replace(words, '+', ' ');
  const std::string list = collapse_space(words);
  return std::ranges::any_of(split(list, ' '), looks_random);
}

/// Where the secret value begins in `part`, which is "name=value" or has no name; npos if there is
/// none.
std::size_t secret_in(std::string_view part, int level) {
  const std::size_t equals = part.find('=');
  if (equals != std::string_view::npos) {
    const bool found = is_secret(part.substr(0, equals), part.substr(equals + 1), level);
    return found ? equals + 1 : std::string_view::npos;
  }
  const std::string plain = plain_of(part);  // "token%3Dabc"
  const bool has_name = plain.find('=') != std::string::npos;
  const bool found =
      level > kMostLevels ||
      (has_name ? secret_in(plain, level + 1) != std::string::npos : is_secret("", part, level));
  return found ? 0 : std::string_view::npos;
}

/// Calls `use` with the begin and end of each secret value in `url`.
template <typename Use>
void for_each_secret(std::string_view url, int level, const Use& use) {
  std::size_t at = url.find_first_of("?#;");
  while (at < url.size()) {
    const std::size_t begin = at + 1;
    const std::size_t end = std::min(url.find_first_of("&;?#", begin), url.size());
    const std::size_t secret = secret_in(url.substr(begin, end - begin), level);
    if (secret != std::string_view::npos) use(begin + secret, end);
    at = end;
  }
}

bool has_secret(std::string_view url, int level) {
  if (url.find_first_of("?#;") == std::string_view::npos) return false;
  bool any = level > kMostLevels;
  if (!any) for_each_secret(url, level, [&any](std::size_t, std::size_t) { any = true; });
  return any;
}

}  // namespace

bool has_secret_query(std::string_view url) { return has_secret(url, 0); }

std::string without_secret_values(std::string_view url) {
  std::string out;
  std::size_t done = 0;
  for_each_secret(url, 0, [&](std::size_t begin, std::size_t end) {
    out.append(url, done, begin - done).append(kMasked);
    done = end;
  });
  return out.append(url, done);
}

std::string without_secret_values_inside(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n\"<>";
  if (text.find('?') == std::string_view::npos && text.find("://") == std::string_view::npos) {
    return std::string(text);
  }
  std::string out;
  std::size_t done = 0;
  while (done < text.size()) {
    const std::size_t end = std::min(text.find_first_of(kEnds, done), text.size());
    const std::string_view word = text.substr(done, end - done);
    const bool is_url =
        word.find("://") != std::string_view::npos ||
        (word.find('?') != std::string_view::npos && word.find('=') != std::string_view::npos);
    out += is_url ? without_secret_values(word) : std::string(word);
    if (end < text.size()) out += text[end];
    done = end + 1;
  }
  return out;
}

}  // namespace wirefold
