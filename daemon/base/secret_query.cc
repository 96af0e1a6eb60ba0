#include "wirefold/base/secret_query.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold {
namespace {

// Words of a name that say that its value is a secret.
constexpr std::array<std::string_view, 26> kSecretWords = {
    "token",       "key",    "auth",     "authorization", "authentication", "signature",
    "sig",         "secret", "password", "passwd",        "passcode",       "passphrase",
    "pass",        "pwd",    "pw",       "apikey",        "session",        "sessionid",
    "phpsessid",   "sid",    "jwt",      "hmac",          "bearer",         "credential",
    "credentials", "otp"};

// Endings of names that are written in one.
constexpr std::array<std::string_view, 12> kSecretEndings = {
    "token",   "secret",  "password",  "passwd",    "apikey", "authkey",
    "userkey", "feedkey", "accesskey", "signature", "rsskey", "privatekey"};

// Names whose values are long and known to everybody (YouTube and others).
constexpr std::array<std::string_view, 8> kPublicNames = {
    "channel_id", "playlist_id", "channel", "playlist", "list", "v", "ceid", "show_id"};

constexpr std::size_t kLongValue = 20;
constexpr std::size_t kMostChanges = 4;  // between letters and digits, in words and model names

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

bool names_a_secret(std::string_view name) {
  return std::ranges::any_of(words_of(name), [](const std::string& word) {
    return std::ranges::find(kSecretWords, word) != kSecretWords.end() ||
           std::ranges::any_of(kSecretEndings,
                               [&word](std::string_view ending) { return word.ends_with(ending); });
  });
}

/// Letters and digits that take turns as no words do.
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
  const std::size_t size = letters + digits;
  if (size < kLongValue || letters == 0) return false;
  const bool mixed = digits > 0 && (changes >= kMostChanges || turns * 5 >= size * 2);
  return mixed || turns * 2 >= size;  // words in one, each begun with a capital, turn less often
}

bool is_secret(std::string_view name, std::string_view value) {
  if (value.empty() || value == kMasked) return false;
  const std::string plain_name = without_escapes(name);
  if (names_a_secret(plain_name)) return true;
  if (std::ranges::find(kPublicNames, to_lower_ascii(plain_name)) != kPublicNames.end()) {
    return false;
  }
  const std::string plain = without_escapes(value);
  if (plain.find("://") != std::string::npos) return has_secret_query(plain);
  std::string words = plain;
  std::ranges::replace(words, '+', ' ');
  const std::string list = collapse_space(words);
  return std::ranges::any_of(split(list, ' '), looks_random);
}

/// Calls `use` with begin and end of each secret value in `url`.
template <typename Use>
void for_each_secret(std::string_view url, const Use& use) {
  std::size_t at = url.find_first_of("?#");
  while (at < url.size()) {
    const std::size_t begin = at + 1;
    const std::size_t end = std::min(url.find_first_of("&;?#", begin), url.size());
    const std::size_t equals = url.find('=', begin);
    if (equals < end &&
        is_secret(url.substr(begin, equals - begin), url.substr(equals + 1, end - equals - 1))) {
      use(equals + 1, end);
    }
    at = end;
  }
}

}  // namespace

bool has_secret_query(std::string_view url) {
  bool any = false;
  for_each_secret(url, [&any](std::size_t, std::size_t) { any = true; });
  return any;
}

std::string without_secret_values(std::string_view url) {
  std::string out;
  std::size_t done = 0;
  for_each_secret(url, [&](std::size_t begin, std::size_t end) {
    out.append(url, done, begin - done).append(kMasked);
    done = end;
  });
  return out.append(url, done);
}

std::string without_secret_values_inside(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n\"'<>";
  std::string out;
  std::size_t done = 0;
  for (;;) {
    const std::size_t scheme = text.find("://", done);
    if (scheme == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(kEnds, scheme), text.size());
    out.append(text, done, scheme - done);
    out += without_secret_values(text.substr(scheme, end - scheme));
    done = end;
  }
  return out.append(text, done);
}

}  // namespace wirefold
