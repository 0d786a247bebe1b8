#include "classifier/scope.hpp"

#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {

TEST(Scope, NamesOfChannelsAreReadBack) {
  for (const Channel channel :
       {Channel::all, Channel::email, Channel::sms, Channel::whatsapp, Channel::messenger, Channel::instagram})
    EXPECT_EQ(parse_channel(name_of(channel)), channel);
  EXPECT_FALSE(parse_channel("EMAIL"));
  EXPECT_FALSE(parse_channel(""));
}

TEST(Scope, NamesOfPurposesAreReadBack) {
  for (const Purpose& of : {all_purposes(), marketing(), transactional(), stream("weekly.news-2_b")})
    EXPECT_EQ(parse_purpose(name_of(of)), of);
  EXPECT_EQ(parse_purpose("*"), all_purposes());
}

TEST(Scope, StreamNamesAreShortAndPlain) {
  EXPECT_EQ(parse_purpose(std::string(64, 'a')), stream(std::string(64, 'a')));
  EXPECT_FALSE(parse_purpose(std::string(65, 'a')));
  EXPECT_FALSE(parse_purpose(""));
  EXPECT_FALSE(parse_purpose("News"));
  EXPECT_FALSE(parse_purpose("two words"));
  EXPECT_FALSE(parse_purpose("straße"));
}

TEST(Scope, MarketingCoversItsStreamsAndNothingElse) {
  EXPECT_TRUE(covers(marketing(), marketing()));
  EXPECT_TRUE(covers(marketing(), stream("weekly")));
  EXPECT_FALSE(covers(marketing(), transactional()));
  EXPECT_FALSE(covers(marketing(), all_purposes()));
}

TEST(Scope, StreamCoversItselfAlone) {
  EXPECT_TRUE(covers(stream("weekly"), stream("weekly")));
  EXPECT_FALSE(covers(stream("weekly"), stream("daily")));
  EXPECT_FALSE(covers(stream("weekly"), marketing()));
}

TEST(Scope, AllCoversEveryPurposeAndChannel) {
  for (const Purpose& of : {all_purposes(), marketing(), transactional(), stream("weekly")})
    EXPECT_TRUE(covers(all_purposes(), of));
  EXPECT_TRUE(covers(Channel::all, Channel::sms));
  EXPECT_FALSE(covers(Channel::sms, Channel::all));
  EXPECT_FALSE(covers(Channel::sms, Channel::email));
}

TEST(Scope, RowOfAnotherWorkspaceReachesOnlyWhenGlobal) {
  EXPECT_TRUE(covers(scope_of(ours), scope_of(ours)));
  EXPECT_FALSE(covers(scope_of(theirs), scope_of(ours)));
  EXPECT_TRUE(covers(global_from(theirs), scope_of(ours)));
}

TEST(Scope, RowOfAnAgencyReachesItsWorkspacesAndNoOthers) {
  Scope row = scope_of(theirs);
  row.reach = Reach::agency;
  row.agency = 7;
  Scope sister = scope_of(ours);
  sister.agency = 7;
  EXPECT_TRUE(covers(row, sister));
  EXPECT_FALSE(covers(row, scope_of(ours)));
  sister.agency = 8;
  EXPECT_FALSE(covers(row, sister));
  EXPECT_TRUE(covers(global_from(theirs), row));
  EXPECT_FALSE(covers(row, global_from(theirs)));
}

TEST(Scope, AgencyReachWithoutAnAgencyIsTheWorkspaceAlone) {
  Scope row = scope_of(theirs);
  row.reach = Reach::agency;
  EXPECT_TRUE(covers(row, scope_of(theirs)));
  EXPECT_FALSE(covers(row, scope_of(ours)));
}

TEST(Scope, IntersectionIsTheNarrowerOnEachAxis) {
  const Scope wide{.reach = Reach::global, .workspace = theirs, .channel = Channel::email, .purpose = all_purposes()};
  const Scope narrow = scope_of(ours, stream("weekly"), Channel::all);
  const Scope expected = scope_of(ours, stream("weekly"), Channel::email);
  EXPECT_EQ(intersection(wide, narrow), expected);
  EXPECT_EQ(intersection(narrow, wide), expected);
}

TEST(Scope, DisjointScopesHaveNoIntersection) {
  EXPECT_FALSE(intersection(scope_of(ours), scope_of(theirs)));
  EXPECT_FALSE(intersection(scope_of(ours), scope_of(ours, transactional())));
  EXPECT_FALSE(intersection(scope_of(ours), scope_of(ours, marketing(), Channel::sms)));
}

TEST(Scope, ScopeOfOneWorkspaceNeverCoversAGlobalOne) {
  EXPECT_FALSE(covers(scope_of(ours), global_from(ours)));
  EXPECT_TRUE(covers(global_from(theirs), scope_of(ours)));
}

} // namespace classifier
