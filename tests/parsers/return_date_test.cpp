#include "parsers/return_date.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

using namespace std::chrono_literals;

constexpr Date received = 2026y / 3 / 10; // a Tuesday

struct Told {
  std::string_view text;
  std::optional<Date> back;
};

const Told told[] = {
    {"I am out of the office until Monday, 16 March 2026 with no access to mail.", 2026y / 3 / 16},
    {"I will be back on March 17th.", 2026y / 3 / 17},
    {"Back on 17 March. I am away from 12 March until 16 March.", 2026y / 3 / 17},
    {"I'm out from 10 March to 14 March.", 2026y / 3 / 14},
    {"I will be travelling on July 10-31.", 2026y / 7 / 31},
    {"OOO 3/10-3/14", 2026y / 3 / 14},
    {"away through March 13, 2026", 2026y / 3 / 14},
    {"I am on parental leave until September 2026.", 2026y / 9 / 1},
    {"Returning 2026-04-01.", 2026y / 4 / 1},
    {"I am back on Monday.", 2026y / 3 / 16},
    {"I will be back tomorrow.", 2026y / 3 / 11},
    {"until 5 January", 2027y / 1 / 5},
    {"until 02/01/2027", 2027y / 2 / 1},
    {"Ich bin bis zum 16.03.2026 nicht im Büro.", 2026y / 3 / 16},
    {"Ich bin vom 11.3. bis einschließlich 13.3. abwesend.", 2026y / 3 / 14},
    {"Ab dem 23. März bin ich wieder für Sie da.", 2026y / 3 / 23},
    {"Je suis absent jusqu'au 20 mars inclus.", 2026y / 3 / 21},
    {"Estaré fuera de la oficina hasta el 20 de marzo.", 2026y / 3 / 20},
    {"Ik ben afwezig t/m 20 maart.", 2026y / 3 / 21},
    {"Sono in ferie fino al 20 marzo 2026.", 2026y / 3 / 20},
    {"3月16日まで休暇をいただいております。", 2026y / 3 / 17},
    {"Я в отпуске до 20 марта.", 2026y / 3 / 20},
    {"I was away until 2 March 2026.", std::nullopt},
    {"The webinar is on 24 March.", std::nullopt},
    {"You may call 555 1234.", std::nullopt},
    {"Version 1.2.3 of 12.4 is out.", std::nullopt},
    {"Until 31 February.", std::nullopt},
    {"", std::nullopt},
};

TEST(ReturnDate, IsReadInManyForms) {
  for (const Told& one : told) {
    const auto back = find_return_date(one.text, received);
    EXPECT_EQ(back.has_value(), one.back.has_value()) << one.text;
    if (back && one.back) {
      EXPECT_EQ(to_iso(*back), to_iso(*one.back)) << one.text;
    }
  }
}

TEST(ReturnDate, SurvivesEveryTruncation) {
  for (const Told& one : told)
    for (std::size_t length = 0; length <= one.text.size(); ++length) {
      const auto back = find_return_date(one.text.substr(0, length), received);
      if (back) {
        EXPECT_TRUE(back->ok());
      }
    }
}

TEST(ReturnDate, LeapDayOfAnotherYearIsFound) {
  EXPECT_EQ(to_iso(find_return_date("until 29 February", received).value_or(received)), "2028-02-29");
}

} // namespace
} // namespace parsers
