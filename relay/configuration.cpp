#include "relay/configuration.hpp"

#include <toml++/toml.h>
#include <functional>
#include <map>

#include "relay/proof_tables.hpp"
#include "relay/smtp_door.hpp"
#include "relay/threshold_settings.hpp"

namespace relay {

using parsers::ErrorCode;
using parsers::failure;

namespace {

/// Reads one table: each key has a reader, and a key without one is an error.
class TableReader {
 public:
  using Reader = std::function<Result<void>(const toml::node&)>;

  void on(std::string key, Reader reader) { readers_[std::move(key)] = std::move(reader); }

  Result<void> read(const toml::table& table, const std::string& where) const {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      std::string place = where;
      place.append(":").append(std::to_string(node.source().begin.line)).append(": ").append(name);
      const auto reader = readers_.find(name);
      if (reader == readers_.end()) return failure(ErrorCode::invalid_argument, place + ": no such setting");
      if (auto done = reader->second(node); !done) {
        return failure(done.error().code, place + ": " + done.error().context);
      }
    }
    return {};
  }

 private:
  std::map<std::string, Reader> readers_;
};

template <class T>
TableReader::Reader value(T& target, std::string_view expected) {
  return [&target, expected](const toml::node& node) -> Result<void> {
    const auto found = node.value<T>();
    if (!found) return failure(ErrorCode::invalid_argument, "must be " + std::string(expected));
    target = *found;
    return {};
  };
}

TableReader::Reader octets(std::uint64_t& target, std::uint64_t least, std::uint64_t most) {
  return [&target, least, most](const toml::node& node) -> Result<void> {
    const auto found = node.value<std::int64_t>();
    if (!found || *found < 0 || static_cast<std::uint64_t>(*found) < least ||
        static_cast<std::uint64_t>(*found) > most) {
      return failure(ErrorCode::invalid_argument,
                     "must be a number of octets from " + std::to_string(least) + " to " + std::to_string(most));
    }
    target = static_cast<std::uint64_t>(*found);
    return {};
  };
}

TableReader::Reader fraction(double& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const auto found = node.value<double>();
    if (!found || *found < 0 || *found > 1) return failure(ErrorCode::invalid_argument, "must be a number from 0 to 1");
    target = *found;
    return {};
  };
}

TableReader::Reader days(std::chrono::days& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const auto found = node.value<std::int64_t>();
    if (!found || *found < 0 || *found > 36500) return failure(ErrorCode::invalid_argument, "must be a number of days");
    target = std::chrono::days(*found);
    return {};
  };
}

TableReader::Reader strings(std::vector<std::string>& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const toml::array* list = node.as_array();
    if (list == nullptr) return failure(ErrorCode::invalid_argument, "must be a list of strings");
    target.clear();
    for (const toml::node& item : *list) {
      const auto text = item.value<std::string>();
      if (!text) return failure(ErrorCode::invalid_argument, "must be a list of strings");
      target.push_back(*text);
    }
    return {};
  };
}

Result<ListenAddress> listen_address(const toml::node& node) {
  const auto text = node.value<std::string>();
  if (!text) return failure(ErrorCode::invalid_argument, "must be \"ADDRESS:PORT\"");
  return parse_listen_address(*text);
}

TableReader::Reader listen_addresses(std::vector<ListenAddress>& target) {
  return [&target](const toml::node& node) -> Result<void> {
    std::vector<std::string> texts;
    if (auto done = strings(texts)(node); !done) return done;
    target.clear();
    for (const std::string& text : texts) {
      auto address = parse_listen_address(text);
      if (!address) return tl::unexpected(address.error());
      target.push_back(std::move(*address));
    }
    return {};
  };
}

TableReader::Reader networks(std::vector<parsers::Network>& target) {
  return [&target](const toml::node& node) -> Result<void> {
    std::vector<std::string> texts;
    if (auto done = strings(texts)(node); !done) return done;
    target.clear();
    for (const std::string& text : texts) {
      const auto network = parsers::Network::parse(text);
      if (!network) return tl::unexpected(network.error());
      target.push_back(*network);
    }
    return {};
  };
}

/// Mail programs call nothing but https for RFC 8058.
TableReader::Reader public_url(std::string& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const auto text = node.value<std::string>();
    constexpr std::string_view scheme = "https://";
    const bool is_good = text && text->starts_with(scheme) && text->size() > scheme.size() && !text->ends_with('/') &&
                         text->find_first_of("?#<> ,") == std::string::npos;
    if (!is_good) return failure(ErrorCode::invalid_argument, "must be like \"https://mail.example.org\"");
    target = *text;
    return {};
  };
}

TableReader::Reader section(TableReader reader, std::string where) {
  return [reader = std::move(reader), where = std::move(where)](const toml::node& node) -> Result<void> {
    const toml::table* table = node.as_table();
    if (table == nullptr) return failure(ErrorCode::invalid_argument, "must be a section, [name]");
    return reader.read(*table, where);
  };
}

TableReader::Reader global_suppression(classifier::GlobalSuppression& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const std::string name = node.value_or(std::string());
    if (name == "organisation")
      target = classifier::GlobalSuppression::organisation;
    else if (name == "agencies")
      target = classifier::GlobalSuppression::agencies;
    else
      return failure(ErrorCode::invalid_argument, "must be \"organisation\" or \"agencies\"");
    return {};
  };
}

Result<LookUpDoor> look_up_door(const toml::node& node) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) return failure(ErrorCode::invalid_argument, "must be sections, [[look_up]]");
  std::map<std::string, std::string> settings;
  for (const auto& [key, value] : *table) {
    const auto text = value.value<std::string>();
    if (!text) return failure(ErrorCode::invalid_argument, std::string(key.str()) + ": must be a string");
    settings.emplace(key.str(), *text);
  }
  return read_look_up_door(settings);
}

TableReader::Reader look_up_doors(std::vector<LookUpDoor>& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const toml::array* const sections = node.as_array();
    if (sections == nullptr) return failure(ErrorCode::invalid_argument, "must be sections, [[look_up]]");
    target.clear();
    for (const toml::node& item : *sections) {
      auto door = look_up_door(item);
      if (!door) return tl::unexpected(door.error());
      target.push_back(std::move(*door));
    }
    return {};
  };
}

/// "listen" is short for listeners of the usual kind.
TableReader::Reader smtp_addresses(std::vector<smtp::ListenerOptions>& target) {
  return [&target](const toml::node& node) -> Result<void> {
    std::vector<ListenAddress> addresses;
    if (auto done = listen_addresses(addresses)(node); !done) return done;
    for (const ListenAddress& address : addresses) {
      target.push_back(*smtp_door_of_kind("smtp"));
      target.back().address = to_string(address);
    }
    return {};
  };
}

TableReader::Reader smtp_doors(std::vector<smtp::ListenerOptions>& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const toml::array* const sections = node.as_array();
    if (sections == nullptr) return failure(ErrorCode::invalid_argument, "must be sections, [[smtp.listener]]");
    for (const toml::node& item : *sections) {
      const toml::table* const table = item.as_table();
      if (table == nullptr) return failure(ErrorCode::invalid_argument, "must be sections, [[smtp.listener]]");
      auto door = read_smtp_door(*table);
      if (!door) return tl::unexpected(door.error());
      target.push_back(std::move(*door));
    }
    return {};
  };
}

TableReader::Reader path(std::filesystem::path& target) {
  return [&target](const toml::node& node) -> Result<void> {
    const auto text = node.value<std::string>();
    if (!text) return failure(ErrorCode::invalid_argument, "must be the path of a file");
    target = *text;
    return {};
  };
}

TableReader readers_of(Configuration& configuration, const std::string& file) {
  TableReader smtp;
  smtp.on("listen", smtp_addresses(configuration.smtp_listeners));
  smtp.on("listener", smtp_doors(configuration.smtp_listeners));
  smtp.on("certificate", path(configuration.smtp_tls.certificate));
  smtp.on("private_key", path(configuration.smtp_tls.private_key));
  smtp.on("limits",
          [&configuration](const toml::node& node) { return read_smtp_limits(node, configuration.smtp_limits); });
  smtp.on("message_octets", octets(configuration.message_octets, 65536, 256ull << 20));
  smtp.on("trusted_networks", networks(configuration.trusted_networks));
  TableReader http;
  http.on("listen", [&configuration](const toml::node& node) -> Result<void> {
    auto address = listen_address(node);
    if (!address) return tl::unexpected(address.error());
    configuration.http = *address;
    return {};
  });
  http.on("allowed_hosts", strings(configuration.allowed_hosts));
  http.on("public_url", public_url(configuration.public_url));
  TableReader spool;
  spool.on("least_free_octets", octets(configuration.least_free_octets, 0, 1ull << 50));
  TableReader writer;
  writer.on("group", value(configuration.writer_group, "the name of a group"));
  TableReader suppression;
  suppression.on("global", global_suppression(configuration.policy.global));
  suppression.on("provisional_bounce_days", days(configuration.policy.provisional_bounce));
  suppression.on("first_strike_days", days(configuration.policy.first_strike));
  suppression.on("second_strike_days", days(configuration.policy.second_strike));
  suppression.on("not_interested_days", days(configuration.policy.not_interested_pause));
  suppression.on("absence_days", days(configuration.policy.absence_without_date));
  TableReader classifier_table;
  classifier_table.on("action", [&configuration](const toml::node& node) {
    return read_action_thresholds(node, configuration.policy.act_from);
  });
  classifier_table.on("review", fraction(configuration.policy.review_threshold));
  classifier_table.on("hold", fraction(configuration.policy.hold_threshold));
  classifier_table.on("model", path(configuration.model));

  TableReader top;
  top.on("data", [&configuration](const toml::node& node) -> Result<void> {
    const auto text = node.value<std::string>();
    if (!text || text->empty()) return failure(ErrorCode::invalid_argument, "must be the path of a directory");
    configuration.data = *text;
    return {};
  });
  top.on("look_up", look_up_doors(configuration.look_ups));
  top.on("proof", [&configuration](const toml::node& node) { return read_proof_settings(node, configuration.proof); });
  top.on("host_name", value(configuration.host_name, "a string"));
  top.on("smtp", section(smtp, file));
  top.on("http", section(http, file));
  top.on("spool", section(spool, file));
  top.on("writer", section(writer, file));
  top.on("suppression", section(suppression, file));
  top.on("classifier", section(classifier_table, file));
  return top;
}

} // namespace

Result<Configuration> read_configuration(const std::filesystem::path& file, bool must_exist) {
  Configuration configuration;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    if (error)
      return failure(ErrorCode::permission_denied, "cannot look for " + file.string() + ": " + error.message());
    if (must_exist) return failure(ErrorCode::not_found, "no configuration file " + file.string());
    return configuration;
  }
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& parse_error) {
    return failure(ErrorCode::invalid_argument, file.string() + ":" + std::to_string(parse_error.source().begin.line) +
                                                    ": " + std::string(parse_error.description()));
  }
  if (auto done = readers_of(configuration, file.string()).read(table, file.string()); !done) {
    return tl::unexpected(done.error());
  }
  if (configuration.smtp_tls.certificate.empty() != configuration.smtp_tls.private_key.empty()) {
    return failure(ErrorCode::invalid_argument, file.string() + ": certificate and private_key belong together");
  }
  return configuration;
}

std::string configuration_template(const std::filesystem::path& data, std::string_view domain) {
  const std::string name(domain);
  return "# Desist. A line that begins with # shows a default.\n"
         "data = \"" +
         data.string() +
         "\"\n"
         "host_name = \"mx." +
         name +
         "\"\n"
         "\n[smtp]\nlisten = [\"127.0.0.1:2525\"]\n"
         "# message_octets = 26214400\n"
         "# trusted_networks = [\"127.0.0.0/8\", \"::1/128\"]  # without connection limits\n"
         "# certificate = \"\"  # PEM, with its chain; read again when it changes; empty: self-signed, in the data\n"
         "# private_key = \"\"\n" +
         smtp_limits_template() +
         "\n# [[smtp.listener]]  # one section for each further listener\n"
         "## listen = \"0.0.0.0:587\"  # or \"unix:/run/desist/lmtp\"\n"
         "## protocol = \"submission\"  # of users, with their passwords; \"smtp\"; \"lmtp\"\n"
         "## tls = \"starttls\"  # \"implicit\"; \"none\"\n"
         "## proxies = []  # networks of proxies, which then must send a PROXY header\n"
         "\n[http]\nlisten = \"127.0.0.1:8025\"  # plain HTTP is for loopback only\n"
         "# allowed_hosts = []  # further names that the page may be called by\n"
         "## public_url = \"https://mail.example.org\"  # for one-click unsubscribing in your mails\n"
         "\n# [[look_up]]  # one section for each listener that mail servers and programs ask\n"
         "## listen = \"127.0.0.1:9998\"  # or \"unix:/run/desist/postfix\"\n"
         "## protocol = \"postfix\"  # policy, socketmap and tcp_table; or \"milter\", \"resp\"\n"
         "## workspace = \"\"  # empty: the first; with resp the API key decides\n"
         "## channel = \"email\"\n## purpose = \"marketing\"\n"
         "## map = \"access\"  # or \"transport\": what tcp_table answers are used for\n"
         "## action = \"reject\"  # or \"remove\": what a milter does with a suppressed recipient\n"
         "\n[spool]\n# least_free_octets = 268435456  # below, mail is refused with 452\n"
         "\n[writer]\n# group = \"\"  # whose members may write through the processor's socket, beside its user and "
         "root\n"
         "\n[suppression]\n# global = \"organisation\"  # or \"agencies\"\n"
         "# provisional_bounce_days = 14\n# first_strike_days = 7\n# second_strike_days = 90\n"
         "# not_interested_days = 180\n# absence_days = 7\n"
         "\n[classifier]\n# model = \"\"  # written by desist model refit; empty: the shipped one\n"
         "# review = 0.40  # confidence below which an answer is only recorded\n"
         "# hold = 0.10  # chance that a text asks to stop, from which it is held until a person has looked at it\n" +
         action_thresholds_template() + proof_settings_template();
}

} // namespace relay
