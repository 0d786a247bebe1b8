// Reads tests/corpus/automatic: absences, receipts and farewells in many languages, and people who are no machines.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "parsers/automatic_reply.hpp"

namespace parsers {
namespace {

struct Absence {
  std::string name;
  std::string expected; // "kind until alternative"
  std::string mail;
};

std::vector<Absence> absences() {
  std::vector<Absence> all;
  std::ifstream file(std::string(TEST_DATA) + "/corpus/automatic/absences.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("=== "))
      all.push_back({line.substr(4), {}, {}});
    else if (!all.empty() && all.back().expected.empty())
      all.back().expected = line.substr(2);
    else if (!all.empty())
      all.back().mail += line + '\n';
  }
  return all;
}

std::string told(const std::string& mail) {
  const ParsedMessage message(mail, Limits{});
  const auto reply = read_automatic_reply(message, std::chrono::sys_days{std::chrono::year{2027} / 3 / 1});
  if (!reply) return "person - -";
  return std::string(name_of(reply->kind)) + ' ' + (reply->until ? to_iso(*reply->until) : "-") + ' ' +
         (reply->alternative.empty() ? "-" : reply->alternative);
}

TEST(AutomaticCorpus, EachMailIsReadAsItsReaderWould) {
  const auto all = absences();
  ASSERT_GT(all.size(), 50U);
  for (const Absence& one : all) EXPECT_EQ(told(one.mail), one.expected) << one.name;
}

TEST(AutomaticCorpus, NoTruncationReturnsInThePast) {
  for (const Absence& one : absences())
    for (std::size_t length = 0; length < one.mail.size(); length += 3)
      EXPECT_EQ(told(one.mail.substr(0, length)).find(" 2026-"), std::string::npos) << one.name << ' ' << length;
}

} // namespace
} // namespace parsers
