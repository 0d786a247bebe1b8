#include "parsers/address.hpp"

#include "parsers/domain_name.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using namespace std::string_view_literals;

std::string normal(std::string_view text) {
  const auto address = Address::parse(text);
  return address ? address->text() : "error";
}

TEST(Address, FoldsCaseAndDropsDecoration) {
  EXPECT_EQ(normal(" <Ann.Lee@Example.TEST.> "), "ann.lee@example.test");
  EXPECT_EQ(normal("ann+News@example.test"), "ann+news@example.test");
  const auto address = Address::parse("Ann@Example.test");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->local_part(), "ann");
  EXPECT_EQ(address->domain(), "example.test");
  EXPECT_TRUE(address->is_normalised());
}

TEST(Address, DropsOnlyNeedlessQuotes) {
  EXPECT_EQ(normal("\"ann.lee\"@example.test"), "ann.lee@example.test");
  EXPECT_EQ(normal(R"("a\nn"@example.test)"), "ann@example.test");
  EXPECT_EQ(normal(R"("Ann Lee"@example.test)"), R"("ann lee"@example.test)");
  EXPECT_EQ(normal(R"("a\"b\\c\d"@example.test)"), R"("a\"b\\cd"@example.test)");
  EXPECT_EQ(normal("\"a..b\"@example.test"), normal("a..b@example.test"));
}

TEST(Address, SplitsAtTheLastUnquotedAt) {
  EXPECT_EQ(Address::parse("\"a@b\"@example.test")->domain(), "example.test");
  EXPECT_EQ(Address::parse("\"a@b\"@example.test")->local_part(), "\"a@b\"");
  EXPECT_EQ(Address::parse("a@b@example.test")->domain(), "example.test");
  EXPECT_FALSE(Address::parse("\"a@example.test\""));
}

TEST(Address, NormalisesUnicode) {
  EXPECT_EQ(normal("MÜLLER@example.test"), "müller@example.test");
  EXPECT_EQ(normal("mu\u0308ller@example.test"), normal("m\u00FCller@example.test"));
  EXPECT_EQ(normal("ann@Bücher.example"), "ann@xn--bcher-kva.example");
  EXPECT_EQ(normal("ann@XN--BCHER-KVA.example"), "ann@xn--bcher-kva.example");
  EXPECT_EQ(normal("ann@straße.example"), "ann@xn--strae-oqa.example");
  EXPECT_EQ(normal("ann@例。example。"), "ann@xn--fsq.example");
}

TEST(Address, KeepsWhatCannotBeNormalised) {
  for (const std::string_view text :
       {"ann@\U0001F4A9.example"sv, "a b@example.test"sv, "a\xFF@example.test"sv, "ann@exa mple.test"sv,
        "ann@a..test"sv, "ann@.test"sv, "ann@xn--zzzzzzz9999.test"sv, "a\0b@example.test"sv, "ann@ex\0.test"sv,
        "\"\x01\"@example.test"sv, "ann@\xC3\x28.test"sv, "ann@exa_mple,test"sv}) {
    const auto address = Address::parse(text);
    ASSERT_TRUE(address) << text;
    EXPECT_FALSE(address->is_normalised()) << text;
    EXPECT_EQ(address->text(), text);
    EXPECT_EQ(address->wide_text(), text);
  }
  EXPECT_EQ(normal("A B@Example.TEST"), "a b@example.test");
  EXPECT_FALSE(Address::parse("ann@" + std::string(64, 'a') + ".test")->is_normalised());
  EXPECT_FALSE(Address::parse("ann@" + test::repeat("abcdefg.", 40) + "test")->is_normalised());
  EXPECT_FALSE(Address::parse("ann@" + test::repeat("ü", 5000))->is_normalised());
  EXPECT_FALSE(Address::parse(std::string(5000, 'a') + "@example.test")->is_normalised());
}

TEST(Address, AcceptsAddressLiteralsAndOddHosts) {
  EXPECT_EQ(normal("ann@[IPv6:2001:DB8::1]"), "ann@[ipv6:2001:db8::1]");
  EXPECT_EQ(normal("ann@my_host.example.test"), "ann@my_host.example.test");
  EXPECT_EQ(normal("ann@localhost"), "ann@localhost");
  EXPECT_TRUE(Address::parse("ann@ab--cd.test")->is_normalised());
}

TEST(Address, NeedsSomethingOnBothSidesOfTheAt) {
  for (const char* text :
       {"", "ann", "@", "@example.test", "ann@", "ann@.", "ann@..", "<>", "<@>", "\"\"@example.test"})
    EXPECT_FALSE(Address::parse(text)) << text;
  EXPECT_EQ(Address::parse("ann").error().code, ErrorCode::invalid_argument);
}

TEST(Address, IsWiderForGmailOnly) {
  const auto wide = [](std::string_view text) { return Address::parse(text)->wide_text(); };
  EXPECT_EQ(wide("A.nn.Lee+news+x@googlemail.com"), "annlee@gmail.com");
  EXPECT_EQ(wide("annlee@gmail.com"), "annlee@gmail.com");
  EXPECT_EQ(wide("a.nn+news@example.test"), "a.nn+news@example.test");
  EXPECT_EQ(wide("+x@gmail.com"), "+x@gmail.com");
  EXPECT_EQ(wide("ann@sub.gmail.com"), "ann@sub.gmail.com");
  EXPECT_EQ(wide("\"a b.c\"@gmail.com"), "\"a b.c\"@gmail.com");
}

TEST(Address, IsItsOwnNormalForm) {
  for (const char* text : {"MÜLLER@Bücher.example", "\"a b\"@X.test", "ŉ@example.test", "ΐ@example.test",
                           "İ@example.test", "a@[192.0.2.1]", "\"\\\\\"@x.test", "ann@\U0001F4A9.example"})
    EXPECT_EQ(normal(normal(text)), normal(text)) << text;
}

TEST(Address, ReadsEveryTruncation) {
  test::for_each_truncation("<\"A \\\"@ü\"@b\u0308\U0001F600.xn--bcher-kva.Example.>", [](std::string_view text) {
    const auto address = Address::parse(text);
    if (!address) return;
    EXPECT_EQ(std::string(address->local_part()) + "@" + std::string(address->domain()), address->text());
    EXPECT_FALSE(address->local_part().empty());
    EXPECT_FALSE(address->domain().empty());
  });
}

TEST(DomainName, TellsWhatIsNone) {
  EXPECT_EQ(normalise_domain("Example.TEST."), "example.test");
  for (const char* text :
       {"", ".", "..", "a..b", ".a", "a b", "a/b", "a@b", "[]", "[a b]", "[a", "[\xC3\xBC]", "\U0001F600"}) {
    EXPECT_EQ(normalise_domain(text), std::nullopt) << text;
  }
}

} // namespace
} // namespace parsers
