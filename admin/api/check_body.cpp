#include "admin/api/check_body.hpp"

#include <nlohmann/json.hpp>

namespace admin {
namespace {

// Takes the events of a JSON text and stops it at the first that does not belong there, so that no nesting, and no
// number of wrong values, costs anything.
class CheckBodyReader {
 public:
  bool null() { return stop("a value is null"); }
  bool boolean(bool) { return stop("a value is a truth value"); }
  bool number_integer(std::int64_t) { return stop("a value is a number"); }
  bool number_unsigned(std::uint64_t) { return stop("a value is a number"); }
  bool number_float(double, const std::string&) { return stop("a value is a number"); }
  bool binary(nlohmann::json::binary_t&) { return stop("a value is binary"); }
  bool string(std::string& text);
  bool start_object(std::size_t);
  bool key(std::string& name);
  bool end_object() { return true; }
  bool start_array(std::size_t);
  bool end_array();
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) {
    return stop("the body is not JSON in UTF-8");
  }

  parsers::Result<CheckBody> result() &&;

 private:
  enum class Place { outside, members, list };

  bool stop(std::string_view why) {
    if (fault_.empty()) fault_ = why;
    return false;
  }

  CheckBody body_;
  Place place_ = Place::outside;
  bool has_to_ = false;
  bool awaits_list_ = false;
  std::optional<std::string>* member_ = nullptr;
  std::string_view fault_;
};

bool CheckBodyReader::start_object(std::size_t) {
  if (place_ != Place::outside) return stop("a value is an object");
  place_ = Place::members;
  return true;
}

bool CheckBodyReader::key(std::string& name) {
  awaits_list_ = name == "to";
  if (awaits_list_) {
    if (has_to_) return stop("\"to\" is there twice");
    has_to_ = true;
    return true;
  }
  member_ = name == "channel"     ? &body_.channel
            : name == "purpose"   ? &body_.purpose
            : name == "workspace" ? &body_.workspace
                                  : nullptr;
  if (member_ == nullptr) return stop("there is a member that is none of: to, channel, purpose, workspace");
  return member_->has_value() ? stop("a member is there twice") : true;
}

bool CheckBodyReader::start_array(std::size_t) {
  if (place_ != Place::members || !awaits_list_) return stop("there is a list where none belongs");
  place_ = Place::list;
  return true;
}

bool CheckBodyReader::end_array() {
  place_ = Place::members;
  awaits_list_ = false;
  return true;
}

bool CheckBodyReader::string(std::string& text) {
  if (place_ == Place::list) {
    if (body_.to.size() == most_checks_of_a_body) return stop("\"to\" has more than 10000 entries");
    body_.to.push_back(std::move(text));
    return true;
  }
  if (place_ == Place::outside) return stop("the body is not an object");
  if (awaits_list_) return stop("\"to\" is not a list");
  *member_ = std::move(text);
  return true;
}

parsers::Result<CheckBody> CheckBodyReader::result() && {
  if (fault_.empty() && !has_to_) fault_ = "\"to\" is missing: a list of addresses";
  if (!fault_.empty()) return parsers::failure(parsers::ErrorCode::invalid_argument, std::string(fault_));
  return std::move(body_);
}

} // namespace

parsers::Result<CheckBody> read_check_body(std::string_view json) {
  CheckBodyReader reader;
  nlohmann::json::sax_parse(json, &reader);
  return std::move(reader).result();
}

} // namespace admin
