#include "osaki/print/letter.hpp"

#include "osaki/base/module.hpp"
#include "osaki/print/letter_module.hpp"

namespace osaki {

namespace {

const LetterTable& table() {
    static const auto* const loaded =
        reinterpret_cast<const LetterTable* (*)()>(module_symbol("letters", "osaki_letter_table"))();
    return *loaded;
}

}  // namespace

std::string lacking_glyphs(std::string_view words) {
    return table().lacking(words);
}

Secret credential_pdf(const LetterFile& file, std::span<const CredentialLetter> letters) {
    return table().credentials(file, letters);
}

Secret decision_pdf(const LetterFile& file, std::span<const DecisionLetter> letters) {
    return table().decisions(file, letters);
}

Secret certificate_pdf(const LetterFile& file, std::span<const CertificateLetter> letters) {
    return table().certificates(file, letters);
}

std::string pdf_of(const ReportPage& page) {
    return table().report(page);
}

}  // namespace osaki
