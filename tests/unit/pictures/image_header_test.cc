#include "wirefold/pictures/image_header.h"

#include <gtest/gtest.h>

#include "support/pictures.h"

namespace wirefold::pictures {
namespace {

using namespace wirefold::test;

void expect_image(const std::string& file, ImageType type, ImageSize size) {
  const auto header = read_image_header(file);
  ASSERT_TRUE(header) << header.error().detail;
  EXPECT_EQ(header->type, type);
  EXPECT_EQ(header->size, size);
}

void expect_refused(const std::string& file, Errc code, const std::string& why) {
  const auto header = read_image_header(file);
  ASSERT_FALSE(header) << why;
  EXPECT_EQ(header.error().code, code) << why;
  EXPECT_NE(header.error().detail.find(why), std::string::npos) << header.error().detail;
}

TEST(ImageHeader, OfEveryTypeHasItsSize) {
  expect_image(jpeg(640, 480), ImageType::kJpeg, {640, 480});
  expect_image(png(1200, 675), ImageType::kPng, {1200, 675});
  expect_image(gif(88, 31), ImageType::kGif, {88, 31});
  expect_image(webp_lossy(800, 450), ImageType::kWebp, {800, 450});
  expect_image(webp_lossless(801, 451), ImageType::kWebp, {801, 451});
  expect_image(webp_extended(4000, 3000), ImageType::kWebp, {4000, 3000});
  expect_image(avif(ispe(1024, 576)), ImageType::kAvif, {1024, 576});
}

TEST(ImageHeader, NamesTheTypeForBrowsers) {
  EXPECT_EQ(media_type(ImageType::kJpeg), "image/jpeg");
  EXPECT_EQ(media_type(ImageType::kAvif), "image/avif");
  EXPECT_EQ(media_type(ImageType::kIco), "image/x-icon");
}

TEST(ImageHeader, OfAJpegComesAfterOtherSegments) {
  const std::string exif = "\xFF\xE1" + big_endian(8, 2) + "\xFF\xC0hide";
  expect_image(jpeg(30, 20, "\xFF\xE0" + big_endian(4, 2) + "ab" + exif + "\xFF\xFF"),
               ImageType::kJpeg, {30, 20});
  expect_image(jpeg(30, 20, "\xFF\xC4" + big_endian(3, 2) + "x"), ImageType::kJpeg, {30, 20});
  expect_refused(jpeg(30, 20, "\xFF\xDA"), Errc::kUnsupported, "no size");
  expect_refused(jpeg(30, 20, "\xFF\xE0" + big_endian(60000, 2)), Errc::kUnsupported, "no size");
}

TEST(ImageHeader, OfAGifHasRoomForEveryFrame) {
  expect_image(gif(10, 10, 200, 100), ImageType::kGif, {200, 100});
  expect_refused(gif(1, 1, 65535, 65535), Errc::kTooLarge, "65535 x 65535");
}

TEST(ImageHeader, OfAnAvifIsThatOfItsLargestItem) {
  expect_image(avif(ispe(160, 90) + ispe(1600, 900) + ispe(512, 512)), ImageType::kAvif,
               {1600, 900});
  expect_image(avif(ispe(160, 90), "avifmiaf", "mif1"), ImageType::kAvif, {160, 90});
  expect_refused(avif(ispe(160, 90), "avif", "avis"), Errc::kUnsupported, "not a JPEG");
  expect_refused(avif(ispe(160, 90), "heic", "heic"), Errc::kUnsupported, "not a JPEG");
  expect_refused(avif(""), Errc::kUnsupported, "no size");
}

TEST(ImageHeader, OfAnIcoIsThatOfItsLargestImage) {
  expect_image(ico({icon_bitmap(16, 16)}), ImageType::kIco, {16, 16});
  expect_image(ico({icon_bitmap(16, 16), png(256, 256), icon_bitmap(32, 32)}), ImageType::kIco,
               {256, 256});
  expect_refused(ico({icon_bitmap(16, 16), png(50000, 50000)}), Errc::kTooLarge, "50000 x 50000");
  expect_refused(ico({icon_bitmap(50000, 50000)}), Errc::kTooLarge, "pixels");
  expect_refused(ico({icon_bitmap(16, 16), ""}), Errc::kUnsupported, "no size");
  expect_refused(ico({}), Errc::kUnsupported, "no size");
  expect_refused(ico({std::string(200, '\0')}), Errc::kUnsupported, "no size");
}

TEST(ImageHeader, OfABombIsRefused) {
  expect_refused(png(50000, 50000), Errc::kTooLarge, "50000 x 50000");
  expect_refused(png(4001, 4000), Errc::kTooLarge, "pixels");
  expect_image(png(4000, 4000), ImageType::kPng, {4000, 4000});
  expect_refused(png(0xFFFFFFFF, 0xFFFFFFFF), Errc::kTooLarge, "pixels");
  expect_refused(avif(ispe(0xFFFFFFFF, 0xFFFFFFFF)), Errc::kTooLarge, "pixels");
}

TEST(ImageHeader, OfALongFileIsRefused) {
  expect_image(filled(png(9, 9), kMostPictureBytes), ImageType::kPng, {9, 9});
  expect_refused(filled(png(9, 9), kMostPictureBytes + 1), Errc::kTooLarge, "2097153 bytes");
}

TEST(ImageHeader, IsNeededWhateverTheServerSays) {
  for (const char* file :
       {"", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<?xml version=\"1.0\"?><svg/>", "<!DOCTYPE html><title>No</title>", "%PDF-1.7", "BM6",
        "\xFF\xD8", "II*", "GIF", "RIFF\1\1\1\1WAVE"}) {
    expect_refused(file, Errc::kUnsupported, "not a JPEG");
  }
  expect_refused(" " + png(9, 9), Errc::kUnsupported, "not a JPEG");
}

TEST(ImageHeader, WithoutASizeIsRefused) {
  for (const std::string& file : {jpeg(0, 9), jpeg(9, 0), png(0, 9), gif(0, 0), webp_lossy(0, 9)}) {
    expect_refused(file, Errc::kUnsupported, "no size");
  }
}

TEST(ImageHeader, OfAFileThatBreaksOffIsReadWithinItsBytes) {
  for (const std::string& whole :
       {jpeg(640, 480), png(1200, 675), webp_lossy(800, 450), webp_lossless(801, 451),
        webp_extended(4000, 3000), avif(ispe(1024, 576)), gif(88, 31)}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const std::string cut(whole.data(), size);  // of its own, so that ASan sees a read beyond it
      static_cast<void>(read_image_header(cut));
    }
  }
  expect_refused(png(1200, 675).substr(0, 18), Errc::kUnsupported, "no size");
}

}  // namespace
}  // namespace wirefold::pictures
