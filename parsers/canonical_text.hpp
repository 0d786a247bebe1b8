// The canonical forms that DKIM hashes (RFC 6376 3.4): white space and line ends that mail systems change on the way
// are made the same, as far as the signer allows it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "parsers/dkim_signature.hpp"
#include "parsers/raw_header.hpp"

namespace parsers {

/// The field with its CR LF. `left_out` is a place in the field's body that counts as empty: b= of the signature
/// itself.
struct LeftOut {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::string canonical_field(const RawField& field, Canonicalisation form, LeftOut left_out = {});

/// Writes the canonical form of a body that comes in pieces, cut anywhere. Memory is bounded, whatever comes.
class CanonicalBody {
 public:
  using Sink = std::function<void(std::string_view octets)>;
  CanonicalBody(Canonicalisation form, Sink sink) : form_(form), sink_(std::move(sink)) {}

  void add(std::string_view octets);
  /// Once, behind the last piece.
  void finish();

 private:
  void add_text(std::string_view octets);
  void write(std::string_view octets);
  void write_line_ends();
  void end_line();
  void flush();

  Canonicalisation form_;
  Sink sink_;
  std::string waiting_;         // for the sink
  std::uint64_t line_ends_ = 0; // not written yet: behind the last line they count for nothing
  bool has_return_ = false;     // a CR that may be the first half of a line end
  bool has_blank_ = false;      // relaxed: white space that counts only when something follows in its line
  bool has_written_ = false;
};

} // namespace parsers
