#include "agencies.h"

#include "characters.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

struct Name {
  std::string_view written;  // in datelines; case counts, since "ap" and "AP" are not one word
  std::string_view agency;
};

constexpr Name kNames[] = {
    {"Reuters", "Reuters"},
    {"REUTERS", "Reuters"},
    {"reuters", "Reuters"},
    {"AFP", "AFP"},
    {"afp", "AFP"},
    {"Agence France-Presse", "AFP"},
    {"The Associated Press", "AP"},
    {"Associated Press", "AP"},
    {"AP", "AP"},
    {"dpa", "dpa"},
    {"DPA", "dpa"},
    {"EFE", "EFE"},
    {"Efe", "EFE"},
    {"ANSA", "ANSA"},
    {"Ansa", "ANSA"},
    {"ANTARA", "ANTARA"},
    {"Antara", "ANTARA"},
    {"antara", "ANTARA"},
    {"TASS", "TASS"},
    {"Tass", "TASS"},
    {"ТАСС", "TASS"},
    {"РИА Новости", "RIA Novosti"},
    {"RIA Novosti", "RIA Novosti"},
    {"ИНТЕРФАКС", "Interfax"},
    {"Интерфакс", "Interfax"},
    {"Interfax", "Interfax"},
    {"Sputnik", "Sputnik"},
    {"Yonhap", "Yonhap"},
    {"연합뉴스", "Yonhap"},
    {"聯合ニュース", "Yonhap"},
    {"뉴시스", "Newsis"},
    {"뉴스1", "News1"},
    {"KCNA", "KCNA"},
    {"조선중앙통신", "KCNA"},
    {"Xinhua", "Xinhua"},
    {"XINHUA", "Xinhua"},
    {"新华社", "Xinhua"},
    {"新華社", "Xinhua"},
    {"中新社", "CNS"},
    {"中央社", "CNA"},
    {"Kyodo", "Kyodo"},
    {"KYODO", "Kyodo"},
    {"共同通信", "Kyodo"},
    {"共同", "Kyodo"},
    {"Jiji", "Jiji"},
    {"時事", "Jiji"},
    {"Bernama", "Bernama"},
    {"BERNAMA", "Bernama"},
    {"PTI", "PTI"},
    {"ANI", "ANI"},
    {"IANS", "IANS"},
    {"UPI", "UPI"},
    {"Bloomberg", "Bloomberg"},
    {"APA", "APA"},
    {"SDA", "SDA"},
    {"sda", "SDA"},
    {"Keystone-SDA", "SDA"},
    {"SID", "SID"},
    {"KNA", "KNA"},
    {"epd", "epd"},
    {"ots", "ots"},
    {"Adnkronos", "Adnkronos"},
    {"AGI", "AGI"},
    {"Lusa", "Lusa"},
    {"ANP", "ANP"},
    {"Belga", "Belga"},
    {"BELGA", "Belga"},
    {"NTB", "NTB"},
    {"TT", "TT"},
    {"Ritzau", "Ritzau"},
    {"STT", "STT"},
    {"PAP", "PAP"},
    {"ČTK", "ČTK"},
    {"ČTK", "ČTK"},
    {"MTI", "MTI"},
    {"Agerpres", "Agerpres"},
    {"AGERPRES", "Agerpres"},
    {"BTA", "BTA"},
    {"БТА", "BTA"},
    {"ΑΠΕ-ΜΠΕ", "AMNA"},
    {"Anadolu", "Anadolu"},
    {"Anadolu Ajansı", "Anadolu"},
    {"AA", "Anadolu"},
    {"DHA", "DHA"},
    {"İHA", "İHA"},
    {"IHA", "İHA"},
    {"TTXVN", "VNA"},
    {"VNA", "VNA"},
    {"Укринформ", "Ukrinform"},
    {"Укрінформ", "Ukrinform"},
    {"Ukrinform", "Ukrinform"},
    {"УНИАН", "UNIAN"},
    {"УНІАН", "UNIAN"},
    {"БЕЛТА", "BelTA"},
    {"KUNA", "KUNA"},
    {"كونا", "KUNA"},
    {"واس", "SPA"},
    {"وام", "WAM"},
    {"أ ف ب", "AFP"},
    {"أ.ف.ب", "AFP"},
    {"رويترز", "Reuters"},
    {"قنا", "QNA"},
    {"سانا", "SANA"},
    {"IRNA", "IRNA"},
    {"ایرنا", "IRNA"},
    {"Europa Press", "Europa Press"},
    {"Télam", "Télam"},
    {"Notimex", "Notimex"},
};

bool is_word_at(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return false;
  const Character c = CharacterTable::instance()[next_code_point(text, pos)];
  // Chinese and Japanese names touch the words beside them.
  return c.is(Character::kWord) && !c.is(Character::kUnspaced);
}

bool is_word_before(std::string_view text, std::size_t pos) {
  if (pos == 0) return false;
  do {
    --pos;
  } while (pos > 0 && (static_cast<unsigned char>(text[pos]) & 0xC0) == 0x80);
  return is_word_at(text, pos);
}

}  // namespace

std::optional<AgencyMatch> find_agency(std::string_view text) {
  std::optional<AgencyMatch> best;
  for (const Name& name : kNames) {
    const std::size_t at = text.find(name.written);
    if (at == std::string_view::npos || (best && at >= best->begin)) continue;
    const std::size_t end = at + name.written.size();
    if (is_word_before(text, at) || is_word_at(text, end)) continue;
    best = {name.agency, at, end};
  }
  return best;
}

}  // namespace wirefold::text
