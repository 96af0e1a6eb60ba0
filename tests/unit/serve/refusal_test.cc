#include "serve/refusal.h"

#include <gtest/gtest.h>

#include "unit/serve/stories.h"

namespace wirefold::serve {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Refusal, HasTheFormThatTheClientReads) {
  struct Case {
    const char* accept;
    RefusalForm form;
  };
  for (const Case& c :
       {Case{"", RefusalForm::kText}, Case{"*/*", RefusalForm::kText},
        Case{"text/html,application/xhtml+xml,*/*;q=0.8", RefusalForm::kPage},
        Case{"TEXT/HTML", RefusalForm::kPage}, Case{"text/html;q=0, */*", RefusalForm::kText},
        Case{"application/json", RefusalForm::kJson},
        Case{"application/json, text/html;q=0.1", RefusalForm::kJson},
        Case{"text/html;level=1;q=0, application/json", RefusalForm::kJson},
        Case{"text/htmlx", RefusalForm::kText}}) {
    EXPECT_EQ(refusal_form(c.accept), c.form) << c.accept;
  }
}

TEST(Refusal, SaysOnItsPageWhatIsWrongAndWhereToGo) {
  Site site = test_site();
  site.base_url = "https://w.example/wire";
  const std::string page = refusal_page(site, "en", 404, "not found");
  EXPECT_TRUE(has(page, "<title>Not found: Our &lt;news&gt;</title>")) << page;
  EXPECT_TRUE(has(page, "<h1>Not found</h1>\n<p>There is nothing at this address.</p>"));
  EXPECT_TRUE(has(page, "<a href=\"/wire/\">To the stories</a>"));
  EXPECT_TRUE(has(page, "<link rel=\"stylesheet\" href=\"/wire/style.css\">"));
  site.base_url = "http://localhost:8710";
  EXPECT_TRUE(has(refusal_page(site, "en", 404, "not found"), "<a href=\"/\">To the stories</a>"));
  site.base_url = "https://w.example/\"><script>";
  EXPECT_FALSE(has(refusal_page(site, "en", 404, "not found"), "\"><script>"));
}

TEST(Refusal, NamesWhatIsMissing) {
  EXPECT_TRUE(has(refusal_page(test_site(), "en", 404, "no such event"), "There is no such event"));
  EXPECT_TRUE(has(refusal_page(test_site(), "en", 404, "no such story"), "There is no such story"));
  EXPECT_TRUE(
      has(refusal_page(test_site(), "id", 404, "no such event"), "Peristiwa ini tidak ada"));
}

TEST(Refusal, HasTheWordsOfTheClientsLanguage) {
  const std::string page = refusal_page(test_site(), "id", 404, "not found");
  EXPECT_TRUE(has(page, "<html lang=\"id\">"));
  EXPECT_TRUE(has(page, "<h1>Tidak ditemukan</h1>\n<p>Tidak ada apa-apa di alamat ini.</p>"));
  EXPECT_TRUE(has(refusal_page(test_site(), "id", 503, "busy"), "sedang mulai atau sibuk"));
}

TEST(Refusal, EscapesWhatAClientSent) {
  const std::string reason = "lang: not <script>\"&";
  const std::string page = refusal_page(test_site(), "en", 400, reason);
  EXPECT_TRUE(has(page, "<p>The value of lang is not &lt;script&gt;&quot;&amp;.</p>")) << page;
  EXPECT_FALSE(has(page, "<script>\"&"));
  EXPECT_EQ(refusal_json(reason), "{\"error\":\"lang: not <script>\\\"&\"}\n");
  EXPECT_EQ(refusal_text(reason), reason + "\n");
}

TEST(Refusal, HasThePolicyOfPagesOnlyAsAPage) {
  const auto policy = [](RefusalForm form) {
    for (const auto& [name, value] : refusal_headers(form)) {
      if (name == "Content-Security-Policy") return value;
    }
    return std::string();
  };
  EXPECT_TRUE(has(policy(RefusalForm::kPage), "default-src 'none'"));
  EXPECT_EQ(policy(RefusalForm::kText), "");
  EXPECT_EQ(policy(RefusalForm::kJson), "");
}

}  // namespace
}  // namespace wirefold::serve
