#include "wirefold/ingest/reader.h"

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "wirefold/base/hash.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/page/page.h"
#include "within_memory.h"

namespace wirefold::ingest {

class Reader::LastEntries {
 public:
  void note(const Article& entry) {
    const std::uint64_t hash = hash_of(entry);
    place_of(hash).store(hash, std::memory_order_relaxed);
  }

  /// True if the entry was noted lately, with the same text.
  bool has(const Article& entry) {
    const std::uint64_t hash = hash_of(entry);
    return place_of(hash).load(std::memory_order_relaxed) == hash;
  }

 private:
  // The entries of some 4,000 feeds in 1 MiB. A text that is missing costs its analysis once more.
  static constexpr std::size_t kMost = std::size_t{1} << 17;

  static std::uint64_t hash_of(const Article& entry) {
    const auto feed = static_cast<std::uint64_t>(to_int(entry.feed));
    return hash64(entry.key, mix_hash(entry.text_hash, feed));
  }

  std::atomic<std::uint64_t>& place_of(std::uint64_t hash) {
    return hashes_[hash % hashes_.size()];
  }

  std::vector<std::atomic<std::uint64_t>> hashes_ = std::vector<std::atomic<std::uint64_t>>(kMost);
};

Reader::Reader(const crawl::FeedFactsTable& facts, WallClock clock)
    : facts_(facts), clock_(std::move(clock)), last_entries_(std::make_unique<LastEntries>()) {}

Reader::~Reader() = default;

Handover Reader::read(Message&& message, ReadingMark& mark) {
  if (auto* const response = std::get_if<fetch::Response>(&message)) {
    return read(std::move(*response), mark);
  }
  if (auto* const reload = std::get_if<Reload>(&message)) return std::move(*reload);
  auto& event = std::get<websub::Message>(message);
  if (auto* const push = std::get_if<websub::Push>(&event))
    return read_push(std::move(*push), mark);
  return std::move(event);
}

Handover Reader::read(fetch::Response&& response, ReadingMark& mark) {
  if (crawl::is_page(response.request)) return read_page(std::move(response), mark);
  if (has_purpose(response.request, crawl::Purpose::kPoll)) {
    return read_poll(std::move(response), mark);
  }
  return std::move(response);
}

ReadResponse Reader::read_poll(fetch::Response&& response, ReadingMark& mark) {
  ReadResponse out{std::move(response), 0, std::nullopt, nullptr};
  const fetch::Response& answer = out.response;
  if (answer.error || answer.status == 304) return out;
  out.body_hash = hash64(answer.body);
  const auto facts = facts_.find(crawl::feed_of(answer.request));
  if (!facts || facts->body_hash == out.body_hash) return out;
  const ReadingMark::Scope reading(mark, facts->feed, answer.request.url);
  out.reading = read(*facts, answer.request.url, answer.body, answer.content_type);
  return out;
}

ReadPush Reader::read_push(websub::Push&& push, ReadingMark& mark) {
  ReadPush out{std::move(push), std::nullopt, nullptr};
  const auto facts = facts_.find(out.push.feed);
  if (!facts || facts->has_crashed) return out;
  const ReadingMark::Scope reading(mark, facts->feed, facts->current_url());
  out.reading = read(*facts, facts->current_url(), out.push.body, out.push.content_type);
  return out;
}

ReadPage Reader::read_page(fetch::Response&& response, ReadingMark& mark) {
  const ReadingMark::Scope reading(mark, crawl::feed_of(response.request), response.request.url);
  auto page = within_memory([&response]() -> Result<page::Page> {
    if (response.error) return *response.error;
    return page::read_page(response.body, response.content_type, response.request.url,
                           crawl::first_page_of(response.request));
  });
  response.body = {};
  return {std::move(response), std::move(page)};
}

Reading Reader::read(const crawl::FeedFacts& facts, const std::string& url, std::string_view body,
                     std::string_view content_type) {
  auto document = read_document(facts, url, body, content_type, clock_());
  if (document) {
    if (const auto done = analyse_new_texts(*document); !done) document = done.error();
  }
  return {facts, std::move(document)};
}

/// Analyses the texts that were not read lately, and makes their index.
Result<bool> Reader::analyse_new_texts(ReadDocument& document) {
  return within_memory([&]() -> Result<bool> {
    for (Prepared& prepared : document.articles) {
      if (last_entries_->has(prepared.article)) continue;
      index_of(prepared);
      last_entries_->note(prepared.article);
    }
    return true;
  });
}

}  // namespace wirefold::ingest
