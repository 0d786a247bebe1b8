// A server on a free loopback port over a fake store, with a clock that tests turn.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "admin/server.hpp"
#include "tests/admin/fake_store.hpp"
#include "tests/admin/http_client.hpp"

namespace admin {

class RunningServer : public testing::Test {
 protected:
  static constexpr const char* secret = "dsk_TestKeyOfDefault";

  RunningServer() {
    store_.add_key(secret, 7, {1}, {"check"});
    store_.add_key("dsk_Both", 8, {2, 1}, {"check"});
    store_.add_key("dsk_WriteOnly", 9, {1}, {"write"});
    store_.add_user("owner@shop.example", "correct horse", store::Role::owner, {});
    store_.add_user("admin@shop.example", "battery staple", store::Role::admin, {1});
    store_.add_user("viewer@shop.example", "just looking", store::Role::viewer, {1});
    options_.listen_on = std::string("127.0.0.1:0");
    options_.http.trusted_networks = parsers::loopback_networks();
    options_.application.clock = [this] { return FakeStore::start + std::chrono::milliseconds(clock_.load()); };
  }

  void start() {
    auto server = Server::start(options_, store_, policy_);
    ASSERT_TRUE(server) << to_string(server.error());
    server_ = std::move(*server);
  }
  void advance(std::chrono::milliseconds time) { clock_ += time.count(); }

  HttpAnswer ask(const std::string& octets) { return HttpClient(server_->port()).ask(octets); }
  static std::string get(const std::string& target, const std::string& fields = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
  }
  static std::string post(const std::string& target, const std::string& body, const std::string& fields = "") {
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + fields + "\r\n" + body;
  }
  static std::string bearer(const std::string& key = secret) { return "Authorization: Bearer " + key + "\r\n"; }

  FakeStore store_;
  classifier::Policy policy_;
  ServerOptions options_;
  std::atomic<std::int64_t> clock_ = 0;
  std::unique_ptr<Server> server_;
};

} // namespace admin
