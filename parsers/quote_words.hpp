// The words that mail programs print round quoted mail, by language: data only. Every look-up takes a folded text
// (fold_text) and costs one hash, however many languages there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace parsers {

/// Languages as a set: a word often belongs to several.
class LanguageSet {
 public:
  LanguageSet() = default;
  explicit LanguageSet(std::string_view code);
  void add(LanguageSet other) { bits_ |= other.bits_; }
  /// What both have; all of this where they share nothing.
  [[nodiscard]] LanguageSet narrowed_by(LanguageSet other) const;
  [[nodiscard]] bool has(std::string_view code) const { return shares(LanguageSet(code)); }
  [[nodiscard]] bool shares(LanguageSet other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  /// The code of the best known language in it, "" when empty.
  [[nodiscard]] std::string_view first() const;

 private:
  std::uint64_t bits_ = 0;
};

enum class HeaderLabel : std::uint8_t { from, date, to, cc, subject, reply_to, other };
constexpr std::size_t header_labels = 7;

struct LabelWord {
  HeaderLabel label = HeaderLabel::other;
  LanguageSet languages;
};
/// "from", "von", "kopie (cc)": what stands before the colon.
const LabelWord* find_label(std::string_view folded);

enum class SeparatorKind : std::uint8_t { forwarded, original, end };
struct SeparatorWord {
  SeparatorKind kind = SeparatorKind::forwarded;
  std::string_view client; // of a phrase that only one program prints, else ""
  LanguageSet languages;
};
/// The phrase of a separator line without its dashes.
const SeparatorWord* find_separator(std::string_view folded);

/// "Reply above this line": everything below is the mail that was answered.
bool is_reply_line(std::string_view folded);

/// What a word can do in the line that introduces a quotation, "On … wrote:". One word can do several.
struct AttributionWord {
  bool opens = false;      // "on", "le", "am", "w dniu": the line starts with it
  bool says = false;       // "wrote", "schrieb", "ecrit"
  bool fills = false;      // "user", "heeft": stands between date and name and belongs to neither
  bool tells_time = false; // "uhr", "pm": the last word of the date
  bool weekday = false;    // "mon", "tir", "ср": may stand before the date
  bool cites = false;      // "quoting", "zitat": the line is it and a name
  LanguageSet languages;   // where it opens or says
};
const AttributionWord* find_attribution_word(std::string_view folded);

enum class SubjectMark : std::uint8_t { reply, forward };
struct SubjectPrefix {
  std::vector<std::pair<SubjectMark, LanguageSet>> meanings; // "vs" forwards in Danish and answers in Finnish
};
const SubjectPrefix* find_subject_prefix(std::string_view folded);

/// A line that a device or program adds: "Sent from my …". `folded` is the whole line.
bool is_device_line(std::string_view folded);
enum class SignOff : std::uint8_t { none, closing, thanks };
/// A phrase that closes a letter, as the whole line: "kind regards", "mit freundlichen grussen"; or just thanks.
SignOff read_sign_off(std::string_view folded);
/// The line starts a banner that a mail gateway puts above mail from outside.
bool is_external_banner(std::string_view folded);
/// The line starts a confidentiality notice.
bool is_disclaimer(std::string_view folded);

} // namespace parsers
