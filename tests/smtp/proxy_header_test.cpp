#include "smtp/proxy_header.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

using Form = ProxyHeader::Form;

std::string source_of(const ProxyHeader& header) { return header.source ? header.source->text() : "none"; }

std::string version_2(char command, char family, std::string_view addresses) {
  std::string header("\r\n\r\n\0\r\nQUIT\n", 12);
  header.push_back(command);
  header.push_back(family);
  header.push_back(static_cast<char>(addresses.size() >> 8));
  header.push_back(static_cast<char>(addresses.size() & 0xff));
  return header.append(addresses);
}

const std::string four_addresses("\xcb\x00\x71\x07\x7f\x00\x00\x01\x9c\x40\x00\x19", 12);
const std::string good[] = {
    "PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\n",
    "PROXY TCP6 2001:db8::7 ::1 40000 25\r\n",
    "PROXY UNKNOWN\r\n",
    version_2('\x21', '\x11', four_addresses),
    version_2('\x21', '\x11', four_addresses + "\x04\x00\x01x"), // with a TLV behind
    version_2('\x20', '\x00', ""),
    "PROXY TCP6 ::ffff:198.51.100.1 ::ffff:192.0.2.1 4000 25\r\n",
};

TEST(ProxyHeader, NamesTheSource) {
  EXPECT_EQ(source_of(read_proxy_header(good[0])), "203.0.113.7");
  EXPECT_EQ(source_of(read_proxy_header(good[1])), "2001:db8::7");
  EXPECT_EQ(source_of(read_proxy_header(good[3])), "203.0.113.7");
  EXPECT_EQ(source_of(read_proxy_header(good[4])), "203.0.113.7");
  EXPECT_EQ(source_of(read_proxy_header(good[6])), "198.51.100.1");
  const std::string six = std::string("\x20\x01\x0d\xb8", 4) + std::string(11, '\0') + "\x07" + std::string(20, '\0');
  EXPECT_EQ(source_of(read_proxy_header(version_2('\x21', '\x21', six))), "2001:db8::7");
}

TEST(ProxyHeader, HasNoSourceWhenTheProxySpeaksForItself) {
  for (const std::string& header : {good[2], good[5], version_2('\x21', '\x31', std::string(216, 'x'))}) {
    EXPECT_EQ(read_proxy_header(header).form, Form::whole);
    EXPECT_EQ(source_of(read_proxy_header(header)), "none");
  }
}

TEST(ProxyHeader, EndsWhereItEnds) {
  for (const std::string& header : good) {
    EXPECT_EQ(read_proxy_header(header + "EHLO client.example\r\n").length, header.size());
  }
}

TEST(ProxyHeader, IsIncompleteInEveryTruncation) {
  for (const std::string& header : good) {
    for (std::size_t length = 0; length < header.size(); ++length) {
      EXPECT_EQ(read_proxy_header(std::string_view(header).substr(0, length)).form, Form::incomplete)
          << header << length;
    }
  }
}

TEST(ProxyHeader, IsMalformedAtTheFirstWrongOctet) {
  for (const std::string& text : {
           std::string("EHLO client.example\r\n"),
           std::string("E"),
           std::string("PROXX"),
           std::string("PROXY TCP4 203.0.113.7 127.0.0.1 40000\r\n"),
           std::string("PROXY TCP4 203.0.113.7 127.0.0.1 40000 65536\r\n"),
           std::string("PROXY TCP4 203.0.113.7 127.0.0.1 40000 25 \r\n"),
           std::string("PROXY TCP4 2001:db8::7 ::1 40000 25\r\n"),
           std::string("PROXY TCP6 203.0.113.7 ::1 1 25\r\n"),
           std::string("PROXY TCP4 mx.example 127.0.0.1 40000 25\r\n"),
           std::string("PROXY TCP5 x y 1 2\r\n"),
           "PROXY UNKNOWN" + std::string(120, 'x'),
           version_2('\x21', '\x12', four_addresses),
           version_2('\x22', '\x11', four_addresses),
           version_2('\x21', '\x11', "abcd"),
           version_2('\x21', '\x11', std::string(537, 'x')),
       }) {
    EXPECT_EQ(read_proxy_header(text).form, Form::malformed) << text;
  }
}

TEST(ProxyHeader, IsNotWaitedForWhenItsLengthIsTooGreat) {
  const std::string header = std::string("\r\n\r\n\0\r\nQUIT\n!\x11\xff\xff", 16);
  EXPECT_EQ(read_proxy_header(header).form, Form::malformed);
}

} // namespace
} // namespace smtp
