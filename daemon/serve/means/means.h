// The means that a page gives to an operator: links, forms, buttons. Private to the serve area.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/words/words.h"
#include "wirefold/model/override.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// What the means of one page have in common.
struct Means {
  const Words& words;
  const Session& session;
  std::string root;  ///< Path to "/" from the page.
  std::string back;  ///< Path of the page from "/", for the way back to it.
};

/// The means of a page for readers; nullopt without a session. `words`, `target` must outlive the
/// result.
std::optional<Means> means_of(const Words& words, const Target& target, std::string root);

/// Names and values of fields, not escaped.
using FormFields = std::vector<std::pair<std::string_view, std::string>>;

/// A field that is sent and not shown.
std::string hidden_field(std::string_view name, std::string_view value);

/// The fields that an order of `kind` begins with: `kind` and `back`.
FormFields order_fields(const Means& means, OverrideKind kind);

/// A link to the page that says what an order would do, with the words of `key`.
std::string order_link(const Means& means, std::string_view key, FormFields fields);

/// The beginning of a form that is sent with GET to that page, with hidden `fields`. `more` are
/// further attributes.
std::string order_form(const Means& means, const FormFields& fields, std::string_view more = {});

/// The beginning of a form that is sent with POST, with the token of the session and hidden
/// `fields`. `action` is a path from "/" without its slash.
std::string post_form(const Means& means, std::string_view action, const FormFields& fields,
                      std::string_view more = {});

/// A form that is one button, with the words of `key`.
std::string post_button(const Means& means, std::string_view key, std::string_view action,
                        const FormFields& fields);

/// A button of a form, with the words of `key`.
std::string button(const Words& words, std::string_view key);

/// The same, which sends the kind of an order.
std::string button(const Words& words, std::string_view key, OverrideKind kind);

}  // namespace wirefold::serve
