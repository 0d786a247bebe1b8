#include "classifier/provider_list.hpp"

#include <gtest/gtest.h>

namespace classifier {
namespace {

using Columns = std::vector<std::string>;

std::string recognised(const Columns& columns, std::string_view file = {}) {
  const ProviderList* list = recognise_list(columns, file);
  return list == nullptr ? "" : name_of(*list);
}

TEST(ProviderList, IsRecognisedByItsColumns) {
  EXPECT_EQ(recognised({"EmailAddress", "Reason", "LastUpdateTime"}), "ses-suppressions");
  EXPECT_EQ(recognised({"EmailAddress", "SuppressionReason", "Origin", "CreatedAt"}), "postmark-suppressions");
  EXPECT_EQ(recognised({"address", "code", "error", "created_at"}), "mailgun-bounces");
  EXPECT_EQ(recognised({"address", "tags", "created_at"}), "mailgun-unsubscribes");
  EXPECT_EQ(recognised({"address", "created_at"}), "mailgun-complaints");
  EXPECT_EQ(recognised({"Email Address", "First Name", "MEMBER_RATING", "UNSUB_TIME"}), "mailchimp-unsubscribed");
  EXPECT_EQ(recognised({"Email Address", "MEMBER_RATING", "CLEAN_TIME"}), "mailchimp-cleaned");
  EXPECT_EQ(recognised({"Email Address", "MEMBER_RATING", "OPTIN_TIME"}), "mailchimp-subscribed");
}

TEST(ProviderList, OfTheSameColumnsIsToldByItsFile) {
  const Columns columns{"status", "reason", "email", "created"};
  EXPECT_EQ(recognised(columns, "suppression_bounces.csv"), "sendgrid-bounces");
  EXPECT_EQ(recognised(columns, "suppression_blocks.csv"), "sendgrid-blocks");
  EXPECT_EQ(recognised({"email", "created"}, "suppression_spam_reports.csv"), "sendgrid-spam_reports");
  EXPECT_EQ(recognised({"email", "created"}, "suppression_unsubscribes.csv"), "sendgrid-unsubscribes");
  EXPECT_EQ(recognised({"email", "created"}, "x.csv"), "");
}

TEST(ProviderList, SaysWhyARowIsThere) {
  const ProviderList& postmark = *provider_list_named("postmark-suppressions");
  EXPECT_EQ(meaning_of_row(postmark, "HardBounce", "Recipient").reason, ImportReason::hard_bounce);
  EXPECT_EQ(meaning_of_row(postmark, "ManualSuppression", "Recipient").reason, ImportReason::unsubscribe);
  EXPECT_EQ(meaning_of_row(postmark, "ManualSuppression", "Customer").reason, ImportReason::denied);
  const ProviderList& bounces = *provider_list_named("sendgrid-bounces");
  EXPECT_EQ(meaning_of_row(bounces, "5.1.1", "").reason, ImportReason::hard_bounce);
}

TEST(ProviderList, KeepsWhatItDoesNotKnow) {
  const RowMeaning meaning = meaning_of_row(*provider_list_named("ses-suppressions"), "NEW_REASON", "");
  EXPECT_TRUE(meaning.is_listed);
  EXPECT_EQ(meaning.reason, ImportReason::unstated);
}

TEST(ProviderList, PassesOverWhoMayBeWrittenTo) {
  EXPECT_FALSE(meaning_of_row(*provider_list_named("mailchimp-members"), "subscribed", "").is_listed);
  EXPECT_FALSE(meaning_of_row(*provider_list_named("mailchimp-subscribed"), "", "").is_listed);
  EXPECT_FALSE(meaning_of_row(*provider_list_named("sendgrid-blocks"), "4.0.0", "").is_listed);
}

TEST(ProviderList, EachHasANameThatFindsIt) {
  for (const std::string& name : provider_list_names()) {
    const ProviderList* list = provider_list_named(name);
    ASSERT_NE(list, nullptr) << name;
    EXPECT_NE(std::ranges::find(list->columns, list->contact), list->columns.end()) << name;
  }
  EXPECT_EQ(provider_list_named("sendgrid"), nullptr);
}

} // namespace
} // namespace classifier
