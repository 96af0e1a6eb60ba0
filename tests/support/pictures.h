// Files with the header of an image and nothing behind it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::test {

using namespace std::string_literals;

inline std::string big_endian(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(number >> (8 * i) & 0xFF);
  return out;
}

inline std::string little_endian(std::uint64_t number, int bytes) {
  const std::string other = big_endian(number, bytes);
  return {other.rbegin(), other.rend()};
}

/// With `before` between the start of the file and the frame.
inline std::string jpeg(unsigned width, unsigned height, const std::string& before = "") {
  return "\xFF\xD8" + before + "\xFF\xC0"s + big_endian(11, 2) + "\x08" + big_endian(height, 2) +
         big_endian(width, 2) + "\x01\x01\x11\0"s + "\xFF\xDA";
}

inline std::string png(std::uint32_t width, std::uint32_t height) {
  return "\x89PNG\r\n\x1A\n" + big_endian(13, 4) + "IHDR" + big_endian(width, 4) +
         big_endian(height, 4) + "\x08\x02\0\0\0"s;
}

/// With one frame of the size of the canvas, unless another one is given.
inline std::string gif(unsigned width, unsigned height, unsigned frame_width = 0,
                       unsigned frame_height = 0) {
  return "GIF89a" + little_endian(width, 2) + little_endian(height, 2) + "\x80\0\0"s +
         std::string(6, 'c') + "!\xFE\x02hi\0"s + "," + std::string(4, '\0') +
         little_endian(frame_width == 0 ? width : frame_width, 2) +
         little_endian(frame_height == 0 ? height : frame_height, 2) + "\0\x02\x01\x00\0;"s;
}

inline std::string webp(const std::string& chunk) {
  return "RIFF" + little_endian(chunk.size() + 4, 4) + "WEBP" + chunk;
}

inline std::string webp_lossy(unsigned width, unsigned height) {
  return webp("VP8 " + little_endian(10, 4) + "\x30\x01\0\x9D\x01\x2A"s + little_endian(width, 2) +
              little_endian(height, 2));
}

inline std::string webp_lossless(unsigned width, unsigned height) {
  return webp("VP8L" + little_endian(5, 4) + "\x2F" +
              little_endian((width - 1) | (height - 1) << 14, 4));
}

inline std::string webp_extended(unsigned width, unsigned height) {
  return webp("VP8X" + little_endian(10, 4) + "\0\0\0\0"s + little_endian(width - 1, 3) +
              little_endian(height - 1, 3));
}

/// A box of ISO/IEC 14496-12.
inline std::string box(std::string_view type, const std::string& content) {
  return big_endian(content.size() + 8, 4) + std::string(type) + content;
}

inline std::string ispe(std::uint32_t width, std::uint32_t height) {
  return box("ispe", big_endian(0, 4) + big_endian(width, 4) + big_endian(height, 4));
}

inline std::string avif(const std::string& properties, const std::string& brands = "mif1avif",
                        const std::string& major = "avif") {
  return box("ftyp", major + big_endian(0, 4) + brands) + box("free", "abc") +
         box("meta", big_endian(0, 4) + box("hdlr", "x") +
                         box("iprp", box("ipco", box("pixi", "x") + properties)));
}

/// A file of several images.
inline std::string ico(const std::vector<std::string>& images) {
  std::string directory = little_endian(1 << 16, 4) + little_endian(images.size(), 2);
  std::string data;
  const std::size_t first = 6 + 16 * images.size();
  for (const std::string& image : images) {
    directory += std::string("\x10\x10\0\0\1\0\x20\0", 8) + little_endian(image.size(), 4) +
                 little_endian(first + data.size(), 4);
    data += image;
  }
  return directory + data;
}

/// An image of an ICO file that is no PNG.
inline std::string icon_bitmap(std::uint32_t width, std::uint32_t height) {
  return little_endian(40, 4) + little_endian(width, 4) + little_endian(2 * height, 4) +
         std::string(28, '\0');
}

/// `picture` with bytes behind it up to `size`.
inline std::string filled(std::string picture, std::size_t size) {
  picture.resize(size, 'x');
  return picture;
}

}  // namespace wirefold::test
