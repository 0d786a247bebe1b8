// Disks that go wrong on purpose: one fails the Nth call, one forgets at a power cut what was not synced.
#pragma once

#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "store/disk.hpp"

namespace store::test {

using Path = std::filesystem::path;

/// Passes every call on, after `before` has had its say.
class WrappedDisk : public Disk {
 public:
  explicit WrappedDisk(Disk& inner = system_disk()) : inner_(inner) {}

  Result<FileDescriptor> open(const Path& path, OpenFor mode) override {
    if (auto said = before(); !said) return tl::unexpected(said.error());
    return inner_.open(path, mode);
  }
  Result<void> write_at(int file, std::string_view octets, std::uint64_t offset) override {
    if (auto said = before(); !said) {
      // What a failed write leaves behind is not nothing.
      (void)inner_.write_at(file, octets.substr(0, octets.size() / 2), offset);
      return said;
    }
    return inner_.write_at(file, octets, offset);
  }
  Result<std::string> read_at(int file, std::uint64_t offset, std::size_t length) override {
    if (auto said = before(); !said) return tl::unexpected(said.error());
    return inner_.read_at(file, offset, length);
  }
  Result<std::uint64_t> size_of(int file) override {
    if (auto said = before(); !said) return tl::unexpected(said.error());
    return inner_.size_of(file);
  }
  Result<void> truncate(int file, std::uint64_t length) override {
    if (auto said = before(); !said) return said;
    return inner_.truncate(file, length);
  }
  Result<void> preallocate(int file, std::uint64_t length) override {
    if (auto said = before(); !said) return said;
    return inner_.preallocate(file, length);
  }
  Result<void> sync_data(int file) override {
    if (auto said = before(); !said) return said;
    return inner_.sync_data(file);
  }
  Result<void> sync_directory(const Path& directory) override {
    if (auto said = before(); !said) return said;
    return inner_.sync_directory(directory);
  }
  Result<void> rename(const Path& from, const Path& to) override {
    if (auto said = before(); !said) return said;
    return inner_.rename(from, to);
  }
  Result<void> remove(const Path& path) override {
    if (auto said = before(); !said) return said;
    return inner_.remove(path);
  }
  Result<void> create_directory(const Path& path) override {
    if (auto said = before(); !said) return said;
    return inner_.create_directory(path);
  }
  Result<std::vector<std::string>> list(const Path& directory) override {
    if (auto said = before(); !said) return tl::unexpected(said.error());
    return inner_.list(directory);
  }
  Result<std::uint64_t> free_octets(const Path& directory) override {
    if (auto said = before(); !said) return tl::unexpected(said.error());
    return inner_.free_octets(directory);
  }

 protected:
  virtual Result<void> before() { return {}; }

 private:
  Disk& inner_;
};

/// Does not wait for the disk: for tests that ask only what would have been synced, and do so thousands of times.
class UnsyncedDisk final : public WrappedDisk {
 public:
  Result<void> sync_data(int) override { return {}; }
  Result<void> sync_directory(const Path&) override { return {}; }
};

/// Fails the Nth call, counted from 1, and every other one works.
class FailingDisk final : public WrappedDisk {
 public:
  FailingDisk(std::uint64_t which, parsers::ErrorCode code, Disk& inner = system_disk())
      : WrappedDisk(inner), which_(which), code_(code) {}
  [[nodiscard]] bool has_failed() const { return calls_ >= which_; }

 private:
  Result<void> before() override {
    if (++calls_ != which_) return {};
    return parsers::failure(code_, "the test says so");
  }
  const std::uint64_t which_;
  const parsers::ErrorCode code_;
  std::atomic<std::uint64_t> calls_ = 0;
};

enum class Honesty : std::uint8_t { keeps_promises, forgets_data, forgets_names };

/// Works on the real directory and keeps beside it what a disk would hold: octets reach it with sync_data, names with
/// sync_directory. Before its Nth changing call it takes a picture of that, which can be laid out as a directory.
class PowerCutDisk final : public Disk {
 public:
  PowerCutDisk(Path root, std::uint64_t cut_before, std::function<void()> at_cut,
               Honesty honesty = Honesty::keeps_promises)
      : root_(std::move(root)), cut_before_(cut_before), at_cut_(std::move(at_cut)), honesty_(honesty) {}

  [[nodiscard]] bool was_cut() const { return was_cut_; }
  /// As it is now, when the cut has not come.
  void cut_now() {
    const std::lock_guard lock(mutex_);
    if (!was_cut_) cut();
  }
  /// What was not synced is kept, dropped or torn by chance, sector by sector.
  void lay_out(const Path& target, std::uint32_t seed) const {
    std::mt19937 chance(seed);
    Names names = picture_.names;
    // A journal keeps its order: of the names that were not synced, the first few made it.
    const std::size_t kept = picture_.pending_names.empty() ? 0 : chance() % (picture_.pending_names.size() + 1);
    for (std::size_t i = 0; i < kept; ++i) apply(names, picture_.pending_names[i]);
    for (const auto& directory : directories_) std::filesystem::create_directories(target / directory);
    for (const auto& [name, node] : names) {
      std::filesystem::create_directories((target / name).parent_path());
      std::ofstream(target / name, std::ios::binary) << torn(picture_.contents.at(node), chance);
    }
  }

  Result<FileDescriptor> open(const Path& path, OpenFor mode) override {
    const std::lock_guard lock(mutex_);
    if (mode == OpenFor::creating) count();
    auto file = system_disk().open(path, mode);
    if (!file) return file;
    if (mode == OpenFor::creating) {
      const auto node = next_node_++;
      nodes_[inode_of(file->get())] = node;
      contents_[node] = {};
      pending_names_.push_back({Change::link, relative(path), {}, node});
    }
    return file;
  }
  Result<void> write_at(int file, std::string_view octets, std::uint64_t offset) override {
    const std::lock_guard lock(mutex_);
    count();
    node_of(file).pending.push_back({offset, std::string(octets), false});
    return system_disk().write_at(file, octets, offset);
  }
  Result<std::string> read_at(int file, std::uint64_t offset, std::size_t length) override {
    return system_disk().read_at(file, offset, length);
  }
  Result<std::uint64_t> size_of(int file) override { return system_disk().size_of(file); }
  Result<void> truncate(int file, std::uint64_t length) override {
    const std::lock_guard lock(mutex_);
    count();
    node_of(file).pending.push_back({length, {}, true});
    return system_disk().truncate(file, length);
  }
  Result<void> preallocate(int file, std::uint64_t length) override {
    const std::lock_guard lock(mutex_);
    count();
    node_of(file).pending.push_back({length, {}, true});
    return system_disk().preallocate(file, length);
  }
  Result<void> sync_data(int file) override {
    const std::lock_guard lock(mutex_);
    count();
    if (honesty_ == Honesty::forgets_data) return {};
    auto& content = node_of(file);
    for (const auto& change : content.pending) apply(content.durable, change);
    content.pending.clear();
    return {};
  }
  Result<void> sync_directory(const Path& directory) override {
    const std::lock_guard lock(mutex_);
    count();
    if (honesty_ == Honesty::forgets_names) return {};
    // Only what is promised: the changes of names in this directory.
    const auto wanted = relative(directory);
    std::vector<NameChange> left;
    for (auto& change : pending_names_) {
      if (change.name.parent_path() == wanted || change.from.parent_path() == wanted) {
        apply(names_, change);
      } else {
        left.push_back(change);
      }
    }
    pending_names_ = std::move(left);
    return {};
  }
  Result<void> rename(const Path& from, const Path& to) override {
    const std::lock_guard lock(mutex_);
    count();
    const auto node = nodes_.at(inode_of(from));
    auto done = system_disk().rename(from, to);
    if (done) pending_names_.push_back({Change::rename, relative(to), relative(from), node});
    return done;
  }
  Result<void> remove(const Path& path) override {
    const std::lock_guard lock(mutex_);
    count();
    auto done = system_disk().remove(path);
    if (done) pending_names_.push_back({Change::unlink, relative(path), {}, 0});
    return done;
  }
  Result<void> create_directory(const Path& path) override {
    const std::lock_guard lock(mutex_);
    count();
    directories_.push_back(relative(path));
    return system_disk().create_directory(path);
  }
  Result<std::vector<std::string>> list(const Path& directory) override { return system_disk().list(directory); }
  Result<std::uint64_t> free_octets(const Path& directory) override { return system_disk().free_octets(directory); }

 private:
  using NodeId = std::uint64_t;
  using Names = std::map<Path, NodeId>;
  struct OctetChange {
    std::uint64_t offset = 0; // or the new length
    std::string octets;
    bool is_length = false;
  };
  struct Content {
    std::string durable;
    std::vector<OctetChange> pending;
  };
  enum class Change : std::uint8_t { link, unlink, rename };
  struct NameChange {
    Change change = Change::link;
    Path name;
    Path from;
    NodeId node = 0;
  };
  struct Picture {
    Names names;
    std::vector<NameChange> pending_names;
    std::map<NodeId, Content> contents;
  };

  static ino_t inode_of(int file) {
    struct stat status {};
    if (::fstat(file, &status) < 0) throw std::runtime_error("fstat");
    return status.st_ino;
  }
  static ino_t inode_of(const Path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) < 0) throw std::runtime_error("stat");
    return status.st_ino;
  }
  static void apply(std::string& content, const OctetChange& change) {
    if (change.is_length) return content.resize(change.offset);
    if (content.size() < change.offset + change.octets.size()) content.resize(change.offset + change.octets.size());
    content.replace(change.offset, change.octets.size(), change.octets);
  }
  static void apply(Names& names, const NameChange& change) {
    if (change.change == Change::rename) names.erase(change.from);
    if (change.change == Change::unlink) {
      names.erase(change.name);
    } else {
      names[change.name] = change.node;
    }
  }
  static std::string torn(const Content& content, std::mt19937& chance) {
    constexpr std::size_t sector = 512;
    std::string octets = content.durable;
    for (const auto& change : content.pending) {
      const auto fate = chance() % 3;
      if (fate == 0) continue;
      if (fate == 1 || change.is_length) {
        apply(octets, change);
        continue;
      }
      for (std::size_t done = 0; done < change.octets.size();) {
        const auto here = change.offset + done;
        const auto length = std::min(change.octets.size() - done, sector - here % sector);
        if (chance() % 2 == 0) apply(octets, {here, change.octets.substr(done, length), false});
        done += length;
      }
    }
    return octets;
  }
  [[nodiscard]] Path relative(const Path& path) const {
    auto name = path.lexically_relative(root_);
    return name == "." ? Path() : name;
  }
  Content& node_of(int file) { return contents_.at(nodes_.at(inode_of(file))); }
  void count() {
    if (++calls_ == cut_before_) cut();
  }
  void cut() {
    was_cut_ = true;
    if (at_cut_) at_cut_();
    picture_ = {names_, pending_names_, contents_};
  }

  const Path root_;
  const std::uint64_t cut_before_;
  const std::function<void()> at_cut_;
  const Honesty honesty_;
  std::mutex mutex_;
  std::uint64_t calls_ = 0;
  std::atomic<bool> was_cut_ = false;
  NodeId next_node_ = 1;
  std::map<ino_t, NodeId> nodes_;
  std::map<NodeId, Content> contents_;
  Names names_;
  std::vector<NameChange> pending_names_;
  std::vector<Path> directories_;
  Picture picture_;
};

} // namespace store::test
