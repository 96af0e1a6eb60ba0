#include "article_pages.h"

#include <set>
#include <string_view>
#include <utility>

#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"

namespace wirefold::app {
namespace {

/// Further pages often add to the title ("…, page 2"), or cut it.
bool is_of(const page::Page& further, const page::Page& first) {
  if (further.kind != page::PageKind::kArticle) return false;
  const std::string a = to_lower_ascii(further.title);
  const std::string b = to_lower_ascii(first.title);
  return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

/// Appends the lines that are not there yet: some sites repeat the lead on every page.
void append_lines(std::string& text, std::string_view more) {
  std::set<std::string, std::less<>> known;
  for (const std::string_view line : split(text, '\n')) known.emplace(line);
  for (const std::string_view line : split(more, '\n')) {
    if (text.size() + line.size() > kMostTextBytes) return;
    if (known.contains(line)) continue;
    text += '\n';
    text += line;
  }
}

}  // namespace

std::string ArticlePages::first_of(std::uint64_t number) const {
  const auto it = held_.find(number);
  return it == held_.end() ? std::string() : it->second.url;
}

CollectedPage ArticlePages::take(std::uint64_t number, const std::string& url,
                                 Result<page::Page> page) {
  const auto it = held_.find(number);
  if (it == held_.end()) {
    if (!page) return {std::move(page), url, 1, {}};
    return go_on(number, Held{*std::move(page), url});
  }
  Held held = std::move(it->second);
  held_.erase(it);
  bytes_ -= held.page.text.size();
  const bool comes = page && is_of(*page, held.page);
  if (held.for_whole) {
    if (comes && page->text.size() > held.page.text.size()) {
      held.page.text = std::move(page->text);
      held.page.next.clear();
    }
    held.page.whole.clear();
  } else {
    held.page.next = comes ? page->next : std::string();
    if (comes) {
      append_lines(held.page.text, page->text);
      ++held.count;
    }
  }
  return go_on(number, std::move(held));
}

/// Asks for more of it, or gives it as it is.
CollectedPage ArticlePages::go_on(std::uint64_t number, Held held) {
  held.for_whole = !held.page.whole.empty();
  std::string further = held.for_whole ? held.page.whole : held.page.next;
  const std::size_t bytes = held.page.text.size();
  const bool asks = !further.empty() && held.asked < kMostFurther && bytes_ + bytes <= kMostBytes;
  if (!asks) {
    return {std::move(held.page), std::move(held.url), held.count, {}};
  }
  ++held.asked;
  bytes_ += bytes;
  CollectedPage out{Error{Errc::kUnsupported, "its further pages are waited for"}, held.url,
                    held.count, std::move(further)};
  held_.emplace(number, std::move(held));
  return out;
}

}  // namespace wirefold::app
