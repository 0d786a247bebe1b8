#include "admin/http/guards.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

const GuardRules rules{.allowed_hosts = {"mail.example", "127.0.0.1", "[::1]"}};

unsigned status_of(std::string_view target, std::vector<HeaderField> fields, std::string_view version = "HTTP/1.1",
                   std::string_view method = "GET") {
  const auto fault = find_fault({method, target, version, fields}, rules);
  return fault ? fault->status : 0;
}
unsigned status_of_fields(std::vector<HeaderField> fields) {
  fields.insert(fields.begin(), {"Host", "mail.example"});
  return status_of("/", std::move(fields));
}
unsigned status_of_target(std::string_view target) { return status_of(target, {{"Host", "mail.example"}}); }

TEST(Guards, PassAPlainRequest) {
  EXPECT_EQ(status_of("/v1/check?to=a%40b.example&x=%C3%A4", {{"Host", "mail.example:8443"}, {"Accept", "*/*"}}), 0u);
  EXPECT_EQ(status_of("/", {{"host", "MAIL.example"}}, "HTTP/1.0"), 0u);
  EXPECT_EQ(status_of("/", {{"Host", "[::1]:8080"}}), 0u);
}

TEST(Guards, WantOneHostOfTheirs) {
  EXPECT_EQ(status_of("/", {}), 400u);
  EXPECT_EQ(status_of("/", {{"Host", "mail.example"}, {"Host", "mail.example"}}), 400u);
  EXPECT_EQ(status_of("/", {{"Host", "evil.example"}}), 421u);
  EXPECT_EQ(status_of("/", {{"Host", "mail.example.evil.example"}}), 421u);
  for (const char* host : {"", ":80", "mail.example:", "mail.example:8o", "mail.example:123456", "[::1]x:80"}) {
    EXPECT_NE(status_of("/", {{"Host", host}}), 0u) << host;
  }
}

TEST(Guards, RefuseALengthBesideChunks) {
  EXPECT_EQ(status_of_fields({{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}), 400u);
}

TEST(Guards, RefuseTwoLengths) {
  EXPECT_EQ(status_of_fields({{"Content-Length", "5"}, {"Content-Length", "5"}}), 400u);
  EXPECT_EQ(status_of_fields({{"Content-Length", "5, 5"}}), 400u);
}

TEST(Guards, RefuseLengthsThatAreNoNumber) {
  for (const char* length : {"", "+5", "-5", "5 ", " 5", "0x5", "5a"}) {
    EXPECT_EQ(status_of_fields({{"Content-Length", length}}), 400u) << length;
  }
}

TEST(Guards, RefuseABodyThatIsTooLarge) {
  EXPECT_EQ(status_of_fields({{"Content-Length", "1048576"}}), 0u);
  EXPECT_EQ(status_of_fields({{"Content-Length", "1048577"}}), 413u);
  EXPECT_EQ(status_of_fields({{"Content-Length", "99999999999999999999999"}}), 413u);
}

TEST(Guards, TakeChunkedAndNoOtherEncoding) {
  EXPECT_EQ(status_of_fields({{"Transfer-Encoding", "Chunked"}}), 0u);
  for (const char* encoding : {"xchunked", "chunked, identity", "gzip, chunked", "identity", "chun ked", ""}) {
    EXPECT_EQ(status_of_fields({{"Transfer-Encoding", encoding}}), 400u) << encoding;
  }
  EXPECT_EQ(status_of_fields({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}), 400u);
  EXPECT_EQ(status_of("/", {{"Host", "mail.example"}, {"Transfer-Encoding", "chunked"}}, "HTTP/1.0"), 400u);
}

TEST(Guards, WantTheOriginForm) {
  for (const char* target :
       {"http://mail.example/", "mail.example:443", "*", "", "//evil.example/..", "/a b", "/a\\b"}) {
    EXPECT_EQ(status_of_target(target), 400u) << target;
  }
}

TEST(Guards, RefuseWhatAPathHides) {
  for (const char* target : {"/a%00b", "/a%2fb", "/a%2Fb", "/a%5Cb", "/a%0d%0ab", "/a%7F", "/../etc", "/a/..", "/a/./b",
                             "/%2e%2e/etc", "/a/%2e%2E", "/a%", "/a%4", "/a%zz", "/\x80"}) {
    EXPECT_EQ(status_of_target(target), 400u) << target;
  }
  EXPECT_EQ(status_of_target("/a..b/.c"), 0u);
}

TEST(Guards, RefuseControlsInTheQuery) {
  EXPECT_EQ(status_of_target("/?to=a%00b"), 400u);
  EXPECT_EQ(status_of_target("/?to=a%0Ab"), 400u);
  EXPECT_EQ(status_of_target("/?to=a%2"), 400u);
  EXPECT_EQ(status_of_target("/?to=a%2F..%2Fb"), 0u);
}

TEST(Guards, BoundTheHead) {
  EXPECT_EQ(status_of_fields(std::vector<HeaderField>(63, HeaderField{"X", "y"})), 0u);
  EXPECT_EQ(status_of_fields(std::vector<HeaderField>(64, HeaderField{"X", "y"})), 431u);
  const std::string long_value(16 * 1024, 'x');
  EXPECT_EQ(status_of_fields({{"X", long_value}}), 431u);
  EXPECT_EQ(status_of_target("/" + std::string(8192, 'a')), 414u);
}

TEST(Guards, WantTokensAndNoControlsInFields) {
  EXPECT_EQ(status_of_fields({{"Content-Length ", "5"}}), 400u);
  EXPECT_EQ(status_of_fields({{"", "5"}}), 400u);
  EXPECT_EQ(status_of_fields({{"X",
                               "a\x01"
                               "b"}}),
            400u);
  EXPECT_EQ(status_of_fields({{"X", "a\rb"}}), 400u);
  EXPECT_EQ(status_of_fields({{"X", "a\tb"}}), 0u);
}

TEST(Guards, SeeFramingThatAFoldHides) {
  for (const char* name : {"Content-Length0", "transfer-encodingchunked", "Hostevil.example"}) {
    EXPECT_EQ(status_of_fields({{name, "1"}}), 400u) << name;
  }
}

TEST(Guards, WantEachMeaningOnce) {
  for (const char* name : {"Authorization", "Cookie", "Origin", "Content-Type", "Sec-Fetch-Site"}) {
    EXPECT_EQ(status_of_fields({{name, "a"}, {name, "a"}}), 400u) << name;
  }
}

TEST(Guards, SpeakHttp1) {
  for (const char* version : {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "http/1.1", ""}) {
    EXPECT_EQ(status_of("/", {{"Host", "mail.example"}}, version), 505u) << version;
  }
  EXPECT_EQ(status_of("/", {{"Host", "mail.example"}}, "HTTP/1.1", "G ET"), 400u);
}

} // namespace
} // namespace admin
