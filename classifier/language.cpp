// Scripts first, then counts of common words.
#include "classifier/language.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "parsers/utf8.hpp"

namespace classifier {

namespace {

struct CommonWords {
  std::string_view language;
  std::string_view words; // folded
};

// clang-format off
constexpr std::array common_words{
  CommonWords{"en", "the and to you is are of in for this that we not your have i my it with from on me please be do will can if at as thanks thank no yes dont"},
  CommonWords{"de", "der die das und ich sie ist nicht wir bitte den mit fur von zu ein eine auf kein keine bin mich haben uns mir es im aus ihre ihnen danke mehr"},
  CommonWords{"fr", "le la les de et je vous est pas ne nous des un une pour dans votre vos merci que sur mon suis bonjour plus"},
  CommonWords{"es", "el la los de que y no en un una por para con su mi me gracias favor mas correo quiero estoy hola"},
  CommonWords{"it", "il la di che e non per un una con mi sono grazie vi ho dalla questo della piu mia"},
  CommonWords{"pt", "o a os de que e nao em um uma por para com me obrigado meu mais estou voce da do favor"},
  CommonWords{"nl", "de het een en ik is niet van u wij voor met op geen mijn meer aan graag jullie deze bedankt"},
  CommonWords{"da", "og jeg er ikke det en til af ikke jeres venligst tak fra mig vi den ingen har"},
  CommonWords{"no", "og jeg er ikke det en til av vennligst takk fra meg vi den ingen har dere"},
  CommonWords{"sv", "och jag ar inte det en till av tack fran mig vi den inga har vanligen er"},
  CommonWords{"fi", "ja on ei en minut minun olen kiitos ole teidan se han enaa"},
  CommonWords{"pl", "i nie jest w z na do sie prosze mnie dziekuje to jestem o od"},
  CommonWords{"cs", "a je se na v z ne prosim dekuji me mi jsem neni uz"},
  CommonWords{"sk", "a je sa na v z nie prosim dakujem mna som uz"},
  CommonWords{"hu", "a az es nem kerem hogy koszonom van le meg vagyok"},
  CommonWords{"ro", "si nu va rog de la in multumesc este sunt din mai"},
  CommonWords{"tr", "ve bir bu lutfen icin tesekkurler degil ben beni"},
};
// clang-format on

using LanguagesByWord = std::unordered_map<std::string_view, std::vector<std::size_t>>;

LanguagesByWord index_common_words() {
  LanguagesByWord languages;
  for (std::size_t i = 0; i < common_words.size(); ++i)
    for (std::string_view rest = common_words[i].words; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      languages[rest.substr(0, end)].push_back(i);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  return languages;
}

constexpr bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

/// The scripts that decide alone.
std::string by_script(const Words& words) {
  bool has_han = false;
  bool has_cyrillic = false;
  for (const Word& word : words.words) {
    for (std::string_view rest = word.text; !rest.empty();) {
      const parsers::DecodedCharacter next = parsers::decode_utf8(rest);
      const char32_t c = next.character;
      rest.remove_prefix(next.length);
      if (c < 0x80) continue;
      if (is_between(c, 0x3041, 0x30FF)) return "ja";
      if (is_between(c, 0xAC00, 0xD7A3)) return "ko";
      if (is_between(c, 0x0E01, 0x0E5B)) return "th";
      if (is_between(c, 0x0370, 0x03FF)) return "el";
      if (is_between(c, 0x0590, 0x05FF)) return "he";
      if (is_between(c, 0x0600, 0x06FF)) return "ar";
      if (c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491) return "uk";
      has_han = has_han || is_between(c, 0x3400, 0x9FFF);
      has_cyrillic = has_cyrillic || is_between(c, 0x0400, 0x04FF);
    }
  }
  if (has_han) return "zh";
  return has_cyrillic ? "ru" : "";
}

} // namespace

std::string guess_language(const Words& words) {
  if (std::string language = by_script(words); !language.empty()) return language;
  static const LanguagesByWord languages = index_common_words();
  std::array<std::size_t, common_words.size()> counts{};
  for (const Word& word : words.words) {
    const auto known = languages.find(word.text);
    if (known == languages.end()) continue;
    for (const std::size_t language : known->second) ++counts[language];
  }
  const auto most = std::ranges::max_element(counts);
  return *most == 0 ? "" : std::string(common_words[static_cast<std::size_t>(most - counts.begin())].language);
}

} // namespace classifier
