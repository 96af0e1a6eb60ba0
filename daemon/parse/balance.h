// Markup that is not well-formed, made so.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// `text` with every tag closed in its order, every attribute quoted, and every '<' that starts no
/// markup escaped, so that an XML parser reads all of it. What a publisher most likely meant:
///
/// - an end tag closes what was left open inside its element; one without a start is dropped;
/// - <item> and <entry> stand in the channel or feed alone: a new one closes all that is open in
///   there; nor do the short text elements of RSS nest (a <link> inside an unclosed <title> closes
///   the title);
/// - HTML elements without content (<br>, <img>) need no end tag;
/// - an <item> or <entry> in which the document breaks off is dropped if others came before it:
///   half an entry could pass for another one.
///
/// Line breaks stay, so lines have the numbers that they have in `text`. Each repair is added to
/// `warnings`. Linear in the size of `text`.
std::string balance(std::string_view text, Warnings& warnings);

}  // namespace wirefold::parse
