// Octets a second of reading messages: the tree alone, and with all that a recogniser asks for. The messages are made
// here, so that the figures can be had anywhere.
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>

#include "parsers/parsed_message.hpp"

namespace {

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string trace_fields() {
  return repeat(
             "Received: from mx1.example.test (mx1.example.test [192.0.2.1])\r\n\tby mx2.example.test (Postfix) "
             "with ESMTPS id 4F2C81A0\r\n\tfor <ann@example.test>; Sat, 21 Nov 2026 08:41:00 +0000 (UTC)\r\n",
             4) +
         "From: =?utf-8?Q?Ann_M=C3=BCller?= <ann@example.test>\r\nTo: \"Ray, Bob\" <bob@example.test>\r\n"
         "Subject: =?utf-8?B?VW56dXN0ZWxsYmFyOiBHcsO8w59l?=\r\nMessage-ID: <1@example.test>\r\nMIME-Version: 1.0\r\n";
}

// About the size of an ordinary delivery report.
std::string delivery_report() {
  return trace_fields() +
         "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b/1\"\r\n\r\n--b/1\r\n"
         "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
         repeat("The message could not be delivered to one of its recipients, f=C3=BCr immer=\r\n.\r\n", 10) +
         "--b/1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.test\r\n\r\n"
         "Final-Recipient: rfc822; bob@example.test\r\nAction: failed\r\nStatus: 5.1.1\r\n--b/1\r\n"
         "Content-Type: message/rfc822\r\n\r\n" +
         trace_fields() + "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n" +
         repeat(
             "Sch\xF6ne Gr\xFC\xDF"
             "e, and the rest of what was sent.\r\n",
             20) +
         "--b/1--\r\n";
}

std::string newsletter() {
  return trace_fields() + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n" +
         repeat("A line of the plain text, as long as lines of text are in mail.\r\n", 100) +
         "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>" +
         repeat("<tr><td style=\"color:#333\">A <a href=\"https://example.test/?a=1&amp;b=2\">link</a></td></tr>\r\n",
                300) +
         "</body></html>\r\n--b--\r\n";
}

std::string attachment() {
  return trace_fields() +
         "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee there\r\n--b\r\n"
         "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         repeat(std::string(76, 'Q') + "\r\n", 20'000) + "--b--\r\n";
}

std::string many_parts() {
  return "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + repeat("--b\r\n\r\nx\r\n", 100'000) + "--b--\r\n";
}

std::string almost_delimiters() {
  std::string text;
  for (int level = 0; level < 20; ++level) {
    const std::string boundary = "boundary" + std::to_string(level);
    text += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  return text + "\r\n" + repeat("--boundary\r\n", 100'000);
}

void report_octets(benchmark::State& state, const std::string& octets) {
  state.SetBytesProcessed(static_cast<std::int64_t>(octets.size()) * state.iterations());
}

void read_tree(benchmark::State& state, const std::string& octets) {
  for (auto _ : state) benchmark::DoNotOptimize(parsers::read_mime_tree(octets, parsers::Limits{}));
  report_octets(state, octets);
}

void read_texts(benchmark::State& state, const std::string& octets) {
  for (auto _ : state) {
    const parsers::ParsedMessage message(octets, parsers::Limits{});
    for (std::uint32_t part = 0; part < message.parts().size(); ++part)
      if (message.parts()[part].content_type.type == "text") benchmark::DoNotOptimize(message.text_body(part));
    benchmark::DoNotOptimize(message.visible_text());
    benchmark::DoNotOptimize(message.field_text("Subject"));
    benchmark::DoNotOptimize(message.field_addresses("From"));
    benchmark::DoNotOptimize(message.field_addresses("To"));
  }
  report_octets(state, octets);
}

BENCHMARK_CAPTURE(read_tree, delivery_report, delivery_report());
BENCHMARK_CAPTURE(read_texts, delivery_report, delivery_report());
BENCHMARK_CAPTURE(read_tree, newsletter, newsletter());
BENCHMARK_CAPTURE(read_texts, newsletter, newsletter());
BENCHMARK_CAPTURE(read_tree, attachment, attachment());
BENCHMARK_CAPTURE(read_texts, attachment, attachment());
BENCHMARK_CAPTURE(read_tree, many_parts, many_parts());
BENCHMARK_CAPTURE(read_texts, many_parts, many_parts());
BENCHMARK_CAPTURE(read_tree, almost_delimiters, almost_delimiters());

} // namespace

BENCHMARK_MAIN();
