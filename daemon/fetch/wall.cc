#include "wall.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"

namespace wirefold::fetch {
namespace {

// Words in URLs of login and consent pages, in the languages of large publishers. A part of a
// longer word does not count: "authors" is no login. Nor does a word of a headline:
// "login-woes-of-the-week".
constexpr std::size_t kMostWords = 2;
constexpr std::array<std::string_view, 26> kLogin = {
    "login",    "authwall",  "logon",     "signin",   "signon",    "sso",       "auth",
    "oauth",    "oauth2",    "saml",      "saml2",    "accounts",  "authorize", "authenticate",
    "anmelden", "anmeldung", "einloggen", "inloggen", "connexion", "accedi",    "masuk",
    "entrar",   "acceso",    "logga",     "zaloguj",  "giris"};
constexpr std::array<std::string_view, 15> kConsent = {
    "consent",      "consents",     "collectconsent", "cookieconsent",  "cookiewall",
    "guce",         "gdpr",         "dsgvo",          "rgpd",           "zustimmung",
    "einwilligung", "consentement", "toestemming",    "consentimiento", "consentimento"};

// Beginning of a page that is searched: forms are near the top.
constexpr std::size_t kLookedAt = std::size_t{256} << 10;

bool is_word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// The words of a host's label, or of a part of a path.
std::vector<std::string_view> words_of(std::string_view part) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < part.size(); ++at) {
    const std::size_t begin = at;
    while (at < part.size() && is_word_part(part[at])) ++at;
    if (at > begin) out.push_back(part.substr(begin, at - begin));
  }
  return out;
}

template <std::size_t N>
bool names_one(std::string_view lower, const std::array<std::string_view, N>& names) {
  while (!lower.empty()) {
    const std::size_t end = std::min(lower.find_first_of("/."), lower.size());
    const auto words = words_of(lower.substr(0, end));
    const auto is_name = [&](std::string_view w) {
      return std::ranges::find(names, w) != names.end();
    };
    if (words.size() <= kMostWords && std::ranges::any_of(words, is_name)) return true;
    lower.remove_prefix(std::min(end + 1, lower.size()));
  }
  return false;
}

/// Joins "sign-in" and "log_in" to one word, as the table has them.
std::string with_joined_words(std::string text) {
  for (const std::string_view two : {"sign", "log"}) {
    for (const std::string_view between : {"-", "_"}) {
      const std::string written = std::string(two).append(between).append("in");
      for (std::size_t at = text.find(written); at != std::string::npos;
           at = text.find(written, at)) {
        text.erase(at + two.size(), between.size());
      }
    }
  }
  return text;
}

bool asks_for_password(std::string_view page) {
  page = page.substr(0, kLookedAt);
  return std::ranges::any_of(std::array{"type=\"password\"", "type='password'", "type=password"},
                             [page](std::string_view input) {
                               return find_ignore_case(page, input) != std::string_view::npos;
                             });
}

}  // namespace

std::string_view wall_at(std::string_view url, std::string_view page) {
  const std::string address =
      with_joined_words(html::full_host_of(url) + to_lower_ascii(html::path_of(url)));
  if (names_one(address, kConsent)) return "a consent page";
  // Front pages have login forms beside their own content.
  const bool is_form = html::path_of(url) != "/" && asks_for_password(page);
  return names_one(address, kLogin) || is_form ? "a login page" : "";
}

}  // namespace wirefold::fetch
