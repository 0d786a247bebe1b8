// Address lists as field bodies, and the addresses in them as identities.
#include <cstdint>

#include "parsers/address_list.hpp"
#include "parsers/assert_that.hpp"
#include "parsers/charset.hpp"
#include "parsers/identity.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view field(reinterpret_cast<const char*>(data), size);
  parsers::Limits limits;
  limits.addresses = 20;
  parsers::Defects defects;
  const auto mailboxes = parsers::read_address_list(field, limits, defects);
  assert_that(mailboxes.size() <= limits.addresses, "the address limit holds");
  for (const parsers::Mailbox& mailbox : mailboxes) {
    assert_that(parsers::is_utf8(mailbox.name) && parsers::is_utf8(mailbox.address), "mailboxes are UTF-8");
    assert_that(!mailbox.name.empty() || !mailbox.address.empty(), "a mailbox says something");
    const auto address = parsers::Address::parse(mailbox.address);
    if (!address) continue;
    const auto again = parsers::Address::parse(address->text());
    assert_that(again && (!address->is_normalised() || *again == *address), "a normal form is its own normal form");
    static_cast<void>(address->wide_text());
  }
  static_cast<void>(parsers::parse_identity(field));
  return 0;
}
