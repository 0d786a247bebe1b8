// The first mark of quoted mail in a text decides: a forward, by its separator or the outer subject, or not one. What
// stands deeper is older and never looked at.
#include "parsers/forwarded_message.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/attribution_line.hpp"
#include "parsers/forwarded_lines.hpp"
#include "parsers/html_quotation.hpp"
#include "parsers/html_text.hpp"
#include "parsers/list_author.hpp"
#include "parsers/quote_mark.hpp"
#include "parsers/subject_prefix.hpp"

namespace parsers {
namespace {

struct FoundMark {
  QuoteMark mark;
  std::size_t first = 0; // line
};

std::optional<FoundMark> find_first_mark(const QuotedLines& lines) {
  for (std::size_t i = 0; i < lines.size();) {
    QuoteMarkOrSkip found = read_quote_mark(lines, i);
    if (found.mark) return FoundMark{std::move(*found.mark), i};
    i += std::max<std::size_t>(found.skip, 1);
  }
  return std::nullopt;
}

bool is_named(const QuoteMark& mark) { return mark.header.has(HeaderLabel::from) || mark.attribution_end > 0; }

bool is_forward(const QuoteMark& mark, std::string_view subject) {
  if (!is_named(mark)) return false;
  const auto subject_mark = first_subject_mark(subject, mark.languages);
  switch (mark.kind) {
    case QuoteMark::Kind::forward:
      return true;
    case QuoteMark::Kind::header: // replies have it too, but those say so
      return subject_mark != SubjectMark::reply;
    case QuoteMark::Kind::attribution: // Outlook for Mac
      return subject_mark == SubjectMark::forward;
  }
  return false;
}

std::vector<Mailbox> read_mailboxes(const std::string& value) {
  Defects ignored; // what a mail program printed for people has no syntax that it could break
  std::vector<Mailbox> mailboxes = read_address_list(value, Limits{}, ignored);
  for (Mailbox& mailbox : mailboxes) { // Outlook quotes with '
    std::string& name = mailbox.name;
    if (name.size() > 2 && name.front() == '\'' && name.back() == '\'') name = name.substr(1, name.size() - 2);
  }
  return mailboxes;
}

/// The line that closes the forward; of nested ones the last is ours.
std::size_t find_end_line(const QuotedLines& lines, std::size_t first) {
  for (std::size_t i = lines.size(); i > first; --i)
    if (trim(lines.content(i - 1)).starts_with("--") && is_end_of_forward(lines[i - 1])) return i - 1;
  return lines.size();
}

/// Where the forwarded text ends: with the quotation that the header block stands in.
std::size_t find_body_end(const QuotedLines& lines, const QuoteMark& mark) {
  if (mark.depth == 0) return mark.kind == QuoteMark::Kind::forward ? find_end_line(lines, mark.end) : lines.size();
  for (std::size_t i = mark.end; i < lines.size(); ++i) {
    if (lines[i].depth >= mark.depth || lines[i].is_blank()) continue;
    const bool is_wrapped =
        i > mark.end && !lines[i - 1].is_blank() && i + 1 < lines.size() && lines[i + 1].depth >= mark.depth;
    if (!is_wrapped) return i;
  }
  return lines.size();
}

/// Some programs quote the body, but not the header block above it.
std::uint32_t quotation_of_body(const QuotedLines& lines, const QuoteMark& mark, std::size_t end) {
  bool has_words = false;
  for (std::size_t i = mark.end; i < end; ++i) {
    if (lines[i].is_blank()) continue;
    has_words = true;
    if (lines[i].depth <= mark.depth) return mark.depth;
  }
  return has_words ? mark.depth + 1 : mark.depth;
}

std::string read_body(const QuotedLines& lines, const QuoteMark& mark) {
  const std::size_t end = find_body_end(lines, mark);
  const std::string body = lines.unquoted(mark.end, end, quotation_of_body(lines, mark, end));
  return std::string(trim(body));
}

std::string read_comment(const QuotedLines& lines, const FoundMark& found) {
  std::size_t end = found.first;
  while (end > 0 && (lines[end - 1].is_blank() || is_rule(lines[end - 1]))) --end;
  std::string comment(trim_invisible(lines.text(0, end)));
  if (!found.mark.words_above.empty()) comment.append(comment.empty() ? "" : "\n").append(found.mark.words_above);
  return comment;
}

std::string name_of_form(const QuoteMark& mark) {
  std::string_view kind = mark.client;
  if (kind.empty()) {
    constexpr std::string_view names[] = {"attribution", "header", "separator"};
    kind = names[static_cast<std::size_t>(mark.kind)];
  }
  const std::string_view language = mark.languages.first();
  return std::string(kind) + "." + std::string(language.empty() ? "unknown" : language);
}

/// The HTML with a separator line in front of Outlook's header block, so that its place tells it in any language.
std::string with_separators(std::string_view html) {
  constexpr std::size_t most_tokens = 200'000;
  std::string marked;
  std::size_t copied = 0;
  for (const HtmlToken& token : read_html_tokens(html, most_tokens)) {
    if (!is_header_element(token)) continue;
    marked.append(html.substr(copied, token.place.offset - copied)).append("<div>----- Original Message -----</div>");
    copied = token.place.offset;
  }
  return marked.append(html.substr(copied));
}

void set_author(const QuotedLines& lines, const QuoteMark& mark, ForwardedMessage& message) {
  if (mark.header.has(HeaderLabel::from)) {
    const std::vector<Mailbox> from = read_mailboxes(mark.header.value(HeaderLabel::from));
    if (!from.empty()) message.from = from.front();
    message.author = printed_list_author(message.from, read_mailboxes(mark.header.value(HeaderLabel::reply_to)));
    message.date = mark.header.value(HeaderLabel::date);
    return;
  }
  std::string text = lines.unquoted(mark.attribution_first, mark.attribution_end, lines[mark.attribution_first].depth);
  std::replace(text.begin(), text.end(), '\n', ' ');
  AttributionFields fields = read_attribution_fields(text);
  message.from = std::move(fields.from);
  message.date = std::move(fields.date);
}

ForwardedMessage read_marked(const QuotedLines& lines, const FoundMark& found) {
  const QuoteMark& mark = found.mark;
  ForwardedMessage message;
  set_author(lines, mark, message);
  message.sent = read_printed_moment(message.date, mark.languages.first());
  message.to = read_mailboxes(mark.header.value(HeaderLabel::to));
  message.cc = read_mailboxes(mark.header.value(HeaderLabel::cc));
  message.subject = mark.header.value(HeaderLabel::subject);
  message.body = read_body(lines, mark);
  message.comment = read_comment(lines, found);
  message.form = name_of_form(mark);
  return message;
}

} // namespace

std::optional<ForwardedMessage> read_forwarded_lines(const QuotedLines& lines, std::string_view subject) {
  const auto found = find_first_mark(lines);
  if (!found || !is_forward(found->mark, subject)) return std::nullopt;
  ForwardedMessage message = read_marked(lines, *found);
  if (!found->mark.header.has(HeaderLabel::subject)) message.subject = without_forward_prefix(subject);
  message.is_declared = found->mark.kind == QuoteMark::Kind::forward ||
                        first_subject_mark(subject, found->mark.languages) == SubjectMark::forward;
  return message;
}

std::optional<ForwardedMessage> read_older_message(const ForwardedMessage& newer) {
  const QuotedLines lines(newer.body);
  const auto found = find_first_mark(lines);
  if (!found || !is_named(found->mark)) return std::nullopt;
  ForwardedMessage message = read_marked(lines, *found);
  if (message.subject.empty()) message.subject = newer.subject;
  return message;
}

std::optional<ForwardedMessage> read_forwarded_text(std::string_view text, std::string_view subject) {
  return read_forwarded_lines(QuotedLines(text), subject);
}

std::optional<ForwardedMessage> read_forwarded_html(std::string_view html, std::string_view subject) {
  return read_forwarded_text(html_to_text(with_separators(html)), subject);
}

} // namespace parsers
