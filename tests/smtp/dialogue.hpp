// A client in memory: sends octets to a Conversation in a chosen segmentation and keeps what it answers.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/conversation.hpp"
#include "tests/smtp/fake_sink.hpp"

namespace smtp {

/// How one send is cut into reads. `random` is the same in every run.
enum class Cut { whole, single_octets, random };
inline constexpr Cut all_cuts[] = {Cut::whole, Cut::single_octets, Cut::random};
std::string name_of(Cut cut);

class Dialogue {
 public:
  explicit Dialogue(Cut cut = Cut::whole, ProtocolOptions options = default_options(),
                    Channel channel = Channel::plain);
  Dialogue(ProtocolOptions options, MessageLimitOptions limits);
  static ProtocolOptions default_options();

  /// Octets of the client; does not wait for answers between the segments. Returns the replies that came, one string a
  /// line, without the text: "250 2.1.0", "250-", "354".
  std::vector<std::string> send(std::string_view octets);
  /// Each of `lines` with CR LF, waiting for the answer before the next. Returns the last answer.
  std::vector<std::string> say(const std::vector<std::string>& lines);
  /// EHLO, MAIL, RCPT to minted_address(1), DATA.
  void begin_message();
  std::vector<std::string> end(Reply reply);

  /// Who may log in, and what is said when nobody can be asked.
  std::map<std::string, std::string> passwords;
  std::optional<parsers::ErrorCode> login_failure;
  FakeSink sink;
  RecordingObserver observer;
  std::string transcript; // all replies in full
  std::size_t delays = 0;
  std::size_t handshakes = 0;
  bool is_closed = false;
  Conversation& conversation() { return *conversation_; }
  void hang_up() { conversation_.reset(); }

 private:
  Dialogue(Cut cut, ProtocolOptions options, Channel channel, MessageLimitOptions limits);
  std::vector<std::string> drive(Conversation::Next next);
  Conversation::Next perform(Conversation::Next next);
  [[nodiscard]] Result<std::string> check(const Credentials& credentials) const;

  const Cut cut_;
  const ProtocolOptions options_;
  MessageLimits limits_;
  const Services services_;
  std::string rest_;
  std::unique_ptr<Conversation> conversation_;
};

/// The codes of the replies alone, "250 354": easy to compare.
std::string codes(const std::vector<std::string>& replies);

} // namespace smtp
