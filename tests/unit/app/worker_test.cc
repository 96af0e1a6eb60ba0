#include "app/worker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace wirefold::app {
namespace {

TEST(Worker, WhatItThrowsIsLoggedAndTold) {
  std::atomic<int> failed = 0;
  testing::internal::CaptureStderr();
  start_worker(
      "fetch", [](const std::stop_token&) { throw std::runtime_error("no room"); },
      [&failed] { ++failed; })
      .join();
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(failed, 1);
  EXPECT_NE(log.find("stop error=\"no room\" thread=fetch"), std::string::npos) << log;
}

TEST(Worker, HasANameAndIsStopped) {
  std::atomic<int> failed = 0;
  std::string name(16, '\0');
  std::jthread worker = start_worker(
      "render",
      [&name](const std::stop_token& stop) {
        pthread_getname_np(pthread_self(), name.data(), 16);
        while (!stop.stop_requested()) std::this_thread::yield();
      },
      [&failed] { ++failed; });
  worker.request_stop();
  worker.join();
  EXPECT_STREQ(name.c_str(), "render");
  EXPECT_EQ(failed, 0);
}

}  // namespace
}  // namespace wirefold::app
