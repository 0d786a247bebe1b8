#include "store/attachment_link.hpp"
#include "tests/admin/running_server.hpp"
#include "tests/store/spool_fixture.hpp"

namespace admin {
namespace {

constexpr const char* octets =
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\n"
    "Content-Type: text/html; name=\"a\r\n b\\\"<.html\"\r\nContent-Disposition: attachment\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nPHNjcmlwdD4=\r\n--b--\r\n";

class AttachmentTest : public RunningServer {
 protected:
  AttachmentTest() {
    store_.octets[4] = octets;
    start();
  }
  [[nodiscard]] std::string link(std::uint32_t part) const {
    return "/attachments/" +
           store::sign_attachment_link({4, part}, FakeStore::start + store::attachment_link_time, store_.keys());
  }
};

TEST_F(AttachmentTest, IsADownloadAndNothingThatABrowserShows) {
  const HttpAnswer answer = ask(get(link(2)));
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.body, "<script>");
  EXPECT_EQ(answer.field("Content-Type"), "application/octet-stream");
  EXPECT_EQ(answer.field("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.field("Content-Security-Policy"), "default-src 'none'; sandbox");
  const std::string disposition(answer.field("Content-Disposition"));
  EXPECT_TRUE(disposition.starts_with("attachment; filename*=UTF-8''a")) << disposition;
  EXPECT_EQ(disposition.find_first_of("\"<>\r\n"), std::string::npos) << disposition;
}

TEST_F(AttachmentTest, NeedsALinkThatIsWholeAndNotOver) {
  EXPECT_EQ(ask(get("/attachments/4.2")).status, 403u);
  EXPECT_EQ(ask(get(link(1))).status, 404u); // no attachment
  advance(store::attachment_link_time);
  EXPECT_EQ(ask(get(link(2))).status, 403u);
}

} // namespace
} // namespace admin
