#include "store/writer_requests.hpp"

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;

classifier::Event stream_opt_out() {
  classifier::Event event = opt_out(7);
  event.scope.purpose = {classifier::Purpose::Kind::stream, "news"};
  event.until = at(9);
  return event;
}

ConsentText words() {
  ConsentText text;
  text.basis = "consent";
  text.wording = "Yes, write to me.";
  text.asked_at = at(20);
  return text;
}

/// One of each, with something in every member.
std::vector<WriteRequest> examples() {
  TokenRow row;
  row.purpose = parsers::TokenPurpose::unsubscribe;
  row.workspace = 3;
  row.user = 4;
  row.recipient = identity("+4915112345678");
  row.stream = "news";
  row.revoked = true;
  const Occasion by_ann(at(2), {Actor::Kind::user, 4});
  KeyTerms terms;
  terms.name = "mailer";
  terms.workspaces = {1};
  terms.scopes = {"check", "write"};
  terms.networks = {"192.0.2.0/24"};
  terms.expires_at = at(99);
  terms.requests_a_minute = 60;
  UserChange change;
  change.email = "anna@b.example";
  change.name = "Anna";
  change.grants = {{classifier::Reach::agency, 3, Role::owner}};
  change.disabled = true;
  return {
      Commit{{draft("a@b.example", 1, stream_opt_out()), draft("*.b.example", 2), draft("", 3)},
             {message({7, 8}, "octets", {draft("instagram:17841", 4)}, 9)}},
      ForgetDoneMarks{{1, 2, 3}},
      CreateWorkspace{"sales", at(1)},
      CreateUser{"ann@b.example", "Ann", "secret", grants_of(Role::agent, {1, 2}), by_ann},
      SetPassword{"ann@b.example", "other", at(3)},
      LogIn{"ann@b.example", "secret", "192.0.2.1", "a browser", at(5)},
      CreateKey{terms, at(6)},
      RevokeKey{5, at(7)},
      MintAddress{row, at(8), at(9)},
      CommitImportPiece{"octets of a piece"},
      UndoImport{77, at(10)},
      RequestOptIn{parsers::Identity(*parsers::Address::parse("ann@b.example")), stream_opt_out().scope, words(),
                   at(11), at(12), at(13)},
      OptInWasSent{3, at(14)},
      AnswerOptIn{"token", OptInAnswer::confirmed, at(15)},
      RecordSends{2, {parsers::Identity(*parsers::Address::parse("bob@b.example"))}, at(16)},
      ForgetSends{at(17)},
      ChangeWorkspace{
          "sales", {.agency = 4, .consent = classifier::ConsentRule::opt_in, .sends_are_complete = true}, at(18)},
      BeginRekey{at(19)},
      ContinueRekey{1000},
      CancelOptIn{4, at(20)},
      ExpireOptIns{at(21)},
      ChangeUser{"ann@b.example", change, by_ann},
      BeginSecondFactor{4, by_ann},
      ConfirmSecondFactor{4, "123456", by_ann},
      RemoveSecondFactor{4, "abcd-efgh", by_ann},
      EnterCode{"secret of a session", "123456", at(19)},
      TouchSession{"secret of a session", at(20)},
      EndSessions{4, 17, by_ann},
      RotateKey{5, at(21), by_ann},
      NoteKeyUse{5, at(22)},
      CloseUser{"ann@b.example", by_ann},
      Erase{Person{{{1}}, {{2}, {3}}}, 4, at(19), Turn::within_a_day},
      FinishErasures{at(20)},
      ApplyRetention{90, 400, at(21)},
      OpenCase{CaseKind::erase, Law::ccpa, 2, parsers::Identity(*parsers::Address::parse("bob@b.example")), at(22),
               "by telephone"},
      ChangeCase{5, CaseStep::identify, at(23)},
      CloseWorkspace{"sales", at(24)},
      MintAddresses{{{row, at(8)}, {row, std::nullopt}}, at(9)},
  };
}

std::string frame_of(const WriteRequest& request) { return encode_request(request)->substr(frame_length_octets); }

TEST(WriterRequests, EveryOneIsReadAsItWasWritten) {
  ASSERT_EQ(examples().size(), std::variant_size_v<WriteRequest>);
  for (std::size_t i = 0; i < examples().size(); ++i) {
    const WriteRequest request = examples()[i];
    ASSERT_EQ(request.index(), i);
    const std::string frame = frame_of(request);
    const auto read = decode_request(frame);
    ASSERT_TRUE(read) << i << to_string(read.error());
    EXPECT_EQ(read->index(), i);
    EXPECT_EQ(frame_of(*read), frame) << i;
  }
}

TEST(WriterRequests, ValuesSurvive) {
  const std::vector<WriteRequest> written = examples();
  const std::string frame = frame_of(written[0]);
  const auto read = decode_request(frame);
  const auto& commit = std::get<Commit>(*read);
  ASSERT_EQ(commit.drafts.size(), 3u);
  EXPECT_EQ(commit.drafts[0].event, stream_opt_out());
  EXPECT_EQ(commit.drafts[0].identity, identity("a@b.example"));
  EXPECT_EQ(commit.drafts[0].received_at, at(1));
  EXPECT_EQ(commit.drafts[1].domain_rule, "*.b.example");
  EXPECT_FALSE(commit.drafts[2].identity);
  ASSERT_EQ(commit.messages.size(), 1u);
  EXPECT_EQ(commit.messages[0].octets, "octets");
  EXPECT_EQ(commit.messages[0].spool_id, (SpoolId{7, 8}));
  EXPECT_EQ(commit.messages[0].drafts[0].cause, cause(4));
}

TEST(WriterRequests, NothingThatWasCutOrLengthenedIsRead) {
  for (const WriteRequest& request : examples()) {
    const std::string frame = frame_of(request);
    for (std::size_t length = 0; length < frame.size(); ++length) {
      EXPECT_FALSE(decode_request(std::string_view(frame).substr(0, length))) << request.index() << " " << length;
    }
    EXPECT_FALSE(decode_request(frame + '\0')) << request.index();
  }
}

TEST(WriterRequests, AnotherVersionIsTold) {
  std::string frame = frame_of(examples()[2]);
  frame[0] = static_cast<char>(wire_version + 1);
  EXPECT_EQ(decode_request(frame).error().code, ErrorCode::newer_format);
}

TEST(WriterRequests, AnUnknownOperationIsRefused) {
  std::string frame = frame_of(examples()[2]);
  for (const int operation : {0, 200, 255}) {
    frame[1] = static_cast<char>(operation);
    EXPECT_EQ(decode_request(frame).error().code, ErrorCode::invalid_argument) << operation;
  }
}

TEST(WriterRequests, WhatIsTooLargeForAFrameIsNotSent) {
  const std::string octets(largest_frame, 'x');
  EXPECT_EQ(encode_request(Commit{{}, {message({1, 1}, octets)}}).error().code, ErrorCode::too_large);
  EXPECT_EQ(read_frame_length({'\x01', 0, 0, 0}).error().code, ErrorCode::too_large);
  EXPECT_EQ(*read_frame_length({0, '\x01', 0, '\x02'}), 0x10002u);
}

TEST(WriterRequests, ACountThatIsAboveWhatIsThereTakesNoMemory) {
  WireWriter writer;
  writer(std::uint32_t{0xffffffff});
  const std::string frame =
      std::string{static_cast<char>(wire_version), static_cast<char>(ForgetDoneMarks::operation)} +
      std::move(writer).take();
  EXPECT_EQ(decode_request(frame).error().code, ErrorCode::invalid_argument);
}

template <class Answer>
Result<Answer> passed_on(const Result<Answer>& answer) {
  const std::string frame = encode_answer(answer);
  return decode_answer<Answer>(std::string_view(frame).substr(frame_length_octets));
}

TEST(WriterAnswers, AreReadAsTheyWereWritten) {
  EntryReceipt receipt;
  receipt.id[3] = 7;
  receipt.position.number = 12;
  receipt.was_known = true;
  const auto receipts = passed_on<std::vector<EntryReceipt>>(std::vector{receipt});
  ASSERT_TRUE(receipts);
  EXPECT_EQ((*receipts)[0].id, receipt.id);
  EXPECT_EQ((*receipts)[0].position, receipt.position);
  EXPECT_TRUE((*receipts)[0].was_known);
  User ann;
  ann.email = "ann@b.example";
  ann.grants = grants_of(Role::admin, {1, 2});
  const auto user = passed_on<User>(ann);
  EXPECT_EQ(user->email, "ann@b.example");
  EXPECT_EQ(user->grants, ann.grants);
  NewApiKey made;
  made.secret = "dsk_xyz";
  made.key.terms.scopes = {"check"};
  made.key.used_at = at(1);
  const auto key = passed_on<NewApiKey>(made);
  EXPECT_EQ(key->secret, "dsk_xyz");
  EXPECT_EQ(key->key.terms.scopes, std::vector<std::string>{"check"});
  EXPECT_EQ(key->key.used_at, at(1));
  NewSession opened;
  opened.session.code_at = at(2);
  EXPECT_EQ(passed_on<NewSession>(opened)->session.code_at, at(2));
  EXPECT_TRUE(passed_on<Nothing>(Nothing{}));
  EXPECT_EQ(*passed_on<std::string>(std::string("b-x@relay.example")), "b-x@relay.example");
}

TEST(WriterAnswers, AnErrorIsTheSameAtTheOtherEnd) {
  const auto answer = passed_on<Workspace>(parsers::failure(ErrorCode::already_exists, "there is one"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::already_exists);
  EXPECT_EQ(answer.error().context, "there is one");
}

TEST(WriterAnswers, NothingThatWasCutIsRead) {
  User ann;
  ann.email = "ann@b.example";
  ann.grants = grants_of(Role::admin, {1});
  for (const std::string& frame : {encode_answer<User>(ann), encode_error({ErrorCode::busy, "again"})}) {
    const std::string_view whole = std::string_view(frame).substr(frame_length_octets);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const auto answer = decode_answer<User>(whole.substr(0, length));
      ASSERT_FALSE(answer);
      EXPECT_NE(answer.error().code, ErrorCode::busy) << length;
    }
  }
}

} // namespace
} // namespace store
