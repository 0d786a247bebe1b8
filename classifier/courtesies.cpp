// Words that say nothing by themselves: what stands round a "stop" without changing it.
#include "classifier/rule.hpp"

namespace classifier {

std::string_view courtesies() {
  return "please|pls|plz|kindly|thanks|thank|you|thankyou|thx|ty|hi|hello|hey|dear|sir|madam|sirs|team|all|regards|"
         "best|"
         "kind|cheers|sorry|ok|okay|so|much|very|many|greetings|good|morning|afternoon|evening|day|just|"
         "bitte|danke|dank|vielen|hallo|guten|tag|morgen|liebe|lieber|sehr|geehrte|geehrter|damen|und|herren|herr|frau|"
         "freundliche|freundlichen|grüße|gruß|grüßen|mfg|lg|vg|mit|beste|viele|schönen|"
         "por|favor|gracias|hola|saludos|buenos|dias|buenas|tardes|obrigado|obrigada|olá|bom|dia|cumprimentos|"
         "merci|svp|stp|sil|vous|plaît|te|bonjour|cordialement|bien|à|per|favore|grazie|buongiorno|salve|saluti|"
         "cordiali|alstublieft|alsjeblieft|aub|bedankt|groet|groeten|met|vriendelijke|goedemorgen|beste|"
         "tak|tack|takk|venlig|venligst|hilsen|vänligen|hälsningar|vennlig|kiitos|hei|hej|terveisin|ystävällisesti|"
         "prosím|děkuji|dobrý|den|dekuji|ďakujem|proszę|dziękuję|pozdrawiam|dzień|kérem|köszönöm|üdvözlettel|"
         "vă|rog|mulțumesc|bună|lütfen|teşekkürler|merhaba|παρακαλώ|ευχαριστώ|пожалуйста|спасибо|здравствуйте|"
         "добрый|день|прошу|будь|ласка|дякую|moin|mvh|vh|hilsner";
}

} // namespace classifier
