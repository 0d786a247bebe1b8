// What one message may cost. A limit that is reached is a Defect and never an error: what was read so far stands.
#pragma once

#include <cstddef>

namespace parsers {

struct Limits {
  std::size_t mime_depth = 20;
  std::size_t mime_parts = 500;
  std::size_t boundary = 256;                   // octets
  std::size_t header_fields = 1000;             // of one part
  std::size_t header_field = 64UL * 1024;       // octets of one field, folds included
  std::size_t header_block = 256UL * 1024;      // octets of one part's header that are read
  std::size_t decoded_text = 4UL * 1024 * 1024; // octets of UTF-8 made of all text parts together
  std::size_t addresses = 1000;                 // of one address list
  std::size_t report_recipients = 1000;         // groups of one delivery report
};

} // namespace parsers
