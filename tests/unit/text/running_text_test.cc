#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "wirefold/text/analyse.h"
#include "wirefold/text/count_phrases.h"

namespace wirefold::text {
namespace {

constexpr std::string_view kNews =
    "The harbour of Ellery was closed on Monday after a crane fell into the water. Nobody was "
    "hurt, "
    "and the port hopes to open again within two days.";
constexpr std::string_view kRussian =
    "Порт Эллери закрыли в понедельник, после того как кран упал в воду. Никто не пострадал, и "
    "порт "
    "надеется открыться через два дня.";
constexpr std::string_view kArabic =
    "أغلق ميناء المدينة يوم الاثنين بعد سقوط رافعة في الماء. ولم يصب أحد بأذى، ويأمل الميناء أن "
    "يفتح أبوابه بعد يومين.";
constexpr std::string_view kJapanese =
    "港のクレーンが月曜日に倒れ、港は閉鎖された。けが人はなく、港は二日後の再開を目指している。市に"
    "よると、"
    "クレーンは古く、部品の取り換えが遅れていたという。市長は会見で住民に謝罪した。";
constexpr std::string_view kIndonesian =
    "Pelabuhan Ellery ditutup pada Senin setelah sebuah derek jatuh ke laut. Tidak ada korban, dan "
    "pelabuhan berharap dapat dibuka lagi dalam dua hari.";
constexpr std::string_view kHindi =
    "सोमवार को क्रेन पानी में गिरने के बाद बंदरगाह बंद कर दिया गया। किसी को चोट नहीं आई और बंदरगाह दो दिन में "
    "फिर खुलेगा।";

std::string running(std::string_view text) {
  std::string out;
  for (const std::string_view word : spelled_words(text)) (out += word) += ' ';
  return out;
}

/// Of `text` only `news` is running text, and all functions find the same number of words.
void expect_news_alone(const std::string& text, std::string_view news) {
  SCOPED_TRACE(text);
  EXPECT_EQ(running(text), running(news));
  EXPECT_EQ(analyse("", text).body.size(), spelled_words(text).size());
  EXPECT_EQ(count_words(text), spelled_words(text).size());
}

/// All of `text` is running text.
void expect_all(const std::string& text) {
  SCOPED_TRACE(text);
  std::string one_line = text;  // without lines nothing is left out
  std::replace(one_line.begin(), one_line.end(), '\n', ' ');
  EXPECT_EQ(running(text), running(one_line));
  EXPECT_EQ(analyse("", text).body.size(), spelled_words(text).size());
}

std::string behind(std::string_view news, std::string_view rest) {
  return std::string(news) + '\n' + std::string(rest);
}

TEST(RunningTextTest, LeavesOutAnnouncementsAndTheirHeadlines) {
  expect_news_alone(behind(kNews, "Read more: Mayor wants a second bridge"), kNews);
  expect_news_alone(behind(kNews,
                           "Most read\nMayor wants a second bridge\nWhy the clock is wrong\n"
                           "Is the ferry late again?\nFerry sinks!"),
                    kNews);
  expect_news_alone(behind(kIndonesian,
                           "Berita Terkait\nWali Kota Ingin Jembatan Kedua...\nKapal Feri Kembali "
                           "Terlambat, Ada Apa?\nRekomendasi\nJam Kota Salah Seabad"),
                    kIndonesian);
  expect_news_alone(behind(kRussian, "ЧИТАЙТЕ ТАКЖЕ:\nМэр хочет второй мост\nПаром опять опоздал"),
                    kRussian);
  expect_news_alone(behind(kArabic, "اقرأ أيضا: العمدة يريد جسرا ثانيا"), kArabic);
  expect_news_alone(behind(kJapanese, "関連記事\n市長、第二の橋を要望\nフェリーまた遅れる"),
                    kJapanese);
  expect_news_alone(behind(kHindi, "यह भी पढ़ें: मेयर दूसरा पुल चाहते हैं"), kHindi);
}

TEST(RunningTextTest, LeavesOutAnnouncementsInsideTheText) {
  expect_news_alone(
      "Derek itu jatuh ke laut. Baca juga: Wali Kota Ingin Jembatan Kedua. Pelabuhan ditutup.",
      "Derek itu jatuh ke laut. Pelabuhan ditutup.");
  expect_news_alone("A crane fell.\nRead also: The second bridge\nThe port was closed.",
                    "A crane fell. The port was closed.");
}

TEST(RunningTextTest, KeepsLinesThatOnlyBeginAsAnnouncements) {
  expect_all(behind(kNews, "Related species live in the lake, he said."));
  expect_all(behind(kNews, "Comments by the minister did not help."));
  expect_all(
      "Read more slowly, and you will understand the rules of the port of Ellery.\nSo it is.");
  expect_all(behind(kRussian, "Популярное средство не помогло, сообщил врач."));
}

TEST(RunningTextTest, LeavesOutHeadlinesInARow) {
  const std::string rows =
      "Mayor of Ellery wants a second bridge over the river\n"
      "Clock of the old town hall has been wrong for a century\n"
      "Ferry to the islands is late for the third time this week";
  expect_news_alone(behind(kNews, rows), kNews);
  expect_news_alone(behind(kNews, rows + "\nThe crane was built in 1911."),
                    std::string(kNews) + " The crane was built in 1911.");
  expect_news_alone(behind(kRussian,
                           "Мэр города Эллери требует построить второй мост через реку\n"
                           "Часы на старой ратуше показывают неверное время уже сто лет\n"
                           "Паром на острова опаздывает уже в третий раз на этой неделе"),
                    kRussian);
  expect_news_alone(
      behind(
          kJapanese,
          "市長が川に二つ目の橋を架けるよう県に強く要望\n古い市役所の時計が百年前から間違っていた\n"
          "島へ向かうフェリーが今週三回目の遅れで乗客困る"),
      kJapanese);
  expect_news_alone(behind(kArabic,
                           "عمدة المدينة يطالب ببناء جسر ثان فوق النهر الكبير\n"
                           "ساعة البلدية القديمة تخطئ في الوقت منذ مئة عام\n"
                           "العبارة إلى الجزر تتأخر للمرة الثالثة هذا الأسبوع"),
                    kArabic);
}

TEST(RunningTextTest, KeepsOtherLinesInARow) {
  const std::string rows =
      "\nMayor of Ellery wants a second bridge over the river\n"
      "Clock of the old town hall has been wrong for a century\n"
      "Ferry to the islands is late for the third time this week";
  expect_all("The demands of the dockers have not changed since the spring, they say:" + rows);
  expect_all("Ellery today." + rows);           // too little would be left
  expect_all(rows.substr(1) + "\nMore soon.");  // no paragraph before
  expect_all(behind(kNews,
                    "- Mayor of Ellery wants a second bridge over the river\n"
                    "- Clock of the old town hall wrong for a century\n"
                    "- Ferry to the islands late for the third time"));
  expect_all(behind(kNews, "200 g flour\n100 g butter\nTwo eggs\nA pinch of salt"));
  expect_all(behind(kNews,
                    "Ellery United 3 Port Vale 1 after extra time 90\n"
                    "Marsh Town 2 Hill Rovers 2 after extra time 120\n"
                    "Lake City 0 Old Boys 4 after extra time 3"));
  expect_all(behind(kNews, "The sea is grey\nThe gulls are white\nI walk alone\nInto the night"));
  expect_all(
      "ท่าเรือถูกปิดในวันจันทร์หลังจากเครนตกลงไปในน้ำ\nไม่มีใครได้รับบาดเจ็บ\n"
      "ท่าเรือหวังว่าจะเปิดอีกครั้งภายในสองวัน\nนายกเทศมนตรีไปดูที่เกิดเหตุ");
}

TEST(RunningTextTest, KeepsTheLinesOfAWrappedText) {
  expect_all(
      "The mayor of Ellery said on Monday that the port and the\n"
      "bridge would be paid for by the county of Ellery and by the\n"
      "Ministry of Ports, which had been asked for the money in\n"
      "March 1987.\n"
      "The other half of the price comes from the Bank of Ellery\n"
      "Harbour, from the Union of Crane Drivers and from the office\n"
      "Of the Lord Lieutenant of Ellery, who likes the cranes\n"
      "very much.");
}

TEST(RunningTextTest, KeepsWhatStandsBetweenAnnouncements) {
  expect_news_alone(
      "Derek itu jatuh. Baca juga: Wali Kota Ingin Jembatan Kedua. Pelabuhan ditutup. Baca juga: "
      "Jam Kota Salah Seabad. Tidak ada korban.",
      "Derek itu jatuh. Pelabuhan ditutup. Tidak ada korban.");
}

TEST(RunningTextTest, LeavesOutTimes) {
  expect_news_alone(behind("27 menit yang lalu", kIndonesian), kIndonesian);
  expect_news_alone(behind("Minggu, 10 November 2024 - 19:06 WIB", kIndonesian), kIndonesian);
  expect_news_alone(behind("3 hours ago", kNews), kNews);
  expect_news_alone(behind("Sunday, 10 November 2024 at 7:06 PM", kNews), kNews);
  expect_news_alone(behind("vor 5 Minuten", kNews), kNews);
  expect_news_alone(behind("5 часов назад", kRussian), kRussian);
  expect_news_alone(behind("10 ноября 2024, 19:06", kRussian), kRussian);
  expect_news_alone(behind("3時間前", kJapanese), kJapanese);
  expect_news_alone(behind("2024年11月10日 19:06", kJapanese), kJapanese);
  expect_news_alone(behind("قبل ساعتين", kArabic), kArabic);
  expect_news_alone(behind("5 giờ trước", kNews), kNews);
  expect_news_alone(behind("5 घंटे पहले", kHindi), kHindi);
}

TEST(RunningTextTest, KeepsLinesThatHoldATime) {
  expect_all(behind("Three hours ago the crane fell", kNews));
  expect_all(behind("Ellery 2 Vale 1 Marsh 0", kNews));
  expect_all(behind("May hopes for 2 bridges", kNews));
}

TEST(RunningTextTest, LeavesOutHeadlinesThatDotsCutOff) {
  expect_news_alone(
      behind(kIndonesian, "Wali Kota Ingin...\nWali Kota Ingin Jembatan Kedua di Atas Sungai"),
      kIndonesian);
  expect_news_alone(behind(kNews, "Mayor wants…\nMayor wants a second bridge"), kNews);
  expect_news_alone(behind(kRussian, "Мэр хочет...\nМэр хочет второй мост"), kRussian);
  expect_news_alone(behind(kJapanese, "市長、第二の…\n市長、第二の橋を要望"), kJapanese);
  expect_all(behind(kNews, "And then...\nThe crane fell into the water."));
}

TEST(RunningTextTest, LeavesOutWhatPublishersSayOfThemselves) {
  const auto with = [](std::string_view news, std::string_view stock) {
    expect_news_alone(std::string(news) + ' ' + std::string(stock), news);
    expect_news_alone(behind(news, stock), news);
  };
  with(kNews,
       "Copyright 2026 Ellery Wire. ALL RIGHTS RESERVED. This material may not be published, "
       "broadcast or sold.");
  with(kNews, "Sign up for our newsletter, and never miss a crane.");
  with(kNews, "When you buy through links on our site, we may be paid.");
  with(kNews, "© 2026 Ellery Wire.");
  with(kIndonesian, "Mari bergabung di Grup Telegram kami, caranya klik tautan ini.");
  with(kIndonesian, "Dilarang keras mengambil konten dari situs ini tanpa izin.");
  with(kRussian, "Подписывайтесь на наш канал.");
  with(kRussian, "ПОДПИСЫВАЙТЕСЬ НА НАШ КАНАЛ! При использовании материалов ссылка обязательна.");
  with(kArabic, "جميع الحقوق محفوظة لوكالة المدينة.");
  with(kJapanese, "記事の無断転載を禁じます。");
  with(kHindi, "सर्वाधिकार सुरक्षित।");
  with("항구는 월요일에 크레인이 물에 떨어진 뒤 폐쇄됐다. 다친 사람은 없었다.",
       "무단전재 및 재배포 금지");
  with("周一起重机落水后港口关闭。无人受伤。", "未经授权不得转载。");
  with("Der Hafen wurde am Montag geschlossen.", "Alle Rechte vorbehalten.");
  with("Cảng đã đóng cửa hôm thứ Hai.", "Nghiêm cấm sao chép dưới mọi hình thức.");
}

TEST(RunningTextTest, LeavesOutShortSentencesBetweenStockPhrases) {
  expect_news_alone(
      std::string(kNews) + " Sign up for our newsletter. It is free. Follow us on every network.",
      kNews);
  expect_news_alone(behind(kNews, "#ellery #crane #harbour"), kNews);
}

TEST(RunningTextTest, KeepsNewsAboutSuchThings) {
  expect_all(
      "The minister wants all citizens to subscribe. She said that rights were reserved for "
      "members, and that material was published.");
  expect_all("Users can download the app on Monday, and follow the party on its new channel.");
  expect_all("Пользователи подписываются на каналы партий, сообщил министр.");
  expect_all("她说好哒。港口关闭。");  // 哒 ends in the same bytes as the sign ⓒ
  expect_all("無断で写真を転載したとして男が逮捕された。警察が発表した。");
}

TEST(RunningTextTest, LeavesOutThePagesRestsAtTheBeginning) {
  expect_news_alone(
      "10 November 2024 - 19:06\nloading...\nHarbour of Ellery...\nCranes by the "
      "water. Foto/EPA\nA A A\n" +
          std::string(kNews),
      kNews);
  expect_news_alone(behind("写真:港湾局", kJapanese), kJapanese);
  expect_news_alone(behind("Фото: порт Эллери", kRussian), kRussian);
  expect_news_alone(behind("ADVERTISEMENT", kNews), kNews);
}

TEST(RunningTextTest, FindsTheCreditBeforeTheLastLine) {
  expect_news_alone(std::string(kNews) + "\n(Reuters)\nAll rights reserved.", kNews);
}

TEST(RunningTextTest, LeavesOutReadersPosts) {
  expect_news_alone(
      behind(kNews,
             "Comments\nuser1\n3 hours ago\nI never trusted that crane at all.\nuser2\n"
             "4 hours ago\nNeither did I, to be honest with you."),
      kNews);
}

TEST(RunningTextTest, NeverEmptiesAText) {
  for (const char* text : {"All rights reserved.", "Read more: The bridge", "3 hours ago",
                           "Read more\nThe bridge\nThe clock", "3 hours ago\n4 hours ago",
                           "© 2026 Ellery Wire.\nAll rights reserved.", "無断転載を禁じます。",
                           "---\nAll rights reserved."}) {
    EXPECT_GT(count_words(text), 0u) << text;
    EXPECT_EQ(analyse("", text).body.size(), spelled_words(text).size()) << text;
  }
  EXPECT_EQ(count_words(""), 0u);
}

/// Work that is quadratic in these texts exceeds the test's time-out.
TEST(RunningTextTest, IsLinearInTheSizeOfHostileTexts) {
  constexpr int kMany = 100000;
  std::vector<std::string> texts(6);
  for (int i = 0; i < kMany; ++i) {
    texts[0] += "Read more\n";
    texts[1] += "Ferry...\nFerry";
    texts[2] += "Mayor of Ellery wants a second bridge over it\n";
    texts[3] += "all rights all rights ";
    texts[4] += "3 hours ago\nSo it was.\n";
    texts[5] += "Đọc thêm\nข่าว\n";
  }
  for (const std::string& text : texts) {
    EXPECT_EQ(analyse("", text).body.size(), spelled_words(text).size());
  }
}

TEST(CountPhrasesTest, CountsEachPhraseOnce) {
  EXPECT_EQ(count_phrases(Phrases::kPaywall, "Subscribe to continue. Subscribe to continue!"), 1u);
  EXPECT_EQ(count_phrases(Phrases::kConsent, "We use COOKIES with our partners"), 2u);
  EXPECT_EQ(count_phrases(Phrases::kConsent, "Мы используем файлы cookie"), 1u);
  EXPECT_EQ(count_phrases(Phrases::kPaywall, "この記事は会員限定です"), 1u);
  EXPECT_EQ(count_phrases(Phrases::kConsent, "A harbour without a crane"), 0u);
}

}  // namespace
}  // namespace wirefold::text
