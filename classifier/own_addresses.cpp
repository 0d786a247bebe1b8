#include "classifier/own_addresses.hpp"

#include <algorithm>
#include <array>

namespace classifier {

namespace {

using parsers::Address;

// Providers at which anybody has a mailbox: the same domain says nothing there. Sorted.
// clang-format off
constexpr std::array<std::string_view, 126> public_domains = {
    "126.com", "163.com", "abv.bg", "aim.com", "alice.it", "aol.com", "arcor.de", "att.net", "azet.sk", "bigmir.net",
    "bigpond.com", "bk.ru", "bluewin.ch", "bol.com.br", "bredband.net", "btinternet.com", "centrum.cz", "centrum.sk",
    "charter.net", "citromail.hu", "comcast.net", "cox.net", "daum.net", "docomo.ne.jp", "duck.com", "email.cz",
    "email.de", "ezweb.ne.jp", "fastmail.com", "foxmail.com", "free.fr", "freemail.hu", "freenet.de", "gmail.com",
    "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hanmail.net", "hetnet.nl", "hey.com",
    "home.nl", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.fr", "hotmail.it", "hushmail.com", "i.ua",
    "icloud.com", "ig.com.br", "inbox.lv", "inbox.ru", "interia.pl", "kpnmail.nl", "laposte.net", "libero.it",
    "list.ru", "live.com", "live.de", "live.fr", "live.nl", "luukku.com", "mac.com", "mail.com", "mail.de", "mail.dk",
    "mail.ru", "mailbox.org", "me.com", "msn.com", "mynet.com", "nate.com", "naver.com", "o2.pl", "onet.pl",
    "online.de", "online.no", "orange.fr", "outlook.com", "outlook.de", "post.cz", "posteo.de", "proton.me",
    "protonmail.com", "qq.com", "rambler.ru", "rediffmail.com", "rocketmail.com", "sbcglobal.net", "seznam.cz",
    "sfr.fr", "sina.com", "skynet.be", "softbank.ne.jp", "sohu.com", "t-online.de", "telenet.be", "telia.com",
    "terra.com.br", "tin.it", "tiscali.it", "tut.by", "tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "ukr.net",
    "uol.com.br", "verizon.net", "virgilio.it", "walla.co.il", "wanadoo.fr", "web.de", "wp.pl", "ya.ru",
    "yahoo.co.jp", "yahoo.com", "yahoo.de", "yandex.ru", "yeah.net", "ymail.com", "ziggo.nl", "zoho.com",
};
// clang-format on
static_assert(std::ranges::is_sorted(public_domains));

std::optional<Address> read_address(std::string_view text) {
  auto address = Address::parse(text);
  if (!address) return std::nullopt;
  return std::move(*address);
}

bool is_public(std::string_view domain) {
  // "yahoo.…" and "hotmail.…" of all countries
  for (const std::string_view brand : {"yahoo.", "hotmail.", "live.", "outlook.", "gmx.", "yandex."})
    if (domain.starts_with(brand)) return true;
  return std::ranges::binary_search(public_domains, domain);
}

} // namespace

void OwnAddresses::add(const Address& user) { users_.push_back(user); }

bool OwnAddresses::has(const Address& address) const {
  return std::ranges::any_of(users_, [&](const Address& user) {
    return user == address || (user.domain() == address.domain() && !is_public(user.domain()));
  });
}

bool OwnAddresses::has(const parsers::Identity& identity) const {
  const auto* const address = std::get_if<Address>(&identity);
  return address != nullptr && has(*address);
}

OwnAddresses forwarders_of(const parsers::Facts& facts) {
  OwnAddresses own;
  for (const parsers::Mailbox& author : facts.author)
    if (const auto address = read_address(author.address)) own.add(*address);
  return own;
}

std::optional<parsers::ForwardedMessage> find_message_of_contact(const parsers::ForwardedMessage& forwarded,
                                                                 const OwnAddresses& own) {
  constexpr int deepest = 5;
  std::optional<parsers::ForwardedMessage> message = forwarded;
  for (int depth = 0; message && depth < deepest; ++depth) {
    const auto address = read_address(parsers::writer_of(*message).address);
    if (!address || !own.has(*address)) return message;
    message = parsers::read_older_message(*message);
  }
  return std::nullopt;
}

} // namespace classifier
