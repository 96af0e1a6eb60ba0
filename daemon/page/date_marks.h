// Elements of a page that say a date. Private to the page area.
#pragma once

#include <optional>
#include <string>

#include "wirefold/html/dom.h"

namespace wirefold::page {

/// The text inside `node`, white space collapsed; empty if it is too long for a title, or hidden in
/// too many nodes.
std::string text_inside(xmlNode* node);

enum class DateMark : unsigned char {
  kNone,
  kPublished,  ///< Marked as the date of publication: itemprop, pubdate, or a class that says so.
  kTime,       ///< <time>
  kNamed,      ///< By its class or id: "post-date". What it holds may be anything.
};

/// By the element's name and attributes alone.
DateMark date_mark_of(const xmlNode* node);

/// What the element says: its attribute for machines, else its text.
std::string marked_text(xmlNode* node);

}  // namespace wirefold::page
