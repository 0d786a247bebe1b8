#include "parsers/contact_digest.hpp"

namespace parsers {
namespace {

TEST(ContactDigest, IsOfTheTrimmedTextInLowerCase) {
  EXPECT_EQ(digest_of_contact("  ANN@example.test\t"), sha256_hexadecimal("ann@example.test"));
  EXPECT_NE(digest_of_contact("ann@example.test"), digest_of_contact("bob@example.test"));
}

TEST(ContactDigest, IsSha256) {
  EXPECT_EQ(sha256_hexadecimal("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

} // namespace
} // namespace parsers
