// Lists in JSON as programs export them: an array of objects or of texts, alone or as the member of an object that a
// web API answers with, or several of these one after the other. Cut into records; what is in a record is the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parsers {

/// Takes a list piece by piece, cut anywhere. Total: every octet belongs to a record, to what surrounds records, or to
/// a record that its reader will refuse. Memory is bounded by the longest record.
class JsonListCutter {
 public:
  static constexpr std::size_t longest_record = 1UL << 20; // what is longer is cut off there, and then is no JSON

  /// Appends each record that is whole to `lines`, as one line: line ends between tokens become spaces.
  void add(std::string_view octets, std::string& lines);
  /// The list ends here: what was begun is a record too.
  void finish(std::string& lines);
  [[nodiscard]] std::uint64_t records() const { return records_; } // so far

 private:
  enum class Place : std::uint8_t { between, text, scalar, object, envelope };
  void take(char c, std::string& lines);
  void take_between(char c);
  void take_inside(char c, std::string& lines);
  void take_in_text(char c, std::string& lines);
  void keep(char c);
  void follow_member(char c);
  [[nodiscard]] bool begins_list(char c) const;
  void emit(std::string& lines);

  Place place_ = Place::between;
  Place around_text_ = Place::between; // where the text stands
  bool is_escaped_ = false;
  std::size_t depth_ = 0;     // inside the record
  std::size_t arrays_ = 0;    // around the record
  bool is_enveloped_ = false; // the list is a member of an object
  char last_ = 0;             // of the record's octets outside of texts and spaces
  std::string record_;
  std::string member_;    // the last text in an object's outermost level: perhaps a name
  bool has_name_ = false; // a colon came behind it
  std::uint64_t records_ = 0;
};

} // namespace parsers
