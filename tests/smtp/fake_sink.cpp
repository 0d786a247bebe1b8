#include "tests/smtp/fake_sink.hpp"

namespace smtp {

using parsers::failure;

class FakeSink::Message : public OpenMessage {
 public:
  explicit Message(FakeSink& sink) : sink_(sink) {}
  Result<void> append(std::string_view octets) override {
    if (sink_.append_failure && octets_.size() + octets.size() > sink_.append_failure_at) {
      return failure(*sink_.append_failure, "chosen by the test");
    }
    octets_.append(octets);
    return {};
  }
  void commit(parsers::Envelope envelope, CommitFinished finished) override {
    sink_.commit({std::move(envelope), std::move(octets_)}, std::move(finished));
  }

 private:
  FakeSink& sink_;
  std::string octets_;
};

Result<std::unique_ptr<OpenMessage>> FakeSink::begin() {
  if (begin_failure) return failure(*begin_failure, "chosen by the test");
  return std::make_unique<Message>(*this);
}

void FakeSink::commit(StoredMessage message, CommitFinished finished) {
  if (holds_commits) {
    const std::scoped_lock lock(mutex_);
    held_.emplace_back(std::move(message), std::move(finished));
    return;
  }
  if (commit_failure) return finished(failure(*commit_failure, "chosen by the test"));
  SpoolId id{1, 0};
  {
    const std::scoped_lock lock(mutex_);
    id.number = static_cast<std::uint32_t>(stored_.size());
    stored_.push_back(std::move(message));
  }
  finished(id);
}

void FakeSink::release_commits() {
  std::vector<std::pair<StoredMessage, CommitFinished>> held;
  {
    const std::scoped_lock lock(mutex_);
    held.swap(held_);
  }
  holds_commits = false;
  for (auto& [message, finished] : held) commit(std::move(message), std::move(finished));
}

std::vector<StoredMessage> FakeSink::stored() const {
  const std::scoped_lock lock(mutex_);
  return stored_;
}

std::size_t FakeSink::held() const {
  const std::scoped_lock lock(mutex_);
  return held_.size();
}

void RecordingObserver::transaction_ended(const TransactionRecord& record) {
  const std::scoped_lock lock(mutex_);
  transactions_.push_back({std::string(record.reverse_path), std::string(record.protocol), std::string(record.user),
                           record.recipients, record.octets, record.has_bare_line_feed, record.reply, record.stored});
}

void RecordingObserver::connection_ended(const ConnectionRecord& record) {
  const std::scoped_lock lock(mutex_);
  connections_.push_back({record.messages, record.reply});
}

void RecordingObserver::connection_refused(std::string_view /*peer*/, std::optional<Reply> /*reply*/) {
  const std::scoped_lock lock(mutex_);
  ++refused_;
}

void RecordingObserver::replied(std::uint16_t code) {
  const std::scoped_lock lock(mutex_);
  codes_.push_back(code);
}

void RecordingObserver::certificate_failed(const parsers::Error& /*error*/) {
  const std::scoped_lock lock(mutex_);
  ++certificate_failures_;
}

std::vector<std::uint16_t> RecordingObserver::codes() const {
  const std::scoped_lock lock(mutex_);
  return codes_;
}

std::size_t RecordingObserver::refused() const {
  const std::scoped_lock lock(mutex_);
  return refused_;
}

std::size_t RecordingObserver::certificate_failures() const {
  const std::scoped_lock lock(mutex_);
  return certificate_failures_;
}

std::vector<SeenTransaction> RecordingObserver::transactions() const {
  const std::scoped_lock lock(mutex_);
  return transactions_;
}

std::vector<SeenConnection> RecordingObserver::connections() const {
  const std::scoped_lock lock(mutex_);
  return connections_;
}

parsers::TokenKey test_key() {
  parsers::TokenKey key;
  key.id = 3;
  key.admission.fill(0x11);
  key.effect.fill(0x22);
  return key;
}

std::string minted_address(parsers::TokenReference reference, const std::string& domain) {
  return parsers::mint_token(parsers::TokenPurpose::reply, reference, 0, domain, test_key()) + "@" + domain;
}

const Recipients& test_recipients() {
  static const Recipients recipients({test_domain}, {test_key()});
  return recipients;
}

parsers::Instant test_instant() { return parsers::Instant(std::chrono::milliseconds(1'790'000'000'000)); }

} // namespace smtp
