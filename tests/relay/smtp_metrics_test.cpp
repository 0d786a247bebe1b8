#include "relay/smtp_metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace relay {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

const SmtpMetrics::Clock::time_point start{seconds(1'000)};

TEST(SmtpMetrics, CountRepliesByCode) {
  SmtpMetrics metrics;
  metrics.count_reply(250);
  metrics.count_reply(250);
  metrics.count_reply(421);
  metrics.count_reply(60'000); // no code at all
  const std::string text = metrics.text({}, start);
  EXPECT_THAT(text, HasSubstr("desist_smtp_replies_total{code=\"250\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("desist_smtp_replies_total{code=\"421\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("code=\"220\"")));
}

TEST(SmtpMetrics, PutCommitsIntoCumulativeBuckets) {
  SmtpMetrics metrics;
  metrics.count_commit(microseconds(200), true, start);
  metrics.count_commit(microseconds(3'000), true, start);
  metrics.count_commit(seconds(60), true, start);
  metrics.count_commit(seconds(60), false, start);
  const std::string text = metrics.text({}, start);
  EXPECT_THAT(text, HasSubstr("desist_smtp_commit_seconds_bucket{le=\"0.000250\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("desist_smtp_commit_seconds_bucket{le=\"0.005000\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("desist_smtp_commit_seconds_bucket{le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("desist_smtp_commit_seconds_sum 60.003200\n"));
  EXPECT_THAT(text, HasSubstr("desist_smtp_failed_commits_total 1\n"));
}

TEST(SmtpMetrics, TellDepthAndAgeOfTheSpool) {
  SmtpMetrics metrics;
  for (int i = 0; i < 10; ++i) metrics.count_commit(microseconds(1), true, start + seconds(i));
  EXPECT_THAT(metrics.text({0, 0}, start + seconds(20)), HasSubstr("desist_spool_oldest_seconds 0\n"));
  EXPECT_THAT(metrics.text({1, 0}, start + seconds(20)), HasSubstr("desist_spool_oldest_seconds 11\n"));
  EXPECT_THAT(metrics.text({4, 64}, start + seconds(20)), HasSubstr("desist_spool_oldest_seconds 14\n"));
  EXPECT_THAT(metrics.text({4, 64}, start), HasSubstr("desist_spool_messages 4\n"));
  EXPECT_THAT(metrics.text({4, 64}, start), HasSubstr("desist_spool_octets 64\n"));
}

TEST(SmtpMetrics, TakeMessagesFromBeforeTheStartForAsOldAsTheFirst) {
  SmtpMetrics metrics;
  EXPECT_THAT(metrics.text({5, 0}, start), HasSubstr("desist_spool_oldest_seconds 0\n"));
  metrics.count_commit(microseconds(1), true, start);
  EXPECT_THAT(metrics.text({5, 0}, start + seconds(7)), HasSubstr("desist_spool_oldest_seconds 7\n"));
}

} // namespace
} // namespace relay
