# Puts the files of languages/ into a C++ source: cmake -DFOLDER=... -DOUT=... -P embed_languages.cmake
file(GLOB files ${FOLDER}/*.txt)
list(SORT files)
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} content)
  string(APPEND rows "    {\"${name}\", R\"--(${content})--\"},\n")
endforeach()
file(WRITE ${OUT}
     "// Made by embed_languages.cmake from daemon/text/languages.\n"
     "#include \"language_files.h\"\n\nnamespace wirefold::text {\nnamespace {\n\n"
     "constexpr LanguageFile kFiles[] = {\n${rows}};\n\n}  // namespace\n\n"
     "std::span<const LanguageFile> language_files() { return kFiles; }\n\n"
     "}  // namespace wirefold::text\n")
