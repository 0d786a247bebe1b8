#include "store/consent_codec.hpp"

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

ConsentText full_text() {
  return {.basis = "consent",
          .wording = "Yes.",
          .source = "form",
          .source_url = "https://shop.example/join",
          .evidence = "row 7",
          .jurisdiction = "DE",
          .controller = "Shop Ltd.",
          .policy_url = "https://shop.example/privacy",
          .language = "en",
          .asked_at = at(1),
          .confirmed_at = at(2)};
}

OptInRow full_row() {
  OptInRow row{.opt_in = {.id = 0, .request = {.identity = identity("ann@b.example")}}};
  row.opt_in.request.scope.purpose = {classifier::Purpose::Kind::stream, "news"};
  row.opt_in.request.text = full_text();
  row.opt_in.request.consent_expires = at(9);
  row.opt_in.request.asked_at = at(1);
  row.opt_in.request.answer_by = at(5);
  row.opt_in.state = classifier::OptInState::sent;
  row.opt_in.answered_at = at(3);
  row.token = "secret";
  return row;
}

TEST(ConsentCodec, GivesBackWhatWasWritten) {
  for (const ConsentText& text : {full_text(), ConsentText{}}) EXPECT_EQ(*decode_consent(encode_consent(text)), text);
}

TEST(ConsentCodec, GivesBackADoubleOptInOfEveryKindOfIdentity) {
  for (const std::string_view who : {"ann@b.example", "+4915123456789", "instagram:17841", "raw:38438"}) {
    OptInRow row = full_row();
    row.opt_in.request.identity = identity(who);
    const std::string octets = encode_opt_in(row);
    const auto read = decode_opt_in(octets);
    ASSERT_TRUE(read) << who;
    EXPECT_EQ(read->opt_in.request.identity, row.opt_in.request.identity);
    EXPECT_EQ(read->opt_in.request.text, row.opt_in.request.text);
    EXPECT_EQ(read->opt_in.request.scope, row.opt_in.request.scope);
    EXPECT_EQ(read->token, "secret");
    EXPECT_EQ(encode_opt_in(*read), octets);
  }
}

TEST(ConsentCodec, RefusesEveryTruncationAndEveryAddition) {
  const std::string consent = encode_consent(full_text());
  const std::string opt_in = encode_opt_in(full_row());
  for (std::size_t length = 0; length < consent.size(); ++length)
    EXPECT_FALSE(decode_consent(std::string_view(consent).substr(0, length))) << length;
  for (std::size_t length = 0; length < opt_in.size(); ++length)
    EXPECT_FALSE(decode_opt_in(std::string_view(opt_in).substr(0, length))) << length;
  EXPECT_FALSE(decode_consent(consent + '\0'));
  EXPECT_FALSE(decode_opt_in(opt_in + '\0'));
}

} // namespace
} // namespace store
