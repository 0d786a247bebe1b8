// One JSON object written straight into text, for lines that are written by the thousand. No document is built; what is
// read, changed or looked at uses nlohmann's.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace relay {

/// `text` as a JSON string with its quotation marks. Octets that are no UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// Members in the order of the calls. Opens its brace when made and closes it when it goes; the text must outlive it.
class JsonText {
 public:
  explicit JsonText(std::string& out) : out_(out) { out_.push_back('{'); }
  ~JsonText() { out_.push_back('}'); }
  JsonText(const JsonText&) = delete;
  JsonText& operator=(const JsonText&) = delete;

  void text(std::string_view key, std::string_view value) {
    begin_member(key);
    append_json_string(out_, value);
  }
  void number(std::string_view key, std::uint64_t value);
  void number(std::string_view key, double value);
  void flag(std::string_view key) {
    begin_member(key);
    out_.append("true");
  }
  void object(std::string_view key, std::invocable<JsonText&> auto write) {
    begin_member(key);
    JsonText inner(out_);
    write(inner);
  }
  /// An array of objects.
  template <class Items>
  void objects(std::string_view key, const Items& items, auto write) {
    list(key, items, [&](const auto& item) {
      JsonText inner(out_);
      write(inner, item);
    });
  }
  /// An array of strings.
  template <class Items>
  void texts(std::string_view key, const Items& items, auto text_of) {
    list(key, items, [&](const auto& item) { append_json_string(out_, text_of(item)); });
  }

 private:
  void begin_member(std::string_view key);
  template <class Items>
  void list(std::string_view key, const Items& items, auto write) {
    begin_member(key);
    out_.push_back('[');
    bool is_first = true;
    for (const auto& item : items) {
      if (!is_first) out_.push_back(',');
      is_first = false;
      write(item);
    }
    out_.push_back(']');
  }

  std::string& out_;
  bool is_first_ = true;
};

} // namespace relay
