// Verifies the DKIM signatures of one message (RFC 6376 6, RFC 8301, RFC 8463). Pure: keys and time are arguments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "parsers/dkim_signature.hpp"
#include "parsers/limits.hpp"
#include "parsers/raw_header.hpp"
#include "smtp/proof/text_answers.hpp"

namespace smtp {

/// What a signature that passes leaves open: it proves nothing of what a person reads then. A pass all the same, for
/// the RFC.
enum class SignatureGap : std::uint8_t {
  none,
  part_of_body,     // l=: whoever forwards it may write below
  subject_unsigned, // or not all of them
  content_unsigned, // Content-Type or Content-Transfer-Encoding: they say how the body is read
  repeated_field,   // From, Subject and their like stand twice: which of them is read?
  testing_key,      // t=y: to be treated as if there were no signature (RFC 6376 3.6.1)
};
std::string_view name_of(SignatureGap gap);

struct SignatureCheck {
  std::string domain; // d= and s=; empty when the field cannot be read
  std::string selector;
  parsers::DkimFault fault = parsers::DkimFault::none;
  SignatureGap gap = SignatureGap::none;
  std::string signature;          // b=, octets
  bool is_of_one_message = false; // a time, Date or Message-ID is signed: the same octets of b= are the same message

  [[nodiscard]] parsers::MethodResult result() const { return parsers::result_of(fault); }
  /// The signer vouches for all that is read.
  [[nodiscard]] bool is_proof() const { return fault == parsers::DkimFault::none && gap == SignatureGap::none; }
};

/// Borrows the octets. The work is linear in them: at most five signatures are verified, and bodies that are hashed in
/// the same form are hashed once.
class DkimVerifier {
 public:
  static constexpr std::size_t most_signatures = 5; // of those that can be read
  static constexpr std::size_t most_told = 20;      // of all

  DkimVerifier(std::string_view octets, const parsers::Limits& limits);

  /// Of the keys that verify() wants.
  [[nodiscard]] std::vector<std::string> key_names() const;
  /// One for each DKIM-Signature field, from the top. `received_at` is what t= and x= are compared with.
  [[nodiscard]] std::vector<SignatureCheck> verify(const TextAnswers& keys, parsers::Instant received_at) const;

 private:
  struct Found {
    std::size_t field = 0; // of the header
    tl::expected<parsers::DkimSignature, parsers::DkimFault> signature;
  };
  class BodyDigests;
  [[nodiscard]] parsers::DkimFault check(const Found& found, const TextAnswers& keys, BodyDigests& bodies,
                                         SignatureGap& gap) const;
  [[nodiscard]] std::string header_digest(const Found& found) const;
  [[nodiscard]] SignatureGap gap_of(const parsers::DkimSignature& signature) const;

  parsers::RawHeader header_;
  std::vector<Found> found_;
};

} // namespace smtp
