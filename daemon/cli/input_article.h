// Articles as `wirefold fold` and `wirefold explain` read them.
#pragma once

#include <optional>
#include <string>

#include "wirefold/base/result.h"
#include "wirefold/base/time.h"
#include "wirefold/fold/folder.h"

namespace wirefold::app {

/// Texts are plain or HTML; all but the id may be empty.
struct InputArticle {
  std::string id, url, outlet, title, summary, text, html;
  std::optional<Timestamp> published;
};

/// Reads JSON objects. Not for more than one thread.
class InputReader {
 public:
  InputReader();
  ~InputReader();

  /// The article of one object; kMalformed for what is no JSON object. The id may be empty.
  Result<InputArticle> read(const std::string& json);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The longest text that the article gives: of its page, its text or its summary.
std::string body_of(const InputArticle& article);

/// As the folder takes it, under the number `id` and seen at `seen`.
fold::Incoming incoming_of(const InputArticle& article, ArticleId id,
                           std::optional<Timestamp> seen);

}  // namespace wirefold::app
