#include "means.h"

#include <fmt/format.h>

#include <utility>

#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

std::string form(const Means& means, std::string_view action, std::string_view method,
                 const FormFields& fields, std::string_view more) {
  std::string out =
      fmt::format("<form action=\"{}{}\" method=\"{}\"{}>\n", means.root, action, method, more);
  for (const auto& [name, value] : fields) out += hidden_field(name, value);
  return out;
}

}  // namespace

std::optional<Means> means_of(const Words& words, const Target& target, std::string root) {
  if (!target.session) return std::nullopt;
  return Means{words, *target.session, std::move(root), target.address()};
}

std::string hidden_field(std::string_view name, std::string_view value) {
  return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name,
                     escape_markup(value));
}

FormFields order_fields(const Means& means, OverrideKind kind) {
  return {{"kind", std::string(to_string(kind))}, {"back", means.back}};
}

std::string order_link(const Means& means, std::string_view key, FormFields fields) {
  std::string query;
  for (const auto& [name, value] : fields) {
    query.append(query.empty() ? "" : "&amp;").append(name).append("=").append(escaped(value));
  }
  return fmt::format("<a class=\"order\" href=\"{}operator/order?{}\">{}</a>\n", means.root, query,
                     means.words.html(key));
}

std::string order_form(const Means& means, const FormFields& fields, std::string_view more) {
  return form(means, "operator/order", "get", fields, more);
}

std::string post_form(const Means& means, std::string_view action, const FormFields& fields,
                      std::string_view more) {
  return form(means, action, "post", fields, more) + hidden_field("token", means.session.token);
}

std::string post_button(const Means& means, std::string_view key, std::string_view action,
                        const FormFields& fields) {
  return post_form(means, action, fields) + button(means.words, key) + "</form>\n";
}

std::string button(const Words& words, std::string_view key) {
  return fmt::format("<button>{}</button>\n", words.html(key));
}

std::string button(const Words& words, std::string_view key, OverrideKind kind) {
  return fmt::format("<button name=\"kind\" value=\"{}\">{}</button>\n", to_string(kind),
                     words.html(key));
}

}  // namespace wirefold::serve
