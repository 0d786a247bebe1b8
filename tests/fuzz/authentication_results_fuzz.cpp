#include <cstdint>
#include <string_view>

#include "parsers/assert_that.hpp"
#include "parsers/authentication_results.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto field = parsers::read_authentication_results(body);
  if (!field) return 0;
  parsers::assert_that(!field->authserv_id.empty(), "somebody says so");
  parsers::assert_that(field->results.size() <= 100, "results are bounded");
  for (const parsers::AuthenticationResult& result : field->results) {
    parsers::assert_that(!result.method.empty() && result.properties.size() <= 100, "a result is of a method");
    for (const parsers::AuthenticationProperty& property : result.properties)
      parsers::assert_that(!property.type.empty() && !property.name.empty(), "a property has two names");
  }
  return 0;
}
