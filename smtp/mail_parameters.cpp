#include "smtp/mail_parameters.hpp"

#include <array>

#include "parsers/ascii.hpp"
#include "smtp/command.hpp"

namespace smtp {
namespace {

using parsers::equals_ignoring_case;

enum class Keyword : std::uint8_t { size, body, smtputf8, auth };
constexpr std::array<std::string_view, 4> keywords{"SIZE", "BODY", "SMTPUTF8", "AUTH"};

bool set(MailParameters& parameters, Keyword keyword, const Parameter& parameter) {
  const std::string_view value = parameter.value.value_or("");
  switch (keyword) {
    case Keyword::size: {
      const auto size = parse_size(value);
      if (size) parameters.size = *size;
      return size.has_value();
    }
    case Keyword::body:
      return equals_ignoring_case(value, "7BIT") || equals_ignoring_case(value, "8BITMIME");
    case Keyword::smtputf8:
      parameters.is_utf8 = true;
      return !parameter.value;
    case Keyword::auth:
      return parameter.value.has_value();
  }
  return false;
}

} // namespace

tl::expected<MailParameters, Reply> read_mail_parameters(std::string_view parameters, AuthParameter auth) {
  MailParameters result;
  std::array<bool, keywords.size()> was_there{};
  while (!parameters.empty()) {
    const auto parameter = take_parameter(parameters);
    if (!parameter) return tl::unexpected(Reply::parameter_syntax);
    std::size_t place = 0;
    while (place < keywords.size() && !equals_ignoring_case(parameter->keyword, keywords[place])) ++place;
    const auto keyword = static_cast<Keyword>(place);
    if (place == keywords.size() || (keyword == Keyword::auth && auth == AuthParameter::unknown)) {
      return tl::unexpected(Reply::parameter_unknown);
    }
    if (was_there[place] || !set(result, keyword, *parameter)) return tl::unexpected(Reply::parameter_syntax);
    was_there[place] = true;
  }
  return result;
}

} // namespace smtp
