// A forward as a program writes it, and what is to be read of it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "parsers/forwarded_message.hpp"

namespace parsers {

struct ForwardedSample {
  std::string_view client, subject, from, to, original_subject, body, text;
};

inline std::string printed(const std::vector<Mailbox>& mailboxes) {
  std::string text;
  for (const Mailbox& mailbox : mailboxes) {
    text += (text.empty() ? "" : ", ") + mailbox.name;
    if (!mailbox.address.empty()) text += (mailbox.name.empty() ? "<" : " <") + mailbox.address + ">";
  }
  return text;
}

inline void expect_as_in(const ForwardedSample& sample, const ForwardedMessage& message) {
  EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", std::string(sample.from)})) << sample.client;
  EXPECT_EQ(printed(message.to), sample.to) << sample.client;
  EXPECT_EQ(message.subject, sample.original_subject) << sample.client;
  EXPECT_NE(message.date, "") << sample.client;
  if (!sample.body.empty()) {
    EXPECT_EQ(message.body, sample.body) << sample.client;
  }
  EXPECT_TRUE(message.comment.starts_with("Please look.")) << sample.client;
}

} // namespace parsers
