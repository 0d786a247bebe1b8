// The files that a person would see attached to a message.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parsers/facts.hpp"
#include "parsers/parsed_message.hpp"

namespace parsers {

struct AttachedPart {
  std::uint32_t part = 0; // index in the tree
  Attachment attachment;
};
/// Leaves with a name or the word "attachment", and whole messages. What lies in an attached message is attached to
/// that one.
std::vector<AttachedPart> find_attachments(const ParsedMessage& message);

/// What kind of thing a media type is, for people: "image", "document", "archive", "calendar", "contact", "audio",
/// "video", "text", "message", "program", "other". By the name's ending where the type says nothing.
std::string_view kind_of_attachment(const Attachment& attachment);

} // namespace parsers
