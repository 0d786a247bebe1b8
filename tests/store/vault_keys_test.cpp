#include "store/vault_keys.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;

struct VaultKeysTest : testing::Test {
  TemporaryDirectory directory;
  std::filesystem::path path = directory.path() / "vault_keys";
  KeyRing ring = must(KeyRing::create(directory.path() / "keys", {"relay.example"}));
  std::unique_ptr<VaultKeys> keys = must(VaultKeys::make(path, ring));

  std::vector<std::string> files() { return must(system_disk().list(path)); }
  static std::string contents(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
};

TEST_F(VaultKeysTest, GivesEachKeyOnceAndFindsItAgain) {
  std::map<KeyNumber, VaultKey> given;
  for (int i = 0; i < 200; ++i) {
    const auto key = must(keys->take());
    EXPECT_TRUE(given.emplace(key.number, key.key).second);
  }
  keys = must(VaultKeys::open(path, ring, Access::read_write));
  const auto next = must(keys->take());
  EXPECT_FALSE(given.contains(next.number)); // also when nothing tells that the ones before were used
  for (const auto& [number, key] : given) EXPECT_EQ(must(keys->find(number)), key);
}

TEST_F(VaultKeysTest, ABlockHasAtMost256Rows) {
  const auto first = must(keys->take_for_block());
  for (int i = 1; i < 256; ++i) EXPECT_EQ(must(keys->take_for_block()).number, first.number);
  EXPECT_NE(must(keys->take_for_block()).number, first.number);
}

TEST_F(VaultKeysTest, WhatWasDestroyedIsNotFoundAndTheRestIs) {
  const auto one = must(keys->take());
  const auto two = must(keys->take());
  const std::array doomed{one.number};
  ASSERT_TRUE(keys->destroy(doomed));
  ASSERT_TRUE(keys->destroy(doomed));
  EXPECT_EQ(keys->find(one.number).error().code, ErrorCode::not_found);
  EXPECT_EQ(must(keys->find(two.number)), two.key);
  ASSERT_TRUE(keys->turn());
  EXPECT_EQ(keys->find(one.number).error().code, ErrorCode::not_found);
  EXPECT_EQ(must(keys->find(two.number)), two.key);
}

TEST_F(VaultKeysTest, ATurnLeavesOneEpochAndNothingThatTheOldKeyOpens) {
  const auto one = must(keys->take());
  const auto key_file = contents(path / "0000000001.key");
  const auto slots = contents(path / "0000000001.slots");
  ASSERT_TRUE(keys->turn());
  EXPECT_EQ(files(), (std::vector<std::string>{"0000000002.key", "0000000002.slots"}));
  const auto turned = contents(path / "0000000002.slots");
  ASSERT_EQ(turned.size(), slots.size());
  EXPECT_NE(turned.substr(64), slots.substr(64));
  EXPECT_NE(contents(path / "0000000002.key"), key_file);
  EXPECT_EQ(must(keys->find(one.number)), one.key);
  EXPECT_NE(must(keys->take()).number, one.number);
}

TEST_F(VaultKeysTest, AReaderFollowsATurn) {
  const auto one = must(keys->take());
  auto reader = must(VaultKeys::open(path, ring, Access::read_only));
  EXPECT_EQ(must(reader->find(one.number)), one.key);
  ASSERT_TRUE(keys->turn());
  EXPECT_EQ(must(reader->find(one.number)), one.key);
  const auto two = must(keys->take());
  EXPECT_EQ(must(reader->find(two.number)), two.key);
}

TEST_F(VaultKeysTest, FindsEveryChangedOctetOfASlot) {
  const auto one = must(keys->take());
  const auto file = path / "0000000001.slots";
  for (std::uint64_t i = 0; i < 60; ++i) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    const auto place = static_cast<std::streamoff>(one.number * 64 + i);
    const int octet = stream.seekg(place).get();
    stream.seekp(place).put(static_cast<char>(octet ^ 1)).flush();
    EXPECT_EQ(keys->find(one.number).error().code, ErrorCode::corrupt) << i;
    stream.seekp(place).put(static_cast<char>(octet)).flush();
  }
  EXPECT_TRUE(keys->find(one.number));
}

TEST_F(VaultKeysTest, ALostEpochKeyIsToldAndNotReplaced) {
  std::filesystem::remove(path / "0000000001.key");
  EXPECT_EQ(VaultKeys::open(path, ring, Access::read_write).error().code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(path / "0000000001.key"));
}

/// Takes, destroys one, turns: what was promised at each instant.
struct Life {
  std::map<KeyNumber, VaultKey> given;
  std::vector<KeyNumber> destroyed;
};

void live(const std::filesystem::path& path, const KeyRing& ring, Disk& disk, Life& life) {
  auto keys = VaultKeys::open(path, ring, Access::read_write, disk);
  if (!keys) return;
  for (int i = 0; i < 20; ++i) {
    if (const auto key = (*keys)->take()) life.given.emplace(key->number, key->key);
  }
  if (life.given.empty()) return;
  const std::array doomed{life.given.begin()->first};
  life.given.erase(doomed[0]); // from here on it may be there or not
  if ((*keys)->destroy(doomed)) life.destroyed.push_back(doomed[0]);
  (void)(*keys)->turn();
  if (const auto key = (*keys)->take()) life.given.emplace(key->number, key->key);
}

void expect_kept(const std::filesystem::path& path, const KeyRing& ring, const Life& life, std::uint64_t which) {
  auto keys = VaultKeys::open(path, ring, Access::read_write);
  ASSERT_TRUE(keys) << which << to_string(keys.error());
  for (const auto& [number, key] : life.given) {
    const auto found = (*keys)->find(number);
    ASSERT_TRUE(found) << which << " " << to_string(found.error());
    EXPECT_EQ(*found, key);
  }
  for (const KeyNumber number : life.destroyed) EXPECT_FALSE((*keys)->find(number)) << which;
  const auto fresh = (*keys)->take();
  ASSERT_TRUE(fresh) << which;
  EXPECT_FALSE(life.given.contains(fresh->number));
  ASSERT_TRUE((*keys)->turn()) << which;
}

TEST_F(VaultKeysTest, AFailureOfAnyCallLosesNoKeyThatWasGiven) {
  UnsyncedDisk working;
  for (const auto code : {ErrorCode::storage_failed, ErrorCode::storage_full}) {
    bool has_failed = true;
    for (std::uint64_t which = 1; has_failed; ++which) {
      TemporaryDirectory place;
      const auto copy = place.path() / "vault_keys";
      std::filesystem::copy(path, copy);
      FailingDisk disk(which, code, working);
      Life life;
      live(copy, ring, disk, life);
      expect_kept(copy, ring, life, which);
      has_failed = disk.has_failed();
    }
  }
}

TEST_F(VaultKeysTest, APowerCutAtAnyCallLosesNoKeyThatWasGiven) {
  bool was_cut = true;
  for (std::uint32_t which = 1; was_cut; ++which) {
    TemporaryDirectory place;
    TemporaryDirectory after;
    Life life, promised;
    PowerCutDisk disk(place.path(), which, [&] { promised = life; });
    ASSERT_TRUE(VaultKeys::make(place.path() / "vault_keys", ring, disk) || disk.was_cut());
    if (!disk.was_cut()) {
      live(place.path() / "vault_keys", ring, disk, life);
      was_cut = disk.was_cut();
      disk.cut_now();
      disk.lay_out(after.path(), which);
      expect_kept(after.path() / "vault_keys", ring, promised, which);
    }
  }
}

} // namespace
} // namespace store
