#include "parsers/failure_reason.hpp"

#include <algorithm>
#include <bitset>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/failure_reasons_table.hpp"
#include "parsers/phrase_set.hpp"

namespace parsers {
namespace {

using Reasons = std::bitset<64>;

bool has(const Reasons& reasons, FailureReason reason) { return reasons.test(static_cast<std::size_t>(reason)); }

/// The words of all tables as one set, so that a reply is gone through once: each phrase row is one phrase, or two with
/// anything between, and a row of a host is the host's name.
class ReplyWords {
 public:
  ReplyWords() : phrases_(collect()) {}

  struct Said {
    Reasons reasons;
    FailureReason hint = FailureReason::undefined;
  };

  [[nodiscard]] PhraseSet::Occurrences found_in(std::string_view text) const { return phrases_.find(text); }

  [[nodiscard]] Said said_by(const PhraseSet::Occurrences& found) const {
    Said said;
    std::size_t hint = no_hint;
    for (const PhraseSet::Occurrence& first : found.list()) {
      for (const Row& row : uses_[first.phrase].rows) {
        const PhraseSet::Occurrence second = found[row.second];
        const bool is_said = row.second == first.phrase || (second.found() && second.last_begin >= first.first_end);
        if (!is_said || row.hint >= hint) continue;
        if (row.hint == strong) {
          said.reasons.set(static_cast<std::size_t>(row.reason));
        } else {
          hint = row.hint;
          said.hint = row.reason;
        }
      }
    }
    return said;
  }

  /// The rows of the hosts that are found, in the order of the table.
  [[nodiscard]] std::vector<const HostRow*> rows_of_hosts(const PhraseSet::Occurrences& in_words,
                                                          const PhraseSet::Occurrences& in_names) const {
    std::vector<const HostRow*> rows;
    for (const PhraseSet::Occurrences* const found : {&in_words, &in_names})
      for (const PhraseSet::Occurrence& one : found->list())
        rows.insert(rows.end(), uses_[one.phrase].hosts.begin(), uses_[one.phrase].hosts.end());
    std::ranges::sort(rows);
    return rows;
  }

 private:
  static constexpr std::size_t strong = 0;
  static constexpr std::size_t no_hint = std::numeric_limits<std::size_t>::max();

  struct Row {
    FailureReason reason;
    std::size_t second; // equal to the first where the row is one phrase
    std::size_t hint;   // `strong`, or the row's number among the hints, from 1
  };
  struct Uses {
    std::vector<Row> rows; // that begin with the phrase
    std::vector<const HostRow*> hosts;
  };

  PhraseSet collect() {
    static constexpr std::string_view anything = " … ";
    std::unordered_map<std::string_view, std::size_t> index;
    std::vector<std::string_view> phrases;
    const auto index_of = [&](std::string_view phrase) {
      const auto [place, is_new] = index.try_emplace(phrase, phrases.size());
      if (is_new) phrases.push_back(phrase);
      uses_.resize(phrases.size());
      return place->second;
    };
    const auto add = [&](const PhraseRow& row, std::size_t hint) {
      const std::size_t gap = row.words.find(anything);
      const std::size_t first = index_of(row.words.substr(0, gap));
      const std::size_t second =
          gap == std::string_view::npos ? first : index_of(row.words.substr(gap + anything.size()));
      uses_[first].rows.push_back({row.reason, second, hint});
    };
    for (const PhraseRow& row : phrase_rows()) add(row, strong);
    std::size_t hint = strong;
    for (const PhraseRow& row : hint_rows()) add(row, ++hint);
    for (const HostRow& row : host_rows()) uses_[index_of(row.host)].hosts.push_back(&row);
    return PhraseSet(phrases);
  }

  std::vector<Uses> uses_; // of each phrase
  PhraseSet phrases_;
};

FailureReason reason_of_status(std::string_view status) {
  if (status.size() < 5) return FailureReason::undefined;
  for (const StatusRow& row : status_rows())
    if (status.substr(1) == row.status.substr(1) && (row.status[0] == 'x' || row.status[0] == status[0]))
      return row.reason;
  return FailureReason::undefined;
}

bool has_code(const HostRow& row, std::string_view status, std::string_view reply_code) {
  if (row.code.empty() || row.code == reply_code) return true;
  if (!status.starts_with(row.code)) return false;
  return status.size() == row.code.size() || row.code.ends_with('.');
}

/// Everything that is known of one failure, and the questions that the order below asks.
struct Case {
  Reasons said;
  FailureReason hint = FailureReason::undefined;
  FailureReason by_status = FailureReason::undefined;
  SmtpCommand command = SmtpCommand::unknown;
  std::string_view status;
  std::string reply_code;
  bool is_of_local_program = false;

  [[nodiscard]] bool says(FailureReason reason) const { return has(said, reason); }
  [[nodiscard]] bool is(FailureReason reason) const { return by_status == reason || says(reason); }

  [[nodiscard]] bool is_user_unknown() const {
    using enum FailureReason;
    if (by_status == suspended || command == SmtpCommand::mail) return false;
    if (by_status == user_unknown)
      return !(says(no_relaying) || says(blocked) || says(mailbox_full) || says(has_moved) || says(rejected) ||
               says(not_accept) || says(bad_reputation) || says(spam_detected) || says(rate_limited));
    // 5.2.1 is for mailboxes out of service, but some hosts give it to names that nobody has.
    const bool is_mailbox_status = status.ends_with(".2.1") && command != SmtpCommand::data;
    return (command == SmtpCommand::rcpt || is_mailbox_status) && says(user_unknown) && !says(too_many_connections);
  }

  /// A mailbox that is said not to exist when its name was not what was answered: the refusal is of this message.
  [[nodiscard]] bool is_filtered() const {
    using enum FailureReason;
    if (by_status == suspended) return false;
    if (by_status == filtered) return says(user_unknown) || says(filtered);
    if (says(filtered)) return true;
    const bool names_recipient_stage = command == SmtpCommand::rcpt || command == SmtpCommand::mail ||
                                       command == SmtpCommand::connect || command == SmtpCommand::greeting;
    return !names_recipient_stage && says(user_unknown);
  }

  [[nodiscard]] bool is_rejected() const {
    using enum FailureReason;
    if (by_status == rejected) return true;
    if (command == SmtpCommand::mail && by_status == user_unknown) return true; // a reply to MAIL is about the sender
    return says(rejected) && by_status != user_unknown;
  }

  /// "Helo command rejected: Host not found" is about the sending host.
  [[nodiscard]] bool is_host_unknown() const {
    using enum FailureReason;
    return by_status == host_unknown || (says(host_unknown) && !says(blocked));
  }

  /// A status that says where the trouble is and not what.
  [[nodiscard]] bool has_vague_status() const {
    using enum FailureReason;
    static constexpr FailureReason vague[] = {undefined,    security_error, system_error, network_error,
                                              syntax_error, content_error,  filtered,     expired};
    return std::ranges::find(vague, by_status) != std::end(vague);
  }

  /// The weaker words. A name that nobody has counts where the name was answered, as above.
  [[nodiscard]] FailureReason by_hint() const {
    using enum FailureReason;
    if (hint != user_unknown || command == SmtpCommand::rcpt) return hint;
    return command == SmtpCommand::mail ? rejected : filtered;
  }
};

/// First what is certain whatever the code is, then what the code names, then what only words can tell.
FailureReason decide(const Case& failure) {
  using enum FailureReason;
  for (const FailureReason reason : {mailbox_full, message_too_big, exceeds_limit})
    if (failure.is(reason)) return reason;
  if (failure.says(suspended)) return suspended; // 4.2.1 is given to much else
  for (const FailureReason reason : {has_moved, no_relaying, auth_failure})
    if (failure.is(reason)) return reason;
  if (failure.is_of_local_program) return mailer_error;
  if (failure.is_user_unknown()) return user_unknown;
  if (failure.is_filtered()) return filtered;
  for (const FailureReason reason : {require_ptr, not_rfc_compliant, bad_reputation})
    if (failure.is(reason)) return reason;
  if (failure.is_rejected()) return rejected;
  if (failure.says(not_accept)) return not_accept;
  if (failure.is_host_unknown()) return host_unknown;
  for (const FailureReason reason : {too_many_connections, rate_limited, spam_detected, blocked})
    if (failure.is(reason)) return reason;
  if (failure.command == SmtpCommand::connect && failure.by_status == security_error) return blocked;
  for (const FailureReason reason :
       {policy_violation, virus_detected, security_error, system_error, network_error, failed_starttls, expired,
        content_error, system_full, not_accept, mailer_error, syntax_error, on_hold, user_unknown})
    if (failure.says(reason)) return reason;
  if (failure.hint != undefined && failure.has_vague_status()) return failure.by_hint();
  return failure.by_status;
}

} // namespace

FailureReason failure_reason(const FailureEvidence& evidence) {
  static const ReplyWords words;
  const std::string folded = fold_words(join_reply_lines(evidence.diagnostic));
  const std::string_view domain =
      evidence.recipient.substr(std::min(evidence.recipient.find('@'), evidence.recipient.size()));
  std::string names;
  for (const std::string_view name : {evidence.remote_mta, evidence.reporting_mta, domain})
    names.append(1, ' ').append(to_lower(name));
  const PhraseSet::Occurrences in_words = words.found_in(folded);

  Case failure;
  const std::string found = evidence.status.empty() ? find_status(evidence.diagnostic) : std::string();
  failure.status = evidence.status.empty() ? std::string_view(found) : evidence.status;
  failure.reply_code = find_reply_code(evidence.diagnostic);
  failure.command = evidence.command != SmtpCommand::unknown ? evidence.command : find_command(folded);
  for (const HostRow* const row : words.rows_of_hosts(in_words, words.found_in(names))) {
    if (!has_code(*row, failure.status, failure.reply_code)) continue;
    if (row->command != SmtpCommand::unknown && row->command != failure.command) continue;
    if (row->words.empty() || folded.find(row->words) != std::string::npos) return row->reason;
  }
  failure.is_of_local_program = evidence.is_of_local_program;
  failure.by_status = reason_of_status(failure.status);
  const ReplyWords::Said said = words.said_by(in_words);
  failure.said = said.reasons;
  failure.hint = said.hint;
  if (const FailureReason reason = decide(failure); reason != FailureReason::undefined) return reason;

  using enum FailureReason;
  if (evidence.is_delayed) return expired;
  if (failure.command == SmtpCommand::greeting || failure.command == SmtpCommand::connect) return blocked;
  if (failure.reply_code.starts_with("50")) return syntax_error;
  return trim(evidence.diagnostic).empty() ? undefined : on_hold;
}

FailureReason failure_reason(std::string_view status, std::string_view diagnostic, std::string_view remote_mta) {
  return failure_reason(FailureEvidence{.status = status, .diagnostic = diagnostic, .remote_mta = remote_mta});
}

Permanence permanence_of(FailureReason reason, std::string_view status, std::string_view diagnostic) {
  using enum FailureReason;
  switch (reason) {
    case user_unknown:
    case host_unknown:
    case has_moved:
      return Permanence::hard;
    case not_accept: {
      const std::string code = find_reply_code(diagnostic);
      const bool is_temporary = code.empty() ? status.starts_with('4') : code.front() == '4';
      return is_temporary ? Permanence::soft : Permanence::hard;
    }
    default:
      return status.starts_with('2') ? Permanence::none : Permanence::soft;
  }
}

} // namespace parsers
