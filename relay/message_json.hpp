// Facts and verdicts as the JSON that people and programs see: `desist inspect --json`, and what is kept of a message.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/intent.hpp"
#include "parsers/facts.hpp"

namespace relay {

/// The object of `desist inspect --json` without "file". Keys that do not apply are left out.
nlohmann::ordered_json message_json(const parsers::Facts& facts, const std::vector<classifier::Verdict>& verdicts);

/// The same as text, "file" in front.
std::string message_text(std::string_view file, const parsers::Facts& facts,
                         const std::vector<classifier::Verdict>& verdicts);

nlohmann::ordered_json verdict_json(const classifier::Verdict& verdict);

/// Text of peers may be no UTF-8: every such octet becomes U+FFFD, and nothing throws.
std::string dump(const nlohmann::ordered_json& json);

} // namespace relay
