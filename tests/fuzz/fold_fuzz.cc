// Two texts, separated by a line "==": their words, fingerprints and comparison, and their stored
// form.
#include <span>

#include "fuzz/check.h"
#include "wirefold/base/strings.h"
#include "wirefold/fold/compare.h"
#include "wirefold/fold/documents.h"
#include "wirefold/fold/fingerprints.h"
#include "wirefold/fold/judge.h"
#include "wirefold/text/analyse.h"

namespace {

using namespace wirefold;

Document checked_document(std::string_view body) {
  Document document = text::analyse(body.substr(0, body.find('\n')), body);
  CHECK(text::spelled_words(body).size() == document.body.size());
  std::uint32_t end = 0;
  for (const Sentence& s : document.sentences) {
    CHECK(s.first == end && s.last > s.first);
    end = s.last;
  }
  CHECK(end == document.body.size());
  const fold::Fingerprints fingerprints = fold::fingerprints_of(document);
  CHECK(fold::unpack_fingerprints(fold::pack(fingerprints)) == fingerprints);
  fold::unpack_fingerprints(body);  // may be refused, but must return
  fold::MemoryDocuments documents;
  documents.put(ArticleId{1}, document);
  const auto kept = documents.get(ArticleId{1});
  CHECK(kept && kept->body.size() == document.body.size());
  for (std::size_t i = 0; i < document.body.size(); ++i) {
    CHECK(kept->body[i].hash == document.body[i].hash &&
          kept->body[i].kind == document.body[i].kind);
  }
  return document;
}

void check_comparison(std::span<const Token> a, std::span<const Token> b) {
  const fold::Comparison c = fold::compare(a, b);
  CHECK(c.matched <= c.shorter && c.shorter <= c.longer);
  CHECK(c.containment() >= 0 && c.containment() <= 1 + 1e-9);
  std::uint32_t end = 0;
  for (const fold::CommonRun& run : c.runs) {
    CHECK(run.b >= end && run.length >= fold::kMinBlock && run.length <= c.longest);
    end = run.b + run.length;
    CHECK(end <= b.size() && run.a + run.length <= a.size());
    for (std::uint32_t i = 0; i < run.length; ++i) CHECK(a[run.a + i].hash == b[run.b + i].hash);
  }
  const fold::Verdict verdict = fold::judge_words({1, 0, {}, {}}, {2, 0, {}, {}}, c, {});
  CHECK(!fold::rule_of(verdict.outcome).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(bytes)) return 0;
  constexpr std::string_view kMark = "\n==\n";
  const std::size_t mark = std::min(bytes.find(kMark), bytes.size());
  const Document a = checked_document(bytes.substr(0, mark));
  const Document b = checked_document(bytes.substr(std::min(mark + kMark.size(), bytes.size())));
  check_comparison(a.body, b.body);
  check_comparison(b.body, a.body);
  if (a.body.size() >= fold::kMinBlock) {
    CHECK(fold::compare(a.body, a.body).matched == a.body.size());
  }
  return 0;
}
