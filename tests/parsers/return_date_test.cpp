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
    {"Back on the 30th.", 2026y / 3 / 30},
    {"I am out from 9 to 13 March.", 2026y / 3 / 13},
    {"I'm off on holiday until Monday the 23rd.", 2026y / 3 / 23},
    {"Back in two weeks.", 2026y / 3 / 24},
    {"I am away for 10 days.", 2026y / 3 / 20},
    {"I'm on leave for the next three weeks.", 2026y / 3 / 31},
    {"Out until the end of the month.", 2026y / 4 / 1},
    {"Away until the end of April.", 2026y / 5 / 1},
    {"I'm back in mid-April.", 2026y / 4 / 15},
    {"I'm on sabbatical, back in September.", 2026y / 9 / 1},
    {"Out all week.", 2026y / 3 / 16},
    {"I'm out next week.", 2026y / 3 / 23},
    {"Back next week.", 2026y / 3 / 16},
    {"I'm out sick today.", 2026y / 3 / 11},
    {"I am out today and tomorrow.", 2026y / 3 / 12},
    {"Out this week, back on Monday at 9 am.", 2026y / 3 / 16},
    {"On Monday I am back in the office.", 2026y / 3 / 16},
    {"The office reopens on 6 April.", 2026y / 4 / 6},
    {"I am away from 20 February to 20 March.", 2026y / 3 / 20},
    {"I am away until 20 March inclusive.", 2026y / 3 / 21},
    {"On leave until 16-03-2026.", 2026y / 3 / 16},
    {"Out from 03/09/2026, I return on 03/13/2026.", 2026y / 3 / 13},
    {"Jeg er ikke på kontoret før mandag.", 2026y / 3 / 16},
    {"I may answer late. Call +44 20 7946 0999.", std::nullopt},
    {"We reply within two business days.", std::nullopt},
    {"I work 3 out of 5 days.", std::nullopt},
    {"Open from 9 to 17, room 12.", std::nullopt},
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

struct ToldIn {
  std::string_view language;
  std::string_view until;   // 20 March, or the day after where the words count it in
  std::string_view weekday; // back on Monday
  std::string_view length;  // two weeks
};

const ToldIn told_in[] = {
    {"English", "I am out of office until 20 March.", "I'll be back on Monday.", "I'm away for two weeks."},
    {"German", "Bis 20. März bin ich nicht da.", "Am Montag bin ich wieder da.",
     "Ich bin zwei Wochen weg, zurück in zwei Wochen."},
    {"French", "Je suis absent jusqu'au 20 mars.", "De retour lundi prochain.", "Absent pendant deux semaines."},
    {"Spanish", "Estoy fuera hasta el 20 de marzo.", "Vuelvo el lunes.", "Estaré fuera durante dos semanas."},
    {"Italian", "Sono in ferie fino al 20 marzo.", "Rientro lunedì.", "Sono assente per due settimane."},
    {"Portuguese", "Estou de férias até 20 de março.", "Regresso na segunda-feira.", "Ausente por duas semanas."},
    {"Dutch", "Ik ben afwezig tot 20 maart.", "Maandag ben ik weer op kantoor.", "Ik ben voor twee weken weg."},
    {"Danish", "Jeg holder ferie til 20. marts.", "Jeg er tilbage på mandag.", "Jeg er tilbage om to uger."},
    {"Norwegian", "Jeg er på ferie til 20. mars.", "Tilbake mandag.", "Jeg er tilbake om to uker."},
    {"Swedish", "Jag är ledig till 20 mars.", "Åter på kontoret på måndag.", "Jag är tillbaka om två veckor."},
    {"Finnish", "Olen lomalla 20.3. asti.", "Palaan maanantaina.", "Palaan kahden viikon kuluttua."},
    {"Polish", "Jestem na urlopie do 20 marca.", "Wracam w poniedziałek.", "Nie ma mnie przez dwa tygodnie."},
    {"Czech", "Jsem na dovolené do 20. března.", "Vrátím se v pondělí.", "Vrátím se za dva týdny."},
    {"Slovak", "Som na dovolenke do 20. marca.", "Vrátim sa v pondelok.", "Vrátim sa o dva týždne."},
    {"Hungarian", "Március 20-ig szabadságon vagyok.", "Hétfőn ismét elérhető vagyok.", "Visszatérek két hét múlva."},
    {"Romanian", "Sunt în concediu până pe 20 martie.", "Revin luni.", "Revin peste două săptămâni."},
    {"Bulgarian", "В отпуск съм до 20 март.", "Връщам се в понеделник.", "Връщам се след две седмици."},
    {"Greek", "Λείπω μέχρι τις 20 Μαρτίου.", "Επιστρέφω τη Δευτέρα.", "Επιστρέφω σε δύο εβδομάδες."},
    {"Russian", "Я в отпуске до 20 марта.", "Буду на работе в понедельник.", "Вернусь через две недели."},
    {"Ukrainian", "Я у відпустці до 20 березня.", "Повернуся в понеділок.", "Повернуся через два тижні."},
    {"Turkish", "20 Mart'a kadar izindeyim.", "Pazartesi günü döneceğim.", "Tekrar iki hafta sonra ofisteyim."},
    {"Arabic", "أنا في إجازة حتى 20 مارس.", "سأعود يوم الاثنين.", ""},
    {"Hebrew", "אני בחופשה עד 20 במרץ.", "אחזור ביום שני.", ""},
    {"Hindi", "मैं 20 मार्च तक छुट्टी पर हूँ।", "मैं सोमवार को वापस आऊंगा।", ""},
    {"Japanese", "3月20日まで休暇をいただいております。", "来週の月曜日に戻ります。", ""},
    {"Chinese", "我3月20日之前休假。", "我下周一回来上班。", "我两周后回来。"},
    {"Korean", "3월 20일까지 휴가입니다.", "월요일에 복귀합니다.", ""},
    {"Indonesian", "Saya cuti sampai 20 Maret.", "Saya kembali hari Senin.", "Saya kembali dalam dua minggu."},
    {"Vietnamese", "Tôi nghỉ đến 20 tháng 3.", "Tôi quay lại vào thứ hai.", "Tôi quay lại sau hai tuần."},
};

TEST(ReturnDate, IsReadInEachLanguage) {
  for (const ToldIn& one : told_in) {
    const Date until = find_return_date(one.until, received).value_or(received);
    EXPECT_TRUE(until == 2026y / 3 / 20 || until == 2026y / 3 / 21) << one.language << ": " << to_iso(until);
    EXPECT_EQ(to_iso(find_return_date(one.weekday, received).value_or(received)), "2026-03-16") << one.language;
    if (!one.length.empty()) {
      EXPECT_EQ(to_iso(find_return_date(one.length, received).value_or(received)), "2026-03-24") << one.language;
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
