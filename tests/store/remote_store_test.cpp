// The store of other processes: the service runs in a child, as it does in an installation.
#include "store/remote_store.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "store/unix_socket.hpp"
#include "store/writer_client.hpp"
#include "store/writer_service.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using namespace std::chrono_literals;

class RemoteStoreTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    close(); // others open it from here on
  }
  void TearDown() override {
    if (writer_ > 0) kill_writer();
  }
  /// Another process that writes. With `on_connect` it does that when somebody connects.
  void start_writer(std::function<void()> on_connect = {}) {
    int ready[2] = {};
    ASSERT_EQ(::pipe(ready), 0);
    writer_ = ::fork();
    ASSERT_GE(writer_, 0);
    if (writer_ == 0) run_writer(ready[1], std::move(on_connect));
    ::close(ready[1]);
    char octet = 0;
    EXPECT_EQ(::read(ready[0], &octet, 1), 1) << "the writer did not start";
    ::close(ready[0]);
  }
  void kill_writer() {
    ::kill(writer_, SIGKILL);
    int status = 0;
    EXPECT_EQ(::waitpid(std::exchange(writer_, 0), &status, 0) > 0, true);
  }
  void wait_for_its_end() {
    int status = 0;
    EXPECT_GT(::waitpid(std::exchange(writer_, 0), &status, 0), 0);
  }
  std::unique_ptr<Store> open_remote() {
    auto opened = open_remote_store(directory());
    EXPECT_TRUE(opened) << (opened ? "" : to_string(opened.error()));
    return std::move(*opened);
  }

 private:
  [[noreturn]] void run_writer(int ready, std::function<void()> on_connect) {
    auto store = open_store(directory(), test_options());
    if (!store) ::_exit(1);
    WriterServiceOptions options;
    options.socket = writer_socket(directory());
    if (on_connect) {
      options.credentials = [on_connect](int socket) {
        on_connect();
        return peer_credentials(socket);
      };
    }
    const auto service = WriterService::start(options, **store);
    if (!service || ::write(ready, "r", 1) != 1) ::_exit(2);
    for (;;) ::pause();
  }

  pid_t writer_ = 0;
};

TEST_F(RemoteStoreTest, WhatItCommitsItReadsAtOnce) {
  start_writer();
  const auto remote = open_remote();
  for (std::uint64_t i = 0; i < 50; ++i) {
    const std::string who = "n" + std::to_string(i) + "@b.example";
    const auto receipts = remote->commit(std::vector{draft(who, i)});
    ASSERT_TRUE(receipts) << to_string(receipts.error());
    const auto states = remote->states_of(identity(who));
    ASSERT_TRUE(states);
    EXPECT_EQ(states->states.size(), 1u);
    EXPECT_EQ(states->position, receipts->at(0).position);
    EXPECT_EQ(*remote->head(), receipts->at(0).position);
  }
  EXPECT_TRUE(remote->verify({})->faults.empty());
}

TEST_F(RemoteStoreTest, AccountsAreWrittenThereAndReadHere) {
  start_writer();
  const auto remote = open_remote();
  const auto workspace = remote->create_workspace("sales", at(1));
  ASSERT_TRUE(workspace);
  EXPECT_EQ(remote->find_workspace("sales")->id, workspace->id);
  const auto user = remote->create_user("ann@b.example", "secret", Role::agent, {workspace->id}, at(2));
  ASSERT_TRUE(user);
  const auto session = remote->perform(LogIn{"ann@b.example", "secret", "192.0.2.1", "a browser", at(3)});
  ASSERT_TRUE(session);
  EXPECT_EQ(session->session.user, user->id);
  EXPECT_EQ(remote->use_session(session->secret, at(6))->used_at, at(6));
  EXPECT_EQ(remote->session(session->secret, at(6))->used_at, at(6)) << "written there, read here";
  EXPECT_TRUE(remote->set_password("ann@b.example", "other", at(4)));
  EXPECT_FALSE(remote->perform(LogIn{"ann@b.example", "secret", "", "", at(5)}));
  const auto offer = remote->perform(BeginSecondFactor{user->id, at(5)});
  ASSERT_TRUE(offer);
  EXPECT_TRUE(offer->uri.ends_with("secret=" + offer->secret + "&issuer=Desist"));
  EXPECT_EQ(remote->perform(ConfirmSecondFactor{user->id, "nothing", at(5)}).error().code,
            parsers::ErrorCode::permission_denied);
  EXPECT_TRUE(remote->disable_user("ann@b.example", at(6)));
  EXPECT_TRUE(remote->users()->at(0).disabled);
  const auto key = remote->create_key("mailer", {workspace->id}, {"check"}, at(7));
  ASSERT_TRUE(key);
  EXPECT_EQ(remote->authenticate_key(key->secret, at(7))->id, key->key.id);
  const auto rotated = remote->perform(RotateKey{key->key.id, at(60), at(8)});
  ASSERT_TRUE(rotated);
  EXPECT_EQ(remote->authenticate_key(rotated->secret, at(8))->id, key->key.id);
  EXPECT_TRUE(remote->perform(NoteKeyUse{key->key.id, at(8)}));
  EXPECT_TRUE(remote->api_keys()->at(0).used_at);
  EXPECT_TRUE(remote->revoke_key(key->key.id, at(8)));
  EXPECT_TRUE(remote->api_keys()->at(0).revoked);
  TokenRow row;
  row.purpose = parsers::TokenPurpose::bounce;
  row.workspace = workspace->id;
  row.recipient = identity("bob@b.example");
  EXPECT_TRUE(remote->mint_address(row, std::nullopt, at(9)));
  EXPECT_EQ(remote->token_row(1)->recipient, row.recipient);
}

TEST_F(RemoteStoreTest, MessagesAreKeptThereAndReadHere) {
  start_writer();
  const auto remote = open_remote();
  const std::vector messages{message({1, 1}, "octets", {draft("a@b.example", 1)})};
  ASSERT_TRUE(remote->commit({}, messages));
  EXPECT_TRUE(*remote->is_done({1, 1}));
  EXPECT_EQ(remote->messages(0, 0, 10)->size(), 1u);
  EXPECT_EQ(*remote->message_octets(1), "octets");
  EXPECT_TRUE(remote->forget_done_marks(std::vector<std::uint32_t>{1}));
  EXPECT_TRUE(*remote->is_done({1, 1}));
}

TEST_F(RemoteStoreTest, ABadDraftIsRefusedBeforeItIsSent) {
  const auto remote = open_remote();
  Draft stream = draft("c@b.example", 2);
  stream.event.scope.purpose = {classifier::Purpose::Kind::stream, std::string(100, 'x')};
  EXPECT_EQ(remote->commit(std::vector{stream}).error().code, ErrorCode::invalid_argument);
}

TEST_F(RemoteStoreTest, ReadsWithoutAWriterAndSaysThatItCannotWrite) {
  const auto remote = open_remote();
  EXPECT_EQ(remote->head()->number, 1u);
  const auto refused = remote->commit(std::vector{draft("a@b.example", 1)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  start_writer();
  EXPECT_TRUE(remote->commit(std::vector{draft("a@b.example", 1)}));
}

TEST_F(RemoteStoreTest, AWriterThatDiesBeforeTheCommitLeavesNothing) {
  start_writer([] { ::kill(::getpid(), SIGKILL); });
  const auto remote = open_remote();
  const auto lost = remote->commit(std::vector{draft("a@b.example", 1)});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::unavailable);
  wait_for_its_end();
  start_writer();
  EXPECT_EQ(remote->head()->number, 1u);
  EXPECT_FALSE(remote->commit(std::vector{draft("a@b.example", 1)})->at(0).was_known);
  EXPECT_TRUE(remote->verify({})->faults.empty());
}

TEST_F(RemoteStoreTest, AWriterThatDiesAfterTheCommitHasDoneItAndARetryIsTheSameEntry) {
  start_writer();
  const auto remote = open_remote();
  std::vector<Draft> drafts;
  for (std::uint64_t i = 0; i < 20'000; ++i) drafts.push_back(draft("a@b.example", 1)); // a long answer
  drafts.push_back(draft("last@b.example", 2));
  {
    const auto socket = connect_to(writer_socket(directory()));
    ASSERT_TRUE(socket);
    ASSERT_TRUE(send_all(socket->get(), *encode_request(Commit{drafts, {}}), std::chrono::steady_clock::now() + 20s));
    while (remote->head()->number == 1) std::this_thread::yield();
    kill_writer(); // while it waits to send the rest of the answer
  }
  EXPECT_EQ(remote->head()->number, 3u);
  start_writer();
  const auto receipts = remote->commit(drafts);
  ASSERT_TRUE(receipts);
  EXPECT_TRUE(receipts->at(0).was_known);
  EXPECT_TRUE(receipts->back().was_known);
  EXPECT_EQ(remote->head()->number, 3u);
  EXPECT_TRUE(remote->verify({})->faults.empty());
}

TEST_F(RemoteStoreTest, AClientThatIsKilledHarmsNobody) {
  start_writer();
  constexpr int clients = 20;
  for (int i = 0; i < clients; ++i) {
    const pid_t client = ::fork();
    if (client == 0) {
      const auto remote = open_remote_store(directory());
      for (std::uint64_t number = 0;; ++number) {
        const auto cause_number = static_cast<std::uint64_t>(i) * 1'000'000 + number;
        if (!remote || !(*remote)->commit(std::vector{draft("a@b.example", cause_number)})) ::_exit(1);
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(i));
    ::kill(client, SIGKILL);
    ASSERT_EQ(::waitpid(client, nullptr, 0), client);
  }
  const auto remote = open_remote();
  EXPECT_TRUE(remote->commit(std::vector{draft("b@b.example", 1)}));
  EXPECT_TRUE(remote->verify({})->faults.empty());
}

// -- who writes directly ----------------------------------------------------------------------------------------------

TEST_F(RemoteStoreTest, WithoutAWriterTheDirectoryIsOpenedForWriting) {
  const auto direct = open_store_to_write(directory(), 0ms);
  ASSERT_TRUE(direct) << to_string(direct.error());
  EXPECT_TRUE((*direct)->commit(std::vector{draft("a@b.example", 1)}));
}

TEST_F(RemoteStoreTest, WithAWriterItIsAsked) {
  start_writer();
  const auto remote = open_store_to_write(directory(), 0ms);
  ASSERT_TRUE(remote) << to_string(remote.error());
  EXPECT_TRUE((*remote)->commit(std::vector{draft("a@b.example", 1)}));
  kill_writer();
  EXPECT_EQ((*remote)->commit(std::vector{draft("a@b.example", 2)}).error().code, ErrorCode::unavailable);
}

TEST_F(RemoteStoreTest, NoWriterStartsWhileACommandWrites) {
  const auto command = open_store_to_write(directory(), 0ms);
  ASSERT_TRUE(command);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto writer = open_only_writer(directory(), 50ms);
    ::_exit(writer ? 254 : static_cast<int>(writer.error().code));
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(ErrorCode::busy));
}

TEST_F(RemoteStoreTest, AWriterStartsAsSoonAsTheCommandIsDone) {
  int opened[2] = {};
  ASSERT_EQ(::pipe(opened), 0);
  const pid_t child = ::fork(); // first: a child made later would share the command's lock
  if (child == 0) {
    char octet = 0;
    if (::read(opened[0], &octet, 1) != 1) ::_exit(2);
    const auto writer = open_only_writer(directory(), 20s);
    ::_exit(writer ? 0 : 1);
  }
  auto command = open_store_to_write(directory(), 0ms);
  ASSERT_TRUE(command);
  ASSERT_EQ(::write(opened[1], "o", 1), 1);
  std::this_thread::sleep_for(20ms);
  command->reset();
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(RemoteStoreTest, ASecondWriterIsRefused) {
  start_writer();
  EXPECT_EQ(open_store(directory(), test_options()).error().code, ErrorCode::busy);
  EXPECT_EQ(open_only_writer(directory(), 0ms).error().code, ErrorCode::busy);
  EXPECT_TRUE(open_store(directory(), test_options(Access::read_only)));
  kill_writer();
  EXPECT_TRUE(open_only_writer(directory(), 0ms)); // the kernel took the lock back
}

TEST_F(RemoteStoreTest, SeveralProcessesWriteAtOnceAndTheChainStaysWhole) {
  start_writer();
  constexpr std::uint64_t processes = 4;
  constexpr std::uint64_t each = 50;
  std::vector<pid_t> children;
  for (std::uint64_t process = 0; process < processes; ++process) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto remote = open_remote_store(directory());
      if (!remote) ::_exit(1);
      for (std::uint64_t i = 0; i < each; ++i) {
        const std::uint64_t number = process * each + i;
        const std::vector drafts{draft("own" + std::to_string(number) + "@b.example", number),
                                 draft("shared@b.example", number)};
        if (!(*remote)->commit(drafts)) ::_exit(2);
      }
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  const auto remote = open_remote();
  EXPECT_EQ(remote->head()->number, 2 * processes * each + 1);
  EXPECT_EQ(remote->states_of(identity("shared@b.example"))->states[0].state.facts.size(), processes * each);
  EXPECT_TRUE(remote->verify({})->faults.empty());
}

} // namespace
} // namespace store
