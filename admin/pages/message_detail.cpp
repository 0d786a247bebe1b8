#include "admin/pages/message_detail.hpp"

#include <algorithm>
#include <cmath>

#include "admin/http/parameters.hpp"
#include "admin/pages/pieces.hpp"
#include "admin/pages/words.hpp"

namespace admin {
namespace {

void add_term(Html& html, Markup name, std::string_view value) {
  if (value.empty()) return;
  html << "<div><dt>" << name << "</dt><dd><bdi>" << text(value) << "</bdi></dd></div>";
}

Html contact_link(std::string_view contact) {
  Html html;
  html << R"(<a href="/look-up?to=)" << text(percent_encoded(contact)) << R"("><bdi>)" << text(contact) << "</bdi></a>";
  return html;
}

std::string words_for_proof(const Conclusions& conclusions) {
  if (conclusions.is_contradicted) return "contradicted: the author's domain asks to refuse this message";
  if (conclusions.proof_way == "log_in") return "proven by a log-in";
  if (conclusions.proof_way == "dkim") return "proven by a signature of " + conclusions.proof_domain;
  if (conclusions.proof_way == "upstream_dkim")
    return "proven, says the server in front, for " + conclusions.proof_domain;
  if (conclusions.proof_way == "upstream_log_in") return "proven, says the server in front, by a log-in";
  return conclusions.proof_way.empty() ? "" : "not proven";
}

std::string words_for_signature(const ConcludedSignature& signature) {
  std::string words = signature.domain + ": " + signature.result;
  for (const std::string& why : {signature.fault, signature.gap})
    if (!why.empty()) words += ", " + why;
  return words;
}

Html head_of(const store::KeptMessage& message, const Conclusions& conclusions) {
  Html html;
  html << R"(<p class="back"><a href="/messages">All messages</a></p><h1><bdi>)"
       << text(conclusions.subject.empty() ? "(no subject)" : conclusions.subject) << "</bdi></h1>"
       << R"(<dl class="facts">)";
  add_term(html, "From", conclusions.from);
  html << "<div><dt>Received</dt><dd>" << time_of(message.received_at) << "</dd></div><div><dt>Kind</dt><dd>"
       << badge(words_for_kind(conclusions.kind.empty() ? "other" : conclusions.kind)) << "</dd></div>";
  if (conclusions.token != "none") add_term(html, "Came to a token of", conclusions.token);
  add_term(html, "Sender", words_for_proof(conclusions));
  for (const ConcludedSignature& signature : conclusions.signatures)
    add_term(html, "Signature", words_for_signature(signature));
  add_term(html, "Message-ID", conclusions.message_id);
  html << "<div><dt>Size</dt><dd>" << message.octets << " octets</dd></div>";
  add_term(html, "Feedback", conclusions.feedback_type);
  add_term(html, "Automatic reply", conclusions.automatic_kind);
  add_term(html, "Away until", conclusions.automatic_until);
  add_term(html, "Instead write to", conclusions.automatic_alternative);
  html << "</dl>";
  return html;
}

Html verdict_card(const ConcludedVerdict& verdict) {
  Html html;
  html << R"(<article class="card"><h3>)" << badge(words_for_intent(verdict.intent)) << " ";
  if (verdict.contact.empty()) {
    html << "whom it concerns is not known";
  } else {
    html << contact_link(verdict.contact);
  }
  html << R"(</h3><p class="meta">)";
  if (verdict.confidence >= 0) {
    const auto percent = static_cast<std::uint64_t>(std::lround(std::clamp(verdict.confidence, 0.0, 1.0) * 100));
    html << R"(<span>Confidence <meter min="0" max="100" low="40" high="80" optimum="100" value=")" << percent << "\">"
         << percent << "%</meter> " << percent << "%</span>";
  }
  if (!verdict.level.empty()) html << " " << badge(words_for_level(verdict.level));
  html << "</p>";
  if (verdict.reasons.empty()) {
    html << R"(<p class="hint">No rule spoke.</p>)";
  } else {
    html << R"(<ul class="reasons">)";
    for (const ConcludedReason& reason : verdict.reasons) {
      html << "<li>";
      if (!reason.excerpt.empty()) html << "<q><bdi>" << text(reason.excerpt) << "</bdi></q> ";
      html << "<code>" << text(reason.rule) << "</code></li>";
    }
    html << "</ul>";
  }
  html << "</article>";
  return html;
}

Html verdicts(const Conclusions& conclusions) {
  Html html;
  html << R"(<section aria-labelledby="why"><h2 id="why">What was concluded, and why</h2>)";
  if (conclusions.verdicts.empty()) html << R"(<p class="hint">Nothing was concluded of this message.</p>)";
  for (const ConcludedVerdict& verdict : conclusions.verdicts) html << verdict_card(verdict);
  html << "</section>";
  return html;
}

Html event_row(const ConcludedEvent& event) {
  Html html;
  html << "<li>" << badge(words_for_event(event.kind)) << " ";
  if (!event.contact.empty()) html << contact_link(event.contact) << " ";
  html << badge(words_for_force(event.force)) << R"(<span class="meta">)";
  if (!event.reason.empty()) html << " " << text(words_for_reason(event.reason).words) << ".";
  if (!event.scope.empty()) html << " Holds for: " << text(event.scope);
  if (!event.channel.empty()) html << ", " << text(event.channel);
  if (!event.purpose.empty()) html << ", " << text(event.purpose);
  html << "</span>";
  if (!event.entry.empty()) html << R"( <span class="meta">entry <code>)" << text(event.entry) << "</code></span>";
  html << "</li>";
  return html;
}

Html events(const Conclusions& conclusions) {
  Html html;
  html << R"(<section aria-labelledby="done"><h2 id="done">What was done</h2>)";
  if (conclusions.events.empty()) {
    html << R"(<p class="hint">Nothing was recorded. If the person wants no more mail, )"
         << R"(<a href="/look-up">look them up and suppress them</a>.</p>)";
  } else {
    html << R"(<ul class="events">)";
    for (const ConcludedEvent& event : conclusions.events) html << event_row(event);
    html << "</ul>";
  }
  html << "</section>";
  return html;
}

Html reports(const Conclusions& conclusions) {
  Html html;
  if (conclusions.reports.empty()) return html;
  html << R"(<section aria-labelledby="reports"><h2 id="reports">Delivery reports</h2><ul class="events">)";
  for (const ConcludedReport& report : conclusions.reports) {
    html << "<li>" << badge({"", report.action, Tone::plain}) << " <bdi>" << text(report.recipient) << "</bdi> <code>"
         << text(report.status) << R"(</code> <span class="meta">)" << text(words_for_reason(report.reason).words);
    if (!report.permanence.empty()) html << " (" << text(report.permanence) << ")";
    html << "</span>";
    if (!report.diagnostic.empty()) html << "<pre>" << lines(report.diagnostic) << "</pre>";
    html << "</li>";
  }
  html << "</ul></section>";
  return html;
}

void add_words(Html& html, Markup title, std::string_view words) {
  if (words.empty()) return;
  html << "<section><h2>" << title << R"(</h2><pre class="words" dir="auto">)" << lines(words) << "</pre></section>";
}

// The header's octets, up to the empty line.
std::string_view header_of(std::string_view octets) {
  const std::size_t end = std::min(octets.find("\r\n\r\n"), octets.find("\n\n"));
  return octets.substr(0, end);
}

} // namespace

Html message_detail(const store::KeptMessage& message, const Conclusions& conclusions,
                    std::optional<std::string_view> octets) {
  Html html;
  html << head_of(message, conclusions) << verdicts(conclusions) << events(conclusions) << reports(conclusions);
  add_words(html, "What they wrote", conclusions.reply);
  add_words(html, "What the forwarder wrote", conclusions.comment);
  add_words(html, "The forwarded message", conclusions.original_body);
  html << R"(<section><h2>Header</h2><details><summary>Show the header as it came</summary><pre class="words code">)";
  if (octets) {
    html << lines(header_of(*octets));
  } else {
    html << "The message is kept no more, or cannot be read.";
  }
  html << "</pre></details></section>";
  if (!conclusions.defects.empty()) {
    html << R"(<section><h2>Oddities</h2><ul>)";
    for (const std::string& defect : conclusions.defects) html << "<li><code>" << text(defect) << "</code></li>";
    html << "</ul></section>";
  }
  if (conclusions.left_out > 0) html << R"(<p class="hint">)" << conclusions.left_out << " more are not shown.</p>";
  return html;
}

} // namespace admin
