// Reads the articles for `wirefold fold` and `wirefold explain`.
#pragma once

#include <optional>
#include <string>

#include "wirefold/base/result.h"
#include "wirefold/base/time.h"
#include "wirefold/fold/folder.h"

namespace wirefold::cli {

/// Texts are plain or HTML; all but the id may be empty.
struct InputArticle {
  std::string id, url, outlet, title, summary, text, html, lang;
  std::optional<Timestamp> published;
};

/// Reads JSON objects. One thread at a time.
class InputReader {
 public:
  InputReader();
  ~InputReader();

  /// The article in a JSON object; kMalformed if `json` is no JSON object. The id may be empty.
  Result<InputArticle> read(const std::string& json);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The text of the article: from its HTML, else its text, else its summary.
std::string body_of(const InputArticle& article);

/// Input for the folder, with the number `id` and the time of arrival `seen`.
fold::Incoming incoming_of(const InputArticle& article, ArticleId id,
                           std::optional<Timestamp> seen);

}  // namespace wirefold::cli
