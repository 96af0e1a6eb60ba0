// The fields of the filters, which the forms of several pages have. Private to the serve area.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "serve/words/words.h"
#include "wirefold/model/event.h"
#include "wirefold/model/story_query.h"

namespace wirefold::serve {

/// A form with fields for filters.
struct FilterForm {
  const Words& words;
  std::string_view id;             ///< Of the form's element, which may stand elsewhere.
  std::span<const Event> entries;  ///< The form offers what the stories of these entries have.
  const StoryQuery& query;         ///< The values that are chosen.
};

/// What a filter may be: the value that it accepts, and what people are shown for it.
struct Name {
  std::string value;
  std::string label;
};

/// Labels by value.
using Names = std::map<std::string, std::string>;

std::string option(std::string_view value, const std::string& text, bool chosen);

/// A list of `options`, with the words of `label` before it.
std::string choice(const FilterForm& form, std::string_view label, std::string_view name,
                   const std::string& options);

/// A field for one of the `offered` names, or for any other, with the words of `name` before it.
std::string name_choice(const FilterForm& form, std::string_view name, const std::string& value,
                        const Names& offered);

/// What `names_of` gives for the stories: at most 200 names, all short enough for a filter.
Names offered_names(const FilterForm& form,
                    const std::function<std::vector<Name>(const Story&)>& names_of);

/// The languages of the stories, and the chosen one.
std::string language_choice(const FilterForm& form);

/// An outlet, with those of the stories as suggestions. Where outlets of a story share a name, each
/// is suggested by its publisher.
std::string outlet_choice(const FilterForm& form);

/// The least number of outlets.
std::string number_choice(const FilterForm& form);

/// Whether a story or an event is an entry.
std::string entry_choice(const FilterForm& form, bool by_event);

}  // namespace wirefold::serve
