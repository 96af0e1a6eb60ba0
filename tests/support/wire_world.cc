#include "support/wire_world.h"

#include <array>
#include <cmath>

#include "wirefold/base/strings.h"

namespace wirefold::test {
namespace {

constexpr std::size_t kVocabulary = 20000;

// The first words of the vocabulary. Language detection recognises English by them.
constexpr std::string_view kCommon =
    "the of and to in a is that for it as was with be by on not he his but at are this have "
    "from or had an they which one you were all her she there would their we him been has "
    "when who will no more if out so up said what its about than into them can only other "
    "time new some could these two may first then do any like my now over such our man me "
    "even most made after also did many off before must well back through years where much "
    "your way down should because long each just state people those too mr how little good "
    "world make very year still see own work men day get here old life both between being "
    "under three never know same last another while us might great go come since against came "
    "right used take house police government court minister president company market "
    "officials million report country city week month number group party public national "
    "power school water fire road bridge harbour storm ferry river council election budget "
    "prices trade talks agreement border forces army troops attack victims hospital doctors "
    "workers union strike factory jobs growth bank rates shares investors profit quarter "
    "sales products technology research scientists study climate energy oil gas nuclear plant "
    "village farmers harvest weather rain heat snow wind coast island ship crew passengers "
    "airport flight train station accident investigation judge lawyer prison sentence charges "
    "evidence witness family children women students teacher university team match season "
    "player coach goal win defeat final cup record fans stadium";

constexpr std::size_t kWordsOfSentence = 12;
constexpr std::size_t kAgencyTexts = 4;  // In a round.
constexpr std::size_t kSeldom = 30;      // One headline in kSeldom is corrected in each round.

}  // namespace

WireWorld::WireWorld(const Size& size, std::uint64_t seed)
    : size_(size), random_(seed), feeds_(size.outlets) {
  constexpr std::array<const char*, 16> kSyllables = {"ba",  "ro", "mi",  "ten", "sul", "ka",
                                                      "dor", "ve", "lin", "pa",  "sto", "gre",
                                                      "han", "ci", "mu",  "war"};
  for (const std::string_view word : split(kCommon, ' ')) vocabulary_.emplace_back(word);
  while (vocabulary_.size() < kVocabulary) {
    std::string word;
    for (std::size_t i = 0, n = 2 + below(3); i < n; ++i) word += kSyllables.at(below(16));
    vocabulary_.push_back(word);
  }
}

/// The frequency of a word falls with its place in the vocabulary, as in any language (Zipf).
std::string WireWorld::text(std::size_t words) {
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    const double at = std::pow(kVocabulary, std::uniform_real_distribution<double>()(random_));
    std::string word = vocabulary_.at(static_cast<std::size_t>(at) - 1);
    const bool first = i % kWordsOfSentence == 0;
    if (first) word.front() = static_cast<char>(word.front() - 'a' + 'A');
    out.append(i == 0 ? "" : first ? ". " : " ").append(word);
  }
  return out + '.';
}

WireItem WireWorld::publish(std::size_t outlet, const std::vector<WireItem>& agency) {
  WireItem item;
  if (below(3) == 0) {
    item = agency.at(below(agency.size()));
    if (below(3) == 0) item.text.resize(item.text.rfind(". ") + 1);
  } else {
    item.text = text(size_.words);
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
