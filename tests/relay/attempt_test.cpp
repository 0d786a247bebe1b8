#include "relay/attempt.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace relay {
namespace {

class AttemptFile : public testing::Test {
 protected:
  AttemptFile() : path_(std::filesystem::temp_directory_path() / ("desist-attempt-" + std::to_string(::getpid()))) {
    std::filesystem::remove(path_);
  }
  ~AttemptFile() override { std::filesystem::remove(path_); }

  /// A process that opens the file, begins and dies.
  void dies_reading(std::vector<store::SpoolId> ids) {
    auto attempt = Attempt::open(path_);
    ASSERT_TRUE(attempt) << to_string(attempt.error());
    ASSERT_TRUE(attempt->begin(ids));
  }

  std::filesystem::path path_;
  const store::SpoolId first_{1, 7}, second_{1, 8};
};

TEST_F(AttemptFile, KnowsNoSuspectsAtFirst) {
  const auto attempt = Attempt::open(path_);
  ASSERT_TRUE(attempt);
  EXPECT_FALSE(attempt->is_suspect(first_));
  EXPECT_FALSE(attempt->is_hopeless(first_));
}

TEST_F(AttemptFile, SuspectsAllThatWereReadWhenTheProcessEnded) {
  dies_reading({first_, second_});
  const auto attempt = Attempt::open(path_);
  EXPECT_TRUE(attempt->is_suspect(first_));
  EXPECT_TRUE(attempt->is_suspect(second_));
  EXPECT_FALSE(attempt->is_hopeless(first_));
}

TEST_F(AttemptFile, GivesUpOnAMessageThatEndedFiveProcessesAlone) {
  for (int process = 1; process < 5; ++process) {
    dies_reading({first_});
    EXPECT_FALSE(Attempt::open(path_)->is_hopeless(first_)) << process;
  }
  dies_reading({first_});
  EXPECT_TRUE(Attempt::open(path_)->is_hopeless(first_));
}

TEST_F(AttemptFile, AnotherMessageThatEndsTheProcessStartsItsOwnCount) {
  dies_reading({first_});
  dies_reading({second_});
  const auto attempt = Attempt::open(path_);
  EXPECT_TRUE(attempt->is_suspect(second_));
  EXPECT_FALSE(attempt->is_hopeless(second_));
}

TEST_F(AttemptFile, WhatWasReadIsNoSuspect) {
  dies_reading({first_, second_});
  auto attempt = Attempt::open(path_);
  ASSERT_TRUE(attempt->begin(std::vector{first_}));
  ASSERT_TRUE(attempt->end(std::vector{first_}));
  EXPECT_FALSE(attempt->is_suspect(first_));
  EXPECT_TRUE(attempt->is_suspect(second_));
  EXPECT_FALSE(Attempt::open(path_)->is_suspect(first_));
}

} // namespace
} // namespace relay
