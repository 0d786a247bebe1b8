// The model and the examples that the build put into the program; the loader maps them.
#include <cstddef>

#include "classifier/knowledge.hpp"
#include "parsers/assert_that.hpp"

// Defined in shipped_model.S.in.
extern "C" {
extern const std::byte desist_model_begin;    // NOLINT(readability-identifier-naming)
extern const std::byte desist_model_end;      // NOLINT(readability-identifier-naming)
extern const std::byte desist_examples_begin; // NOLINT(readability-identifier-naming)
extern const std::byte desist_examples_end;   // NOLINT(readability-identifier-naming)
}

namespace classifier {

const Knowledge& standard_knowledge() {
  static const LinearModel model = [] {
    auto opened = LinearModel::open({&desist_model_begin, &desist_model_end}, LinearModel::Check::header);
    parsers::assert_that(opened.has_value(), "the shipped model is whole");
    return std::move(*opened);
  }();
  static const Knowledge knowledge{.rules = standard_rules(), .model = &model};
  return knowledge;
}

std::string_view shipped_examples() {
  return {reinterpret_cast<const char*>(&desist_examples_begin),
          static_cast<std::size_t>(&desist_examples_end - &desist_examples_begin)};
}

} // namespace classifier
