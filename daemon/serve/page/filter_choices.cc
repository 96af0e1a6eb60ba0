#include "filter_choices.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "page_parts.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kOfferedNames = 200;

/// The filter takes a display name or a Publisher::id(), but no name with a publisher behind it.
std::vector<Name> outlets_in(const Story& story) {
  const OutletNames called(story);
  std::vector<Name> out;
  for (const Member& copy : story.members) {
    const Article& article = copy.article;
    const std::string label = called.of(article);
    const bool needs_id = label != article.outlet && article.publisher.is_known();
    out.push_back({needs_id ? article.publisher.id() : article.outlet, label});
  }
  return out;
}

void for_each_story(const FilterForm& form, const std::function<void(const Story&)>& use) {
  for (const Event& entry : form.entries) {
    for (const Report& report : entry.reports) use(report.story);
  }
}

}  // namespace

std::string option(std::string_view value, const std::string& text, bool chosen) {
  return fmt::format("<option value=\"{}\"{}>{}</option>", escape_markup(value),
                     chosen ? " selected" : "", escape_markup(text));
}

std::string choice(const FilterForm& form, std::string_view label, std::string_view name,
                   const std::string& options) {
  return fmt::format("<label>{} <select form=\"{}\" name=\"{}\">{}</select></label>\n",
                     form.words.html(label), form.id, name, options);
}

std::string name_choice(const FilterForm& form, std::string_view name, const std::string& value,
                        const Names& offered) {
  std::string out = fmt::format(
      "<label>{0} <input form=\"{1}\" name=\"{2}\" list=\"{2}-list\" value=\"{3}\" size=\"14\" "
      "dir=\"auto\"></label>\n<datalist id=\"{2}-list\">",
      form.words.html(name), form.id, name, escape_markup(value));
  for (const auto& [offer, label] : offered) {
    out += fmt::format("<option value=\"{}\"{}>", escape_markup(offer),
                       label == offer ? "" : attribute("label", label));
  }
  return out + "</datalist>\n";
}

Names offered_names(const FilterForm& form,
                    const std::function<std::vector<Name>(const Story&)>& names_of) {
  Names out;
  for_each_story(form, [&](const Story& story) {
    for (Name& name : names_of(story)) {
      const bool is_filter = !name.value.empty() && name.value.size() <= kMostArgumentBytes;
      if (is_filter && out.size() < kOfferedNames) {
        out.emplace(std::move(name.value), std::move(name.label));
      }
    }
  });
  return out;
}

std::string language_choice(const FilterForm& form) {
  std::set<std::string> langs;
  for_each_story(form, [&langs](const Story& story) {
    if (is_language(story.lead().lang)) langs.insert(story.lead().lang);
  });
  if (!form.query.lang.empty()) langs.insert(form.query.lang);
  std::string options = option("", form.words.text("all_languages"), false);
  for (const std::string& lang : langs) {
    options += option(lang, form.words.language_name(lang), lang == form.query.lang);
  }
  return choice(form, "language", "lang", options);
}

std::string outlet_choice(const FilterForm& form) {
  return name_choice(form, "outlet", form.query.outlet, offered_names(form, outlets_in));
}

std::string number_choice(const FilterForm& form) {
  const Words& words = form.words;
  std::string options = option("", words.text("any_number"), false);
  std::set<int> counts = {2, 3, 5, 10};
  if (form.query.min_outlets > 1) counts.insert(form.query.min_outlets);
  for (const int n : counts) {
    options += option(std::to_string(n),
                      words.text("at_least", words.count("outlets", static_cast<std::size_t>(n))),
                      n == form.query.min_outlets);
  }
  return choice(form, "reported_by", "min_outlets", options);
}

std::string entry_choice(const FilterForm& form, bool by_event) {
  return choice(form, "entry_for_each", "by",
                option("", form.words.text("story_of_copies"), !by_event) +
                    option("event", form.words.text("event_of_stories"), by_event));
}

}  // namespace wirefold::serve
