// A whole SMTP session, its cut points taken from the input: the first octet says how often the stream is cut, and how
// the spool fails, the second which dialect is spoken. Whatever comes, the same octets sent whole and in pieces store
// the same messages, as long as nothing waits behind a command that must be the last of a group.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/assert_that.hpp"
#include "smtp/conversation.hpp"

namespace {

using namespace smtp;
using Next = Conversation::Next;

struct MemorySink : MessageSink {
  struct Message : OpenMessage {
    explicit Message(MemorySink& owner) : sink(owner) {}
    Result<void> append(std::string_view more) override {
      if (sink.fails) return parsers::failure(parsers::ErrorCode::storage_full, "chosen by the fuzzer");
      octets.append(more);
      return {};
    }
    void commit(parsers::Envelope envelope, CommitFinished finished) override {
      parsers::assert_that(!envelope.forward_paths.empty(), "a message has a recipient");
      if (sink.fails) return finished(parsers::failure(parsers::ErrorCode::storage_failed, "chosen by the fuzzer"));
      sink.messages.push_back(std::move(octets));
      finished(SpoolId{1, static_cast<std::uint32_t>(sink.messages.size())});
    }
    MemorySink& sink;
    std::string octets;
  };
  Result<std::unique_ptr<OpenMessage>> begin() override { return std::make_unique<Message>(*this); }

  std::vector<std::string> messages;
  bool fails = false;
};

struct Deaf : Observer {
  void transaction_ended(const TransactionRecord& /*record*/) override {}
  void connection_ended(const ConnectionRecord& /*record*/) override {}
  void connection_refused(std::string_view /*peer*/, std::optional<Reply> /*reply*/) override {}
  void replied(std::uint16_t code) override { parsers::assert_that(code >= 200 && code < 600, "a code is a reply's"); }
  void certificate_failed(const parsers::Error& /*error*/) override {}
};

struct Run {
  std::vector<std::string> messages;
  std::string output;
};

/// Checks what every output must keep: lines of digits, printable ASCII, CR LF.
void check(std::string_view output) {
  while (!output.empty()) {
    const std::size_t end = output.find("\r\n");
    parsers::assert_that(end != std::string_view::npos && end >= 4 && end <= 510, "a reply is a line");
    for (const char c : output.substr(0, end)) parsers::assert_that(c >= ' ' && c <= '~', "a reply is printable");
    output.remove_prefix(end + 2);
  }
}

struct Kind {
  Dialect dialect = Dialect::smtp;
  bool fails = false; // the spool, and whoever checks logins
};

bool is_awaited(Next next) { return next == Next::commit || next == Next::start_tls || next == Next::check_login; }

Run converse(std::string_view octets, std::size_t piece, const Kind& kind) {
  ProtocolOptions options;
  options.dialect = kind.dialect;
  options.offers_tls = true;
  options.message_octets = 4096;
  const Recipients recipients({"relay.example"}, {});
  MemorySink sink;
  sink.fails = kind.fails;
  Deaf observer;
  MessageLimits limits({});
  const Services services{options, recipients, sink, observer, limits, [] { return parsers::Instant{}; }};
  Run run;
  {
    Conversation conversation(services, *parsers::NetworkAddress::parse("192.0.2.7"));
    Next next = conversation.start(EarlyTalk::absent);
    while (next != Next::close && !octets.empty()) {
      std::string_view segment = octets.substr(0, piece);
      octets.remove_prefix(segment.size());
      while (next != Next::close && (is_awaited(next) || !segment.empty())) {
        if (next == Next::commit) {
          Result<SpoolId> committed;
          conversation.commit([&](Result<SpoolId> answer) { committed = std::move(answer); });
          next = conversation.commit_finished(committed);
        } else if (next == Next::start_tls) {
          parsers::assert_that(segment.empty(), "nothing in the clear is left behind STARTTLS");
          next = conversation.tls_started();
        } else if (next == Next::check_login) {
          const std::string user = conversation.protocol().credentials().user;
          parsers::assert_that(!user.empty() && user.find('\0') == std::string::npos, "a user has a name");
          next = conversation.login_finished(
              kind.fails ? Result<std::string>(parsers::failure(parsers::ErrorCode::permission_denied, "wrong"))
                         : user);
        } else {
          next = conversation.receive(segment);
        }
      }
    }
    run.output = conversation.output();
  }
  check(run.output);
  run.messages = std::move(sink.messages);
  return run;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = 1 + (data[0] & 0x3f);
  Kind kind;
  kind.fails = (data[0] & 0x40) != 0;
  kind.dialect = static_cast<Dialect>(data[1] % 3);
  const std::string_view octets(reinterpret_cast<const char*>(data) + 2, size - 2);
  const Run cut = converse(octets, piece, kind);
  const Run single = converse(octets, 1, kind);
  parsers::assert_that(!kind.fails || single.messages.empty(), "what the spool refused is not stored");
  const Run whole = converse(octets, octets.size() + 1, kind);
  const std::string_view closing = "554 5.5.0";
  if (whole.output.find(closing) != std::string::npos || cut.output.find(closing) != std::string::npos ||
      single.output.find(closing) != std::string::npos) {
    return 0;
  }
  parsers::assert_that(cut.messages == single.messages && whole.messages == single.messages,
                       "segmentation does not change what is stored");
  parsers::assert_that(cut.output == single.output && whole.output == single.output,
                       "segmentation does not change what is said");
  return 0;
}
