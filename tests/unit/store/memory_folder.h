// A folder for databases that need not outlive a crash.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace wirefold::store {

/// A folder that is removed with its object. It is in memory if there is room, because each test
/// makes a database, and a disk takes its time for each commit.
class MemoryFolder {
 public:
  MemoryFolder() {
    std::string pattern = (parent() / "wirefold-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp " + pattern);
    path_ = pattern;
  }
  ~MemoryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  MemoryFolder(const MemoryFolder&) = delete;
  MemoryFolder& operator=(const MemoryFolder&) = delete;

  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  static std::filesystem::path parent() {
    constexpr std::uintmax_t kRoom = std::uintmax_t{512} << 20;
    const std::filesystem::path memory = "/dev/shm";
    std::error_code error;
    const bool has_room = std::filesystem::space(memory, error).available >= kRoom && !error;
    return has_room ? memory : std::filesystem::temp_directory_path();
  }

  std::filesystem::path path_;
};

}  // namespace wirefold::store
