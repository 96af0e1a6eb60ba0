#include "walls.h"

#include <algorithm>
#include <iterator>

#include "wirefold/base/strings.h"

namespace wirefold::page {
namespace {

// Bytes: some 40 words of a consent wall, some 200 of a stub with its offer.
constexpr std::size_t kLongestConsent = 1200;
constexpr std::size_t kLongestStub = 1500;

// ASCII letters match in either case. What walls say, and news hardly does.
constexpr std::string_view kPayPhrases[] = {"subscribe to continue",
                                            "subscribe to read",
                                            "subscribers only",
                                            "subscriber-only",
                                            "already a subscriber",
                                            "to continue reading",
                                            "log in to continue",
                                            "sign in to continue",
                                            "to read the full",
                                            "unlock this article",
                                            "your free articles",
                                            "premium content",
                                            "jetzt weiterlesen",
                                            "weiterlesen mit",
                                            "nur für abonnenten",
                                            "mit einem abo",
                                            "bereits abonnent",
                                            "zugang zu allen",
                                            "réservé aux abonnés",
                                            "déjà abonné",
                                            "pour lire la suite",
                                            "sólo para suscriptores",
                                            "contenido exclusivo para suscriptores",
                                            "ya eres suscriptor",
                                            "para seguir leyendo",
                                            "conteúdo exclusivo para assinantes",
                                            "já é assinante",
                                            "riservato agli abbonati",
                                            "sei già abbonato",
                                            "alleen voor abonnees",
                                            "al abonnee",
                                            "tylko dla prenumeratorów",
                                            "dla subskrybentów",
                                            "только для подписчиков",
                                            "Оформите подписку",
                                            "khusus pelanggan",
                                            "untuk berlangganan",
                                            "abone olun",
                                            "会員限定",
                                            "有料会員",
                                            "请登录后",
                                            "訂閱"};

constexpr std::string_view kConsentPhrases[] = {"we use cookies",
                                                "uses cookies",
                                                "our partners",
                                                "your privacy",
                                                "accept all",
                                                "your consent",
                                                "manage preferences",
                                                "verwenden cookies",
                                                "unsere partner",
                                                "datenschutz",
                                                "einwilligung",
                                                "alle akzeptieren",
                                                "zustimmen",
                                                "nos partenaires",
                                                "votre vie privée",
                                                "consentement",
                                                "tout accepter",
                                                "nuestros socios",
                                                "tu privacidad",
                                                "consentimiento",
                                                "aceptar todo",
                                                "i nostri partner",
                                                "consenso",
                                                "onze partners",
                                                "toestemming",
                                                "zgodę",
                                                "partnerzy",
                                                "menggunakan cookie",
                                                "kebijakan privasi",
                                                "файлы cookie",
                                                "çerez"};

template <std::size_t N>
std::ptrdiff_t count_of(const std::string_view (&phrases)[N], std::string_view text) {
  return std::count_if(std::begin(phrases), std::end(phrases), [text](std::string_view phrase) {
    return find_ignore_case(text, phrase) != std::string_view::npos;
  });
}

}  // namespace

PageKind kind_of_page(std::string_view text, std::string_view around, const LinkedData& linked) {
  if (text.empty()) return PageKind::kNoText;
  if (text.size() <= kLongestStub && (linked.paid || count_of(kPayPhrases, around) > 0)) {
    return PageKind::kPaywall;
  }
  if (text.size() <= kLongestConsent && count_of(kConsentPhrases, around) >= 2) {
    return PageKind::kConsent;
  }
  return PageKind::kArticle;
}

}  // namespace wirefold::page
