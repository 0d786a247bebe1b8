#include "parsers/address_list.hpp"

#include "parsers/charset.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {

void PrintTo(const Mailbox& mailbox, std::ostream* out) {
  *out << "{" << mailbox.name << " <" << mailbox.address << ">}";
}

namespace {

using test::repeat;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Mailbox> read(std::string_view field) {
  Defects defects;
  return read_address_list(field, Limits{}, defects);
}

Mailbox mailbox(std::string name, std::string address) { return {std::move(name), std::move(address)}; }

TEST(AddressList, ReadsPlainLists) {
  EXPECT_THAT(read("a@example.test"), ElementsAre(mailbox("", "a@example.test")));
  EXPECT_THAT(read("Ann Lee <ann@example.test>, <bob@example.test>,carl@example.test"),
              ElementsAre(mailbox("Ann Lee", "ann@example.test"), mailbox("", "bob@example.test"),
                          mailbox("", "carl@example.test")));
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read(" , ,; "), IsEmpty());
  EXPECT_THAT(read("<>"), IsEmpty());
}

TEST(AddressList, UnquotesNames) {
  EXPECT_THAT(read(R"("Lee, Ann \"Annie\" O\\K" <ann@example.test>)"),
              ElementsAre(mailbox(R"(Lee, Ann "Annie" O\K)", "ann@example.test")));
  EXPECT_THAT(read(R"(Ann "the one" Lee <ann@example.test>)"),
              ElementsAre(mailbox("Ann the one Lee", "ann@example.test")));
  EXPECT_THAT(read("'Ann Lee' <ann@example.test>"), ElementsAre(mailbox("Ann Lee", "ann@example.test")));
  EXPECT_THAT(read("Ann.Lee (work) J. <ann@example.test>"), ElementsAre(mailbox("Ann.Lee J.", "ann@example.test")));
}

// RFC 5322 appendix A.5 and A.6 in our own words.
TEST(AddressList, ReadsCommentsAndObsoleteForms) {
  EXPECT_THAT(read("Ann(a \\) (nested) comment) <ann(her account)@example.test(her host)>"),
              ElementsAre(mailbox("Ann", "ann@example.test")));
  EXPECT_THAT(read("ann @ example . test, \"bob b\" @example.test, carl@(here) example.test"),
              ElementsAre(mailbox("", "ann@example.test"), mailbox("", "\"bob b\"@example.test"),
                          mailbox("", "carl@example.test")));
  EXPECT_THAT(read("Ann <@one.test,@two.test:ann@example.test>, <@[IPv6:::1]:b@example.test>"),
              ElementsAre(mailbox("Ann", "ann@example.test"), mailbox("", "b@example.test")));
  EXPECT_THAT(read("ann@[192.0.2.1], b@[IPv6:2001:db8::1]"),
              ElementsAre(mailbox("", "ann@[192.0.2.1]"), mailbox("", "b@[IPv6:2001:db8::1]")));
}

TEST(AddressList, TakesANameFromATrailingComment) {
  EXPECT_THAT(read("ann@example.test (Ann Lee), <bob@example.test> (Bob)"),
              ElementsAre(mailbox("Ann Lee", "ann@example.test"), mailbox("Bob", "bob@example.test")));
  EXPECT_THAT(read("ann@example.test (ann@example.test)"), ElementsAre(mailbox("", "ann@example.test")));
  EXPECT_THAT(read("\"\" (Mail System)"), ElementsAre(mailbox("Mail System", "")));
  EXPECT_THAT(read("Ann Lee (ann@example.test)"), ElementsAre(mailbox("Ann Lee", "ann@example.test")));
}

TEST(AddressList, FlattensGroups) {
  EXPECT_THAT(read("A Group:Ann <ann@example.test>, bob@example.test; , carl@example.test"),
              ElementsAre(mailbox("Ann", "ann@example.test"), mailbox("", "bob@example.test"),
                          mailbox("", "carl@example.test")));
  EXPECT_THAT(read("Undisclosed recipients: ;"), IsEmpty());
  EXPECT_THAT(read("undisclosed-recipients:;"), IsEmpty());
}

TEST(AddressList, DecodesNames) {
  EXPECT_THAT(read("=?utf-8?Q?M=C3=BCller=2C_Ann?= <ann@example.test>, \"=?utf-8?B?w6k=?=\" <b@example.test>"),
              ElementsAre(mailbox("Müller, Ann", "ann@example.test"), mailbox("é", "b@example.test")));
  EXPECT_THAT(read("=?utf-8?Q?Lee,_Ann_(x);?= <ann@example.test>"),
              ElementsAre(mailbox("Lee, Ann (x);", "ann@example.test")));
  EXPECT_THAT(read("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?= <a@example.test>"),
              ElementsAre(mailbox("café", "a@example.test")));
}

TEST(AddressList, TakesNoAddressFromAnEncodedWord) {
  EXPECT_THAT(read("=?utf-8?B?PGFAZXhhbXBsZS50ZXN0Pg==?="), ElementsAre(mailbox("<a@example.test>", "")));
}

TEST(AddressList, DropsANameThatRepeatsTheAddress) {
  EXPECT_THAT(read("\"A@example.test\" <a@example.test>, 'b@example.test' <b@example.test>"),
              ElementsAre(mailbox("", "a@example.test"), mailbox("", "b@example.test")));
  EXPECT_THAT(read("boss@example.test <other@example.test>"),
              ElementsAre(mailbox("boss@example.test", "other@example.test")));
}

TEST(AddressList, ReadsWhatMailProgramsPrintForPeople) {
  EXPECT_THAT(read("Ann Lee [mailto:ann@example.test]"), ElementsAre(mailbox("Ann Lee", "ann@example.test")));
  EXPECT_THAT(read("Ann Lee [SMTP:ann@example.test]; Bob<mailto:bob@example.test>"),
              ElementsAre(mailbox("Ann Lee", "ann@example.test"), mailbox("Bob", "bob@example.test")));
  EXPECT_THAT(read("Ann <ann@example.test<mailto:ann@example.test>>"), ElementsAre(mailbox("Ann", "ann@example.test")));
  EXPECT_THAT(read("mailto:ann@example.test"), ElementsAre(mailbox("", "ann@example.test")));
  EXPECT_THAT(read("Ann [Sales] <ann@example.test>"), ElementsAre(mailbox("Ann [Sales]", "ann@example.test")));
  EXPECT_THAT(read("Name < a@example.test >"), ElementsAre(mailbox("Name", "a@example.test")));
  EXPECT_THAT(read("list <list@example.test> on behalf of Ann Lee <ann@example.test>"),
              ElementsAre(mailbox("list", "list@example.test"), mailbox("Ann Lee", "ann@example.test")));
}

TEST(AddressList, KeepsACommaInsideOfAName) {
  EXPECT_THAT(read("Lee, Ann <ann@example.test>"), ElementsAre(mailbox("Lee, Ann", "ann@example.test")));
  EXPECT_THAT(read("Lee, Ann <ann@example.test>, Ray, Bob <bob@example.test>; c@example.test"),
              ElementsAre(mailbox("Lee, Ann", "ann@example.test"), mailbox("Ray, Bob", "bob@example.test"),
                          mailbox("", "c@example.test")));
  EXPECT_THAT(read("Lee, Ann; Ray, Bob"), ElementsAre(mailbox("Lee, Ann", ""), mailbox("Ray, Bob", "")));
  EXPECT_THAT(read("Lee, Ann"), ElementsAre(mailbox("Lee, Ann", "")));
  EXPECT_THAT(read("Ann Lee, Bob Ray"), ElementsAre(mailbox("Ann Lee", ""), mailbox("Bob Ray", "")));
  EXPECT_THAT(read("Lee, ann@example.test"), ElementsAre(mailbox("Lee", ""), mailbox("", "ann@example.test")));
}

TEST(AddressList, ForgivesMissingBracketsAndCommas) {
  EXPECT_THAT(read("Ann Lee ann@example.test"), ElementsAre(mailbox("Ann Lee", "ann@example.test")));
  EXPECT_THAT(read("a@example.test b@example.test"),
              ElementsAre(mailbox("", "a@example.test"), mailbox("", "b@example.test")));
  EXPECT_THAT(read("Ann <ann@example.test> Bob <bob@example.test>"),
              ElementsAre(mailbox("Ann", "ann@example.test"), mailbox("Bob", "bob@example.test")));
  EXPECT_THAT(read("Ann <ann@example.test, Bob <bob@example.test>"),
              ElementsAre(mailbox("Ann", "ann@example.test"), mailbox("Bob", "bob@example.test")));
  EXPECT_THAT(read("Ann <<ann@example.test>>"), ElementsAre(mailbox("Ann", "ann@example.test")));
  EXPECT_THAT(read("ann@example.test>"), ElementsAre(mailbox("", "ann@example.test")));
  EXPECT_THAT(read("\"Ann Lee <ann@example.test>"), ElementsAre(mailbox("Ann Lee", "ann@example.test")));
  EXPECT_THAT(read("Ann (unclosed <ann@example.test>"), ElementsAre(mailbox("Ann unclosed", "ann@example.test")));
  EXPECT_THAT(read("<Ann Lee ann@example.test>"), ElementsAre(mailbox("", "ann@example.test")));
}

TEST(AddressList, KeepsAnAtInsideOfQuotes) {
  EXPECT_THAT(read("\"a@b\"@example.test"), ElementsAre(mailbox("", "\"a@b\"@example.test")));
  EXPECT_THAT(read("\"a,b>\"@example.test, Ann <\"x>y\"@example.test>"),
              ElementsAre(mailbox("", "\"a,b>\"@example.test"), mailbox("Ann", "\"x>y\"@example.test")));
}

TEST(AddressList, GivesNamesWithoutAddressWhereThereIsNone) {
  Defects defects;
  EXPECT_THAT(read_address_list("Ann Lee", Limits{}, defects), ElementsAre(mailbox("Ann Lee", "")));
  EXPECT_THAT(defects.list(), ElementsAre(Defect::malformed_address));
  EXPECT_THAT(read("MAILER-DAEMON <MAILER-DAEMON>"), ElementsAre(mailbox("", "MAILER-DAEMON")));
  EXPECT_THAT(read("@example.test"), ElementsAre(mailbox("@example.test", "")));
}

TEST(AddressList, StopsAtItsLimit) {
  Limits limits;
  limits.addresses = 10;
  for (const std::string& field : {repeat("a@example.test,", 50), repeat("a,", 50), repeat("a@b c@d ", 50)}) {
    Defects defects;
    EXPECT_EQ(read_address_list(field, limits, defects).size(), 10U);
    EXPECT_TRUE(defects.has(Defect::address_limit));
  }
}

TEST(AddressList, IsLinearInWhatIsNeverClosed) {
  Limits limits;
  limits.addresses = 1'000'000;
  Defects defects;
  for (const std::string_view piece :
       {",", "(",  "((a) ", "\"",    "<",    "<a",  "<\"",   "[", "a[", "@[", "=?", "=?a?q?",
        ":", "a:", "\\",    "<a@b,", "a@b ", "\"<", "(<\"[", "@", ".@", "a ", "<(", "<a (b "}) {
    const std::string field = repeat(piece, 20'000);
    EXPECT_LE(read_address_list(field, limits, defects).size(), 20'001U) << piece;
  }
  EXPECT_THAT(read_address_list(repeat("(", 10'000) + repeat(")", 10'000) + " a@example.test", limits, defects),
              ElementsAre(mailbox(std::string(9'999, '(') + std::string(9'999, ')'), "a@example.test")));
}

TEST(AddressList, ACommentInAnotherCommentIsNoMailbox) {
  EXPECT_TRUE(read("((x@example.test))").empty());
  EXPECT_EQ(read("(x@example.test)").size(), 1U);
}

TEST(AddressList, GivesUtf8ForEveryTruncation) {
  test::for_each_truncation(
      "\"L\\\"ee, A\" (c(d)) <@x.test:a(b)@example.test>, G: =?utf-8?Q?M=C3=BC,r?= <\"a>b\"@[192.0.2.1]>; "
      "Ray, Bob [mailto:b@example.test] \xFC@\xFF.test <c@d<mailto:c@d>>",
      [](std::string_view field) {
        for (const Mailbox& found : read(field)) {
          EXPECT_TRUE(is_utf8(found.name));
          EXPECT_TRUE(is_utf8(found.address));
          EXPECT_LE(found.name.size() + found.address.size(), 3 * field.size());
        }
      });
}

} // namespace
} // namespace parsers
