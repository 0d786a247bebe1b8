#include "store/writer_service.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "store/writer_client.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using namespace std::chrono_literals;

class WriterServiceTest : public StoreTest {
 protected:
  WriterServiceOptions options() const {
    WriterServiceOptions options;
    options.socket = writer_socket(directory());
    return options;
  }
  void serve() { serve(options()); }
  void serve(WriterServiceOptions options) {
    auto started = WriterService::start(std::move(options), store());
    ASSERT_TRUE(started) << to_string(started.error());
    service_ = std::move(*started);
  }
  void stop() { service_.reset(); }
  void TearDown() override { stop(); } // before the store
  WriterClient client() const { return WriterClient(writer_socket(directory())); }
  FileDescriptor connect() const {
    auto socket = connect_to(writer_socket(directory()));
    EXPECT_TRUE(socket) << to_string(socket.error());
    return std::move(*socket);
  }
  static Deadline soon() { return std::chrono::steady_clock::now() + 20s; }
  /// What comes back until the other end is gone.
  static std::string all_of(const FileDescriptor& socket) {
    std::string octets;
    for (char octet = 0; receive_all(socket.get(), {&octet, 1}, soon());) octets.push_back(octet);
    return octets;
  }
  static ErrorCode code_of(const std::string& answer) {
    EXPECT_GT(answer.size(), frame_length_octets);
    const auto read = decode_answer<Nothing>(std::string_view(answer).substr(frame_length_octets));
    EXPECT_FALSE(read);
    return read ? ErrorCode{} : read.error().code;
  }

 private:
  std::unique_ptr<WriterService> service_;
};

TEST_F(WriterServiceTest, DoesEveryOperation) {
  serve();
  const auto workspace = client().ask(CreateWorkspace{"sales", at(1)});
  ASSERT_TRUE(workspace) << to_string(workspace.error());
  EXPECT_EQ(store().find_workspace("sales")->id, workspace->id);
  const auto user =
      client().ask(CreateUser{"ann@b.example", "", "secret", grants_of(Role::agent, {workspace->id}), at(2)});
  ASSERT_TRUE(user);
  EXPECT_EQ(client().ask(LogIn{"ann@b.example", "secret", "", "", at(3)})->session.user, user->id);
  EXPECT_TRUE(client().ask(SetPassword{"ann@b.example", "other", at(4)}));
  EXPECT_EQ(client().ask(LogIn{"ann@b.example", "secret", "", "", at(5)}).error().code, ErrorCode::permission_denied);
  UserChange disabling;
  disabling.disabled = true;
  EXPECT_TRUE(client().ask(ChangeUser{"ann@b.example", disabling, at(6)}));
  EXPECT_TRUE(store().user(user->id)->disabled);
  KeyTerms terms;
  terms.name = "mailer";
  terms.workspaces = {workspace->id};
  terms.scopes = {"check"};
  const auto key = client().ask(CreateKey{terms, at(7)});
  ASSERT_TRUE(key);
  EXPECT_EQ(store().authenticate_key(key->secret, at(8))->id, key->key.id);
  EXPECT_TRUE(client().ask(RevokeKey{key->key.id, at(8)}));
  EXPECT_FALSE(store().authenticate_key(key->secret, at(8)));
  TokenRow row;
  row.purpose = parsers::TokenPurpose::bounce;
  row.workspace = workspace->id;
  row.recipient = identity("bob@b.example");
  const auto address = client().ask(MintAddress{row, std::nullopt, at(9)});
  ASSERT_TRUE(address);
  EXPECT_TRUE(address->ends_with("@relay.example"));
  const auto receipts =
      client().ask(Commit{{draft("a@b.example", 1)}, {message({1, 1}, "octets", {draft("c@b.example", 2)})}});
  ASSERT_TRUE(receipts) << to_string(receipts.error());
  EXPECT_EQ(receipts->size(), 2u);
  EXPECT_EQ(states("c@b.example").size(), 1u);
  EXPECT_EQ(*store().message_octets(1), "octets");
  EXPECT_TRUE(client().ask(ForgetDoneMarks{{1}}));
  EXPECT_TRUE(faults().empty());
}

TEST_F(WriterServiceTest, AnErrorOfTheStoreIsTheAnswer) {
  serve();
  ASSERT_TRUE(client().ask(CreateWorkspace{"sales", at(1)}));
  EXPECT_EQ(client().ask(CreateWorkspace{"sales", at(1)}).error().code, ErrorCode::already_exists);
  EXPECT_EQ(client().ask(CreateWorkspace{"no name!", at(1)}).error().code, ErrorCode::invalid_argument);
}

TEST_F(WriterServiceTest, TheSameCauseAgainIsTheSameEntry) {
  serve();
  const auto first = client().ask(Commit{{draft("a@b.example", 1)}, {}});
  const auto again = client().ask(Commit{{draft("a@b.example", 1)}, {}});
  EXPECT_FALSE(first->at(0).was_known);
  EXPECT_TRUE(again->at(0).was_known);
  EXPECT_EQ(first->at(0).position, again->at(0).position);
}

TEST_F(WriterServiceTest, ManyAskAtOnce) {
  serve();
  constexpr std::uint64_t threads = 8;
  constexpr std::uint64_t each = 20;
  std::vector<std::thread> running;
  for (std::uint64_t thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      for (std::uint64_t i = 0; i < each; ++i) {
        EXPECT_TRUE(client().ask(Commit{{draft("shared@b.example", thread * each + i)}, {}}));
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  EXPECT_EQ(store().head()->number, threads * each + 1);
  EXPECT_EQ(states("shared@b.example")[0].state.facts.size(), threads * each);
  EXPECT_TRUE(faults().empty());
}

// -- peers that behave badly ------------------------------------------------------------------------------------------

TEST_F(WriterServiceTest, AHungPeerHarmsNobody) {
  serve();
  const FileDescriptor hung = connect();
  const auto frame = encode_request(CreateWorkspace{"never", at(1)});
  ASSERT_TRUE(send_all(hung.get(), std::string_view(*frame).substr(0, frame->size() - 1), soon()));
  EXPECT_TRUE(client().ask(CreateWorkspace{"sales", at(1)}));
  EXPECT_EQ(store().workspaces()->size(), 1u);
}

TEST_F(WriterServiceTest, ASlowPeerIsServedWithinItsTime) {
  serve();
  const FileDescriptor slow = connect();
  const auto frame = encode_request(CreateWorkspace{"slow", at(1)});
  for (const char octet : *frame) {
    ASSERT_TRUE(send_all(slow.get(), {&octet, 1}, soon()));
    std::this_thread::sleep_for(1ms);
  }
  const std::string answer = all_of(slow);
  EXPECT_EQ(decode_answer<Workspace>(std::string_view(answer).substr(frame_length_octets))->name, "slow");
}

TEST_F(WriterServiceTest, ARequestThatDoesNotComeWholeIsRefusedAndNothingIsDone) {
  WriterServiceOptions impatient = options();
  impatient.patience = 50ms;
  serve(impatient);
  const FileDescriptor hung = connect();
  const auto frame = encode_request(CreateWorkspace{"never", at(1)});
  ASSERT_TRUE(send_all(hung.get(), std::string_view(*frame).substr(0, frame->size() / 2), soon()));
  EXPECT_EQ(code_of(all_of(hung)), ErrorCode::unavailable);
  EXPECT_TRUE(store().workspaces()->empty());
}

TEST_F(WriterServiceTest, HalfAFrameAndGoneIsNothing) {
  serve();
  const auto frame = encode_request(Commit{{draft("a@b.example", 1)}, {}});
  for (std::size_t length = 0; length < frame->size(); ++length) {
    const FileDescriptor peer = connect();
    ASSERT_TRUE(send_all(peer.get(), std::string_view(*frame).substr(0, length), soon()));
  }
  EXPECT_TRUE(client().ask(CreateWorkspace{"after", at(1)}));
  EXPECT_EQ(store().head()->number, 2u);
  EXPECT_TRUE(states("a@b.example").empty());
}

TEST_F(WriterServiceTest, APeerThatGoesBeforeItsAnswerHasItsRequestDoneOnce) {
  serve();
  const auto frame = encode_request(Commit{{draft("a@b.example", 1)}, {}});
  {
    const FileDescriptor peer = connect();
    ASSERT_TRUE(send_all(peer.get(), *frame, soon()));
  }
  stop(); // what was received whole is done first
  EXPECT_LE(store().head()->number, 2u);
  serve();
  ASSERT_TRUE(client().ask(Commit{{draft("a@b.example", 1)}, {}}));
  EXPECT_EQ(store().head()->number, 2u);
}

TEST_F(WriterServiceTest, NonsenseIsAnsweredWithAnError) {
  serve();
  struct Case {
    std::string octets;
    ErrorCode code;
  };
  for (const Case& wrong : {Case{std::string("\0\0\0\2\1\377", 6), ErrorCode::invalid_argument},
                            Case{std::string("\0\0\0\2\2\1", 6), ErrorCode::newer_format},
                            Case{std::string("\0\0\0\0", 4), ErrorCode::invalid_argument},
                            Case{std::string("GET / HTTP/1.1\r\n\r\n"), ErrorCode::too_large}}) {
    const FileDescriptor peer = connect();
    ASSERT_TRUE(send_all(peer.get(), wrong.octets, soon()));
    EXPECT_EQ(code_of(all_of(peer)), wrong.code);
  }
}

TEST_F(WriterServiceTest, TheOldestGoesWhenTooManyHang) {
  WriterServiceOptions few = options();
  few.most_connections = 2;
  serve(few);
  const FileDescriptor first = connect();
  ASSERT_TRUE(send_all(first.get(), "x", soon()));
  const FileDescriptor second = connect();
  ASSERT_TRUE(send_all(second.get(), "x", soon()));
  EXPECT_TRUE(client().ask(CreateWorkspace{"sales", at(1)}));
  EXPECT_EQ(code_of(all_of(first)), ErrorCode::busy);
}

TEST_F(WriterServiceTest, TooMuchThatWaitsIsRefused) {
  WriterServiceOptions small = options();
  small.most_waiting_octets = 100;
  serve(small);
  EXPECT_EQ(client().ask(Commit{{}, {message({1, 1}, std::string(200, 'x'))}}).error().code, ErrorCode::busy);
  EXPECT_TRUE(client().ask(CreateWorkspace{"sales", at(1)}));
}

TEST_F(WriterServiceTest, AnAnswerThatNobodyReadsDoesNotHoldTheOthersUp) {
  WriterServiceOptions single = options();
  single.threads = 1;
  single.answer_patience = 50ms;
  serve(single);
  Commit many;
  for (std::uint64_t i = 0; i < 20'000; ++i) many.drafts.push_back(draft("a@b.example", 1));
  const FileDescriptor deaf = connect();
  ASSERT_TRUE(send_all(deaf.get(), *encode_request(many), soon())); // its answer fits into no buffer of a socket
  EXPECT_TRUE(client().ask(CreateWorkspace{"sales", at(1)}));
}

// -- who may ----------------------------------------------------------------------------------------------------------

TEST_F(WriterServiceTest, AForeignUserIsRefusedAndToldWho) {
  WriterServiceOptions foreign = options();
  foreign.credentials = [](int) -> Result<PeerCredentials> { return PeerCredentials{::geteuid() + 1, {5, 6}}; };
  serve(foreign);
  const auto refused = client().ask(CreateWorkspace{"sales", at(1)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::permission_denied);
  EXPECT_NE(refused.error().context.find(std::to_string(::geteuid() + 1)), std::string::npos);
  EXPECT_TRUE(store().workspaces()->empty());
}

TEST_F(WriterServiceTest, RootAndMembersOfTheGroupMayWrite) {
  PeerCredentials peer;
  WriterServiceOptions grouped = options();
  grouped.group = ::getegid();
  grouped.credentials = [&peer](int) -> Result<PeerCredentials> { return peer; };
  serve(grouped);
  peer = {::geteuid() + 1, {9999, ::getegid()}};
  EXPECT_TRUE(client().ask(CreateWorkspace{"by-group", at(1)}));
  peer = {::geteuid() + 1, {9999}};
  EXPECT_FALSE(client().ask(CreateWorkspace{"by-nobody", at(1)}));
  peer = {0, {}};
  EXPECT_TRUE(client().ask(CreateWorkspace{"by-root", at(1)}));
}

TEST_F(WriterServiceTest, TheKernelTellsWhoAsks) {
  std::vector<PeerCredentials> seen;
  WriterServiceOptions watched = options();
  watched.credentials = [&seen](int socket) {
    auto peer = peer_credentials(socket);
    if (peer) seen.push_back(*peer);
    return peer;
  };
  serve(watched);
  ASSERT_TRUE(client().ask(CreateWorkspace{"sales", at(1)}));
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].user, ::geteuid());
  EXPECT_NE(std::ranges::find(seen[0].groups, ::getegid()), seen[0].groups.end());
}

TEST_F(WriterServiceTest, TheSocketIsTheOwnersAlone) {
  serve();
  struct stat status {};
  ASSERT_EQ(::stat(writer_socket(directory()).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat(writer_socket(directory()).parent_path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700u);
}

TEST_F(WriterServiceTest, TheSocketIsWithinReachOfTheGroup) {
  WriterServiceOptions grouped = options();
  grouped.group = ::getegid();
  serve(grouped);
  for (const auto& [path, mode] :
       {std::pair{writer_socket(directory()), 0660u}, std::pair{writer_socket(directory()).parent_path(), 0750u}}) {
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, mode);
    EXPECT_EQ(status.st_gid, ::getegid());
  }
}

TEST_F(WriterServiceTest, AnotherUserCannotEvenConnect) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to be somebody else";
  serve();
  for (auto path = writer_socket(directory()).parent_path(); path != directory().parent_path().parent_path();
       path = path.parent_path()) {
    std::filesystem::permissions(path, std::filesystem::perms::all);
  }
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setuid(65534) != 0) ::_exit(255);
    const auto socket = connect_to(writer_socket(directory()));
    ::_exit(socket ? 254 : static_cast<int>(socket.error().code));
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(ErrorCode::permission_denied));
}

// -- where it listens -------------------------------------------------------------------------------------------------

TEST_F(WriterServiceTest, AFormerSocketIsReplacedAndItsOwnIsRemoved) {
  serve();
  const auto former = directory() / "former";
  std::filesystem::create_hard_link(writer_socket(directory()), former);
  stop();
  EXPECT_FALSE(std::filesystem::exists(writer_socket(directory())));
  std::filesystem::rename(former, writer_socket(directory())); // as a killed process leaves it
  EXPECT_FALSE(client().is_answered());
  EXPECT_EQ(client().ask(CreateWorkspace{"sales", at(1)}).error().code, ErrorCode::unavailable);
  serve();
  EXPECT_TRUE(client().ask(CreateWorkspace{"sales", at(1)}));
}

TEST_F(WriterServiceTest, APathMayBeLongerThanAnAddressOfASocket) {
  WriterServiceOptions far = options();
  const auto deep = directory() / std::string(120, 'd');
  std::filesystem::create_directory(deep);
  far.socket = deep / "writer.socket";
  serve(far);
  EXPECT_TRUE(WriterClient(far.socket).ask(CreateWorkspace{"sales", at(1)}));
}

TEST_F(WriterServiceTest, WithoutAServiceTheFailureIsClear) {
  EXPECT_EQ(client().ask(CreateWorkspace{"sales", at(1)}).error().code, ErrorCode::unavailable);
  WriterServiceOptions nowhere = options();
  nowhere.socket = directory() / "none" / "none" / "socket";
  EXPECT_EQ(WriterService::start(nowhere, store()).error().code, ErrorCode::not_found);
}

} // namespace
} // namespace store
