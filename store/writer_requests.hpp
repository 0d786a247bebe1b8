// What a process that may not write asks of the one that does, and how it stands in a frame: length 4, version 1,
// operation or outcome 1, then the values. store/LEDGER.md has the table.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>

#include "store/wire_codec.hpp"

namespace store {

constexpr std::uint8_t wire_version = 1;
constexpr std::size_t frame_length_octets = 4;
constexpr std::size_t largest_frame = std::size_t{8} << 20; // what follows the length

// One struct an operation; its number is never used for another one.
struct Commit {
  static constexpr std::uint8_t operation = 1;
  using Answer = std::vector<EntryReceipt>;
  std::vector<Draft> drafts;
  std::vector<NewMessage> messages;
};
struct ForgetDoneMarks {
  static constexpr std::uint8_t operation = 2;
  using Answer = Nothing;
  std::vector<std::uint32_t> segments;
};
struct CreateWorkspace {
  static constexpr std::uint8_t operation = 3;
  using Answer = Workspace;
  std::string name;
  parsers::Instant now;
};
struct MintAddress {
  static constexpr std::uint8_t operation = 10;
  using Answer = std::string;
  TokenRow row;
  std::optional<parsers::Instant> expires;
  parsers::Instant now;
};
struct MintAddresses {
  static constexpr std::uint8_t operation = 34;
  using Answer = std::vector<std::string>;
  std::vector<NewToken> tokens;
  parsers::Instant now;
};
struct CommitImportPiece {
  static constexpr std::uint8_t operation = 11;
  using Answer = Nothing;
  std::string piece; // as encode_import_piece makes it
};
struct UndoImport {
  static constexpr std::uint8_t operation = 12;
  using Answer = bool;
  ImportId import = 0;
  parsers::Instant now;
};
/// A double opt-in is answered with its id: who asked reads the rest.
struct RequestOptIn {
  static constexpr std::uint8_t operation = 13;
  using Answer = OptInId;
  std::optional<parsers::Identity> identity; // always there
  classifier::Scope scope;
  ConsentText text;
  std::optional<parsers::Instant> consent_expires;
  parsers::Instant asked_at;
  parsers::Instant answer_by;
};
struct OptInWasSent {
  static constexpr std::uint8_t operation = 14;
  using Answer = OptInId;
  OptInId id = 0;
  parsers::Instant now;
};
struct AnswerOptIn {
  static constexpr std::uint8_t operation = 15;
  using Answer = OptInId;
  std::string token;
  OptInAnswer answer = OptInAnswer::refused;
  parsers::Instant now;
};
struct RecordSends {
  static constexpr std::uint8_t operation = 16;
  using Answer = Nothing;
  WorkspaceId workspace = 0;
  std::vector<std::optional<parsers::Identity>> recipients; // all of them are there
  parsers::Instant sent_at;
};
struct ForgetSends {
  static constexpr std::uint8_t operation = 17;
  using Answer = std::uint64_t;
  parsers::Instant now;
};
struct ChangeWorkspace {
  static constexpr std::uint8_t operation = 18;
  using Answer = Workspace;
  std::string name;
  WorkspaceChange change;
  parsers::Instant now;
};
struct BeginRekey {
  static constexpr std::uint8_t operation = 30;
  using Answer = RekeyProgress;
  parsers::Instant now;
};
struct ContinueRekey {
  static constexpr std::uint8_t operation = 31;
  using Answer = RekeyProgress;
  std::uint32_t rows = 0;
};
struct CancelOptIn {
  static constexpr std::uint8_t operation = 32;
  using Answer = OptInId;
  OptInId id = 0;
  parsers::Instant now;
};
struct ExpireOptIns {
  static constexpr std::uint8_t operation = 33;
  using Answer = std::uint64_t;
  parsers::Instant now;
};

// Personal data; 60 to 69 are theirs.
struct Erase {
  static constexpr std::uint8_t operation = 60;
  using Answer = ErasureReport;
  Person person;
  WorkspaceId workspace = 0;
  parsers::Instant at;
  Turn turn = Turn::within_a_day;
};
struct FinishErasures {
  static constexpr std::uint8_t operation = 61;
  using Answer = std::uint64_t;
  parsers::Instant now;
};
struct ApplyRetention {
  static constexpr std::uint8_t operation = 62;
  using Answer = RetentionReport;
  std::uint32_t message_days = 0;
  std::uint32_t excerpt_days = 0;
  parsers::Instant now;
};
struct OpenCase {
  static constexpr std::uint8_t operation = 63;
  using Answer = Case;
  CaseKind kind = CaseKind::access;
  Law law = Law::gdpr;
  WorkspaceId workspace = 0;
  std::optional<parsers::Identity> person;
  parsers::Instant received_at;
  std::string note;
};
struct ChangeCase {
  static constexpr std::uint8_t operation = 64;
  using Answer = Case;
  CaseId id = 0;
  CaseStep step = CaseStep::confirm;
  parsers::Instant now;
};
struct CloseWorkspace {
  static constexpr std::uint8_t operation = 65;
  using Answer = ErasureReport;
  std::string name;
  parsers::Instant now;
};

// Those about accounts stand in store/account_requests.hpp.
using WriteRequest =
    std::variant<Commit, ForgetDoneMarks, CreateWorkspace, CreateUser, SetPassword, LogIn, CreateKey, RevokeKey,
                 MintAddress, CommitImportPiece, UndoImport, RequestOptIn, OptInWasSent, AnswerOptIn, RecordSends,
                 ForgetSends, ChangeWorkspace, BeginRekey, ContinueRekey, CancelOptIn, ExpireOptIns, ChangeUser,
                 BeginSecondFactor, ConfirmSecondFactor, RemoveSecondFactor, EnterCode, TouchSession, EndSessions,
                 RotateKey, NoteKeyUse, CloseUser, Erase, FinishErasures, ApplyRetention, OpenCase, ChangeCase,
                 CloseWorkspace, MintAddresses>;

auto members_of(Is<Commit> auto& value) {
  auto& [drafts, messages] = value;
  return std::tie(drafts, messages);
}
auto members_of(Is<ForgetDoneMarks> auto& value) {
  auto& [segments] = value;
  return std::tie(segments);
}
auto members_of(Is<CreateWorkspace> auto& value) {
  auto& [name, now] = value;
  return std::tie(name, now);
}
auto members_of(Is<MintAddress> auto& value) {
  auto& [row, expires, now] = value;
  return std::tie(row, expires, now);
}

auto members_of(Is<MintAddresses> auto& value) {
  auto& [tokens, now] = value;
  return std::tie(tokens, now);
}
auto members_of(Is<CommitImportPiece> auto& value) {
  auto& [piece] = value;
  return std::tie(piece);
}
auto members_of(Is<UndoImport> auto& value) {
  auto& [import, now] = value;
  return std::tie(import, now);
}

auto members_of(Is<RequestOptIn> auto& value) {
  auto& [identity, scope, text, consent_expires, asked_at, answer_by] = value;
  return std::tie(identity, scope, text, consent_expires, asked_at, answer_by);
}
auto members_of(Is<OptInWasSent> auto& value) {
  auto& [id, now] = value;
  return std::tie(id, now);
}
auto members_of(Is<AnswerOptIn> auto& value) {
  auto& [token, answer, now] = value;
  return std::tie(token, answer, now);
}
auto members_of(Is<RecordSends> auto& value) {
  auto& [workspace, recipients, sent_at] = value;
  return std::tie(workspace, recipients, sent_at);
}
auto members_of(Is<ForgetSends> auto& value) {
  auto& [now] = value;
  return std::tie(now);
}
auto members_of(Is<ChangeWorkspace> auto& value) {
  auto& [name, change, now] = value;
  return std::tie(name, change, now);
}
auto members_of(Is<BeginRekey> auto& value) {
  auto& [now] = value;
  return std::tie(now);
}
auto members_of(Is<ContinueRekey> auto& value) {
  auto& [rows] = value;
  return std::tie(rows);
}
auto members_of(Is<CancelOptIn> auto& value) {
  auto& [id, now] = value;
  return std::tie(id, now);
}
auto members_of(Is<ExpireOptIns> auto& value) {
  auto& [now] = value;
  return std::tie(now);
}

auto members_of(Is<Erase> auto& value) {
  auto& [person, workspace, at, turn] = value;
  return std::tie(person, workspace, at, turn);
}
auto members_of(Is<FinishErasures> auto& value) {
  auto& [now] = value;
  return std::tie(now);
}
auto members_of(Is<ApplyRetention> auto& value) {
  auto& [message_days, excerpt_days, now] = value;
  return std::tie(message_days, excerpt_days, now);
}
auto members_of(Is<OpenCase> auto& value) {
  auto& [kind, law, workspace, person, received_at, note] = value;
  return std::tie(kind, law, workspace, person, received_at, note);
}
auto members_of(Is<ChangeCase> auto& value) {
  auto& [id, step, now] = value;
  return std::tie(id, step, now);
}
auto members_of(Is<CloseWorkspace> auto& value) {
  auto& [name, now] = value;
  return std::tie(name, now);
}

/// A whole frame, its length in front. too_large where it would be longer than a frame may be.
Result<std::string> encode_request(const WriteRequest& request);
/// `frame` without its length. Total: newer_format for another version, invalid_argument for everything that
/// encode_request does not make. What is read points into the frame.
Result<WriteRequest> decode_request(std::string_view frame);

/// The length of the frame that begins so; too_large beyond the largest.
Result<std::size_t> read_frame_length(const std::array<char, frame_length_octets>& octets);

// -- answers ----------------------------------------------------------------------------------------------------------

/// `frame` without its length, its version and outcome read: the values of a success, or the error itself.
Result<std::string_view> read_outcome(std::string_view frame);
std::string encode_error(const parsers::Error& error);
std::string encode_success(std::string_view values);
parsers::Error unreadable_answer();

template <class Answer>
std::string encode_answer(const Result<Answer>& answer) {
  if (!answer) return encode_error(answer.error());
  WireWriter writer;
  writer(*answer);
  return encode_success(std::move(writer).take());
}

template <class Answer>
Result<Answer> decode_answer(std::string_view frame) {
  const auto values = read_outcome(frame);
  if (!values) return tl::unexpected(values.error());
  WireReader reader(*values);
  Answer answer{};
  reader(answer);
  if (!reader.is_finished()) return tl::unexpected(unreadable_answer());
  return answer;
}

} // namespace store
