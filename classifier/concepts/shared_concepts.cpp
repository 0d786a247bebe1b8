// Concepts whose words are few in each language, told apart by meaning rather than by language.
#include <array>

#include "classifier/concepts/concepts.hpp"

namespace classifier {

namespace {

// clang-format off
constexpr Concept shared[]{
  {"add", "add me|add us|subscribe|sign me up|put me on|enroll|enrol|join|anmelden|eintragen|hinzufüg~|aufnehmen|abonnieren|ajoutez~|inscrivez~|abonnez~|m'inscrire|m'abonner|añad~|agrég~|agreg~|apúnt~|suscríb~|inscríb~|aggiung~|iscriv~|inseri~|adicion~|acrescent~|inscrever|inscrevam|cadastrem|aanmelden|inschrijven|toevoegen|voeg|lägg till|anmäl mig|prenumerera|tilføj~|tilmeld~|legg til|meld meg på|lisätkää|lisää minut|liittykää|tilaan|dodaj~|zapis~ mnie|dopisz~|přidejte|přihla~|pridajte|prihlás~|iratkoz~ fel|vegyenek fel|adjanak hozzá|adăuga~|abona~-mă|înscrie~|добавете|запиш~|абонирайте|προσθέσ~|γράψτε με|εγγράψτε|ekle~|kaydedin|abone yap~|добав~|подпиш~|внесите|додайте|підпишіть|أضيف~|اضيف~|سجل~|أضفني|اشتركوني|הוסיפו|תוסיפו|להוסיף|צרפו|जोड़ें|जोड़ दें|जोड़िए|登録して|登録をお願い|追加|加入|添加|加到|订阅贵|추가|등록해|구독 신청|구독하고|tambahkan|masukkan|daftarkan|thêm tôi|đăng ký cho"},
  {"object", "object to|withdraw|revoke|rescind|widersprech~|widerspruch|widerruf~|oppose|m'oppose|retire mon consentement|opposition|opongo|oposición|revoco|retiro mi|oppongo|oppos~|revoc~|oponho|revogo|retiro o|maak bezwaar|trek mijn toestemming|bezwaar|motsätter|återkallar|drar tillbaka|gør indsigelse|trækker mit|tilbagekalder|trekker samtykke~|trekker mitt|protesterer|vastustan|perun suostumu~|kiellän|sprzeciw~|wycofuję|cofam|odvolávám|vznáším námitk~|nesouhlasím|odvolávam|namietam|visszavon~|tiltakoz~|opun|retrag|възразявам|оттеглям|αντιτάσσ~|αντιτίθ~|ανακαλώ|itiraz~|geri çek~|geri alıyor~|отзываю|возражаю|против обработки|відкликаю|заперечую|أسحب|أعترض|سحب موافقت~|מתנגד~|מושך|מבטל את הסכמתי|वापस लेता|आपत्ति|撤回|取り消し|異議|反对|철회|반대합니다|menarik|keberatan|mencabut|rút lại|phản đối"},
  {"wish_was_ignored", "third time|second time|how many times|again and again|already asked|asked before|schon mehrfach|zum dritten mal|mehrmals|plusieurs fois|déjà demandé|varias veces|ya pedí|più volte|già chiesto|várias vezes|já pedi|meerdere keren|al gevraagd|flera gånger|flere gange|flere ganger|monta kertaa|kilka razy|już prosi~|několikrát|niekoľkokrát|többször|de mai multe ori|неколко пъти|πολλές φορές|defalarca|kaç kere|сколько раз|уже просил~|скільки разів|вже просив|عدة مرات|כמה פעמים|कई बार|何度も|何回も|多次|好几次|여러 번|berkali kali|sudah minta|nhiều lần"},
  {"subscribed_by_mistake", "did not mean to unsubscribe|unsubscribed by accident|accidentally unsubscribed|start|unstop|resume|opt in|optin"},
  {"job", "salary|position|vacancy|recruiter|gehalt|stelle|salaire|poste|salario|puesto|stipendio|salário|vaga|salaris|vacature|lön|tjänst|løn|stilling|lønn|palkka|työpaikka|pensja|stanowisko|plat|pozice|fizetés|állás|salariu|заплата|позиция|μισθός|θέση|maaş|pozisyon|зарплата|вакансия|зарплата|вакансія|الراتب|وظيفة|משכורת|משרה|वेतन|नौकरी|給料|求人|工资|职位|연봉|채용|gaji|lowongan|lương|vị trí"},
};
// clang-format on

constexpr std::array tables{ConceptTable{"", shared}};

} // namespace

std::span<const ConceptTable> shared_concepts() { return tables; }

} // namespace classifier
