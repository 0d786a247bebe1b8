// The rules of the text classifier, compiled from the tables of classifier/rules_*.cpp.
#pragma once

namespace classifier {

class RuleBook;
/// The shipped rules; built once, then immutable and shared by all threads.
const RuleBook& standard_rules();

} // namespace classifier
