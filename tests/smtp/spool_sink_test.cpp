// The conversation joined to the real spool: what was answered with 250 is what the processor reads.
#include <gtest/gtest.h>
#include <sodium.h>

#include <filesystem>
#include <future>

#include "smtp/conversation.hpp"
#include "tests/smtp/fake_sink.hpp"

namespace smtp {
namespace {

class SpoolSinkTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "spool-sink-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    options_.directory = std::filesystem::path(pattern) / "spool";
    std::array<std::uint8_t, 32> secret{};
    ASSERT_EQ(crypto_box_keypair(options_.keys.public_key.data(), secret.data()), 0);
    options_.keys.secret_key = secret;
    options_.segment_octets = 1 << 20;
  }
  void TearDown() override { std::filesystem::remove_all(options_.directory.parent_path()); }

  store::SpoolOptions options_;
};

TEST_F(SpoolSinkTest, StoresTheMessageAndItsEnvelope) {
  auto spool = store::Spool::open(options_);
  ASSERT_TRUE(spool) << parsers::to_string(spool.error());
  const auto sink = make_spool_sink(**spool);
  RecordingObserver observer;
  const ProtocolOptions options;
  MessageLimits limits({});
  const Services services{options, test_recipients(), *sink, observer, limits, test_instant};
  Conversation conversation(services, *parsers::NetworkAddress::parse("192.0.2.7"));
  conversation.start(EarlyTalk::absent);
  for (std::string_view octets :
       {"EHLO client.example\r\n", "MAIL FROM:<a@sender.example>\r\n", "RCPT TO:<postmaster>\r\n", "DATA\r\n"}) {
    EXPECT_EQ(conversation.receive(octets), Conversation::Next::receive);
  }
  std::string_view message = "Subject: x\r\n\r\n..x\r\n.\r\n";
  ASSERT_EQ(conversation.receive(message), Conversation::Next::commit);
  std::promise<Result<SpoolId>> answer;
  conversation.commit([&](Result<SpoolId> committed) { answer.set_value(std::move(committed)); });
  const Result<SpoolId> committed = answer.get_future().get();
  ASSERT_TRUE(committed) << parsers::to_string(committed.error());
  conversation.commit_finished(committed);
  EXPECT_EQ(observer.transactions().at(0).stored, *committed);

  auto reader = store::SpoolReader::open(options_, [](SpoolId) { return false; });
  ASSERT_TRUE(reader) << parsers::to_string(reader.error());
  const auto claimed = (*reader)->claim(10, 1 << 20);
  ASSERT_TRUE(claimed);
  ASSERT_EQ(claimed->size(), 1u);
  EXPECT_EQ(claimed->at(0).id, *committed);
  EXPECT_EQ(claimed->at(0).octets, "Subject: x\r\n\r\n.x\r\n");
  EXPECT_EQ(claimed->at(0).envelope.peer, "192.0.2.7");
  EXPECT_EQ(claimed->at(0).envelope.reverse_path.address, "a@sender.example");
  EXPECT_EQ(claimed->at(0).envelope.forward_paths, std::vector{parsers::ForwardPath{"postmaster"}});
}

} // namespace
} // namespace smtp
