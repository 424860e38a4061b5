// What the module of the letters offers the library (base/module.hpp).
#pragma once

#include "osaki/print/letter.hpp"
#include "osaki/print/report_page.hpp"

namespace osaki {

struct LetterTable {
    Secret (*credentials)(const LetterFile& file, std::span<const CredentialLetter> letters);
    Secret (*decisions)(const LetterFile& file, std::span<const DecisionLetter> letters);
    Secret (*certificates)(const LetterFile& file, std::span<const CertificateLetter> letters);
    std::string (*lacking)(std::string_view words);
    std::string (*report)(const ReportPage& page);
};

}  // namespace osaki

// The module's only name.
extern "C" const osaki::LetterTable* osaki_letter_table();
