# Makes a source file of a text: the function FUNCTION of HEADER gives it. Run as:
#   cmake -DIN=FILE -DOUT=FILE -DHEADER=wirefold/…h -DFUNCTION=wirefold::… -P embed_text.cmake
file(READ ${IN} text)
file(WRITE ${OUT} "#include \"${HEADER}\"\n
std::string ${FUNCTION}() {
  return R\"embedded(${text})embedded\";
}
")
