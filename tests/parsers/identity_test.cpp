#include "parsers/identity.hpp"

namespace parsers {
namespace {

TEST(PlatformId, KeepsPlatformAndId) {
  EXPECT_EQ(PlatformId::parse("instagram:17841")->text(), "instagram:17841");
  EXPECT_EQ(PlatformId::parse("whatsapp:US.13491:x")->text(), "whatsapp:US.13491:x");
  for (const char* text : {"", "instagram", "instagram:", ":1", "Instagram:1", "insta gram:1", "US.", "US.ENT.",
                           "us.1349", "US.13 49", "USA.1", "instagram:1 2", "a:\x7F", "a:\n"})
    EXPECT_FALSE(PlatformId::parse(text)) << text;
  EXPECT_FALSE(PlatformId::parse("a:" + std::string(300, 'x')));
}

TEST(PlatformId, ReadsBusinessScopedIds) {
  EXPECT_EQ(PlatformId::parse("DE.134Ab9")->text(), "bsuid:DE.134Ab9");
  EXPECT_EQ(PlatformId::parse("DE.ENT.118")->text(), "parent_bsuid:DE.ENT.118");
  EXPECT_EQ(PlatformId::parse("bsuid:DE.134Ab9")->text(), "bsuid:DE.134Ab9");
}

TEST(Identity, ShortCodesStayAsTheyAre) {
  EXPECT_EQ(text_of(*parse_identity("38438")), "raw:38438");
  EXPECT_FALSE(parse_identity("38"));
  EXPECT_FALSE(parse_identity("3843871"));
}

TEST(Identity, WhatIsKeptIsNeverLost) {
  EXPECT_EQ(text_of(*keep_identity("Ann@example.test")), "ann@example.test");
  EXPECT_EQ(text_of(*keep_identity(" 030 1234567 ")), "raw:030%201234567");
  EXPECT_EQ(text_of(*keep_identity("Somebody")), "raw:somebody");
  EXPECT_EQ(text_of(*keep_identity("100%")), "raw:100%25");
  EXPECT_EQ(text_of(*keep_identity("@example.test")), "raw:@example.test");
  EXPECT_FALSE(keep_identity("  "));
}

TEST(Identity, WhatWasKeptIsReadBackTheSame) {
  for (const char* text : {"030 1234567", "Somebody", "a\tb", "\xff\xfe", "100%"}) {
    const auto kept = keep_identity(text);
    ASSERT_TRUE(kept) << text;
    EXPECT_EQ(*parse_identity(text_of(*kept)), *kept) << text;
  }
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
