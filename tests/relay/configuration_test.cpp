#include "relay/configuration.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace relay {
namespace {

class ConfigurationFile : public testing::Test {
 protected:
  ConfigurationFile()
      : path_(std::filesystem::temp_directory_path() / ("desist-" + std::to_string(::getpid()) + ".toml")) {}
  ~ConfigurationFile() override { std::filesystem::remove(path_); }

  Result<Configuration> read(const std::string& text) {
    std::ofstream(path_) << text;
    return read_configuration(path_, true);
  }

  std::filesystem::path path_;
};

TEST_F(ConfigurationFile, MayBeMissingUnlessItWasNamed) {
  EXPECT_TRUE(read_configuration("/nonexistent/desist.toml", false));
  const auto named = read_configuration("/nonexistent/desist.toml", true);
  ASSERT_FALSE(named);
  EXPECT_EQ(named.error().code, parsers::ErrorCode::not_found);
}

TEST_F(ConfigurationFile, SetsWhatItNamesAndLeavesTheRest) {
  const auto configuration = read(
      "data = \"/srv/desist\"\n[smtp]\nlisten = [\"0.0.0.0:25\", \"[::]:25\"]\n"
      "[http]\nlisten = \"127.0.0.1:8025\"\n[writer]\ngroup = \"mailers\"\n"
      "[suppression]\nglobal = \"agencies\"\nfirst_strike_days = 3\n");
  ASSERT_TRUE(configuration) << to_string(configuration.error());
  EXPECT_EQ(configuration->data, "/srv/desist");
  ASSERT_EQ(configuration->smtp_listeners.size(), 2u);
  EXPECT_EQ(configuration->smtp_listeners[1].address, "[::]:25");
  EXPECT_EQ(configuration->smtp_listeners[1].tls, smtp::TlsUse::starttls);
  EXPECT_EQ(configuration->http->port, 8025);
  EXPECT_EQ(configuration->writer_group, "mailers");
  EXPECT_EQ(configuration->policy.global, classifier::GlobalSuppression::agencies);
  EXPECT_EQ(configuration->policy.first_strike, std::chrono::days(3));
  EXPECT_EQ(configuration->policy.second_strike, std::chrono::days(90));
}

TEST_F(ConfigurationFile, OpensAListenerForEachLookUpSection) {
  const auto configuration = read(
      "[[look_up]]\nlisten = \"127.0.0.1:9998\"\n[[look_up]]\nlisten = \"unix:/run/desist/milter\"\nprotocol = "
      "\"milter\"\naction = \"remove\"\nworkspace = \"shop\"\npurpose = \"news\"\n");
  ASSERT_TRUE(configuration) << to_string(configuration.error());
  ASSERT_EQ(configuration->look_ups.size(), 2u);
  EXPECT_EQ(configuration->look_ups[0].listener.protocol, admin::LookUpProtocol::postfix);
  EXPECT_EQ(configuration->look_ups[0].listener.address, "127.0.0.1:9998");
  EXPECT_EQ(configuration->look_ups[0].workspace, "");
  EXPECT_EQ(configuration->look_ups[1].listener.protocol, admin::LookUpProtocol::milter);
  EXPECT_EQ(configuration->look_ups[1].listener.action, admin::MilterAction::remove);
  EXPECT_EQ(configuration->look_ups[1].listener.query.purpose.stream, "news");
  EXPECT_EQ(configuration->look_ups[1].workspace, "shop");
}

TEST_F(ConfigurationFile, OpensAListenerForEachSmtpSection) {
  const auto configuration = read(
      "[smtp]\nlisten = [\"127.0.0.1:25\"]\ncertificate = \"/etc/c.pem\"\nprivate_key = \"/etc/k.pem\"\n"
      "[[smtp.listener]]\nlisten = \"0.0.0.0:465\"\nprotocol = \"submission\"\ntls = \"implicit\"\n"
      "[[smtp.listener]]\nlisten = \"unix:/run/desist/lmtp\"\nprotocol = \"lmtp\"\n"
      "[[smtp.listener]]\nlisten = \"10.0.0.1:2525\"\nproxies = [\"10.0.0.0/8\", \"::1\"]\n");
  ASSERT_TRUE(configuration) << to_string(configuration.error());
  const auto& listeners = configuration->smtp_listeners;
  ASSERT_EQ(listeners.size(), 4u);
  EXPECT_EQ(listeners[1].dialect, smtp::Dialect::submission);
  EXPECT_EQ(listeners[1].tls, smtp::TlsUse::implicit);
  EXPECT_EQ(listeners[2].address, "unix:/run/desist/lmtp");
  EXPECT_EQ(listeners[2].dialect, smtp::Dialect::lmtp);
  EXPECT_EQ(listeners[2].tls, smtp::TlsUse::none);
  EXPECT_EQ(listeners[3].proxies.size(), 2u);
  EXPECT_EQ(configuration->smtp_tls.private_key, "/etc/k.pem");
}

TEST_F(ConfigurationFile, SetsTheLimitsOfSmtpThatItNames) {
  const auto configuration =
      read("[smtp.limits]\nconnections = 7\nmessages_a_minute = 0\ndata_seconds = 5\nmost_spool_octets = 1\n");
  ASSERT_TRUE(configuration) << to_string(configuration.error());
  const SmtpLimits& limits = configuration->smtp_limits;
  EXPECT_EQ(limits.peers.connections, 7u);
  EXPECT_EQ(limits.messages.messages_a_minute, 0u);
  EXPECT_EQ(limits.deadlines.data, std::chrono::seconds(5));
  EXPECT_EQ(limits.watermarks.most_spool_octets, 1u);
  EXPECT_EQ(limits.protocol.recipients, 100u);
}

TEST_F(ConfigurationFile, ThresholdsAreByIntentAndLevelOfProof) {
  using classifier::Intent;
  using classifier::Provenance;
  const auto configuration = read("[classifier.action]\nquestion = 0.5\nopt_out = {verified = 0.6, likely = 0.9}\n");
  ASSERT_TRUE(configuration) << to_string(configuration.error());
  const classifier::ActionThresholds& act_from = configuration->policy.act_from;
  EXPECT_EQ(act_from.of(Intent::question, Provenance::likely), 0.5);
  EXPECT_EQ(act_from.of(Intent::opt_out, Provenance::verified), 0.6);
  EXPECT_EQ(act_from.of(Intent::opt_out, Provenance::likely), 0.9);
  EXPECT_EQ(act_from.of(Intent::opt_out, Provenance::verified_forward), 0.7);
}

TEST_F(ConfigurationFile, SaysHowASenderIsProven) {
  const auto none = read("data = \"/x\"\n");
  EXPECT_EQ(none->proof.dns, ProofSettings::Dns::off) << "nothing is asked of a network that nobody allowed";
  const auto configuration = read(
      "[proof]\ndns = \"127.0.0.1:5353\"\ntrust_anchor = \"\"\n[[proof.upstream]]\nnetworks = [\"192.0.2.0/24\"]\n"
      "authserv_id = \"MX.example.test\"\n");
  ASSERT_TRUE(configuration) << to_string(configuration.error());
  EXPECT_EQ(configuration->proof.dns, ProofSettings::Dns::forward);
  EXPECT_EQ(configuration->proof.forward_to, "127.0.0.1@5353");
  EXPECT_TRUE(configuration->proof.trust_anchor.empty());
  ASSERT_EQ(configuration->proof.upstreams.size(), 1u);
  EXPECT_EQ(configuration->proof.upstreams[0].authserv_id, "mx.example.test");
  EXPECT_EQ(read("[proof]\ndns = \"recursive\"\n")->proof.dns, ProofSettings::Dns::recursive);
}

TEST_F(ConfigurationFile, RefusesAProofThatItCannotUnderstand) {
  for (const char* bad : {"[proof]\ndns = \"on\"\n", "[proof]\ndns = true\n", "[proof]\nspf = true\n", "proof = 1\n",
                          "[proof]\nupstream = 1\n", "[[proof.upstream]]\nauthserv_id = \"mx\"\n",
                          "[[proof.upstream]]\nnetworks = [\"192.0.2.0/24\"]\n",
                          "[[proof.upstream]]\nnetworks = []\nauthserv_id = \"x\"\n",
                          "[[proof.upstream]]\nnetworks = [\"everywhere\"]\nauthserv_id = \"x\"\n"}) {
    const auto configuration = read(bad);
    ASSERT_FALSE(configuration) << bad;
    EXPECT_EQ(configuration.error().code, parsers::ErrorCode::invalid_argument) << bad;
  }
}

TEST_F(ConfigurationFile, NamesTheLineOfEveryMistake) {
  for (const auto& [text, place] : std::vector<std::pair<std::string, std::string>>{
           {"dato = \"/x\"\n", ":1: dato: no such setting"},
           {"data = 5\n", ":1: data: must be"},
           {"[smtp]\nmessage_octets = -1\n", ":2: message_octets: must be"},
           {"[smtp]\nlisten = [\"mx.example.test:25\"]\n", ":2: listen: not ADDRESS:PORT"},
           {"[smtp.limits]\nrecipients = 99\n", "limits: recipients: must be a number from 100"},
           {"[smtp.limits]\nspeed = 99\n", "limits: speed: no such setting"},
           {"[smtp]\nlimits = 5\n", ":2: limits: must be a section"},
           {"[smtp]\ncertificate = \"/etc/c.pem\"\n", "belong together"},
           {"[[smtp.listener]]\nprotocol = \"smtp\"\n", "listener: listen: is missing"},
           {"[[smtp.listener]]\nlisten = \"127.0.0.1:25\"\nprotocol = \"lmtp\"\n", "LMTP is not for port 25"},
           {"[[smtp.listener]]\nlisten = \"127.0.0.1:1\"\nprotocol = \"smtps\"\n", "protocol: must be"},
           {"[[smtp.listener]]\nlisten = \"127.0.0.1:1\"\nprotocol = \"submission\"\ntls = \"none\"\n",
            "passwords are taken over TLS only"},
           {"[[smtp.listener]]\nlisten = \"127.0.0.1:1\"\ntls = \"ssl\"\n", "tls: must be"},
           {"[[smtp.listener]]\nlisten = \"127.0.0.1:1\"\nproxies = [\"x\"]\n", "proxies: "},
           {"[http]\nlisten = \"127.0.0.1:70000\"\n", ":2: listen: not ADDRESS:PORT"},
           {"[[look_up]]\nprotocol = \"resp\"\n", ":1: look_up: listen: is missing"},
           {"[[look_up]]\nlisten = \"0.0.0.0:9998\"\n", "look_up: listen: look-ups are in clear text"},
           {"[[look_up]]\nlisten = \"127.0.0.1:1\"\nprotocol = \"dns\"\n", "look_up: protocol: must be"},
           {"[[look_up]]\nlisten = \"127.0.0.1:1\"\ncolour = \"red\"\n", "look_up: colour: no such setting"},
           {"look_up = 5\n", ":1: look_up: must be sections"},
           {"[classifier]\nhold = 1.5\n", ":2: hold: must be"},
           {"[classifier.action]\nopt_out = 1.5\n", "action: opt_out: must be a number from 0 to 1"},
           {"[classifier.action]\nstop = 0.5\n", "action: stop: no intent"},
           {"[classifier.action]\nopt_out = {hostile = 0.5}\n", "action: hostile: no level of proof"},
           {"data = \"x\"\n\nthis is no toml\n", ":3:"},
       }) {
    const auto configuration = read(text);
    ASSERT_FALSE(configuration) << text;
    EXPECT_EQ(configuration.error().code, parsers::ErrorCode::invalid_argument);
    EXPECT_NE(configuration.error().context.find(place), std::string::npos) << configuration.error().context;
  }
}

TEST_F(ConfigurationFile, ReadsItsOwnTemplateAndTheDefaultsThatTheTemplateShows) {
  std::string text = configuration_template("/var/lib/desist", "relay.example.org");
  ASSERT_TRUE(read(text));
  // With every shown default switched on, nothing changes.
  std::string shown;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool is_setting = line.starts_with("# ") && line.find(" = ") != std::string::npos;
    shown += (is_setting ? line.substr(2) : line) + "\n";
  }
  const auto configuration = read(shown);
  ASSERT_TRUE(configuration) << to_string(configuration.error());
  const Configuration defaults;
  EXPECT_EQ(configuration->message_octets, defaults.message_octets);
  EXPECT_EQ(configuration->trusted_networks, defaults.trusted_networks);
  EXPECT_EQ(configuration->smtp_limits.peers.connections, defaults.smtp_limits.peers.connections);
  EXPECT_EQ(configuration->smtp_limits.deadlines.session, defaults.smtp_limits.deadlines.session);
  EXPECT_EQ(configuration->smtp_limits.watermarks.most_spool_octets, defaults.smtp_limits.watermarks.most_spool_octets);
  EXPECT_TRUE(configuration->smtp_tls.certificate.empty());
  EXPECT_EQ(configuration->least_free_octets, defaults.least_free_octets);
  EXPECT_EQ(configuration->policy.not_interested_pause, defaults.policy.not_interested_pause);
  EXPECT_EQ(configuration->policy.act_from, defaults.policy.act_from);
}

TEST(ListenAddress, KnowsLoopback) {
  EXPECT_TRUE(parse_listen_address("127.0.0.1:80")->is_loopback());
  EXPECT_TRUE(parse_listen_address("[::1]:80")->is_loopback());
  EXPECT_FALSE(parse_listen_address("0.0.0.0:80")->is_loopback());
  EXPECT_FALSE(parse_listen_address("192.0.2.1:80")->is_loopback());
}

} // namespace
} // namespace relay
