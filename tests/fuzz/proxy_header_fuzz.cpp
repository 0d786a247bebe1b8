// The PROXY header and the client's half of AUTH: whatever comes, the answer is bounded, and every front of a whole
// header is incomplete.
#include <cstdint>
#include <string_view>

#include "parsers/assert_that.hpp"
#include "smtp/proxy_header.hpp"
#include "smtp/sasl.hpp"

namespace {

using namespace smtp;
using Form = ProxyHeader::Form;

void try_header(std::string_view octets) {
  const ProxyHeader header = read_proxy_header(octets);
  parsers::assert_that(header.form == Form::whole || (header.length == 0 && !header.source), "only a whole one speaks");
  parsers::assert_that(header.form != Form::incomplete || octets.size() < longest_proxy_header, "no header is longer");
  if (header.form != Form::whole) return;
  parsers::assert_that(header.length <= octets.size() && header.length <= longest_proxy_header, "it has come");
  for (std::size_t length = 0; length < header.length; ++length) {
    parsers::assert_that(read_proxy_header(octets.substr(0, length)).form == Form::incomplete, "a front waits");
  }
}

void try_login(std::string_view octets) {
  for (const SaslMechanism mechanism : {SaslMechanism::plain, SaslMechanism::login}) {
    SaslExchange exchange(mechanism);
    std::string_view rest = octets;
    for (int responses = 0; responses < 2; ++responses) {
      const std::size_t end = rest.find('\n');
      const SaslStep step = exchange.respond(rest.substr(0, end));
      if (const auto* credentials = std::get_if<Credentials>(&step)) {
        parsers::assert_that(!credentials->user.empty() && !credentials->password.empty(), "both were said");
        parsers::assert_that(credentials->user.find('\0') == std::string::npos, "a name is text");
      }
      if (!std::holds_alternative<SaslChallenge>(step) || end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  try_header(octets);
  try_login(octets);
  return 0;
}
