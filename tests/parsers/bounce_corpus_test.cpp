// Reads tests/corpus: messages in the manner of many mail programs, and replies of many hosts. A new form is a new
// entry there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "parsers/ascii.hpp"
#include "parsers/delivery_report.hpp"
#include "parsers/failure_reason.hpp"

namespace parsers {
namespace {

std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(TEST_DATA) + "/corpus/" + folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

struct BounceText {
  std::string name;
  std::vector<std::string> expected; // "ann@new.example user_unknown", sorted
  std::string mail;
};

std::vector<BounceText> bounce_texts() {
  std::vector<BounceText> texts;
  for (const auto& path : files_of("bounces")) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      const bool is_head = texts.empty() || texts.back().mail.empty();
      if (line.starts_with("=== "))
        texts.push_back({path.stem().string() + ": " + line.substr(4), {}, {}});
      else if (is_head && line.starts_with("> "))
        texts.back().expected.push_back(line.substr(2));
      else if (!texts.empty())
        texts.back().mail += line + '\n';
    }
  }
  for (BounceText& text : texts) std::sort(text.expected.begin(), text.expected.end());
  return texts;
}

std::vector<std::string> found_in(const std::string& mail, const std::vector<std::string>& expected) {
  std::vector<std::string> found;
  const ParsedMessage message(mail, Limits{});
  const auto report = read_delivery_report(message);
  if (!report) return {};
  for (const RecipientReport& recipient : report->recipients) {
    const std::string name = recipient.recipient.empty() ? "nobody" : recipient.recipient;
    const bool is_open = std::find(expected.begin(), expected.end(), name + " -") != expected.end();
    const auto reason = recipient.action == Action::delayed ? "delay" : name_of(recipient.reason);
    found.push_back(name + ' ' + (is_open ? "-" : std::string(reason)));
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(BounceCorpus, EachProgramsReportIsReadAsItsReaderWould) {
  const auto texts = bounce_texts();
  ASSERT_GT(texts.size(), 150U);
  for (const BounceText& text : texts) EXPECT_EQ(found_in(text.mail, text.expected), text.expected) << text.name;
}

TEST(BounceCorpus, LineEndsChangeNothing) {
  for (const BounceText& text : bounce_texts()) {
    for (const std::string_view end : {"\r\n", "\r"}) {
      std::string mail;
      for (const char c : text.mail) c == '\n' ? mail.append(end) : mail.append(1, c);
      EXPECT_EQ(found_in(mail, text.expected), text.expected) << text.name;
    }
  }
}

TEST(BounceCorpus, APersonWhoSendsTheTextOnReportsNothing) {
  for (const BounceText& text : bounce_texts()) {
    const std::string body = text.mail.substr(text.mail.find("\n\n"));
    const std::string mail = "From: Ann Reed <ann@us.example>\nTo: desk@us.example\nSubject: what is this?" + body;
    EXPECT_TRUE(found_in(mail, {}).empty()) << text.name;
  }
}

TEST(BounceCorpus, NoTruncationNamesSomebodyElse) {
  for (const BounceText& text : bounce_texts()) {
    for (std::size_t length = text.name.size() % 7; length < text.mail.size(); length += 7)
      for (const std::string& found : found_in(text.mail.substr(0, length), {}))
        EXPECT_EQ(found.find("elsewhere.example"), std::string::npos) << text.name << ' ' << length << ' ' << found;
  }
}

struct Reply {
  std::string place;
  std::string reason;
  std::string command;
  std::string host;
  std::string words;
};

std::vector<Reply> replies() {
  std::vector<Reply> rows;
  for (const auto& path : files_of("replies")) {
    std::ifstream file(path);
    int number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      if (line.empty() || line.starts_with("#")) continue;
      std::vector<std::string> parts;
      std::size_t from = 0;
      for (std::size_t bar = 0; parts.size() < 3 && (bar = line.find(" | ", from)) != std::string::npos; from = bar + 3)
        parts.push_back(line.substr(from, bar - from));
      EXPECT_EQ(parts.size(), 3U) << path << ':' << number;
      if (parts.size() == 3)
        rows.push_back({path.filename().string() + ':' + std::to_string(number), parts[0], parts[1], parts[2],
                        std::string(trim(line.substr(from)))});
    }
  }
  return rows;
}

SmtpCommand command_of(std::string_view name) {
  if (name == "connect") return SmtpCommand::connect;
  if (name == "mail") return SmtpCommand::mail;
  if (name == "rcpt") return SmtpCommand::rcpt;
  return name == "data" ? SmtpCommand::data : SmtpCommand::unknown;
}

TEST(ReplyCorpus, EachReplyMeansWhatPostmastersKnow) {
  const auto rows = replies();
  ASSERT_GT(rows.size(), 400U);
  for (const Reply& reply : rows) {
    const std::string status = find_status(reply.words);
    const FailureReason reason = failure_reason(FailureEvidence{.status = status.empty() ? "5.0.0" : status,
                                                                .diagnostic = reply.words,
                                                                .remote_mta = reply.host,
                                                                .recipient = "ann@new.example",
                                                                .command = command_of(reply.command)});
    EXPECT_EQ(name_of(reason), reply.reason) << reply.place << ": " << reply.words;
  }
}

} // namespace
} // namespace parsers
