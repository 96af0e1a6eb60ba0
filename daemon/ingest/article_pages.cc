#include "wirefold/ingest/article_pages.h"

#include <string_view>
#include <unordered_set>
#include <utility>

#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"
#include "wirefold/text/normal.h"
#include "within_memory.h"

namespace wirefold::ingest {
namespace {

/// Further pages often add to the title ("…, page 2"), or cut it.
bool have_one_title(const page::Page& first, const page::Page& further) {
  std::string longer = text::comparison_key(first.title);
  std::string shorter = text::comparison_key(further.title);
  if (longer.size() < shorter.size()) longer.swap(shorter);
  const bool is_word_of_it = shorter.size() * 10 < longer.size() * 3;
  return !is_word_of_it && longer.find(shorter) != std::string::npos;
}

/// `first` and the lines of `more` that are not in it: some sites repeat the lead on every page.
std::string joined(std::string_view first, std::string_view more) {
  std::unordered_set<std::string_view> known;
  for (const std::string_view line : split(first, '\n')) known.insert(line);
  std::string out(first);
  for (const std::string_view line : split(more, '\n')) {
    if (out.size() + 1 + line.size() > kMostTextBytes) break;
    if (!known.insert(line).second) continue;
    (out += '\n') += line;
  }
  return out;
}

}  // namespace

std::size_t ArticlePages::bytes_of(const Held& held) {
  std::size_t out = sizeof(Held) + held.collected.url.size();
  if (!held.collected.page) return out;
  const page::Page& page = *held.collected.page;
  for (const std::string* text :
       {&page.title, &page.text, &page.canonical, &page.site, &page.whole, &page.next}) {
    out += text->size();
  }
  for (const std::string& author : page.authors) out += author.size();
  return out;
}

std::string ArticlePages::url_of_first(std::uint64_t number) const {
  const auto it = held_.find(number);
  return it == held_.end() ? std::string() : it->second.collected.url;
}

std::optional<std::string> ArticlePages::take(std::uint64_t number, const std::string& url,
                                              Result<page::Page> page) {
  auto it = held_.find(number);
  if (it == held_.end()) {
    it = held_.emplace(number, Held{{std::move(page), url}}).first;
  } else {
    bytes_ -= bytes_of(it->second);
    add(it->second, std::move(page));
  }
  Held& held = it->second;
  bytes_ += bytes_of(held);
  if (!held.collected.page || held.asked >= kMostFurther || bytes_ > kMostBytes)
    return std::nullopt;
  const page::Page& first = *held.collected.page;
  held.asked_for_whole = !first.whole.empty();
  const std::string& next = held.asked_for_whole ? first.whole : first.next;
  if (next.empty()) return std::nullopt;
  ++held.asked;
  return next;
}

void ArticlePages::add(Held& held, Result<page::Page> further) {
  page::Page& first = *held.collected.page;
  const bool comes =
      further && further->kind == page::PageKind::kArticle && have_one_title(first, *further);
  if (held.asked_for_whole) {
    first.whole.clear();
    if (!comes || further->text.size() <= first.text.size()) return;
    first.text = std::move(further->text);
    first.next.clear();
    return;
  }
  first.next.clear();
  if (!comes) return;
  auto text =
      within_memory([&]() -> Result<std::string> { return joined(first.text, further->text); });
  if (!text) return;
  first.text = *std::move(text);
  first.next = std::move(further->next);
  ++held.collected.count;
}

CollectedPage ArticlePages::give(std::uint64_t number) {
  const auto it = held_.find(number);
  if (it == held_.end()) return {Error{Errc::kUnsupported, "no page has arrived"}, {}, 0};
  bytes_ -= bytes_of(it->second);
  CollectedPage out = std::move(it->second.collected);
  held_.erase(it);
  return out;
}

}  // namespace wirefold::ingest
