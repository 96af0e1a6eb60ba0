# An error of memory ends the program instead of serving whoever caused it. tests/structure/check_binary
# holds the program to this.
include(CheckCXXCompilerFlag)
include(CheckPIESupported)

# Adds a flag where the compiler knows it for this machine: -fcf-protection is for x86 alone.
function(add_flag_if_known flag)
  string(MAKE_C_IDENTIFIER "HAS${flag}" known)
  set(CMAKE_REQUIRED_FLAGS -Werror)
  check_cxx_compiler_flag(${flag} ${known})
  if(${known})
    add_compile_options(${flag})
  endif()
endfunction()

check_pie_supported(LANGUAGES CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
add_compile_options(-fPIE)  # behind CMake's -fPIC for libraries: all of ours end in a program
add_link_options(-Wl,-z,relro -Wl,-z,now)
add_flag_if_known(-fno-plt)  # a stub for late binding has no use with -z now, and costs each call

add_compile_options(-fstack-protector-strong)
add_flag_if_known(-fstack-clash-protection)
add_flag_if_known(-fcf-protection)
add_compile_definitions(_GLIBCXX_ASSERTIONS)

# The C library checks lengths only in optimised code, and a sanitizer knows more than it.
if(WIREFOLD_SANITIZE STREQUAL "" AND NOT WIREFOLD_FUZZ)
  add_compile_options("$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>")
endif()
