// The files of serve/words. A translation needs a file there, a function here, a line in
// daemon/CMakeLists.txt, and one in words_of(). Private to the serve area.
#pragma once

#include <string>

namespace wirefold::serve {

std::string english_words();
std::string indonesian_words();

}  // namespace wirefold::serve
