#include "store/erasure_journal.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "store/recovery_key.hpp"
#include "store/redaction.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;

ErasureRequest erasure(std::uint8_t number) {
  return {.person = {.identities = {{number}, {number, 1}}, .digests = {{number, 2}}},
          .workspace = number,
          .at = parsers::Instant(std::chrono::minutes(29'400'000 + number)),
          .turn = Turn::within_a_day};
}

struct ErasureJournalTest : testing::Test {
  TemporaryDirectory directory;
  std::filesystem::path path = directory.path() / "erasures.journal";

  std::string text() {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  void write(std::string_view octets) { std::ofstream(path, std::ios::binary | std::ios::trunc) << octets; }
};

TEST_F(ErasureJournalTest, KeepsWhatWasErasedInItsOrderAndOnce) {
  for (std::uint8_t i = 1; i < 4; ++i) ASSERT_TRUE(append_erasure(path, erasure(i)));
  ASSERT_TRUE(append_erasure(path, erasure(2)));
  const auto read = read_erasure_journal(path);
  ASSERT_TRUE(read) << to_string(read.error());
  ASSERT_EQ(read->size(), 3u);
  EXPECT_EQ((*read)[1].person, erasure(2).person);
  EXPECT_EQ((*read)[1].at, erasure(2).at);
  EXPECT_EQ((*read)[2].workspace, 3u);
}

TEST_F(ErasureJournalTest, AMissingOneIsNoEmptyOne) {
  EXPECT_EQ(read_erasure_journal(path).error().code, ErrorCode::not_found);
  ASSERT_TRUE(make_erasure_journal(path));
  EXPECT_TRUE(read_erasure_journal(path)->empty());
}

TEST_F(ErasureJournalTest, EveryAlteredOctetIsFound) {
  for (std::uint8_t i = 1; i < 3; ++i) ASSERT_TRUE(append_erasure(path, erasure(i)));
  const std::string whole = text();
  for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
    std::string altered = whole;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    const auto read = parse_erasure_journal(altered);
    // The last line end turned into something else looks like an append that was cut off; all else is damage.
    EXPECT_FALSE(read) << i;
  }
}

TEST_F(ErasureJournalTest, ATornTailIsNoErasureAndIsWrittenOver) {
  ASSERT_TRUE(append_erasure(path, erasure(1)));
  const std::string one = text();
  ASSERT_TRUE(append_erasure(path, erasure(2)));
  const std::string two = text();
  for (std::size_t length = one.size(); length < two.size(); ++length) {
    write(two.substr(0, length));
    EXPECT_EQ(read_erasure_journal(path)->size(), 1u);
    ASSERT_TRUE(append_erasure(path, erasure(2)));
    EXPECT_EQ(text(), two);
  }
}

TEST_F(ErasureJournalTest, AFailureOfAnyCallLosesNothingThatWasPromised) {
  UnsyncedDisk working;
  for (const auto code : {ErrorCode::storage_failed, ErrorCode::storage_full}) {
    bool has_failed = true;
    for (std::uint64_t which = 1; has_failed; ++which) {
      std::filesystem::remove(path);
      FailingDisk disk(which, code, working);
      std::size_t promised = 0;
      for (std::uint8_t i = 1; i < 3; ++i) promised += append_erasure(path, erasure(i), disk) ? 1 : 0;
      EXPECT_TRUE(append_erasure(path, erasure(9)));
      EXPECT_GE(read_erasure_journal(path)->size(), promised + 1) << which;
      has_failed = disk.has_failed();
    }
  }
}

TEST(RecoveryKey, OpensWhatWasSealedForItAndNothingElse) {
  const RecoveryKeyPair pair = make_recovery_key();
  const std::string sealed = seal_to(pair.public_key, "a backup's key");
  EXPECT_EQ(*open_with(pair, sealed), "a backup's key");
  EXPECT_FALSE(open_with(make_recovery_key(), sealed));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string altered = sealed;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(open_with(pair, altered));
  }
}

TEST(RecoveryKey, IsReadFromPaperAndASlipIsFound) {
  const RecoveryKeyPair pair = make_recovery_key();
  const std::string text = text_of(pair.secret_key);
  EXPECT_TRUE(text.starts_with("DESIST-RECOVERY-"));
  EXPECT_EQ(*parse_recovery_key(text), pair.secret_key);
  EXPECT_EQ(recovery_key_of(*parse_recovery_key(" " + text + "\n")).public_key, pair.public_key);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string slip = text;
    slip[i] = slip[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(parse_recovery_key(slip)) << i;
  }
  EXPECT_FALSE(parse_recovery_key(""));
}

TEST(Redaction, LeavesOutWhatADecodedPartStillNames) {
  const auto is_meant = [](const parsers::Identity& identity) { return text_of(identity) == "a@b.example"; };
  EXPECT_EQ(redact_message("Subject: x\n\nwrite to A@b.example\nor not\n", is_meant),
            "Subject: x\n\n[erased]\nor not\n");
  EXPECT_EQ(redact_message("To: a@b.example\n\nhello\n", is_meant), "To: [erased]\n\nhello\n");
  EXPECT_EQ(redact_message("Content-Transfer-Encoding: base64\n\nd3JpdGUgdG8gYUBiLmV4YW1wbGU=\n", is_meant), "");
  EXPECT_EQ(redact_conclusions(R"({"kind":"bounce","from":"x"})"), R"({"kind":"bounce","redacted":true})");
  EXPECT_EQ(redact_conclusions("nothing"), R"({"kind":"other","redacted":true})");
}

} // namespace
} // namespace store
