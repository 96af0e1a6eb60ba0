#include "support/wire_world.h"

#include <array>

namespace wirefold::test {
namespace {

constexpr std::size_t kVocabulary = 20000;
constexpr std::size_t kWordsOfSentence = 12;
constexpr std::size_t kAgencyTexts = 4;  // in a round
constexpr std::size_t kSeldom = 30;      // one headline in so many is corrected

}  // namespace

WireWorld::WireWorld(const Size& size, std::uint64_t seed)
    : size_(size), random_(seed), feeds_(size.outlets) {
  constexpr std::array<const char*, 16> kSyllables = {"ba",  "ro", "mi",  "ten", "sul", "ka",
                                                      "dor", "ve", "lin", "pa",  "sto", "gre",
                                                      "han", "ci", "mu",  "war"};
  while (vocabulary_.size() < kVocabulary) {
    std::string word;
    for (std::size_t i = 0, n = 2 + below(3); i < n; ++i) word += kSyllables.at(below(16));
    vocabulary_.push_back(word);
  }
}

/// Words at the front of the vocabulary are the common ones, as in any language.
std::string WireWorld::text(std::size_t words) {
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    std::string word = vocabulary_.at(below(1 + below(kVocabulary)));
    const bool first = i % kWordsOfSentence == 0;
    if (first) word.front() = static_cast<char>(word.front() - 'a' + 'A');
    out.append(i == 0 ? "" : first ? ". " : " ").append(word);
  }
  return out + '.';
}

WireItem WireWorld::publish(std::size_t outlet, const std::vector<WireItem>& agency) {
  WireItem item;
  if (below(2) == 0) {
    item = agency.at(below(agency.size()));
    if (below(3) == 0) item.text.resize(item.text.rfind(". ") + 1);
  } else {
    item.text = text(size_.words);
    item.news = ++last_news_;
  }
  item.title = text(7);
  item.title.pop_back();
  item.link = "https://o" + std::to_string(outlet) + ".example/" + std::to_string(++last_item_);
  return item;
}

void WireWorld::go_on() {
  std::vector<WireItem> agency(kAgencyTexts);
  for (WireItem& item : agency) {
    item.text = text(size_.words);
    item.news = ++last_news_;
  }
  for (std::size_t outlet = 0; outlet < feeds_.size(); ++outlet) {
    std::deque<WireItem>& feed = feeds_[outlet];
    for (WireItem& item : feed) {
      if (below(kSeldom) == 0) item.title += " (corrected)";
    }
    for (std::size_t i = 0; i < size_.items; ++i) feed.push_front(publish(outlet, agency));
    feed.resize(std::min(feed.size(), size_.listed));
  }
}

std::string WireWorld::rss(std::size_t outlet) const {
  std::string out =
      "<rss version=\"2.0\"><channel><title>Outlet " + std::to_string(outlet) + "</title>";
  for (const WireItem& item : feeds_.at(outlet)) {
    out += "<item><guid>" + item.link + "</guid><link>" + item.link + "</link><title>" +
           item.title + "</title><description>" + item.text + "</description></item>";
  }
  return out + "</channel></rss>";
}

}  // namespace wirefold::test
