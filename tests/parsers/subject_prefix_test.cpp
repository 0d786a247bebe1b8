#include "parsers/forwarded_message.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

TEST(Subject, LosesPrefixesOfAllLanguagesInAnyMix) {
  EXPECT_EQ(base_subject("Re: Offer"), "Offer");
  EXPECT_EQ(base_subject("AW: WG: Fwd: RE: Offer: now"), "Offer: now");
  EXPECT_EQ(base_subject("RE[2]: Re(3): TR : Offer"), "Offer");
  EXPECT_EQ(base_subject("回复：转发：报价"), "报价");
  EXPECT_EQ(base_subject("İLT: YNT: Teklif"), "Teklif");
  EXPECT_EQ(base_subject("[Fwd: Offer]"), "Offer");
  EXPECT_EQ(base_subject("Offer: re: x"), "Offer: re: x");
  EXPECT_EQ(base_subject("Reminder: pay"), "Reminder: pay");
  EXPECT_EQ(base_subject("Re:"), "");
  EXPECT_EQ(base_subject(""), "");
}

TEST(Subject, TellsWhetherItWasForwarded) {
  for (const std::string_view subject : {"Fwd: x", "FW: x", "WG: x", "TR : x", "RV: x", "ENC: x", "I: x", "VB: x",
                                         "VL: x", "PD: x", "Doorst: x", "Re: Fwd: x", "İLT: x", "转发: x", "[Fwd: x]"})
    EXPECT_TRUE(has_forward_prefix(subject)) << subject;
  for (const std::string_view subject : {"Re: x", "AW: x", "x", "", "R: x", "Forwarding fees", "x Fwd: y"})
    EXPECT_FALSE(has_forward_prefix(subject)) << subject;
}

} // namespace
} // namespace parsers
