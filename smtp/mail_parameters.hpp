// What may stand behind the path of MAIL (RFC 1870, 6152, 6531, 4954 5). Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "smtp/reply.hpp"

namespace smtp {

struct MailParameters {
  std::uint64_t size = 0; // as promised; 0: it was not
  bool is_utf8 = false;
};

/// AUTH= of MAIL is taken (and not believed) only where clients log in.
enum class AuthParameter : std::uint8_t { unknown, taken };

/// `parameters` begins with a space, or is empty. Each may stand once.
tl::expected<MailParameters, Reply> read_mail_parameters(std::string_view parameters, AuthParameter auth);

} // namespace smtp
