#include "parsers/attachments.hpp"

#include <array>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

struct Kind {
  std::string_view begin; // of the media type, or ".ending" of the name
  std::string_view kind;
};
// clang-format off
constexpr std::array kinds{
    Kind{"image/", "image"}, Kind{"audio/", "audio"}, Kind{"video/", "video"}, Kind{"message/", "message"},
    Kind{"text/calendar", "calendar"}, Kind{"text/vcard", "contact"}, Kind{"text/x-vcard", "contact"},
    Kind{"text/", "text"}, Kind{"application/ics", "calendar"}, Kind{"application/pdf", "document"},
    Kind{"application/msword", "document"}, Kind{"application/rtf", "document"},
    Kind{"application/vnd.", "document"}, Kind{"application/zip", "archive"}, Kind{"application/gzip", "archive"},
    Kind{"application/x-tar", "archive"}, Kind{"application/x-7z", "archive"}, Kind{"application/x-rar", "archive"},
    Kind{"application/x-ms", "program"}, Kind{"application/javascript", "program"},
    Kind{"application/java-archive", "program"},
};
constexpr std::array endings{
    Kind{".pdf", "document"}, Kind{".doc", "document"}, Kind{".docx", "document"}, Kind{".odt", "document"},
    Kind{".xls", "document"}, Kind{".xlsx", "document"}, Kind{".ppt", "document"}, Kind{".pptx", "document"},
    Kind{".rtf", "document"}, Kind{".png", "image"}, Kind{".jpg", "image"}, Kind{".jpeg", "image"},
    Kind{".gif", "image"}, Kind{".heic", "image"}, Kind{".zip", "archive"}, Kind{".7z", "archive"},
    Kind{".rar", "archive"}, Kind{".gz", "archive"}, Kind{".iso", "archive"}, Kind{".ics", "calendar"},
    Kind{".vcf", "contact"}, Kind{".eml", "message"}, Kind{".msg", "message"}, Kind{".txt", "text"},
    Kind{".csv", "text"}, Kind{".mp3", "audio"}, Kind{".mp4", "video"}, Kind{".exe", "program"},
    Kind{".js", "program"}, Kind{".vbs", "program"}, Kind{".bat", "program"}, Kind{".scr", "program"},
    Kind{".jar", "program"}, Kind{".ps1", "program"}, Kind{".lnk", "program"},
};
// clang-format on

bool is_multipart(const MimePart& part) { return part.content_type.type == "multipart"; }

} // namespace

std::vector<AttachedPart> find_attachments(const ParsedMessage& message) {
  std::vector<AttachedPart> found;
  std::uint32_t inside = 0; // depth of an attached message
  for (std::uint32_t index = 1; index < message.parts().size(); ++index) {
    const MimePart& part = message.parts()[index];
    if (inside != 0 && part.depth > inside) continue;
    inside = 0;
    if (is_multipart(part)) continue;
    const auto disposition = read_content_disposition(message.field("Content-Disposition", index).value_or(""));
    const bool is_message = part.content_type.is("message/rfc822") || part.content_type.is("message/global");
    Attachment attachment;
    if (disposition) attachment.name = disposition->parameter("filename").value_or("");
    if (attachment.name.empty()) attachment.name = part.content_type.parameter("name").value_or("");
    const bool is_attached = disposition && disposition->type == "attachment";
    if (is_message) inside = part.depth;
    if (!is_attached && attachment.name.empty() && !is_message) continue;
    attachment.type = part.content_type.type + "/" + part.content_type.subtype;
    attachment.size =
        part.transfer_encoding == TransferEncoding::identity ? part.body.length : message.decoded_body(index).size();
    found.push_back({index, std::move(attachment)});
  }
  return found;
}

std::string_view kind_of_attachment(const Attachment& attachment) {
  const std::string type = to_lower(attachment.type);
  const std::string name = to_lower(attachment.name);
  // A program is one whatever its type claims.
  for (const Kind& ending : endings) {
    if (ending.kind == "program" && name.ends_with(ending.begin)) return ending.kind;
  }
  for (const Kind& kind : kinds) {
    if (type.starts_with(kind.begin)) return kind.kind;
  }
  for (const Kind& ending : endings) {
    if (name.ends_with(ending.begin)) return ending.kind;
  }
  return "other";
}

} // namespace parsers
