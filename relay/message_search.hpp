// What a message will be found by: the people and words that its facts and octets have.
#pragma once

#include <string_view>
#include <vector>

#include "classifier/classify.hpp"
#include "parsers/facts.hpp"
#include "store/message_tokens.hpp"

namespace relay {

struct UnderstoodMessage {
  std::string_view octets;
  const parsers::Facts& facts;
  const std::vector<classifier::Verdict>& verdicts;
};
/// Pure and bounded. `concerned` are the authors.
store::MessageTokens tokens_of(const UnderstoodMessage& message, const store::KeyRing& ring);

} // namespace relay
