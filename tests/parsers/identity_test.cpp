#include "parsers/identity.hpp"

namespace parsers {
namespace {

std::string phone(std::string_view text) {
  const auto number = PhoneNumber::parse(text);
  return number ? number->text() : "error";
}

TEST(PhoneNumber, ReadsSeparators) {
  EXPECT_EQ(phone("+49 (30) 1234-567"), "+49301234567");
  EXPECT_EQ(phone(" +1.202.555.0101 "), "+12025550101");
}

TEST(PhoneNumber, RefusesWhatIsNotE164) {
  for (const char* text : {"", "+", "+123456", "+1234567890123456", "+0301234567", "030 1234567", "+49 CALL ME",
                           "++4930123456", "+4930123456x1", "+49301234\t567"})
    EXPECT_EQ(phone(text), "error") << text;
}

TEST(PlatformId, KeepsPlatformAndId) {
  EXPECT_EQ(PlatformId::parse("instagram:17841")->text(), "instagram:17841");
  EXPECT_EQ(PlatformId::parse("whatsapp:US.13491:x")->text(), "whatsapp:US.13491:x");
  for (const char* text :
       {"", "instagram", "instagram:", ":1", "Instagram:1", "insta gram:1", "instagram:1 2", "a:\x7F", "a:\n"})
    EXPECT_FALSE(PlatformId::parse(text)) << text;
  EXPECT_FALSE(PlatformId::parse("a:" + std::string(300, 'x')));
}

TEST(Identity, IsReadByItsForm) {
  EXPECT_TRUE(std::holds_alternative<Address>(*parse_identity("Ann@example.test")));
  EXPECT_TRUE(std::holds_alternative<PhoneNumber>(*parse_identity("+49 30 1234567")));
  EXPECT_TRUE(std::holds_alternative<PlatformId>(*parse_identity("messenger:12")));
  EXPECT_EQ(text_of(*parse_identity("Ann@example.test")), "ann@example.test");
  EXPECT_EQ(text_of(*parse_identity(" +49 30 1234567 ")), "+49301234567");
  EXPECT_FALSE(parse_identity("somebody"));
  EXPECT_FALSE(parse_identity("030 1234567"));
  EXPECT_FALSE(parse_identity(""));
}

} // namespace
} // namespace parsers
