// Makes markup well-formed.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// Returns `text` with every element closed in order, every attribute quoted, and every '<' that
/// starts no markup escaped, so that an XML parser reads all of it. Follows the most likely intent
/// of the publisher:
///
/// - an end tag closes the elements left open inside its own; one without a start tag is dropped;
/// - <item> and <entry> are children of the channel or feed only: a new one closes all elements
///   open inside of that; the short text elements of RSS do not nest either (a <link> inside an
///   unclosed <title> closes the title);
/// - HTML elements without content (<br>, <img>) need no end tag;
/// - an <item> or <entry> in which the document breaks off is dropped if whole ones came before:
///   half an entry could pass for a different one.
///
/// Line breaks stay, so line numbers are those of `text`. Each repair is added to `warnings`.
/// Linear in the size of `text`.
std::string balance(std::string_view text, Warnings& warnings);

}  // namespace wirefold::parse
