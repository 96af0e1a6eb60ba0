# Makes a source file of the description of the API. Run as: cmake -DIN=FILE -DOUT=FILE -P …
file(READ ${IN} text)
file(WRITE ${OUT} "#include \"wirefold/serve/render.h\"\n
std::string wirefold::serve::openapi_json() {
  return R\"openapi(${text})openapi\";
}
")
