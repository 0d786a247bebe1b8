#include "store/attachment_link.hpp"

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using AttachmentLink = StoreTest;

TEST_F(AttachmentLink, IsGoodForItsTimeAndItsInstallationOnly) {
  const AttachmentPlace place{12, 3};
  const std::string link = sign_attachment_link(place, at(5), store().keys());
  EXPECT_EQ(*open_attachment_link(link, at(4), store().keys()), place);
  EXPECT_FALSE(open_attachment_link(link, at(5), store().keys()));
  TemporaryDirectory other;
  const auto ring = KeyRing::create(other.path() / "keys", {"relay.example"});
  EXPECT_FALSE(open_attachment_link(link, at(4), *ring));
}

TEST_F(AttachmentLink, IsNotGoodWhenItWasAlteredOrCut) {
  const std::string link = sign_attachment_link({12, 3}, at(5), store().keys());
  for (std::size_t i = 0; i < link.size(); ++i) {
    std::string altered = link;
    altered[i] = altered[i] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(open_attachment_link(altered, at(4), store().keys())) << i;
    EXPECT_FALSE(open_attachment_link(link.substr(0, i), at(4), store().keys())) << i;
  }
}

TEST(StorageKey, IsReadAsItIsWritten) {
  EXPECT_EQ(storage_key({12, 3}), "12.3");
  EXPECT_EQ(parse_storage_key("12.3"), (AttachmentPlace{12, 3}));
  for (const char* text : {"", ".", "12", "12.", ".3", "12.3x", "-1.3", "12.3.4"})
    EXPECT_FALSE(parse_storage_key(text));
}

TEST_F(AttachmentLink, AMasterKeyThatOthersCanReadIsRefused) {
  close();
  std::filesystem::permissions(directory() / "keys" / "master", std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  EXPECT_EQ(open_store(directory(), test_options()).error().code, parsers::ErrorCode::permission_denied);
}

} // namespace
} // namespace store
