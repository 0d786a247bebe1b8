#include "classifier/import_reason.hpp"

namespace classifier {
namespace {

TEST(ImportReason, IsReadFromTheWordsOfOtherPrograms) {
  EXPECT_EQ(parse_import_reason("Unsubscribed"), ImportReason::unsubscribe);
  EXPECT_EQ(parse_import_reason("SPAM report"), ImportReason::complaint);
  EXPECT_EQ(parse_import_reason("hard-bounce"), ImportReason::hard_bounce);
  EXPECT_EQ(parse_import_reason(""), ImportReason::unstated);
  EXPECT_EQ(parse_import_reason("because"), std::nullopt);
}

TEST(ImportReason, EachHasANameThatIsReadBack) {
  for (int i = 0; i <= static_cast<int>(greatest_import_reason); ++i) {
    const auto reason = static_cast<ImportReason>(i);
    EXPECT_EQ(parse_import_reason(name_of(reason)), reason);
  }
}

TEST(ImportReason, NoFactOfAListIsProven) {
  for (int i = 0; i <= static_cast<int>(greatest_import_reason); ++i) {
    Scope scope;
    scope.workspace = 3;
    const Event event = event_of(static_cast<ImportReason>(i), scope);
    EXPECT_EQ(event.level, Provenance::none);
    EXPECT_EQ(event.scope.workspace, 3u);
    EXPECT_EQ(is_imported_bounce(event), static_cast<ImportReason>(i) == ImportReason::hard_bounce);
  }
}

} // namespace
} // namespace classifier
