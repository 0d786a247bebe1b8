#include "parsers/printed_moment.hpp"

#include <gtest/gtest.h>

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

std::string read(std::string_view printed, std::string_view language = "") {
  const auto moment = read_printed_moment(printed, language);
  return moment ? to_text(*moment) : "";
}

struct Sample {
  std::string_view language, printed, moment;
};

// clang-format off
constexpr Sample samples[] = {
    {"en", "Fri, 3 May 2024 10:12:00 +0200", "2024-05-03T10:12:00+02:00"},
    {"en", "Fri, May 3, 2024 at 10:12 AM", "2024-05-03T10:12:00"},
    {"en", "May 3, 2024 at 10:12:50 PM GMT+2", "2024-05-03T22:12:50+02:00"},
    {"en", "Friday, May 3, 2024 12:05 AM", "2024-05-03T00:05:00"},
    {"en", "5/3/2024 10:12:00 AM", "2024-05-03T10:12:00"},
    {"en", "5/3/24 10:12 (GMT+01:00)", ""},
    {"en", "2024-05-03 10:12", "2024-05-03T10:12:00"},
    {"en", "Friday, May 3rd, 2024 at 10:12 a.m.", "2024-05-03T10:12:00"},
    {"en", "28/10/2021 12:46", "2021-10-28T12:46:00"},
    {"en", "Fri, 3 May 2024 10:12:00 -0330 (NDT)", "2024-05-03T10:12:00-03:30"},
    {"de", "Freitag, 3. Mai 2024 um 10:12:50 MESZ", "2024-05-03T10:12:50+02:00"},
    {"de", "Fr., 3. Mai 2024 um 10:12 Uhr", "2024-05-03T10:12:00"},
    {"de", "03.05.24 10:12", "2024-05-03T10:12:00"},
    {"fr", "ven. 3 mai 2024 à 10:12", "2024-05-03T10:12:00"},
    {"fr", "mar. 7 mai 2024 à 10 h 12", "2024-05-07T10:12:00"},
    {"fr", "03/05/2024 10:12", "2024-05-03T10:12:00"},
    {"es", "vie, 3 may 2024 a las 10:12", "2024-05-03T10:12:00"},
    {"es", "mar, 7 may 2024 a las 10:12", "2024-05-07T10:12:00"},
    {"it", "venerdì 3 maggio 2024 10:12", "2024-05-03T10:12:00"},
    {"pt", "sex., 3 de mai. de 2024 às 10:12", "2024-05-03T10:12:00"},
    {"nl", "vrijdag 3 mei 2024 10:12", "2024-05-03T10:12:00"},
    {"sv", "den 3 maj 2024 10:12", "2024-05-03T10:12:00"},
    {"da", "3. maj 2024 kl. 10.12", "2024-05-03T10:12:00"},
    {"nb", "fredag 3. mai 2024 10:12", "2024-05-03T10:12:00"},
    {"fi", "perjantai 3. toukokuuta 2024 10.12", "2024-05-03T10:12:00"},
    {"fi", "3.5.2024 klo 10.12", "2024-05-03T10:12:00"},
    {"pl", "piątek, 3 maja 2024 10:12", "2024-05-03T10:12:00"},
    {"cs", "pátek 3. května 2024 10:12", "2024-05-03T10:12:00"},
    {"cs", "3. 5. 2024 10:12:00", "2024-05-03T10:12:00"},
    {"sk", "piatok 3. mája 2024 10:12", "2024-05-03T10:12:00"},
    {"hu", "2024. május 3., péntek 10:12", "2024-05-03T10:12:00"},
    {"hu", "2024. máj. 3.", "2024-05-03"},
    {"ro", "vineri, 3 mai 2024 la 10:12", "2024-05-03T10:12:00"},
    {"hr", "petak, 3. svibnja 2024. 10:12", "2024-05-03T10:12:00"},
    {"sl", "petek, 3. maj 2024 10:12", "2024-05-03T10:12:00"},
    {"sr", "петак, 3. мај 2024. 10:12", "2024-05-03T10:12:00"},
    {"ru", "пятница, 3 мая 2024 г. 10:12", "2024-05-03T10:12:00"},
    {"ru", "Пятница, 3 мая 2024, 10:12 +03:00", "2024-05-03T10:12:00+03:00"},
    {"uk", "пт, 3 трав. 2024 р. о 10:12", "2024-05-03T10:12:00"},
    {"bg", "петък, 3 май 2024 г. 10:12", "2024-05-03T10:12:00"},
    {"tr", "3 Mayıs 2024 Cuma 10:12", "2024-05-03T10:12:00"},
    {"el", "Παρασκευή, 3 Μαΐου 2024 10:12 μ.μ.", "2024-05-03T10:12:00"},
    {"et", "reede, 3. mai 2024 10:12", "2024-05-03T10:12:00"},
    {"lt", "2024 m. gegužės 3 d. 10:12", "2024-05-03T10:12:00"},
    {"lv", "piektdiena, 2024. gada 3. maijs 10:12", "2024-05-03T10:12:00"},
    {"he", "יום שישי 03 מאי 2024 10:12", "2024-05-03T10:12:00"},
    {"ar", "الجمعة، ٣ مايو ٢٠٢٤ ١٠:١٢ م", "2024-05-03T22:12:00"},
    {"zh", "2024年5月3日(星期五) 上午10:12", "2024-05-03T10:12:00"},
    {"zh", "2024年5月3日周五 下午10:12", "2024-05-03T22:12:00"},
    {"ja", "2024年5月3日(金) 10:12", "2024-05-03T10:12:00"},
    {"ja", "2024/05/03 午後 1:12", "2024-05-03T13:12:00"},
    {"ko", "2024년 5월 3일 금요일, 오후 1:12", "2024-05-03T13:12:00"},
    {"ko", "2024-05-03 (금) 10:12:00 (GMT+09:00)", "2024-05-03T10:12:00+09:00"},
    {"vi", "Th 6, 3/5/2024 10:12", "2024-05-03T10:12:00"},
    {"th", "ศ. 3 พ.ค. 2567 เวลา 10:12", "2024-05-03T10:12:00"},
    {"id", "Jumat, 3 Mei 2024 10:12", "2024-05-03T10:12:00"},
    {"hi", "शुक्र, 3 मई 2024 को 10:12", "2024-05-03T10:12:00"},
};
// clang-format on

TEST(PrintedMoment, IsReadInEachLanguage) {
  for (const Sample& sample : samples)
    EXPECT_EQ(read(sample.printed, sample.language), sample.moment) << sample.printed;
}

TEST(PrintedMoment, IsNothingWhereTheDayIsInDoubt) {
  for (const std::string_view printed :
       {"", "yesterday", "10:12", "3 May", "03/05/2024", "31.02.2024", "99.99.2024", "3 listopada 2024", "2024", "May"})
    EXPECT_EQ(read(printed), "") << printed;
}

TEST(PrintedMoment, KnowsWhatALanguageMeansByThreeSlashFive) {
  EXPECT_EQ(read("03/05/2024", "fr"), "2024-05-03");
  EXPECT_EQ(read("03/05/2024", "en"), "");
  EXPECT_EQ(read("03/05/2024 1:00 PM", "en"), "2024-03-05T13:00:00");
}

TEST(PrintedMoment, SurvivesEachTruncation) {
  for (const Sample& sample : samples)
    test::for_each_truncation(sample.printed, [&](std::string_view text) { read(text, sample.language); });
}

} // namespace
} // namespace parsers
