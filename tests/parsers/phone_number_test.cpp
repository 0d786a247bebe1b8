#include "parsers/phone_number.hpp"

namespace parsers {
namespace {

std::string phone(std::string_view text) {
  const auto number = PhoneNumber::parse(text);
  return number ? number->text() : "error";
}

std::vector<std::string> aliases(std::string_view text) { return PhoneNumber::parse(text)->aliases(); }

TEST(PhoneNumber, KeepsAFormThatStaysWhenReadAgain) {
  for (const std::string_view text :
       {"+5800020021820218", "+58 0002 0021820218", "+4900030123456", "+5500551199998888"}) {
    const auto number = PhoneNumber::parse(text);
    if (!number) continue;
    const auto again = PhoneNumber::parse(number->text());
    ASSERT_TRUE(again) << text;
    EXPECT_EQ(again->text(), number->text()) << text;
  }
  EXPECT_TRUE(PhoneNumber::parse("+4930123456"));
}

TEST(PhoneNumber, ReadsSeparators) {
  EXPECT_EQ(phone("+49 (30) 1234-567"), "+49301234567");
  EXPECT_EQ(phone(" +1.202.555.0101 "), "+12025550101");
}

TEST(PhoneNumber, DropsThePrefixThatIsOnlyDialledAtHome) {
  EXPECT_EQ(phone("+49 (0)30 1234567"), "+49301234567");
  EXPECT_EQ(phone("+39 06 1234567"), "+39061234567") << "Italy keeps its zero";
}

TEST(PhoneNumber, RefusesWhatIsNotE164) {
  for (const char* text : {"", "+", "+-", "+123456", "+1234567890123456", "+0301234567", "030 1234567", "+49 CALL ME",
                           "++4930123456", "+4930123456x1", "+49301234\t567"})
    EXPECT_EQ(phone(text), "error") << text;
}

TEST(PhoneNumber, KeepsWhatNoPlanKnows) {
  EXPECT_EQ(phone("+999 123 4567"), "+9991234567");
  EXPECT_EQ(phone("+49 1 2 3 4 5"), "+4912345");
  EXPECT_EQ(phone("+2290166123456"), "+2290166123456");
}

TEST(PhoneNumber, TakesInternationalDigitsWithoutAPlus) {
  EXPECT_EQ(PhoneNumber::parse_international_digits("4915112345678")->text(), "+4915112345678");
  EXPECT_EQ(PhoneNumber::parse_international_digits("+4915112345678")->text(), "+4915112345678");
  EXPECT_FALSE(PhoneNumber::parse_international_digits("DE.123"));
}

TEST(PhoneNumber, MexicosOldOneIsDropped) { EXPECT_EQ(phone("+5213312345678"), "+523312345678"); }

TEST(PhoneNumber, BrazilianMobilesHaveNineDigitsAndAnAlias) {
  EXPECT_EQ(phone("+55 21 98765-4321"), "+5521987654321");
  EXPECT_EQ(phone("+55 21 8765-4321"), "+5521987654321");
  EXPECT_EQ(aliases("+5521987654321"), std::vector<std::string>{"+552187654321"});
  EXPECT_EQ(phone("+55 21 3333-4444"), "+552133334444") << "a line";
  EXPECT_TRUE(aliases("+552133334444").empty());
}

TEST(PhoneNumber, ArgentinesAreFoundWithAndWithoutTheNine) {
  EXPECT_EQ(aliases("+5493511234567"), std::vector<std::string>{"+543511234567"});
  EXPECT_EQ(aliases("+543511234567"), std::vector<std::string>{"+5493511234567"});
}

TEST(PhoneNumber, BeninIsFoundInBothPlans) {
  EXPECT_EQ(aliases("+2290197123456"), std::vector<std::string>{"+22997123456"});
  EXPECT_EQ(aliases("+22997123456"), std::vector<std::string>{"+2290197123456"});
}

TEST(PhoneNumber, IsReadBackTheSame) {
  for (const char* text :
       {"+49 30 1234567", "+5213312345678", "+552187654321", "+9991234567", "+4912345", "+1234567"}) {
    const std::string once = phone(text);
    EXPECT_EQ(phone(once), once) << text;
    for (std::size_t length = 0; length <= std::string_view(text).size(); ++length)
      static_cast<void>(validate_number(std::string_view(text).substr(0, length)));
  }
}

TEST(NumberValidation, TellsStatusTypeAndRegion) {
  const NumberReport mobile = validate_number("+49 1512 3456789");
  EXPECT_EQ(mobile.normalised, "+4915123456789");
  EXPECT_EQ(mobile.status, NumberStatus::valid);
  EXPECT_EQ(mobile.type, NumberType::mobile);
  EXPECT_EQ(mobile.region, "DE");
  EXPECT_EQ(validate_number("+44 20 7946 0018").type, NumberType::fixed_line);
  EXPECT_EQ(validate_number("+1 202 555 01011").status, NumberStatus::impossible);
  EXPECT_EQ(validate_number("+1 000 555 0101").status, NumberStatus::possible);
}

TEST(NumberValidation, ReadsANumberWithoutACountryWhereItIsSaid) {
  EXPECT_EQ(validate_number("030 1234567", "DE").normalised, "+49301234567");
  EXPECT_EQ(validate_number("030 1234567").status, NumberStatus::unknown);
  EXPECT_EQ(validate_number("030 1234567").normalised, "");
}

TEST(NumberValidation, NeverMakesDigitsOfLetters) {
  for (const char* text : {"0800 FLOWERS", "MTN", "", "+", "+49 30 x 1"})
    EXPECT_EQ(validate_number(text, "DE").normalised, "") << text;
}

} // namespace
} // namespace parsers
