// desist number: what the numbering plans say of phone numbers. No store is needed.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "parsers/phone_number.hpp"
#include "relay/commands/commands.hpp"

namespace relay {
namespace {

struct Options {
  std::vector<std::string> numbers;
  std::string region;
};

Exit validate(const Context& context, const Options& options) {
  Exit status = Exit::done;
  for (const std::string& number : options.numbers) {
    const parsers::NumberReport report = parsers::validate_number(number, options.region);
    if (report.status != parsers::NumberStatus::valid) status = Exit::no;
    if (context.json) {
      nlohmann::ordered_json object{{"raw", number},
                                    {"normalised", report.normalised},
                                    {"status", name_of(report.status)},
                                    {"type", name_of(report.type)},
                                    {"region", report.region},
                                    {"aliases", report.aliases}};
      if (report.normalised.empty()) object["normalised"] = nullptr;
      if (report.region.empty()) object["region"] = nullptr;
      Context::print_json(object);
    } else {
      Context::print(number + "  " + (report.normalised.empty() ? "-" : report.normalised) + "  " +
                     std::string(name_of(report.status)) + "  " + std::string(name_of(report.type)) + "  " +
                     (report.region.empty() ? "-" : report.region));
    }
  }
  return status;
}

} // namespace

void add_number(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("number", "What is known of phone numbers: form, status, type, region");
  auto options = std::make_shared<Options>();
  command->add_option("NUMBER", options->numbers, "Numbers as they were written")->required();
  command->add_option("--region", options->region, "Country of numbers that name none, as DE");
  command->callback(
      [&context, choose, options] { choose([&context, options] { return validate(context, *options); }); });
}

} // namespace relay
