#include "store/one_time_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace store {
namespace {

using parsers::Instant;

OneTimeSecret secret_of(std::string_view text) {
  OneTimeSecret secret{};
  std::copy_n(text.begin(), secret.size(), secret.begin());
  return secret;
}

const OneTimeSecret of_the_rfc = secret_of("12345678901234567890");

Instant seconds(std::int64_t count) { return Instant(std::chrono::seconds(count)); }

struct Vector {
  std::int64_t time;
  const char* code;
};
// RFC 6238 appendix B, SHA-1.
constexpr Vector vectors[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
                              {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};

TEST(OneTimeCode, IsTheOneOfTheRfc) {
  for (const Vector& vector : vectors) {
    EXPECT_EQ(one_time_code(of_the_rfc, one_time_step_of(seconds(vector.time)), 8), vector.code) << vector.time;
  }
}

TEST(OneTimeCode, OfSixDigitsIsTheEndOfTheOneOfEight) {
  for (const Vector& vector : vectors) {
    EXPECT_EQ(one_time_code(of_the_rfc, one_time_step_of(seconds(vector.time))), std::string(vector.code).substr(2));
  }
}

TEST(OneTimeCode, IsTakenOneStepEarlyAndOneLate) {
  const Instant now = seconds(1234567890);
  const std::uint64_t middle = one_time_step_of(now);
  for (const std::uint64_t step : {middle - 2, middle - 1, middle, middle + 1, middle + 2}) {
    const auto accepted = accepted_step(of_the_rfc, one_time_code(of_the_rfc, step), now, 0);
    const bool is_near = step + 1 >= middle && step <= middle + 1;
    EXPECT_EQ(accepted, is_near ? std::optional(step) : std::nullopt) << step;
  }
}

TEST(OneTimeCode, OfAStepThatWasUsedOrIsEarlierIsRefused) {
  const Instant now = seconds(1234567890);
  const std::uint64_t middle = one_time_step_of(now);
  EXPECT_FALSE(accepted_step(of_the_rfc, one_time_code(of_the_rfc, middle), now, middle));
  EXPECT_FALSE(accepted_step(of_the_rfc, one_time_code(of_the_rfc, middle - 1), now, middle));
  EXPECT_TRUE(accepted_step(of_the_rfc, one_time_code(of_the_rfc, middle + 1), now, middle));
}

TEST(OneTimeCode, OfAnyOtherLengthIsRefused) {
  const Instant now = seconds(1234567890);
  const std::string code = one_time_code(of_the_rfc, one_time_step_of(now));
  for (std::size_t length = 0; length < code.size(); ++length) {
    EXPECT_FALSE(accepted_step(of_the_rfc, code.substr(0, length), now, 0));
  }
  EXPECT_FALSE(accepted_step(of_the_rfc, code + "0", now, 0));
}

TEST(OneTimeCode, BeforeTheFirstStepOfAllIsNoTrouble) {
  EXPECT_TRUE(accepted_step(of_the_rfc, one_time_code(of_the_rfc, 1), seconds(1), 0));
  EXPECT_FALSE(accepted_step(of_the_rfc, "000000", seconds(-100), 0));
}

TEST(ProvisioningUri, NamesTheAccountAndTheSecretInBase32) {
  EXPECT_EQ(provisioning_uri("ann+shop@b.example", of_the_rfc),
            "otpauth://totp/Desist:ann%2Bshop@b.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Desist");
}

} // namespace
} // namespace store
