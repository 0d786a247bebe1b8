#include "smtp/proxy_header.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace smtp {
namespace {

using parsers::NetworkAddress;
using Form = ProxyHeader::Form;

constexpr std::string_view version_1_mark = "PROXY ";
constexpr std::size_t longest_version_1 = 107;
constexpr std::string_view version_2_mark{"\r\n\r\n\0\r\nQUIT\n", 12};
constexpr std::size_t version_2_fixed = 16; // mark, version and command, family, length

bool begins_like(std::string_view octets, std::string_view mark) {
  const std::size_t length = std::min(octets.size(), mark.size());
  return octets.substr(0, length) == mark.substr(0, length);
}

std::string_view take_word(std::string_view& line) {
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(line.size(), word.size() + 1));
  return word;
}

bool is_port(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return problem == std::errc{} && end == digits.data() + digits.size();
}

// "PROXY" SP ("TCP4" / "TCP6") SP source SP destination SP source-port SP destination-port CRLF / "PROXY UNKNOWN" …
// CRLF
ProxyHeader read_version_1(std::string_view octets) {
  const std::size_t end = octets.substr(0, longest_version_1).find("\r\n");
  if (end == std::string_view::npos) {
    return {octets.size() < longest_version_1 ? Form::incomplete : Form::malformed, 0, {}};
  }
  ProxyHeader header{Form::whole, end + 2, {}};
  std::string_view line = octets.substr(version_1_mark.size(), end - version_1_mark.size());
  const std::string_view family = take_word(line);
  if (family == "UNKNOWN") return header;
  const std::string_view source_text = take_word(line);
  const auto source = NetworkAddress::parse(source_text);
  const auto destination = NetworkAddress::parse(take_word(line));
  const bool has_ports = is_port(take_word(line)) && is_port(line);
  const bool is_version_4 = family == "TCP4";
  if ((!is_version_4 && family != "TCP6") || !source || !destination || !has_ports) return {Form::malformed, 0, {}};
  // A proxy that listens on both families names an IPv4 client mapped, as TCP6.
  if (is_version_4 ? !source->is_version_4() : source_text.find(':') == std::string_view::npos) {
    return {Form::malformed, 0, {}};
  }
  header.source = *source;
  return header;
}

NetworkAddress mapped(std::string_view version_4) {
  NetworkAddress::Octets octets{};
  octets[10] = octets[11] = 0xff;
  std::copy_n(version_4.begin(), 4, octets.begin() + 12);
  return NetworkAddress(octets);
}

NetworkAddress plain(std::string_view version_6) {
  NetworkAddress::Octets octets{};
  std::copy_n(version_6.begin(), octets.size(), octets.begin());
  return NetworkAddress(octets);
}

ProxyHeader read_version_2(std::string_view octets) {
  constexpr std::uint8_t local = 0x20;
  constexpr std::uint8_t proxied = 0x21;
  constexpr std::uint8_t stream_version_4 = 0x11;
  constexpr std::uint8_t stream_version_6 = 0x21;
  constexpr std::uint8_t stream_unix = 0x31;
  constexpr std::uint8_t unspecified = 0x00;
  constexpr std::size_t addresses_version_4 = 12;
  constexpr std::size_t addresses_version_6 = 36;
  const auto octet = [&](std::size_t place) { return static_cast<std::uint8_t>(octets[place]); };
  if (octets.size() < version_2_fixed) return {Form::incomplete, 0, {}};
  const std::size_t behind = static_cast<std::size_t>(octet(14)) << 8 | octet(15);
  if (version_2_fixed + behind > longest_proxy_header) return {Form::malformed, 0, {}};
  const std::uint8_t command = octet(12);
  const std::uint8_t family = octet(13);
  if (command != local && command != proxied) return {Form::malformed, 0, {}};
  if (octets.size() < version_2_fixed + behind) return {Form::incomplete, 0, {}};
  ProxyHeader header{Form::whole, version_2_fixed + behind, {}};
  if (command == local || family == unspecified || family == stream_unix) return header;
  const std::string_view addresses = octets.substr(version_2_fixed, behind);
  if (family == stream_version_4 && behind >= addresses_version_4) {
    header.source = mapped(addresses);
  } else if (family == stream_version_6 && behind >= addresses_version_6) {
    header.source = plain(addresses);
  } else {
    return {Form::malformed, 0, {}};
  }
  return header;
}

} // namespace

ProxyHeader read_proxy_header(std::string_view octets) {
  if (begins_like(octets, version_1_mark)) {
    return octets.size() < version_1_mark.size() ? ProxyHeader{Form::incomplete, 0, {}} : read_version_1(octets);
  }
  if (begins_like(octets, version_2_mark)) return read_version_2(octets);
  return {Form::malformed, 0, {}};
}

} // namespace smtp
