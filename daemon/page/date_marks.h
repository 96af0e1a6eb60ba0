// Recognizes elements of a page that give a date. Private to the page area.
#pragma once

#include <optional>
#include <string>

#include "wirefold/html/dom.h"

namespace wirefold::page {

/// The text inside `node`, white space collapsed; empty if it is too long for a title or spread
/// over too many nodes.
std::string text_inside(xmlNode* node);

enum class DateMark : unsigned char {
  kNone,
  kPublished,  ///< Marked as the date of publication by itemprop, property, pubdate or class.
  kTime,       ///< <time>, or a property that ends in ":dateCreated".
  kNamed,      ///< Named for a date by class or id: "post-date". May hold anything.
};

/// Uses only the element's name and attributes.
DateMark date_mark_of(const xmlNode* node);

/// The element's attribute for machines (datetime, content), else its text.
std::string marked_text(xmlNode* node);

}  // namespace wirefold::page
