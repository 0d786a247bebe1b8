// The form of the rules of the text classifier. A rule is a row: what it is called, the words it meets, what they mean
// and how sure that is. The tables are classifier/rules_*.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace classifier {

enum class Effect : std::uint8_t {
  opt_out,
  opt_out_of_everything, // all purposes, all channels
  opt_out_of_others,     // of the addresses among its words
  erasure,
  access,
  complaint,
  not_interested,
  refusal, // "no thanks": not interested, or an opt-out where the mail that it answers says so
  interested,
  question,
  out_of_office,
  left_company,
  auto_ack,
  other,
  // These have no intent of their own:
  none,        // looks like one of the above and is none; hides what lies inside its words
  instruction, // tells how it is done, as footers do: no wish of anybody stands in its sentence
  offer,       // "reply no and I will not write again": in the mail that is answered
  retraction,  // "by mistake", "add me again": nothing in this text is an opt-out
  sign_off,    // "kind regards": what follows is a signature
};

enum class Place : std::uint8_t {
  anywhere, // inside one sentence
  sentence, // its words are the sentence, but for courtesies
  message,  // its words are all that the text says, but for greeting, courtesies and name
};

/// Words of a pattern stand one after another:
///   remove|delete   one of these words, written as in letters.hpp or as people write them
///   unsubscri~      a word that begins so
///   (please)        may be missing
///   {me}            one of the words of a slot
///   !a|b            any word but these
///   *               up to three words
///   ^  $            the beginning, the end of a sentence
///   ?               at the end: the sentence is a question
struct Rule {
  std::string_view name;
  std::string_view pattern;
  Effect effect = Effect::none;
  double confidence = 0;
  Place place = Place::anywhere;
};

struct Slot {
  std::string_view name;
  std::string_view words; // separated by '|'
};

struct RuleTable {
  std::string_view language; // of the rules' names and of a text that they meet; empty: of none
  std::span<const Slot> slots;
  std::span<const Rule> rules;
};

RuleTable english_wishes();
RuleTable english_answers();
RuleTable english_notices();
RuleTable german_wishes();
RuleTable german_answers();
/// The plain keywords and commonest phrases of other languages, one table a language.
std::span<const RuleTable> southern_and_dutch_rules();
std::span<const RuleTable> northern_and_eastern_rules();
std::span<const RuleTable> rules_without_spaces();
/// What only looks like an opt-out, one table a language.
std::span<const RuleTable> near_misses();
RuleTable notices_of_machines();
/// Words that say nothing: courtesies, in every language.
std::string_view courtesies();

} // namespace classifier
