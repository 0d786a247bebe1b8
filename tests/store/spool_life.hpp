// One life of a spool, in which everything happens once, and what must be true whenever it ends.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "store/spool_directory.hpp"
#include "store/spool_quarantine.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store::test {

/// What the world knows: senders of what was acknowledged, the store of what is done.
struct World {
  std::map<std::string, std::string> sent;     // name to octets
  std::map<SpoolId, std::string> acknowledged; // to name
  std::set<SpoolId> done;                      // marks in the store
  std::set<SpoolId> put_aside;                 // quarantine() returned
  std::set<std::uint32_t> removed;             // segments that release() named
};

class SpoolLife {
 public:
  SpoolLife(SpoolOptions options, Disk& disk) : options_(std::move(options)), disk_(disk) {}

  void live() {
    auto spool = Spool::open(options_, disk_);
    if (!spool) return;
    auto reader = SpoolReader::open(
        options_, [this](SpoolId id) { return is_done(id); }, disk_);
    for (int day = 0; day < 2; ++day) {
      send(**spool, day);
      if (reader) process(**reader);
    }
    reader = tl::unexpected(parsers::Error{});
    spool->reset(); // and its threads are through with the disk
    // A second life, as after a restart.
    spool = Spool::open(options_, disk_);
    if (!spool) return;
    send(**spool, 2);
    reader = SpoolReader::open(
        options_, [this](SpoolId id) { return is_done(id); }, disk_);
    if (reader) process(**reader);
  }

  World world() {
    const std::lock_guard lock(mutex_);
    return world_;
  }

 private:
  bool is_done(SpoolId id) {
    const std::lock_guard lock(mutex_);
    return world_.done.contains(id);
  }

  void send(Spool& spool, int day) {
    std::vector<std::future<void>> answers;
    for (int i = 0; i < 6; ++i) {
      const auto name = "day" + std::to_string(day) + "-" + std::to_string(i);
      const std::size_t length = i == 3 ? 70'000 : i == 5 ? 0 : 3'000;
      const auto octets = octets_of(static_cast<std::uint32_t>(day * 100 + i), length);
      {
        const std::lock_guard lock(mutex_);
        world_.sent[name] = octets;
      }
      auto message = spool.begin();
      if (!message || !message->append(octets)) continue;
      if (i == 2) {
        auto given_up = spool.begin();
        if (given_up) (void)given_up->append(octets_of(7, 80'000));
      }
      auto answered = std::make_shared<std::promise<void>>();
      answers.push_back(answered->get_future());
      std::move(*message).commit(envelope_of(name), [this, name, answered](const Result<SpoolId>& id) {
        if (id) {
          const std::lock_guard lock(mutex_);
          world_.acknowledged[*id] = name;
        }
        answered->set_value();
      });
    }
    for (auto& answer : answers) answer.wait();
  }

  /// Every third message is put aside, one is left claimed.
  void process(SpoolReader& reader) {
    for (int turn = 0; turn < 20; ++turn) {
      const auto messages = reader.claim(4, 100'000);
      if (!messages || messages->empty()) continue;
      std::vector<SpoolId> ids;
      for (const auto& message : *messages) {
        if (message.id.number % 3 == 1) {
          const auto put_aside = reader.quarantine(message.id);
          const std::lock_guard lock(mutex_);
          if (put_aside) world_.put_aside.insert(message.id);
        } else {
          ids.push_back(message.id);
        }
      }
      {
        const std::lock_guard lock(mutex_);
        world_.done.insert(ids.begin(), ids.end());
      }
      const auto removed = reader.release(ids);
      if (!removed) continue;
      const std::lock_guard lock(mutex_);
      for (const auto segment : *removed) {
        // Their marks go. A segment that came back would now be processed again; the ids stay acknowledged here.
        std::erase_if(world_.done, [&](SpoolId id) { return id.segment == segment; });
        std::erase_if(world_.acknowledged, [&](const auto& entry) { return entry.first.segment == segment; });
        world_.removed.insert(segment);
      }
    }
  }

  const SpoolOptions options_;
  Disk& disk_;
  std::mutex mutex_;
  World world_;
};

/// Opens what was left with a disk that works, and compares it with what the world was told. Each fault is a sentence.
inline std::vector<std::string> faults_of(const World& world, const SpoolOptions& options, Disk& disk) {
  std::vector<std::string> faults;
  auto spool = must(Spool::open(options, disk));
  auto reader = must(SpoolReader::open(
      options, [&](SpoolId id) { return world.done.contains(id); }, disk));
  std::set<std::string> names;
  std::set<SpoolId> found;
  for (const auto& message : claim_all(*reader)) {
    const auto& address = message.envelope.reverse_path.address;
    const auto name = address.substr(0, address.find('@'));
    const auto sent = world.sent.find(name);
    if (!names.insert(name).second) faults.push_back(name + " came twice");
    if (!found.insert(message.id).second) faults.push_back(to_string(message.id) + " came twice");
    if (sent == world.sent.end() || sent->second != message.octets) faults.push_back(name + " is not what was sent");
    if (world.done.contains(message.id)) faults.push_back(name + " was done and came again");
    if (world.put_aside.contains(message.id)) faults.push_back(name + " was put aside and came again");
    if (world.removed.contains(message.id.segment)) faults.push_back(name + " came out of a removed segment");
  }
  for (const auto& [id, name] : world.acknowledged) {
    if (world.done.contains(id) || found.contains(id)) continue;
    const auto message = read_quarantined(options.directory, id, options.keys, disk);
    if (!message || message->octets != world.sent.at(name)) faults.push_back(name + " was acknowledged and is gone");
  }
  for (const auto id : world.put_aside) {
    if (!read_quarantined(options.directory, id, options.keys, disk)) faults.push_back(to_string(id) + " is not aside");
  }
  return faults;
}

} // namespace store::test
