// A spool in memory, whose failures a test chooses; and observers and addresses that the tests share.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "smtp/conversation.hpp"

namespace smtp {

struct StoredMessage {
  parsers::Envelope envelope;
  std::string octets;
  friend bool operator==(const StoredMessage&, const StoredMessage&) = default;
};

/// Commits at once, on the caller's thread, unless `holds_commits`.
class FakeSink : public MessageSink {
 public:
  Result<std::unique_ptr<OpenMessage>> begin() override;
  /// Answers the commits that were held.
  void release_commits();
  std::vector<StoredMessage> stored() const;
  std::size_t held() const;

  std::optional<parsers::ErrorCode> begin_failure;
  std::optional<parsers::ErrorCode> append_failure; // of the octets behind `append_failure_at`
  std::size_t append_failure_at = 0;
  std::optional<parsers::ErrorCode> commit_failure;
  bool holds_commits = false;

 private:
  class Message;
  void commit(StoredMessage message, CommitFinished finished);

  mutable std::mutex mutex_;
  std::vector<StoredMessage> stored_;
  std::vector<std::pair<StoredMessage, CommitFinished>> held_;
};

struct SeenTransaction {
  std::string reverse_path;
  std::string protocol;
  std::string user;
  std::size_t recipients = 0;
  std::uint64_t octets = 0;
  bool has_bare_line_feed = false;
  std::optional<Reply> reply;
  std::optional<SpoolId> stored;
};

struct SeenConnection {
  std::size_t messages = 0;
  std::optional<Reply> reply;
};

class RecordingObserver : public Observer {
 public:
  void transaction_ended(const TransactionRecord& record) override;
  void connection_ended(const ConnectionRecord& record) override;
  void connection_refused(std::string_view peer, std::optional<Reply> reply) override;
  void replied(std::uint16_t code) override;
  void certificate_failed(const parsers::Error& error) override;
  std::vector<SeenTransaction> transactions() const;
  std::vector<SeenConnection> connections() const;
  std::vector<std::uint16_t> codes() const;
  std::size_t refused() const;
  std::size_t certificate_failures() const;

 private:
  mutable std::mutex mutex_;
  std::vector<SeenTransaction> transactions_;
  std::vector<SeenConnection> connections_;
  std::vector<std::uint16_t> codes_;
  std::size_t refused_ = 0;
  std::size_t certificate_failures_ = 0;
};

inline constexpr const char* test_domain = "relay.example";
parsers::TokenKey test_key();
/// An address that is accepted; each `reference` gives another one.
std::string minted_address(parsers::TokenReference reference, const std::string& domain = test_domain);
const Recipients& test_recipients();
parsers::Instant test_instant();

} // namespace smtp
