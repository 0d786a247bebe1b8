// What a person does with the pages, over a raw socket.
#pragma once

#include <string>

#include "tests/admin/running_server.hpp"

namespace admin {

inline constexpr const char* form_type = "Content-Type: application/x-www-form-urlencoded\r\n";

// One browser: its cookie, and the token of the last page that it got.
class Browser {
 public:
  explicit Browser(std::uint16_t port) : port_(port) {}

  HttpAnswer get(const std::string& target) {
    return keep(HttpClient(port_).ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + cookie_field() + "\r\n"));
  }
  HttpAnswer post(const std::string& target, const std::string& form, const std::string& fields = "") {
    const std::string body = form + (form.empty() ? "" : "&") + "form_token=" + token_;
    return keep(HttpClient(port_).ask("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + cookie_field() +
                                      form_type + fields + "Content-Length: " + std::to_string(body.size()) +
                                      "\r\n\r\n" + body));
  }
  HttpAnswer log_in(const std::string& email, const std::string& password) {
    get("/login");
    return post("/login", "email=" + email + "&password=" + password);
  }
  std::string cookie_;
  std::string login_cookie_;
  std::string token_;

 private:
  [[nodiscard]] std::string cookie_field() const {
    return "Cookie: other=1; desist_login=" + login_cookie_ + "; desist_session=" + cookie_ + "\r\n";
  }
  HttpAnswer keep(HttpAnswer answer) {
    const std::string set = answer.field("Set-Cookie");
    const std::string value = set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1);
    if (set.starts_with("desist_login=")) login_cookie_ = value;
    if (set.starts_with("desist_session=")) cookie_ = value;
    const std::string before = "name=\"form_token\" value=\"";
    const std::size_t at = answer.body.find(before);
    if (at != std::string::npos) token_ = answer.body.substr(at + before.size(), 32);
    return answer;
  }
  std::uint16_t port_;
};

class PagesTest : public RunningServer {
 protected:
  PagesTest() { start(); }

  Browser logged_in(const std::string& email, const std::string& password) {
    Browser browser(server_->port());
    EXPECT_EQ(browser.log_in(email, password).status, 303u);
    return browser;
  }
  Browser owner() { return logged_in("owner@shop.example", "correct+horse"); }
  Browser admin() { return logged_in("admin@shop.example", "battery+staple"); }
  Browser viewer() { return logged_in("viewer@shop.example", "just+looking"); }

  void keep_message(store::MessageNumber number, store::WorkspaceId workspace, const std::string& conclusions) {
    store_.kept.insert(store_.kept.begin(), {number, workspace, FakeStore::start, "1.1", conclusions, 100});
    store_.octets[number] = "Subject: as it came\r\n\r\nbody";
  }
  static std::string suppress_form(const std::string& target, const std::string& more = "") {
    return "target=" + target +
           "&workspace=default&reach=workspace&channel=email&purpose=marketing&reason=asked&once=1" + more;
  }
};

} // namespace admin
