#include "order_page.h"

#include <algorithm>
#include <array>
#include <set>

#include "draft.h"
#include "naming.h"
#include "story_choice.h"
#include "wirefold/base/hmac.h"
#include "wirefold/serve/words/ruling_words.h"

namespace wirefold::serve {
namespace {

/// The words of an order of one kind.
struct OrderWords {
  OverrideKind kind;
  std::string_view name;  // key; of the page and its button
  std::string_view then;  // key; what follows from it
};

constexpr std::array kOrderWords = {
    OrderWords{OverrideKind::kPin, "do_pin", "then_pin"},
    OrderWords{OverrideKind::kSplit, "do_split", "then_split"},
    OrderWords{OverrideKind::kMerge, "do_merge", "then_merge"},
    OrderWords{OverrideKind::kNever, "do_never", "then_never"},
    OrderWords{OverrideKind::kEventJoin, "do_event_join", "then_event_join"},
    OrderWords{OverrideKind::kEventLeave, "do_event_leave", "then_event_leave"},
    OrderWords{OverrideKind::kEventNever, "do_event_never", "then_event_never"},
};

const OrderWords& words_for(OverrideKind kind) {
  return *std::ranges::find(kOrderWords, kind, &OrderWords::kind);
}

/// The form that gives the order; its fields and what stands in it are those of the caller.
std::string order_button(const Asked& asked, OverrideKind kind, const FormFields& fields,
                         const std::string& inside = {}) {
  FormFields all = order_fields(asked.means, kind);
  all.emplace_back("once", random_token());
  all.insert(all.end(), fields.begin(), fields.end());
  return post_form(asked.means, "operator/order", all, " class=\"means\"") + inside + "<div>\n" +
         button(asked.words, words_for(kind).name) + "</div>\n</form>\n";
}

/// The page of an order that is complete: what it asks for, what it is about, and the button.
ResourcePtr last_page(const Asked& asked, const Override& order, const FormFields& fields,
                      const std::string& items) {
  const Words& words = asked.words;
  const OrderWords& of = words_for(order.kind);
  const std::string what = ruling_html(order, words.language(), names_in(asked));
  return page_answer(
      asked,
      {words.text(of.name),
       "<p class=\"what\">" + words.html("will_happen", what) + "</p>\n<p class=\"meta\">" +
           words.html(of.then) + " " + words.html("can_be_undone") + "</p>\n" + item_list(items) +
           order_button(asked, order.kind, fields) + back_link(asked, "cancel")});
}

/// Why the articles cannot leave their story; empty if they can. Sets the story that they are in.
std::string why_no_split(const Asked& asked, Override& order) {
  std::set<StoryId> stories;
  for (const ArticleId id : order.articles) {
    const auto story = asked.source.story_of(id);
    if (!story || !asked.source.article(id)) return asked.words.text("error_no_article");
    stories.insert(*story);
  }
  if (stories.empty()) return asked.words.text("tick_articles");
  if (stories.size() > 1) return asked.words.text("of_several_stories");
  order.story = *stories.begin();
  const auto story = asked.source.story(order.story);
  if (!story || story->members.size() > order.articles.size()) return {};
  return asked.words.text("one_must_stay");
}

ResourcePtr split_page(const Asked& asked, Override order) {
  const std::string problem = why_no_split(asked, order);
  if (!problem.empty()) return problem_page(asked, 409, problem);
  FormFields fields;
  std::string items;
  for (const ArticleId id : order.articles) {
    fields.emplace_back("article", std::to_string(to_int(id)));
    items += article_item(asked, *asked.source.article(id));
  }
  return last_page(asked, order, fields, items);
}

ResourcePtr no_such_story(const Asked& asked) {
  return problem_page(asked, 404, asked.words.text("error_no_story"));
}

ResourcePtr stories_page(const Asked& asked, Override order) {
  const auto story = story_now(asked.source, order.story);
  if (!story) return no_such_story(asked);
  order.story = story->id;
  FormFields fields = {{"story", std::to_string(to_int(story->id))}};
  std::string items = story_item(asked, *story);
  if (to_int(order.other) != 0) {
    const auto other = story_now(asked.source, order.other);
    if (!other) return no_such_story(asked);
    if (other->id == story->id) {
      return problem_page(asked, 409, asked.words.text("already_one"));
    }
    order.other = other->id;
    fields.emplace_back("other", std::to_string(to_int(other->id)));
    items += story_item(asked, *other);
  }
  return last_page(asked, order, fields, items);
}

/// The story to keep: that of more outlets, else the older one.
bool stays(const Story& story, const Story& other) {
  const std::size_t outlets = outlets_of(story).size();
  const std::size_t others = outlets_of(other).size();
  return outlets == others ? story.id < other.id : outlets > others;
}

/// A choice between the two ways of joining two stories.
std::string way(const Asked& asked, OverrideKind kind, const Story& story, const Story& other) {
  Override order;
  order.kind = kind;
  order.story = story.id;
  order.other = other.id;
  return radio("other", other.id, stays(other, story),
               ruling_html(order, asked.words.language(), names_in(asked)));
}

/// Two stories were ticked: the operator chooses which of them stays.
ResourcePtr pair_page(const Asked& asked, const Draft& draft) {
  const auto one = story_now(asked.source, draft.stories.front());
  const auto two = story_now(asked.source, draft.stories.back());
  if (!one || !two) return no_such_story(asked);
  if (one->id == two->id) return problem_page(asked, 409, asked.words.text("already_one"));
  const Words& words = asked.words;
  const OrderWords& of = words_for(draft.kind);
  const FormFields fields = {{"story", std::to_string(to_int(one->id))},
                             {"story", std::to_string(to_int(two->id))}};
  return page_answer(
      asked, {words.text(of.name),
              "<p class=\"meta\">" + words.html(of.then) + " " + words.html("can_be_undone") +
                  "</p>\n" + item_list(story_item(asked, *one) + story_item(asked, *two)) +
                  order_button(
                      asked, draft.kind, fields,
                      choice_of(words.html("which_way"), way(asked, draft.kind, *one, *two) +
                                                             way(asked, draft.kind, *two, *one))) +
                  back_link(asked, "cancel")});
}

}  // namespace

ResourcePtr order_page(Asked& asked) {
  const Draft draft = read_draft(asked.fields);
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  if (const auto order = order_of(draft)) {
    return order->kind == OverrideKind::kSplit ? split_page(asked, *order)
                                               : stories_page(asked, *order);
  }
  if (draft.stories.size() == 1) {
    return story_choice(asked, draft, asked.words.text(words_for(draft.kind).name));
  }
  if (draft.stories.size() == 2) return pair_page(asked, draft);
  return problem_page(asked, 409, asked.words.text("tick_exactly_two"));
}

}  // namespace wirefold::serve
