// Against a small DNS server on loopback that is told what to say.
#include "smtp/proof/unbound_resolver.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <thread>

namespace smtp {
namespace {

using namespace std::chrono_literals;
using Texts = std::map<std::string, std::string>;

std::string big_endian(unsigned number) {
  return {static_cast<char>(number >> 8 & 0xFF), static_cast<char>(number & 0xFF)};
}

/// Names that begin with "silent" get no answer, with "broken" SERVFAIL; those in `texts` their record, others
/// NXDOMAIN.
class DnsServer {
 public:
  explicit DnsServer(Texts texts) : texts_(std::move(texts)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    socklen_t length = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
    port = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~DnsServer() {
    stopping_ = true;
    thread_.join();
    ::close(socket_);
  }
  unsigned port = 0;

 private:
  void serve() {
    while (!stopping_) {
      pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      std::string question(512, '\0');
      sockaddr_in peer{};
      socklen_t length = sizeof peer;
      const auto octets =
          ::recvfrom(socket_, question.data(), question.size(), 0, reinterpret_cast<sockaddr*>(&peer), &length);
      if (octets < 17) continue;
      const std::string answer = answer_to(question.substr(0, static_cast<std::size_t>(octets)));
      if (!answer.empty())
        ::sendto(socket_, answer.data(), answer.size(), 0, reinterpret_cast<sockaddr*>(&peer), length);
    }
  }

  std::string answer_to(const std::string& question) {
    std::string name;
    std::size_t place = 12;
    while (place < question.size() && question[place] != 0) {
      const auto label = static_cast<unsigned char>(question[place]);
      name += (name.empty() ? "" : ".") + question.substr(place + 1, label);
      place += label + 1u;
    }
    const std::string asked = question.substr(12, place + 5 - 12);
    if (name.starts_with("silent")) return {};
    const auto text = texts_.find(name);
    const unsigned code = name.starts_with("broken") ? 2 : text == texts_.end() ? 3 : 0;
    std::string answer = question.substr(0, 2) + big_endian(0x8180 | code) + big_endian(1) +
                         big_endian(code == 0 ? 1 : 0) + big_endian(0) + big_endian(0) + asked;
    if (code != 0) return answer;
    std::string strings;
    for (std::size_t i = 0; i < text->second.size(); i += 200) {
      const std::string piece = text->second.substr(i, 200);
      strings += static_cast<char>(piece.size()) + piece;
    }
    return answer + big_endian(0xC00C) + big_endian(16) + big_endian(1) + big_endian(0) + big_endian(60) +
           big_endian(static_cast<unsigned>(strings.size())) + strings;
  }

  Texts texts_;
  int socket_ = -1;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

std::unique_ptr<UnboundResolver> resolver_at(const DnsServer& server) {
  auto resolver = UnboundResolver::open({.forward_to = "127.0.0.1@" + std::to_string(server.port), .trust_anchor = {}});
  EXPECT_TRUE(resolver) << to_string(resolver.error());
  return std::move(*resolver);
}

TextAnswer ask(UnboundResolver& resolver, const std::string& name, std::chrono::milliseconds patience = 10s) {
  const std::vector<std::string> names{name};
  return resolver.ask(names, patience)[name];
}

TEST(UnboundResolver, FindsTextsAndJoinsTheirStrings) {
  const std::string text = "v=DKIM1; p=" + std::string(300, 'A');
  const DnsServer server(Texts{{"key._domainkey.shop.example", text}});
  const auto resolver = resolver_at(server);
  const TextAnswer answer = ask(*resolver, "key._domainkey.shop.example");
  EXPECT_EQ(answer.status, TextAnswer::Status::found);
  EXPECT_EQ(answer.texts, std::vector<std::string>{text});
}

TEST(UnboundResolver, TellsWhatIsNotThereFromWhatCannotBeAsked) {
  const DnsServer server(Texts{});
  const auto resolver = resolver_at(server);
  EXPECT_EQ(ask(*resolver, "none._domainkey.shop.example").status, TextAnswer::Status::absent);
  EXPECT_EQ(ask(*resolver, "broken.shop.example", 3s).status, TextAnswer::Status::unreachable);
}

TEST(UnboundResolver, WaitsNoLongerThanItsPatienceForAnybody) {
  const DnsServer server(Texts{{"key.shop.example", "x"}});
  const auto resolver = resolver_at(server);
  const std::vector<std::string> names{"silent.shop.example", "key.shop.example"};
  const TextAnswers answers = resolver->ask(names, 200ms);
  EXPECT_EQ(answers.at("silent.shop.example").status, TextAnswer::Status::unreachable);
  EXPECT_EQ(ask(*resolver, "key.shop.example").texts, std::vector<std::string>{"x"});
}

TEST(UnboundResolver, AsksAThousandNamesAtOnce) {
  Texts texts;
  std::vector<std::string> names;
  for (int i = 0; i < 1000; ++i) {
    names.push_back("k" + std::to_string(i) + ".shop.example");
    texts[names.back()] = std::to_string(i);
  }
  const DnsServer server(texts);
  const auto resolver = resolver_at(server);
  std::size_t found = 0;
  // A busy machine may lose datagrams: what came late is known the next time.
  for (int round = 0; round < 20 && found < names.size(); ++round) {
    found = 0;
    for (const auto& [name, answer] : resolver->ask(names, 5s))
      if (answer.status == TextAnswer::Status::found && answer.texts[0] == texts[name]) ++found;
  }
  EXPECT_EQ(found, names.size());
}

TEST(UnboundResolver, SaysWhatIsWrongWithItsSettings) {
  const auto no_anchor = UnboundResolver::open({.forward_to = {}, .trust_anchor = "/nonexistent/root.key"});
  ASSERT_FALSE(no_anchor);
  EXPECT_EQ(no_anchor.error().code, parsers::ErrorCode::not_found);
  const auto no_server = UnboundResolver::open({.forward_to = "nowhere", .trust_anchor = {}});
  ASSERT_FALSE(no_server);
  EXPECT_EQ(no_server.error().code, parsers::ErrorCode::invalid_argument);
}

} // namespace
} // namespace smtp
