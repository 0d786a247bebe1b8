// The SMTP server's conversation (RFC 5321) without sockets, clock or disk: octets in, actions out. SMTP.md lists which
// clauses are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/envelope.hpp"
#include "smtp/command.hpp"
#include "smtp/command_reader.hpp"
#include "smtp/data_reader.hpp"
#include "smtp/header_watch.hpp"
#include "smtp/protocol_states.hpp"
#include "smtp/recipients.hpp"
#include "smtp/reply.hpp"
#include "smtp/sasl.hpp"
#include "store/spool.hpp"

namespace smtp {

using parsers::Result;
using store::SpoolId;

/// What is spoken: mail from everybody; mail of registered users, who log in over TLS (RFC 6409); or mail from an MTA
/// that wants a reply for each recipient (RFC 2033).
enum class Dialect : std::uint8_t { smtp, submission, lmtp };

struct ProtocolOptions {
  std::string host_name = "localhost"; // in the greeting, and the mark of a loop
  Dialect dialect = Dialect::smtp;
  bool offers_tls = false; // by STARTTLS
  std::uint64_t message_octets = 25ull << 20;
  std::size_t recipients = 100;           // of one message
  std::size_t command_line = 2048;        // octets, CR LF included
  std::size_t endless_line = 64UL * 1024; // octets of a command line; more end the connection
  std::size_t bad_commands_at_once = 5;   // more are answered slowly
  std::size_t bad_commands = 20;          // more end the connection
  std::size_t bare_line_feeds = 3;        // in commands; more end the connection
  std::size_t idle_commands = 100;        // since the last message; more end the connection
  std::size_t unknown_recipients = 10;    // of one connection; more end it
  std::size_t failed_logins = 3;          // of one connection; more end it
  std::size_t received_fields = 100;      // as many make a loop
};

/// What the driver has to do, in this order: append `data`, perform `effect`, send `replies`, go on with `next`. Views
/// are valid until the next call, `data` as long as the octets that were given.
struct Actions {
  std::size_t consumed = 0; // of the octets that were given; the rest is given again when `next` is receive
  std::span<const std::string_view> data;
  Effect effect = Effect::none;
  std::string_view replies;
  enum class Next : std::uint8_t {
    receive,
    answer_effect, // message_opened or commit_finished is due
    start_tls,     // send the replies, then the handshake; tls_started is due
    check_login,   // login_finished is due
    delay,         // send the replies late, then receive: what slows a guesser down
    close,
  };
  Next next = Next::receive;
  /// A transaction has ended, with this reply; transaction() still has it.
  std::optional<Reply> ended_with;
  /// The connection ends, with this reply.
  std::optional<Reply> closed_with;
};

/// One MAIL and what followed.
struct Transaction {
  std::string helo;
  parsers::ReversePath reverse_path;
  std::vector<parsers::ForwardPath> forward_paths;
  std::string protocol;     // as registered for Received fields (RFC 3848, 6531): "ESMTPS", "UTF8SMTP", "LMTP"
  bool is_utf8 = false;     // MAIL had SMTPUTF8: addresses and header may be UTF-8 (RFC 6531)
  std::uint64_t octets = 0; // of the message, as counted by SIZE (RFC 1870)
  bool has_bare_line_feed = false;
};

enum class EarlyTalk : std::uint8_t { absent, present };
enum class Channel : std::uint8_t { plain, tls };

/// Says of a recipient that is ours what speaks against another message to it now.
using RecipientCheck = std::function<std::optional<Reply>(std::string_view address)>;

class ServerProtocol {
 public:
  /// Options and recipients must outlive it.
  ServerProtocol(const ProtocolOptions& options, const Recipients& recipients, RecipientCheck check = {});

  /// The connection stands. A client that talks before the greeting is no mail server (RFC 5321 4.3.1).
  Actions start(EarlyTalk early_talk, Channel channel = Channel::plain);
  /// Octets of the peer, in any segmentation; `octets` may not be empty. What stands behind a command that must be the
  /// last of its group (RFC 2920 3.1) is seen within one call only.
  Actions receive(std::string_view octets);
  /// The answer to Next::start_tls: everything that was said before is forgotten (RFC 3207 4.2).
  void tls_started();
  /// The answer to Next::check_login: the user's name; permission_denied when there is no such user and password.
  Actions login_finished(const Result<std::string>& user);
  /// The answer to Effect::open_message: what speaks against it; then nothing is open.
  Actions message_opened(std::optional<Reply> objection);
  /// A piece of `data` could not be stored: the message is refused when it ends. Only while receiving_data; when the
  /// message ended in the same call, the failure is the answer to Effect::commit_message.
  void message_failed(parsers::ErrorCode code);
  /// The answer to Effect::commit_message.
  Actions commit_finished(const Result<SpoolId>& committed);
  /// A deadline has passed, the server stops, or there is no room for this peer. Ends the conversation with `reply`.
  Actions end(Reply reply);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const Transaction& transaction() const { return transaction_; }
  /// The front of a command line is there and its end is not.
  [[nodiscard]] bool has_part_of_command() const { return lines_.pending() > 0; }
  [[nodiscard]] bool had_recipient() const { return had_recipient_; }
  [[nodiscard]] std::size_t unknown_recipients() const { return unknown_recipients_; }
  [[nodiscard]] bool has_guessed_too_often() const {
    return unknown_recipients_ > options_.unknown_recipients || failed_logins_ > options_.failed_logins;
  }
  /// Of Next::check_login; they are forgotten with its answer.
  [[nodiscard]] const Credentials& credentials() const { return credentials_; }
  /// Who logged in; empty: nobody.
  [[nodiscard]] const std::string& user() const { return user_; }

 private:
  void begin(std::string_view octets);
  Actions finish(std::string_view octets);
  void read_command_line();
  void read_data();
  void execute(const Command& command);
  void say_hello(const Command& command);
  void say_extensions();
  void start_tls(std::string_view argument);
  void begin_login(std::string_view argument);
  void take_response(std::string_view response);
  void end_login(Reply reply);
  void open_transaction(std::string_view argument);
  [[nodiscard]] std::optional<Reply> objection_to_sender() const;
  [[nodiscard]] std::string transmission_type() const;
  void add_recipient(std::string_view argument);
  void count_unknown_recipient(Reply reply);
  [[nodiscard]] std::optional<Reply> objection_to_recipient(std::string_view address);
  void start_data();
  void end_message();
  void say_of_message(Reply reply, std::string_view detail = {});
  void refuse_sequence(Verb verb);

  [[nodiscard]] bool accepts(Input input) const { return find_transition(state_, input).has_value(); }
  void follow(Input input);
  void say(Reply reply, std::string_view detail = {}) { append_reply(replies_, reply, detail); }
  void refuse_command(Reply reply);
  void count_bad_command(Reply reply);
  void close_with(Reply reply);

  const ProtocolOptions& options_;
  const Recipients& recipients_;
  const RecipientCheck check_;
  State state_ = State::connecting;
  CommandReader lines_;
  DataReader data_;
  HeaderWatch header_;
  Transaction transaction_;
  Channel channel_ = Channel::plain;
  std::string helo_;
  bool is_extended_ = false; // EHLO or LHLO, not HELO
  std::optional<SaslExchange> login_;
  Credentials credentials_;
  std::string user_;
  std::optional<Reply> objection_; // to the message that comes in, told when it ends
  bool had_recipient_ = false;
  std::size_t bad_commands_ = 0;
  std::size_t bare_line_feeds_ = 0;
  std::size_t idle_commands_ = 0;
  std::size_t unknown_recipients_ = 0;
  std::size_t failed_logins_ = 0;

  // Of the current call.
  std::string_view rest_;
  std::string replies_;
  std::vector<std::string_view> spans_;
  Actions actions_;
};

} // namespace smtp
