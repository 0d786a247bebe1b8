#include "admin/http/routes.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

Response nothing(Application&, Request&) { return {}; }
OpenedSink no_sink(Application&, Request&) { return tl::unexpected(Response{}); }

constexpr Route table[] = {
    {Method::get, "/a", Place::event_thread, nothing},
    {Method::post, "/a", Place::worker, nothing},
    {Method::get, "/a/{name}", Place::worker, nothing},
    {Method::get, "/b/{name}/raw", Place::worker, nothing},
    {.method = Method::post, .path = "/c", .place = Place::worker, .answer = nullptr, .open_sink = no_sink},
};

TEST(Routes, AreFoundByMethodAndPath) {
  EXPECT_EQ(find_route(table, Method::get, "/a").route, &table[0]);
  EXPECT_EQ(find_route(table, Method::post, "/a").route, &table[1]);
  EXPECT_EQ(find_route(table, Method::head, "/a").route, &table[0]);
}

TEST(Routes, TakeOneSegmentAsArgument) {
  const RouteMatch match = find_route(table, Method::get, "/a/17");
  EXPECT_EQ(match.route, &table[2]);
  EXPECT_EQ(match.argument, "17");
  EXPECT_FALSE(find_route(table, Method::get, "/a/").path_is_known);
  EXPECT_FALSE(find_route(table, Method::get, "/a/17/x").path_is_known);
  EXPECT_FALSE(find_route(table, Method::get, "/a{}").path_is_known);
}

TEST(Routes, TakeASegmentInTheMiddleToo) {
  EXPECT_EQ(find_route(table, Method::get, "/b/17/raw").argument, "17");
  for (const char* path : {"/b//raw", "/b/raw", "/b/1/2/raw", "/b/17/ra", "/b/17"}) {
    EXPECT_FALSE(find_route(table, Method::get, path).path_is_known) << path;
  }
}

TEST(Routes, AreStreamedByTheirPathAloneAndByNoOther) {
  EXPECT_EQ(find_streamed(table, Method::post, "/c?x=1"), &table[4]);
  EXPECT_EQ(find_streamed(table, Method::post, "/c"), &table[4]);
  EXPECT_EQ(find_streamed(table, Method::get, "/c"), nullptr);
  EXPECT_EQ(find_streamed(table, Method::post, "/a"), nullptr);
  EXPECT_EQ(find_streamed(table, Method::post, "/c/"), nullptr);
}

TEST(Routes, TellAWrongMethodFromAnUnknownPath) {
  const RouteMatch match = find_route(table, Method::post, "/a/17");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_TRUE(match.path_is_known);
  EXPECT_FALSE(find_route(table, Method::other, "/d").path_is_known);
}

TEST(Routes, NameWhatIsAllowed) {
  EXPECT_EQ(allowed_methods(table, "/a"), "GET, HEAD, POST");
  EXPECT_EQ(allowed_methods(table, "/a/17"), "GET, HEAD");
  EXPECT_EQ(allowed_methods(table, "/d"), "");
}

TEST(Routes, MayNotBeTwice) {
  constexpr Route twice[] = {{Method::get, "/a", Place::worker, nothing}, {Method::get, "/a", Place::worker, nothing}};
  static_assert(has_no_route_twice(table));
  static_assert(!has_no_route_twice(twice));
}

} // namespace
} // namespace admin
