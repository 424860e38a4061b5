// Letters of the secretariat: what stands in them, and each as a PDF. What draws them (Pango, Cairo, libqrencode) stands in the
// module libosaki-mcs-letters.so, loaded at the first call.
#pragma once

#include "osaki/base/crypto.hpp"
#include "osaki/base/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// The head of every letter; what is empty is left out.
struct Sender {
    std::string network = {};
    std::string network_operator = {};
    std::string office = {};  // the secretariat
    std::string postal_code = {};
    std::string address = {};
    std::string phone = {};
    std::string fax = {};
    std::string mail = {};
};

// An ID and its first password on the way to their holder (ID・パスワードの付与, art. 8-2(1)).
struct CredentialLetter {
    std::string name = {};
    std::string user = {};    // U000001
    std::string office = {};  // of the holder
    std::string login = {};
    Secret password;
    Date issued_on = {};
    Date expires_on = {};
    std::string login_url = {};
    bool is_reissue = false;
};

// One letter a page with its receipt; ID and password on two pages for two envelopes; or slips to cut apart, 2 or 4 a page.
enum class LetterForm { page, split, two_slips, four_slips };

enum class Verdict { approved, rejected, returned };

// What was decided about an application (審査結果通知書), or what it lacks (補正).
struct DecisionLetter {
    Verdict verdict = Verdict::approved;
    std::string application = {};  // A2026-0001
    std::string name = {};
    std::string office = {};
    Date received_on = {};
    std::optional<Date> decided_on = {};
    std::string decided_by = {};
    std::string reason = {};
    std::vector<std::string> missing = {};
    std::optional<Date> due_on = {};
    bool id_follows = false;  // approved, and the ID is still to be handed out
};

// That somebody attended a training (受講証, art. 8-2(2)).
struct CertificateLetter {
    std::string number = {};  // of training and person: T2026-01 / U000001
    std::string name = {};
    std::string office = {};
    std::string topic = {};
    std::string kind = {};    // 初期研修
    std::string method = {};  // 集合
    Date held_on = {};
    std::string place = {};
    std::string instructor = {};
    std::vector<std::string> documents = {};  // with their versions
    bool is_passed = false;
};

// What all letters of a file share. written_on is the day in the letter, created the only instant in the file, so that the same
// letters give the same bytes.
struct LetterFile {
    Sender sender = {};
    Date written_on = {};
    Timestamp created = {};
    LetterForm form = LetterForm::page;
};

// What of the words no font on this machine has, as "𰻞 (U+30EDE)"; empty when all can be printed.
std::string lacking_glyphs(std::string_view words);
// The whole file. Code::failed when no installed font has a character, naming it, its letter and the way on.
Secret credential_pdf(const LetterFile& file, std::span<const CredentialLetter> letters);
Secret decision_pdf(const LetterFile& file, std::span<const DecisionLetter> letters);
Secret certificate_pdf(const LetterFile& file, std::span<const CertificateLetter> letters);

}  // namespace osaki
