// Short ways to write what a message says and how it came.
#pragma once

#include "classifier/provenance.hpp"

namespace classifier {

inline parsers::Address address(std::string_view text) { return *parsers::Address::parse(text); }
inline parsers::Identity identity(std::string_view text) { return address(text); }

inline Arrival arrival_at(parsers::TokenPurpose purpose, parsers::Identity recipient) {
  Arrival arrival;
  arrival.token = purpose;
  arrival.token_has_effect = true;
  arrival.token_recipient = std::move(recipient);
  return arrival;
}

inline Arrival arrival_at_user(std::string_view user) {
  Arrival arrival;
  arrival.token = parsers::TokenPurpose::forward;
  arrival.token_has_effect = true;
  arrival.registered_user = address(user);
  return arrival;
}

inline parsers::Facts reply_from(std::string author, std::string text = "Hello") {
  parsers::Facts facts;
  facts.kind = parsers::MessageKind::reply;
  facts.author.push_back({.name = "", .address = std::move(author)});
  facts.reply = parsers::ReplyText{.text = text, .signed_text = text, .quotation = ""};
  return facts;
}

inline parsers::Facts forward_of(std::string forwarder, std::string contact, std::string body = "Please remove me.") {
  parsers::Facts facts = reply_from(std::move(forwarder), "see below");
  facts.kind = parsers::MessageKind::forward;
  parsers::ForwardedMessage forwarded;
  forwarded.from.address = std::move(contact);
  forwarded.body = std::move(body);
  facts.forwarded = std::move(forwarded);
  return facts;
}

inline parsers::Facts bounce_naming(const std::vector<std::string>& recipients) {
  parsers::Facts facts;
  facts.kind = parsers::MessageKind::bounce;
  facts.author.push_back({.name = "", .address = "mailer-daemon@mx.example"});
  parsers::DeliveryReport report;
  report.form = "rfc3464";
  for (const std::string& recipient : recipients) {
    parsers::RecipientReport one;
    one.recipient = recipient;
    one.status = "5.1.1";
    one.diagnostic = "550 5.1.1 no such user";
    one.reason = parsers::FailureReason::user_unknown;
    one.permanence = parsers::Permanence::hard;
    report.recipients.push_back(std::move(one));
  }
  facts.delivery_report = std::move(report);
  return facts;
}

} // namespace classifier
