// A message whose signatures are verified; the keys come from the input as well.
#include <cstdint>
#include <string>

#include "parsers/assert_that.hpp"
#include "parsers/dkim_key_record.hpp"
#include "parsers/tag_list.hpp"
#include "smtp/proof/dkim_verifier.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  // First line: the key record. The rest is the message.
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line_end = std::min(input.find('\n'), input.size());
  const std::string_view record = input.substr(0, line_end);
  const std::string message(input.substr(std::min(line_end + 1, input.size())));
  if (const auto key = parsers::read_dkim_key_record(record))
    assert_that(key->key.size() <= record.size(), "a key is not longer than its text");
  const smtp::DkimVerifier verifier(message, parsers::Limits{});
  smtp::TextAnswers answers;
  for (const std::string& name : verifier.key_names()) {
    assert_that(name.find("._domainkey.") != std::string::npos && name.size() <= 253, "a key has a name in the DNS");
    answers[name] = {smtp::TextAnswer::Status::found, {std::string(record)}};
  }
  assert_that(answers.size() <= smtp::DkimVerifier::most_signatures, "keys are bounded");
  const auto checks = verifier.verify(answers, parsers::Instant(std::chrono::seconds(1'800'000'000)));
  assert_that(checks.size() <= smtp::DkimVerifier::most_told, "signatures are bounded");
  for (const smtp::SignatureCheck& check : checks)
    assert_that(!check.is_proof() || !check.domain.empty(), "whoever vouches has a name");
  return 0;
}
