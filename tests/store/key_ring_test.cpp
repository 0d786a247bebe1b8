#include "store/key_ring.hpp"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "store/blake2b.hpp"
#include "store/key_file.hpp"
#include "store/octets.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void replace(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::permissions(path, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

unsigned mode(const std::filesystem::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 07777;
}

class KeyRings : public ::testing::Test {
 protected:
  KeyRing create() {
    auto ring = KeyRing::create(directory(), {"relay.example", "second.example"});
    EXPECT_TRUE(ring);
    return std::move(*ring);
  }
  [[nodiscard]] std::filesystem::path directory() const { return temporary_.path() / "keys"; }

 private:
  TemporaryDirectory temporary_;
};

TEST_F(KeyRings, IsTheSameAfterReopening) {
  const KeyRing made = create();
  const auto opened = KeyRing::open(directory());
  ASSERT_TRUE(opened) << to_string(opened.error());
  const auto who = identity("a@b.example");
  EXPECT_EQ(opened->hash(who), made.hash(who));
  EXPECT_EQ(opened->cause("octets"), made.cause("octets"));
  EXPECT_EQ(opened->hash_secret("secret"), made.hash_secret("secret"));
  EXPECT_EQ(opened->domains(), made.domains());
  EXPECT_EQ(opened->spool_keys().public_key, made.spool_keys().public_key);
  EXPECT_EQ(opened->spool_keys().secret_key, made.spool_keys().secret_key);
  EXPECT_EQ(opened->token_keys().at(0).effect, made.token_keys().at(0).effect);
  EXPECT_EQ(*opened->open_sealed(made.seal("clear", "purpose"), "purpose"), "clear");
}

TEST_F(KeyRings, TwoInstallationsHaveNothingInCommon) {
  const KeyRing made = create();
  const TemporaryDirectory elsewhere;
  const auto other = KeyRing::create(elsewhere.path() / "keys", {"relay.example"});
  ASSERT_TRUE(other);
  EXPECT_NE(other->hash_text("a"), made.hash_text("a"));
  EXPECT_NE(other->cause("a"), made.cause("a"));
  EXPECT_NE(other->hash_secret("a"), made.hash_secret("a"));
  EXPECT_FALSE(other->open_sealed(made.seal("clear", "purpose"), "purpose"));
}

TEST_F(KeyRings, EveryUseHasAKeyOfItsOwn) {
  const KeyRing ring = create();
  const auto& token = ring.token_keys().at(0);
  EXPECT_NE(token.admission, token.effect);
  EXPECT_NE(token.admission, *ring.spool_keys().secret_key);
  EXPECT_NE(ring.hash_text("a"), ring.cause("a"));
}

TEST_F(KeyRings, FilesAreReadableByTheirReadersOnly) {
  create();
  EXPECT_EQ(mode(directory() / "master"), 0400u);
  EXPECT_EQ(mode(directory() / "inbox"), 0440u);
}

TEST_F(KeyRings, TheInboxLearnsNoSecretOfTheProcessor) {
  const KeyRing ring = create();
  const auto inbox = read_inbox_keys(directory());
  ASSERT_TRUE(inbox) << to_string(inbox.error());
  EXPECT_EQ(inbox->domains, ring.domains());
  EXPECT_EQ(inbox->spool.public_key, ring.spool_keys().public_key);
  EXPECT_FALSE(inbox->spool.secret_key);
  ASSERT_EQ(inbox->admission.size(), 1u);
  EXPECT_EQ(inbox->admission[0].id, ring.token_keys()[0].id);
  EXPECT_EQ(inbox->admission[0].admission, ring.token_keys()[0].admission);
  EXPECT_EQ(inbox->admission[0].effect, parsers::TokenSecret{});
}

TEST_F(KeyRings, NeverReplacesAMasterKey) {
  create();
  const std::string before = contents(directory() / "master");
  const auto again = KeyRing::create(directory(), {"relay.example"});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::already_exists);
  EXPECT_EQ(contents(directory() / "master"), before);
}

TEST_F(KeyRings, NormalisesDomainsAndRefusesOthers) {
  const auto ring = KeyRing::create(directory(), {"Relay.Example."});
  ASSERT_TRUE(ring);
  EXPECT_EQ(ring->domains(), std::vector<std::string>{"relay.example"});
  for (const std::string domain : {"", "a b.example", "a@b.example", "relay.example\ndomain evil.example"}) {
    const TemporaryDirectory elsewhere;
    EXPECT_FALSE(KeyRing::create(elsewhere.path() / "keys", {domain})) << domain;
    EXPECT_FALSE(std::filesystem::exists(elsewhere.path() / "keys" / "master")) << domain;
  }
  const TemporaryDirectory elsewhere;
  EXPECT_FALSE(KeyRing::create(elsewhere.path() / "keys", {}));
}

template <class Read>
void expect_refusal_of_every_change(const std::string& text, Read read) {
  EXPECT_TRUE(read(text));
  for (std::size_t place = 0; place < text.size(); ++place) {
    std::string changed = text;
    changed[place] = static_cast<char>(changed[place] ^ 1);
    const auto refused = read(changed);
    ASSERT_FALSE(refused) << place;
    EXPECT_EQ(refused.error().code, ErrorCode::corrupt);
    EXPECT_FALSE(read(text.substr(0, place))) << place;
  }
  EXPECT_FALSE(read(text + "\n"));
}

TEST_F(KeyRings, FindsEveryChangedOctetOfItsFiles) {
  create();
  expect_refusal_of_every_change(contents(directory() / "master"), read_master_file);
  expect_refusal_of_every_change(contents(directory() / "inbox"), read_inbox_file);
}

TEST_F(KeyRings, TellsAnotherVersionFromDamage) {
  create();
  std::string text = contents(directory() / "master");
  text.replace(text.find(" 1\n"), 3, " 2\n");
  const std::size_t check = text.rfind("check ");
  const auto digest = blake2b_256(text.substr(0, check));
  text.replace(check + 6, 64, to_hex(digest));
  EXPECT_EQ(read_master_file(text).error().code, ErrorCode::newer_format);
}

TEST_F(KeyRings, ADamagedFileDoesNotOpen) {
  create();
  const auto path = directory() / "inbox";
  replace(path, contents(path) + "domain evil.example\n");
  EXPECT_EQ(KeyRing::open(directory()).error().code, ErrorCode::corrupt);
}

TEST_F(KeyRings, FilesOfTwoInstallationsDoNotMix) {
  create();
  const TemporaryDirectory elsewhere;
  ASSERT_TRUE(KeyRing::create(elsewhere.path() / "keys", {"relay.example"}));
  replace(directory() / "inbox", contents(elsewhere.path() / "keys" / "inbox"));
  EXPECT_EQ(KeyRing::open(directory()).error().code, ErrorCode::corrupt);
}

TEST_F(KeyRings, SaysWhatIsMissing) {
  EXPECT_EQ(KeyRing::open(directory()).error().code, ErrorCode::not_found);
  create();
  std::filesystem::remove(directory() / "inbox");
  EXPECT_EQ(KeyRing::open(directory()).error().code, ErrorCode::not_found);
}

TEST_F(KeyRings, WhateverFailsNothingHalfDoneStays) {
  int failures = 0;
  for (std::uint32_t call = 1;; ++call) {
    const TemporaryDirectory place;
    test::FailingDisk disk(call, ErrorCode::storage_failed);
    const auto made = KeyRing::create(place.path() / "keys", {"relay.example"}, disk);
    if (made) break;
    ++failures;
    EXPECT_EQ(made.error().code, ErrorCode::storage_failed) << call;
    EXPECT_FALSE(std::filesystem::exists(place.path() / "keys" / "master")) << call;
    EXPECT_TRUE(KeyRing::create(place.path() / "keys", {"relay.example"})) << call;
  }
  EXPECT_GE(failures, 8); // a directory; open, write, sync of two files; the directory's sync
}

TEST_F(KeyRings, WhateverFailsAtOpeningIsTold) {
  create();
  int failures = 0;
  for (std::uint32_t call = 1;; ++call) {
    test::FailingDisk disk(call, ErrorCode::storage_failed);
    const auto opened = KeyRing::open(directory(), disk);
    if (opened) break;
    ++failures;
    EXPECT_EQ(opened.error().code, ErrorCode::storage_failed) << call;
  }
  EXPECT_EQ(failures, 4);
}

TEST(Sealing, OpensForItsPurposeOnly) {
  const Secret key = random_secret();
  const std::string sealed = seal(key, "clear", "user 1");
  EXPECT_EQ(*open_sealed(key, sealed, "user 1"), "clear");
  EXPECT_FALSE(open_sealed(key, sealed, "user 2"));
  EXPECT_FALSE(open_sealed(random_secret(), sealed, "user 1"));
  EXPECT_EQ(*open_sealed(key, seal(key, "", "nothing"), "nothing"), "");
}

TEST(Sealing, FindsEveryChangeAndTruncation) {
  const Secret key = random_secret();
  const std::string sealed = seal(key, "clear", "purpose");
  for (std::size_t place = 0; place < sealed.size(); ++place) {
    std::string changed = sealed;
    changed[place] = static_cast<char>(changed[place] ^ 0x80);
    EXPECT_FALSE(open_sealed(key, changed, "purpose")) << place;
    EXPECT_FALSE(open_sealed(key, sealed.substr(0, place), "purpose")) << place;
  }
}

TEST(Sealing, NeverMakesTheSameOctetsTwice) {
  const Secret key = random_secret();
  EXPECT_NE(seal(key, "clear", "purpose"), seal(key, "clear", "purpose"));
}

} // namespace
} // namespace store
