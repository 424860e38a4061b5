// The parts that every letter of the secretariat has at the same place: day, addressee, head, title, opening.
#pragma once

#include "osaki/letters/page.hpp"
#include "osaki/print/letter.hpp"

#include <string>

namespace osaki::letters {

inline constexpr double margin = 20;
inline constexpr double text_width = page_width - 2 * margin;

struct Addressee {
    std::string office = {};
    std::string person = {};  // with its 様
};
// Returns where the letter goes on.
double draw_head(Document& document, const LetterFile& file, const Addressee& to);
double draw_title(Document& document, double y, const std::string& title, const std::string& opening);

Secret draw_credentials(const LetterFile& file, std::span<const CredentialLetter> letters);
Secret draw_decisions(const LetterFile& file, std::span<const DecisionLetter> letters);
Secret draw_certificates(const LetterFile& file, std::span<const CertificateLetter> letters);

}  // namespace osaki::letters
