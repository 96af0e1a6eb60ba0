# Reading the standard headers takes half the time of compiling a file, so the tests and the sanitizer builds
# compile them once. The release build of the daemon does not: it fails if a file does not include what it
# uses.
set(standard_headers
    <algorithm> <array> <chrono> <cstdint> <deque> <filesystem> <fstream> <functional> <map> <memory>
    <mutex> <optional> <set> <span> <sstream> <string> <string_view> <thread> <tuple> <unordered_map>
    <unordered_set> <utility> <variant> <vector>)

# Precompiles the standard headers and HEADERS for a target, and for those that reuse them.
function(precompile_headers target)
  target_precompile_headers(${target} PRIVATE ${standard_headers} ${ARGN})
endfunction()

# Compiles a target with the precompiled headers of another, which has the same compile options.
function(reuse_headers target owner)
  target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()
